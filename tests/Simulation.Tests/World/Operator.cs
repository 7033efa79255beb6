using System.Security.Cryptography;

namespace Jifen.Simulation.Tests.World;

/// <summary>The staff: publishes versions, pauses and resumes, and accepts a clock in doubt. One thing at a time.</summary>
internal sealed class Operator(SimulatedWorld world, SeededDraw draw, ProgrammeDraft programme)
{
    private readonly Caller _caller = new(world, draw);
    private readonly Queue<Func<Call>> _wanted = new();
    private readonly HashSet<string> _paused = [];

    public bool IsBusy { get; private set; }

    public void Start()
    {
        Want(Publication);
        for (int i = draw.Between(0, 3); i > 0; i--)
        {
            world.Events.After(draw.Time(3000, 15000), () => Want(NextPublication));
        }

        for (int i = draw.Between(0, 3); i > 0; i--)
        {
            string target = draw.Chance(500) ? $"campaign:{ProgrammeDraft.Campaign}" : $"lottery:{(programme.Deck is { } deck && draw.Chance(300) ? deck : draw.Of(programme.Lotteries))}";
            TimeSpan pausesAt = draw.Time(2500, 13000);
            world.Events.After(pausesAt, () => Want(() => Pause(target, true)));
            world.Events.After(pausesAt + draw.Time(50, 2500), () => Want(() => Pause(target, false)));
        }
    }

    /// <summary>Resumes what is paused, so that what waits can come to its end.</summary>
    public void ResumeAll() => _paused.ToList().ForEach(target => Want(() => Pause(target, false)));

    /// <summary>Accepts the clocks of all silos that have shards.</summary>
    public void AcceptClock()
    {
        for (int shard = 0; shard < (world.Scenario.IsCluster ? world.Scenario.Shards : 1); shard++)
        {
            ShardId on = new(shard);
            Want(() => new() { Input = new AcceptClock("ops"), Shard = on });
        }
    }

    private void Want(Func<Call> call)
    {
        _wanted.Enqueue(call);
        DoNext();
    }

    private void DoNext()
    {
        if (IsBusy || !_wanted.TryDequeue(out Func<Call>? make))
        {
            return;
        }

        IsBusy = true;
        _caller.Make(make(), () =>
        {
            IsBusy = false;
            DoNext();
        });
    }

    private Call NextPublication()
    {
        programme.Change();
        return Publication();
    }

    private Call Publication()
    {
        byte[] document = programme.ToBytes();
        Hash256 hash = Hash256.Read(SHA256.HashData(document));
        world.Disk.Documents[hash] = document;
        return OnCatalogue(new PublishProgramme(hash, null, "ops"));
    }

    private Call Pause(string target, bool paused)
    {
        _ = paused ? _paused.Add(target) : _paused.Remove(target);
        return OnCatalogue(new SetPaused(target, paused, "ops", "drawn"));
    }

    private Call OnCatalogue(ShardInput input) => new() { Input = input, Shard = Placement.Of("catalogue", world.Scenario.Shards) };
}
