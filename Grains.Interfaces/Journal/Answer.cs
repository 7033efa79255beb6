using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>What a command is answered with. It lies in the record, so that a retry gets the very same.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Enrolled), "enrolled")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(ActivityRecorded), "activity-recorded")]
[JsonDerivedType(typeof(ActivityRefunded), "activity-refunded")]
[JsonDerivedType(typeof(Played), "played")]
[JsonDerivedType(typeof(PlayPending), "play-pending")]
[JsonDerivedType(typeof(Dealt), "dealt")]
[JsonDerivedType(typeof(Scratched), "scratched")]
[JsonDerivedType(typeof(Entered), "entered")]
[JsonDerivedType(typeof(Claimed), "claimed")]
[JsonDerivedType(typeof(Seen), "seen")]
[JsonDerivedType(typeof(TicketsGranted), "tickets-granted")]
[JsonDerivedType(typeof(DayRepaired), "day-repaired")]
[JsonDerivedType(typeof(PauseTaken), "pause-taken")]
[JsonDerivedType(typeof(ZoneTaken), "zone-taken")]
[JsonDerivedType(typeof(SelfLimitsTaken), "self-limits-taken")]
[JsonDerivedType(typeof(PoolChanged), "pool-changed")]
[JsonDerivedType(typeof(OrderChanged), "order-changed")]
[JsonDerivedType(typeof(Published), "published")]
[JsonDerivedType(typeof(PauseSet), "pause-set")]
[JsonDerivedType(typeof(Acknowledged), "acknowledged")]
[JsonDerivedType(typeof(Refusal), "refusal")]
public abstract record Answer;

public sealed record Acknowledged : Answer;

/// <summary>A refusal of the rules: remembered like any other answer, sent as 409.</summary>
/// <param name="Code">Stable code, one of <see cref="RefusalCodes"/>.</param>
/// <param name="Detail">One English sentence with the figures that matter.</param>
public sealed record Refusal(string Code, string Detail) : Answer
{
    /// <summary>What the member's own limit is called where it refuses; null for all else.</summary>
    public string? Limit { get; init; }

    /// <summary>First instant at which the refusal no longer holds, where that is known; null for all else.</summary>
    public Stamp? Until { get; init; }
}

/// <summary>The codes of refusals by the rules. Clients switch on them; they are never renamed.</summary>
public static class RefusalCodes
{
    public const string Exists = "exists";
    public const string InsufficientPoints = "insufficient_points";
    public const string LimitReached = "limit_reached";
    public const string NotOpen = "not_open";
    public const string SoldOut = "sold_out";
    public const string TooLate = "too_late";
    public const string FromTheFuture = "from_the_future";
    public const string Conflict = "conflict";
    public const string SelfLimited = "self_limited";
    public const string WrongStep = "wrong_step";
    public const string NotForMinors = "not_for_minors";
}
