using Jifen.Grains.Badge;
using Jifen.Grains.Kernel;

namespace Jifen.Silo.Shards;

/// <summary>Looks after what a shard owes by itself: due inputs, members whose lots expire, seeds that are missing, members that badges are owed to.</summary>
internal sealed class DueKeeper(ShardLoop loop, ShardEnvironment environment, long incarnation, ShardMachine machine)
{
    /// <summary>Due inputs taken at a time.</summary>
    private const int Burst = 64;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(string Lottery, string Period), Stamp> _asked = [];
    private (MembersUnseen Walk, Stamp Asked)? _walk;
    private Stamp _sweptAt;

    /// <summary>Inputs that are due now. A missing seed is asked of the host.</summary>
    /// <param name="draining">The shard comes to rest: no more of its members are looked through, which could take long.</param>
    public IReadOnlyList<DueInput> Take(Stamp now, bool draining)
    {
        IReadOnlyList<DueWork> due = machine.Due(now, Burst);
        foreach (SeedMissing missing in due.OfType<SeedMissing>())
        {
            Ask(missing, now);
        }

        foreach (MembersUnseen walk in due.OfType<MembersUnseen>().Where(_ => !draining))
        {
            Ask(walk, now);
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

    /// <remarks>
    /// A member whose state the store does not have yet is in memory. It is looked at before the store is, because it may be saved and gone
    /// when the store answers. What members do from now on is decided by the badges in force.
    /// </remarks>
    private void Ask(MembersUnseen walk, Stamp now)
    {
        if ((_walk is { } under && under.Walk == walk && now - under.Asked < AskAgain) || machine.State.Self.InForce(now)?.Programme is not { } programme)
        {
            return;
        }

        OwedBadges owed = OwedBadges.Of(machine.State, programme, now);
        _walk = (walk, now);
        MemberKey[] here =
        [
            .. machine.State.Members.Where(member => member.AsOf != member.SavedAsOf && (walk.After is not { } after || member.Key.CompareTo(after) > 0) && owed.AnyTo(member))
                .Select(member => member.Key),
        ];
        environment.Host.FindOwed(loop, incarnation, new(walk, owed, here));
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
