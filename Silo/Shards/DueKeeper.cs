using Jifen.Grains.Kernel;

namespace Jifen.Silo.Shards;

/// <summary>Looks after what a shard owes by itself: due inputs, members whose lots expire, seeds that are missing.</summary>
internal sealed class DueKeeper(ShardLoop loop, ShardEnvironment environment, long incarnation, ShardMachine machine)
{
    /// <summary>Due inputs taken at a time.</summary>
    private const int Burst = 64;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(string Lottery, string Period), Stamp> _asked = [];
    private Stamp _sweptAt;

    /// <summary>Inputs that are due now. A missing seed is asked of the host.</summary>
    public IReadOnlyList<DueInput> Take(Stamp now)
    {
        IReadOnlyList<DueWork> due = machine.Due(now, Burst);
        foreach (SeedMissing missing in due.OfType<SeedMissing>())
        {
            Ask(missing, now);
        }

        return due.Count == 0 ? [] : [.. due.OfType<DueInput>()];
    }

    public void Tick(Stamp now, bool clockInDoubt)
    {
        if (now - _sweptAt < SweepEvery)
        {
            return;
        }

        _sweptAt = now;
        FetchDocument();
        if (!clockInDoubt)
        {
            environment.Host.FindDue(loop, incarnation, now);
        }
    }

    /// <summary>Asks for the next document that an adopted version lacks.</summary>
    /// <remarks>A shard that nobody calls must close its periods too, and their end is known only by the programme's calendar.</remarks>
    public void FetchDocument()
    {
        if (machine.State.Self.Bind(environment.Programmes) is { } missing)
        {
            environment.Host.LoadDocument(loop, incarnation, missing);
        }
    }

    private void Ask(SeedMissing missing, Stamp now)
    {
        (string, string) seed = (missing.Lottery, missing.Period);
        if (!_asked.TryGetValue(seed, out Stamp asked) || now - asked >= AskAgain)
        {
            _asked[seed] = now;
            environment.Host.MakeSeed(loop, missing.Lottery, missing.Period);
        }
    }
}
