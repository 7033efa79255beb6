using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>Take a person in. Profile and id stay out of the journal.</summary>
public sealed record Enrol(MemberKey Member) : ShardInput;

/// <summary>The brand reports that a member did something. <see cref="At"/> is when it happened.</summary>
/// <param name="Kind">Kind of activity; its JSON name is another, because <c>kind</c> names the input's own.</param>
/// <param name="Amount">Minor units (fen, cents), at least 0.</param>
public sealed record ReportActivity(
    MemberKey Member, string Id, [property: JsonPropertyName("activity")] string Kind, Stamp At, long Amount, string? Merchant, string? Channel,
    IReadOnlyList<ActivityLine>? Lines) : ShardInput;

/// <param name="Amount">Minor units for the whole line, at least 0.</param>
public sealed record ActivityLine(string Sku, string Category, long Quantity, long Amount, IReadOnlyList<string>? Tags);

/// <summary>The due-time of a lot of this member has come.</summary>
public sealed record SweepMember(MemberKey Member) : ShardInput;

public sealed record Enrolled : Answer;

/// <param name="Points">Points that the activity gave.</param>
/// <param name="Available">Points of the member after all that the record brought.</param>
public sealed record ActivityRecorded(string Id, Points Points, Points Available, IReadOnlyList<RulePoints> Rules) : Answer
{
    /// <summary>Badges that the activity brought; null for none.</summary>
    public IReadOnlyList<string>? Badges { get; init; }
}

public sealed record RulePoints(string Rule, Points Points);

public sealed record MemberEnrolled : GrainEvent;

/// <summary>An activity was taken in, whether or not it gave points. <see cref="Day"/> is the programme day it counts for.</summary>
/// <param name="Activity">Its id.</param>
/// <param name="Activities">Its kind.</param>
public sealed record ActivityCounted(string Activity, string Activities, DateOnly Day, long Amount) : GrainEvent;

/// <summary>Points of one rule for one line, put into one lot: a refund takes back just these.</summary>
/// <param name="Cause">Activity id, <c>play:</c> and the play's id, or <c>badge-set:</c> and the set's id.</param>
/// <param name="Line">Index of the activity's line; null where the rule looked at the whole.</param>
/// <param name="Lot">Number of the lot, unique within the member.</param>
/// <param name="Expires">First instant at which the lot is gone; null for never.</param>
/// <param name="Day">Programme day that the earning counts for: the activity's or the play's.</param>
public sealed record PointsEarned(string Cause, string Rule, int? Line, Points Points, long Lot, Stamp? Expires, DateOnly Day) : GrainEvent;

/// <summary>Points taken from lots, the soonest to expire first.</summary>
public sealed record PointsSpent(string Cause, Points Points, IReadOnlyList<LotPart> Parts) : GrainEvent;

/// <summary>A spending undone: the very lots come back, with their own expiry.</summary>
public sealed record PointsRestored(string Cause, Points Points, IReadOnlyList<LotPart> Parts) : GrainEvent;

public sealed record LotPart(long Lot, Points Points, Stamp? Expires);

public sealed record LotExpired(long Lot, Points Points) : GrainEvent;
