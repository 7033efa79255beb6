using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>Take a person in. Profile and id stay out of the journal.</summary>
public sealed record Enrol(MemberKey Member) : ShardInput
{
    /// <summary>The groups that the member begins in; null for none.</summary>
    public MemberGroups? Groups { get; init; }

    /// <summary>As of <see cref="SetAdultFrom.AdultFrom"/>.</summary>
    public DateOnly? AdultFrom { get; init; }

    /// <summary>Whether the member is a test member, for ever; null where nothing is said, which is no.</summary>
    public bool? Test { get; init; }
}

/// <summary>The brand reports that a member did something. <see cref="At"/> is when it happened.</summary>
/// <param name="Kind">Kind of activity; its JSON name is another, because <c>kind</c> names the input's own.</param>
/// <param name="Amount">Minor units (fen, cents), at least 0.</param>
public sealed record ReportActivity(
    MemberKey Member, string Id, [property: JsonPropertyName("activity")] string Kind, Stamp At, long Amount, string? Merchant, string? Channel,
    IReadOnlyList<ActivityLine>? Lines) : ShardInput
{
    /// <summary>True for what is kept for insight alone, of any age: it gives nothing and moves nothing. Never false.</summary>
    public bool? History { get; init; }
}

/// <param name="Amount">Minor units for the whole line, at least 0.</param>
public sealed record ActivityLine(string Sku, string Category, long Quantity, long Amount, IReadOnlyList<string>? Tags);

/// <summary>Take back what an activity gave, whole or in part. Neither amount nor lines means all that is left of it.</summary>
/// <param name="Activity">Id of the activity.</param>
/// <param name="Report">Request key under which the activity was reported.</param>
/// <param name="Amount">Minor units of the activity, at least 1, whatever its lines.</param>
/// <param name="Lines">Lines of the activity, each at most once.</param>
public sealed record RefundActivity(
    MemberKey Member, string Activity, RequestKey Report, long? Amount, IReadOnlyList<RefundLine>? Lines) : ShardInput;

/// <param name="Line">Index of the activity's line.</param>
/// <param name="Amount">Minor units of it, at least 1; null means all that is left.</param>
public sealed record RefundLine(int Line, long? Amount);

/// <summary>The due-time of a lot of this member has come.</summary>
public sealed record SweepMember(MemberKey Member) : ShardInput;

public sealed record Enrolled : Answer;

/// <param name="Points">Points that the activity gave.</param>
/// <param name="Available">Points of the member after all that the record brought.</param>
public sealed record ActivityRecorded(string Id, Points Points, Points Available, IReadOnlyList<RulePoints> Rules) : Answer
{
    /// <summary>Badges that the activity brought; null for none.</summary>
    public IReadOnlyList<string>? Badges { get; init; }

    /// <summary>Challenges that the activity moved; null for none.</summary>
    public IReadOnlyList<ChallengeProgress>? Challenges { get; init; }

    /// <summary>What budgets could not give of it; null where they gave all.</summary>
    public IReadOnlyList<BudgetCut>? Cuts { get; init; }

    /// <summary>The multiplier by which it earned more; null for none.</summary>
    public AppliedMultiplier? Multiplier { get; init; }

    /// <summary>Multipliers that its rewards gave; null for none.</summary>
    public IReadOnlyList<MultiplierView>? Multipliers { get; init; }
}

/// <param name="Points">Points that this refund takes back, those included that the member owes for now.</param>
/// <param name="Owed">What the member owes in all after it.</param>
/// <param name="Available">Points of the member after it.</param>
public sealed record ActivityRefunded(string Id, Points Points, Points Owed, Points Available) : Answer;

public sealed record RulePoints(string Rule, Points Points);

public sealed record MemberEnrolled : GrainEvent
{
    /// <summary>True for a test member, which it stays. Never false.</summary>
    public bool? Test { get; init; }
}

/// <summary>An activity was taken in, whether or not it gave points. <see cref="Day"/> is the programme day it counts for.</summary>
/// <param name="Activity">Its id.</param>
/// <param name="Activities">Its kind.</param>
public sealed record ActivityCounted(string Activity, string Activities, DateOnly Day, long Amount) : GrainEvent;

/// <summary>An activity was kept as history: no points, no counter, no board.</summary>
/// <param name="Activity">Its id.</param>
/// <param name="Activities">Its kind.</param>
/// <param name="Day">Programme day on which it happened.</param>
public sealed record ActivityKept(string Activity, string Activities, DateOnly Day, long Amount) : GrainEvent;

/// <summary>Points of one rule for one line, put into one lot: a refund takes back just these.</summary>
/// <param name="Cause">Activity id, <c>play:</c> and the play's id, or <c>badge-set:</c> and the set's id.</param>
/// <param name="Line">Index of the activity's line; null for what no line gave.</param>
/// <param name="Lot">Number of the lot, unique within the member.</param>
/// <param name="Expires">First instant at which the lot is gone; null for never.</param>
/// <param name="Day">Programme day that the earning counts for: the activity's or the play's.</param>
public sealed record PointsEarned(string Cause, string Rule, int? Line, Points Points, long Lot, Stamp? Expires, DateOnly Day) : GrainEvent
{
    /// <summary>Campaign whose budget gave the points; null where no budget did.</summary>
    public string? Budget { get; init; }

    /// <summary>Board whose reward it is, which moves no board; null for all else.</summary>
    public string? Board { get; init; }
}

/// <summary>Points taken from lots, the soonest to expire first.</summary>
public sealed record PointsSpent(string Cause, Points Points, IReadOnlyList<LotPart> Parts) : GrainEvent;

/// <summary>A spending undone: the very lots come back, with their own expiry.</summary>
public sealed record PointsRestored(string Cause, Points Points, IReadOnlyList<LotPart> Parts) : GrainEvent;

public sealed record LotPart(long Lot, Points Points, Stamp? Expires);

public sealed record LotExpired(long Lot, Points Points) : GrainEvent;

/// <summary>A rule with a cap gave points that count for a day; see <see cref="EarningCaps"/>.</summary>
public sealed record CapUsed(string Rule, DateOnly Day, Points Points) : GrainEvent;

/// <summary>Points of a rule with a cap were taken back: its room is free again.</summary>
public sealed record CapFreed(string Rule, DateOnly Day, Points Points) : GrainEvent;

/// <summary>Part of an activity was refunded. It comes before the points that this takes back.</summary>
/// <param name="Activities">Kind of the activity.</param>
/// <param name="Day">Programme day that the activity counted for.</param>
/// <param name="Recorded">Stamp of the record that counted the activity.</param>
/// <param name="Amount">Minor units of this refund.</param>
/// <param name="Parts">This refund by line.</param>
/// <param name="Whole">Nothing of the activity is left.</param>
public sealed record RefundCounted(
    string Activity, string Activities, DateOnly Day, Stamp Recorded, long Amount, IReadOnlyList<RefundPart> Parts, bool Whole) : GrainEvent
{
    /// <summary>Boards with a scope that the activity has moved, sorted: the refund moves these and no other of them. Null for none.</summary>
    public IReadOnlyList<string>? Scoped { get; init; }
}

/// <param name="Line">Index of the activity's line; null for the part in no line.</param>
public sealed record RefundPart(int? Line, long Amount);

/// <summary>
/// Points of one rule for one line taken back: from the lot they were put into, for what was spent of it from the member's other lots,
/// and the rest is owed. Points = parts + expired + owed.
/// </summary>
/// <param name="Cause">Activity id.</param>
/// <param name="Lot">The lot that the rule's points were put into.</param>
/// <param name="Parts">What was taken, and from where.</param>
/// <param name="Expired">Points of the lot that had expired unspent: there is nothing to take back.</param>
/// <param name="Owed">Points that the member owes from now on.</param>
/// <param name="Day">Programme day that the earning counted for.</param>
public sealed record PointsReversed(
    string Cause, string Rule, int? Line, Points Points, long Lot, IReadOnlyList<LotPart> Parts, Points Expired, Points Owed,
    DateOnly Day) : GrainEvent;

/// <summary>Points that came in pay what the member owes.</summary>
public sealed record PointsRepaid(string Cause, Points Points, IReadOnlyList<LotPart> Parts) : GrainEvent;
