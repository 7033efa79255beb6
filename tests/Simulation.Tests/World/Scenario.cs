using Jifen.Silo.Cluster;
using Jifen.Silo.Shards;

namespace Jifen.Simulation.Tests.World;

/// <summary>What a seed draws before the run begins.</summary>
internal sealed record Scenario
{
    /// <summary>Faults rage for so long; then everything heals.</summary>
    public static readonly TimeSpan Safety = TimeSpan.FromSeconds(16);

    /// <summary>
    /// From healing on everything must come to rest within this: a seed is asked for again after 5 s, parked work is told after 2 s,
    /// messages go again after 0.4 s and callers after 0.6 s, and a recall takes two rounds of messages. In a cluster shards come to
    /// their places first: a silo that died is back after 1.2 s, or is declared dead by one that was heard of for 1.5 s after 1.5 s of
    /// silence; then a look, a hand-over and another look.
    /// </summary>
    public TimeSpan Liveness => TimeSpan.FromSeconds(IsCluster ? 17 : 12);

    public required ulong Seed { get; init; }

    public required int Shards { get; init; }

    public required int Members { get; init; }

    public required int Clients { get; init; }

    /// <summary>Players come in waves: those of one shard at a time, so that units stay behind on the shards before.</summary>
    public required bool Waves { get; init; }

    public required int LostOfThousand { get; init; }

    public required int DoubledOfThousand { get; init; }

    public required int UnknownOfThousand { get; init; }

    /// <summary>Of appends after whose commit the silo dies before anybody is told.</summary>
    public required int DiesAfterCommitOfThousand { get; init; }

    public required double SlowestMessage { get; init; }

    public required double SlowestAppend { get; init; }

    public required string Zone { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required ShardLimits Limits { get; init; }

    /// <summary>How long routers hold and wait for calls.</summary>
    public RouterLimits Routing { get; private init; } = new()
    {
        HoldTime = TimeSpan.FromSeconds(1),
        RetryAfter = TimeSpan.FromMilliseconds(100),
        CallTime = TimeSpan.FromMilliseconds(300),
    };

    /// <summary>Silos of the cluster, or 0 where one silo has the store for itself.</summary>
    public int Silos { get; private init; }

    /// <summary>Silence after which a silo is dead.</summary>
    public TimeSpan DeadAfter { get; private init; }

    /// <summary>How long a silo goes on trying to read while the store is not reached.</summary>
    public TimeSpan ReachWithin { get; private init; }

    public bool IsCluster => Silos > 0;

    /// <summary>Many play for one prize with many units, so that units run out while some still lie on slices.</summary>
    public bool Rush { get; private init; }

    /// <summary>Nothing fails, and silos are restarted one after the other.</summary>
    public bool IsUpgrade { get; private init; }

    /// <summary>Streams between silos and mailboxes of shards keep their order, as real ones do; elsewhere nothing relies on that.</summary>
    public bool KeepsOrder => IsUpgrade;

    /// <summary>A silo that is to be restarted hands over what it has; false where it is killed.</summary>
    public bool HandsOver { get; private init; }

    /// <summary>Three silos with the times of production, on a network and a store that are well.</summary>
    public static Scenario Upgrade(ulong seed, SeededDraw draw, bool handsOver) => Any(seed, draw) with
    {
        IsUpgrade = true,
        HandsOver = handsOver,
        Silos = 3,
        DeadAfter = new MembershipLimits().DeadAfter,
        ReachWithin = TimeSpan.FromSeconds(3),
        LostOfThousand = 0,
        DoubledOfThousand = 0,
        UnknownOfThousand = 0,
        DiesAfterCommitOfThousand = 0,
        SlowestMessage = 5,
        SlowestAppend = 10,
        Limits = new(),
        Routing = new(),
    };

    public static Scenario Of(ulong seed, SeededDraw draw)
    {
        Scenario any = Clustered(Any(seed, draw), new(~seed));
        return draw.Chance(80)
            ? any with { Rush = true, Shards = draw.Between(2, 3), Members = 30, Clients = 12, Waves = true, LostOfThousand = 30, SlowestMessage = 15, SlowestAppend = 10 }
            : any;
    }

    /// <remarks>Drawn from numbers of its own, so that what the rest of the scenario is does not depend on it.</remarks>
    private static Scenario Clustered(Scenario any, SeededDraw draw) => draw.Chance(400) ? any : any with
    {
        Silos = draw.Chance(100) ? 1 : draw.Between(2, 5),
        DeadAfter = draw.Time(600, 1500),
        ReachWithin = draw.Time(200, 3000),
    };

    private static Scenario Any(ulong seed, SeededDraw draw) => new()
    {
        Seed = seed,
        Shards = draw.Chance(400) ? draw.Between(2, 3) : draw.Between(1, 8),
        Members = draw.Between(1, 30),
        Clients = draw.Between(1, 12),
        Waves = draw.Chance(600),
        LostOfThousand = draw.Chance(300) ? 0 : draw.Between(0, 300),
        DoubledOfThousand = draw.Chance(300) ? 0 : draw.Between(0, 500),
        UnknownOfThousand = draw.Chance(300) ? 0 : draw.Between(0, 50),
        DiesAfterCommitOfThousand = draw.Chance(500) ? 0 : draw.Between(0, 6),
        SlowestMessage = draw.Between(2, 100),
        SlowestAppend = draw.Chance(200) ? 1000 : draw.Between(2, 100),
        Zone = draw.Of<string>(["Asia/Shanghai", "America/New_York", "UTC"]),
        Start = StartOf(draw),
        Limits = LimitsOf(draw),
    };

    /// <summary>Between two calls of a client: so many that a run has some 200 calls, however many clients there are.</summary>
    public TimeSpan Thinks => Clients * Safety / (Rush ? 2000 : 600);

    /// <summary>Half of the runs cross a midnight of Shanghai, New York or Greenwich that also ends a month.</summary>
    private static DateTimeOffset StartOf(SeededDraw draw)
    {
        int hour = draw.Of<int>([16, 4, 0]);
        DateTimeOffset midnight = new(2026, 3, 31, hour, 0, 0, TimeSpan.Zero);
        DateTimeOffset ends = hour == 16 ? midnight : midnight.AddDays(1);
        return draw.Chance(500) ? ends.AddSeconds(-draw.Between(1, 15)) : ends.AddHours(-draw.Between(2, 9));
    }

    private static ShardLimits LimitsOf(SeededDraw draw) => new()
    {
        Mailbox = 256,
        Undurable = draw.Between(8, 128),
        Parked = draw.Between(4, 64),
        ResidentMembers = draw.Chance(300) ? 1000 : draw.Between(1, 6),
        CheckpointRecords = draw.Between(5, 60),
        CheckpointAge = TimeSpan.FromSeconds(draw.Between(1, 6)),
        CheckpointStep = draw.Between(1, 8),
        UnitWait = TimeSpan.FromMilliseconds(draw.Between(100, 2000)),
        ParkWait = TimeSpan.FromSeconds(2),
        Resend = TimeSpan.FromMilliseconds(400),
    };
}
