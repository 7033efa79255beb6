namespace Jifen.Grains.Interfaces;

/// <summary>
/// One picture of the cluster, taken once a second by one of its silos. The journal's commits, the latencies and the process are those of
/// that silo; all else is of every shard, wherever it runs. Every count is of durable records; nothing here is an estimate.
/// </summary>
/// <param name="Totals">Since the programme began, through restarts.</param>
/// <param name="Second">The last whole second.</param>
/// <param name="Commands">From a command's arrival to its answer, over the last minute.</param>
/// <param name="Durable">From a record's decision to its place on the disk, over the last minute.</param>
/// <param name="Refusals">Refusals since the silo started, by code, most first.</param>
public sealed record LiveFrame(
    DateTimeOffset At, LiveTotals Totals, LiveSecond Second, Latencies Commands, Latencies Durable, JournalFigures Journal, ProcessFigures Process,
    IReadOnlyList<ShardFigures> Shards, IReadOnlyList<CampaignFigures> Campaigns, IReadOnlyList<StockFigures> Prizes, IReadOnlyList<StockFigures> Budgets,
    IReadOnlyList<InvariantFigures> Invariants, IReadOnlyList<RefusalCount> Refusals)
{
    /// <summary>The silos by name, with those that left or died and have not come back; empty where one silo has the store for itself.</summary>
    public IReadOnlyList<SiloFigures> Silos { get; init; } = [];
}

/// <summary>What the programme has done so far.</summary>
/// <param name="PointsIn">Points given: by activities, prizes and imports.</param>
/// <param name="PointsOut">
/// Points paid for plays, expired or taken back. What a play that was undone gives back is neither in nor out.
/// </param>
/// <param name="Plays">Plays that are complete, with a prize or without.</param>
/// <param name="Prizes">Plays that ended with a prize.</param>
public sealed record LiveTotals(long Members, long Activities, long Plays, long Prizes, long PointsIn, long PointsOut, long Badges);

/// <summary>What became durable within one second.</summary>
/// <param name="At">When the second began.</param>
public sealed record LiveSecond(DateTimeOffset At, long Activities, long Plays, long Prizes, long PointsIn, long PointsOut, long Refusals);

/// <summary>Quantiles of what was measured; all are null where nothing was.</summary>
public sealed record Latencies(long Count, TimeSpan? P50, TimeSpan? P99, TimeSpan? P999);

/// <param name="Records">Records in the journal.</param>
/// <param name="Bytes">Size of the store's files.</param>
/// <param name="BatchRecords">Records in a group commit in the mean over the last minute; 0 with none.</param>
/// <param name="LargestBatch">Records in the largest group commit of the last minute.</param>
/// <param name="CommitsPerSecond">In the mean over the last minute.</param>
public sealed record JournalFigures(long Records, long Bytes, double BatchRecords, long LargestBatch, double CommitsPerSecond);

/// <param name="Memory">Bytes of the process's working set.</param>
/// <param name="Processor">Share of all of the machine's cores that the process used within the last second, 0 to 1.</param>
/// <param name="Streams">Event streams that players and staff have open.</param>
/// <param name="ClockDoubt">The clock is not trusted, and what depends on the calendar waits.</param>
public sealed record ProcessFigures(string Silo, string Version, DateTimeOffset Started, long Memory, double Processor, int Streams, bool ClockDoubt);

/// <param name="Serving">
/// Here the shard runs; elsewhere its silo lives and the last looks at the shard were answered.
/// </param>
/// <param name="Head">Sequence of the last durable record.</param>
/// <param name="Queue">Calls that wait in the shard's queue.</param>
/// <param name="Waiting">Plays and commands that wait for a unit, a member or a message.</param>
/// <param name="Resident">Members in memory.</param>
/// <param name="SinceCheckpoint">Records that a recovery would read again.</param>
/// <param name="Load">Commands answered within the last second.</param>
public sealed record ShardFigures(ShardId Shard, bool Serving, Sequence Head, int Queue, int Waiting, int Resident, long SinceCheckpoint, long Load)
{
    /// <summary>Id of the <see cref="SiloFigures"/> that has it; null where nobody has it, or where there is no cluster.</summary>
    public string? Silo { get; init; }

    /// <summary>Records that are decided and not yet on the disk.</summary>
    public int Undurable { get; init; }
}

/// <summary>A campaign or one of its lotteries, as it may be paused.</summary>
/// <param name="Target">What <see cref="ICampaignDesk"/> pauses: the id of a campaign or of a lottery.</param>
/// <param name="Campaign">The campaign that a lottery belongs to; null for a campaign.</param>
/// <param name="Opens">The next opening, or null.</param>
/// <param name="Closes">The next closing, or null.</param>
public sealed record CampaignFigures(string Target, string? Campaign, LocalText Name, CampaignStanding Standing, DateTimeOffset? Opens, DateTimeOffset? Closes);

public enum CampaignStanding
{
    Scheduled,
    Live,
    Closed,
    Paused,
    Ended,
}

/// <summary>Stock of one prize, or points of one budget, over all shards.</summary>
/// <param name="Lottery">The lottery, or the campaign whose budget it is.</param>
/// <param name="Segment">The prize; <see cref="BudgetName.Segment"/> for a budget.</param>
/// <param name="Total">Units in all. What a budget sets aside for its campaign's prizes is not among them.</param>
/// <param name="Awarded">Units that members have won, or points that they were given and have not given back.</param>
/// <param name="Allotted">Units that lie on shards, given to nobody.</param>
/// <param name="Left">Units at the treasury.</param>
/// <param name="PerHour">Awards of the last hour, or of the time that the silo runs where that is less, at least a minute, as a rate.</param>
/// <param name="Empty">When the stock is gone at this rate; null where nothing is awarded.</param>
public sealed record StockFigures(
    string Lottery, string Segment, LocalText Name, long Total, long Awarded, long Allotted, long Left, double PerHour, DateTimeOffset? Empty)
{
    /// <summary>Units that are released where the stock is spread over time, else null.</summary>
    public long? Released { get; init; }

    /// <summary>Codes that have expired and that nobody has.</summary>
    public long Expired { get; init; }
}

/// <summary>Two sums that must be equal, or the first at most the second, taken over all shards.</summary>
/// <param name="Name">A stable name, such as <c>lots-are-balances</c>.</param>
/// <param name="Left">What is compared.</param>
/// <param name="Right">What it is compared with.</param>
/// <param name="Checked">When it was last computed.</param>
public sealed record InvariantFigures(string Name, long Left, long Right, bool AtMost, bool Holds, DateTimeOffset Checked);

public sealed record RefusalCount(string Code, long Count);

/// <summary>Something that ops wants to hear of. Members are told by their mask.</summary>
/// <param name="Id">Names the record, by shard and sequence, or else what happened; what has the same id is the same.</param>
/// <param name="Kind">Says which sentence it is; see <see cref="NoticeKinds"/>.</param>
/// <param name="Member">Masked; null where no member is meant.</param>
/// <param name="Subject">Id of the lottery, campaign, badge or board that it is about, or the name of a silo, or null.</param>
/// <param name="Name">What the subject is called, where it has a name.</param>
/// <param name="Number">Points, units or version; what it counts follows from the kind.</param>
public sealed record LiveNotice(string Id, DateTimeOffset At, string Kind, string? Member, string? Subject, LocalText? Name, long? Number);

/// <summary>The kinds of notices, as the Dashboard translates them.</summary>
public static class NoticeKinds
{
    public const string Drawn = "drawn";
    public const string PrizeWon = "prize-won";
    public const string GrandPrize = "grand-prize";

    /// <summary>A member completed a challenge, or the last day of a streak's round.</summary>
    public const string ChallengeReached = "challenge-reached";

    public const string StockOut = "stock-out";
    public const string BudgetSpent = "budget-spent";

    /// <summary>A pool of codes has fewer to give out than its alarm says; the number is how many.</summary>
    public const string CouponsLow = "coupons-low";

    /// <summary>A pool of codes has none left.</summary>
    public const string CouponsOut = "coupons-out";

    public const string Published = "published";
    public const string Paused = "paused";
    public const string Resumed = "resumed";
    public const string LargeEarning = "large-earning";
    public const string ClockAccepted = "clock-accepted";
    public const string ShardStopped = "shard-stopped";

    /// <summary>A silo joined the cluster for the first time in a while.</summary>
    public const string SiloJoined = "silo-joined";

    /// <summary>A silo that had left, or was declared dead, is there again.</summary>
    public const string SiloReturned = "silo-returned";

    /// <summary>A silo has handed over all that it had.</summary>
    public const string SiloLeft = "silo-left";

    /// <summary>A silo was not heard of for too long and was declared dead.</summary>
    public const string SiloDied = "silo-died";

    /// <summary>A silo took shards; the number is how many.</summary>
    public const string ShardsMoved = "shards-moved";

    /// <summary>The store has reached the demo's bound: the simulated members stop. The number is the store's bytes.</summary>
    public const string DemoStopped = "demo-stopped";
}
