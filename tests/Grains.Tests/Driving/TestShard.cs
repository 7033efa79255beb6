using System.Text;
using System.Text.Json;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Tests.Driving;

/// <summary>One machine with its journal in memory. Members are seated when they are asked for.</summary>
internal sealed class TestShard(ShardId id, int shardCount, TestLibrary library)
{
    public ShardMachine Machine { get; private set; } = new(new ShardState(id, shardCount));

    public ShardState State => Machine.State;

    public List<TestRecord> Journal { get; } = [];

    /// <summary>Where a planted fault gets in: it may replace what was decided before it is folded.</summary>
    public Func<ShardState, ShardInput, Decision, Decision> Tamper { get; set; } = static (_, _, decision) => decision;

    /// <summary>Called with each record that was folded.</summary>
    public Action<TestShard, RecordBody, RecordStamp> OnRecord { get; set; } = static (_, _, _) => { };

    public static MemberKey? MemberOf(ShardInput input) => input switch
    {
        Play play => play.Member,
        SettlePlay settle => settle.Member,
        ScratchCard scratch => scratch.Member,
        GrantTickets grant => grant.Member,
        ClaimDrawPrize claim => claim.Member,
        GiveDrawPrize give => give.Member,
        LapseDrawPrize lapse => lapse.Member,
        GiveBadge give => give.Member,
        GiveOwedBadges give => give.Member,
        MarkSeen seen => seen.Member,
        ReportActivity activity => activity.Member,
        Enrol enrol => enrol.Member,
        OpenMember open => open.Member,
        SweepMember sweep => sweep.Member,
        RefundActivity refund => refund.Member,
        RepairStreak repair => repair.Member,
        PauseStreak pause => pause.Member,
        SetZone zone => zone.Member,
        SetSelfLimits limits => limits.Member,
        GiveAddress give => give.Member,
        EraseAddress erase => erase.Member,
        MoveOrder move => move.Member,
        SetAdultFrom adult => adult.Member,
        GiveBoardReward give => give.Member,
        SetBoardName name => name.Member,
        SetFriends friends => friends.Member,
        SetGroups groups => groups.Member,
        TellDivision tell => tell.Member,
        _ => null,
    };

    /// <summary>What would be decided, which changes nothing.</summary>
    public Decision Ask(ShardInput input, Stamp now, RequestKey key) => Machine.Decide(input, Context(now, key));

    public Decision Submit(ShardInput input, Stamp now, RequestKey? key = null)
    {
        DecisionContext context = Context(now, key);
        Decision decision = Machine.Decide(input, context);
        while (decision is NotYet { Need: MemberNeeded needed })
        {
            State.Seat(new MemberGrain(needed.Member));
            decision = Machine.Decide(input, context);
        }

        if (decision is NotYet { Need: RecordNeeded record })
        {
            context = context with { Past = PastOf(record) };
            decision = Machine.Decide(input, context);
        }

        decision = Tamper(State, input, decision);
        if (decision is Decided decided)
        {
            Fold(input, decided, context);
        }

        return decision;
    }

    /// <summary>Every grain's state by id.</summary>
    public static SortedDictionary<string, string> StatesOf(ShardState state)
    {
        SortedDictionary<string, string> states = new(StringComparer.Ordinal);
        foreach (Grain grain in state.Named.Concat(state.Members))
        {
            states.Add(grain.Id, $"{grain.AsOf} {Encoding.UTF8.GetString(grain.Save())}");
        }

        return states;
    }

    /// <summary>The shard's memory is gone, and it begins again with what its journal says.</summary>
    public void Crash()
    {
        Machine = new(Replay());
        State.Self.Bind(library);
    }

    /// <summary>A fresh state folded from the journal's bytes alone.</summary>
    public ShardState Replay()
    {
        ShardMachine replay = new(new ShardState(State.Shard, State.ShardCount));
        foreach (TestRecord record in Journal)
        {
            SeatFor(replay.State, record.At);
            replay.Replay(record.At, JsonSerializer.Deserialize(record.Body, JournalJson.Canonical.RecordBody)!);
        }

        foreach (MemberGrain idle in State.Members.Where(m => replay.State.FindMember(m.Key) is null))
        {
            replay.State.Seat(new MemberGrain(idle.Key));
        }

        return replay.State;
    }

    /// <summary>Every record decided anew from its input gives its very bytes.</summary>
    public void AssertDerivable()
    {
        TestShard again = new(State.Shard, State.ShardCount, library);
        foreach (TestRecord record in Journal)
        {
            ShardInput input = JsonSerializer.Deserialize(record.Body, JournalJson.Canonical.RecordBody)!.Input;
            again.Submit(input, record.At.Stamp, record.At.Key);
            Assert.Equal(Encoding.UTF8.GetString(record.Body), Encoding.UTF8.GetString(again.Journal[^1].Body));
        }
    }

    /// <summary>Live = replay = saved and loaded.</summary>
    public void AssertReplays()
    {
        SortedDictionary<string, string> live = StatesOf(State);
        Assert.Equal(live, StatesOf(Replay()));
        Assert.Equal(live, StatesOf(Reload()));
    }

    /// <summary>A state put together from every grain's saved bytes.</summary>
    public ShardState Reload()
    {
        ShardState loaded = new(State.Shard, State.ShardCount);
        foreach (Grain grain in State.Named)
        {
            loaded.Restore(grain.Id, grain.Save(), grain.AsOf);
        }

        foreach (MemberGrain member in State.Members)
        {
            MemberGrain restored = new(member.Key);
            restored.Restore(member.Save(), member.AsOf);
            loaded.Seat(restored);
        }

        return loaded;
    }

    private PastRecord PastOf(RecordNeeded needed) =>
        Journal.Find(record => record.At.Member == needed.Member && record.At.Key == needed.Key) is { } found
            ? new(needed.Key, found.At.Stamp, JsonSerializer.Deserialize(found.Body, JournalJson.Canonical.RecordBody)) { Catalogue = State.Self.InForce(found.At.Stamp)?.Version ?? 0 }
            : new(needed.Key, default, null);

    private DecisionContext Context(Stamp now, RequestKey? key) => new(now, new(Journal.Count + 1), key, TestVault.Instance, library);

    private void Fold(ShardInput input, Decided decided, in DecisionContext context)
    {
        RecordStamp at = new(State.Shard, context.Next, context.Now, MemberOf(input), context.Key);
        RecordBody body = Machine.Fold(input, decided, at, context);
        Journal.Add(new(at, JsonSerializer.SerializeToUtf8Bytes(body, JournalJson.Canonical.RecordBody)));
        OnRecord(this, body, at);
    }

    private static void SeatFor(ShardState state, RecordStamp at)
    {
        if (at.Member is { } member && state.FindMember(member) is null)
        {
            state.Seat(new MemberGrain(member));
        }
    }
}
