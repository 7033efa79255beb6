namespace Jifen.Grains.Interfaces;

/// <summary>Outcome of deciding an input: a record, a rejection without a record, or a need to be met first.</summary>
public abstract record Decision;

/// <summary>Becomes one record. Where <see cref="Answer"/> is a <see cref="Refusal"/> there are no events but those that undo.</summary>
public sealed record Decided : Decision
{
    public Answer? Answer { get; init; }

    public EntropyReference? Entropy { get; init; }

    public IReadOnlyList<GrainEvent> Events { get; init; } = [];

    public IReadOnlyList<AddressedMessage> Messages { get; init; } = [];

    public long? RaisesControl { get; init; }
}

/// <summary>A message to be numbered by the shard and carried by the record.</summary>
public readonly record struct AddressedMessage(ShardId To, Lane Lane, Message Body);

/// <summary>Not decided and not remembered: nothing is journalled.</summary>
/// <param name="Code">Stable code, one of <see cref="RejectionCodes"/>.</param>
/// <param name="Detail">One English sentence; names the field where one is at fault.</param>
public sealed record Rejected(string Code, string Detail) : Decision
{
    /// <summary>Place of the value that is at fault, such as <c>lines[2].amount</c>; null where it is no single one.</summary>
    public string? Field { get; init; }

    /// <summary>A value that cannot be taken.</summary>
    /// <param name="why">A clause that goes on after the field and a colon, without its full stop.</param>
    public static Rejected Invalid(string field, string why) => new(RejectionCodes.Invalid, $"{field}: {why}.") { Field = field };
}

public static class RejectionCodes
{
    public const string UnknownMember = "unknown_member";
    public const string UnknownLottery = "unknown_lottery";
    public const string UnknownActivity = "unknown_activity";
    public const string UnknownPlay = "unknown_play";
    public const string UnknownChallenge = "unknown_challenge";
    public const string UnknownCard = "unknown_card";
    public const string UnknownDraw = "unknown_draw";
    public const string UnknownPrize = "unknown_prize";
    public const string KeyReused = "key_reused";
    public const string Invalid = "invalid";
    public const string ClockDoubt = "clock_doubt";
    public const string Overloaded = "overloaded";
    public const string TryAgain = "try_again";
    public const string StoreFull = "store_full";
    public const string Nothing = "nothing_to_do";
}

/// <summary>The decision needs something that is not in memory or has not arrived; it is asked again then.</summary>
public sealed record NotYet(Need Need) : Decision;

public abstract record Need;

/// <summary>The member's state must be loaded.</summary>
public sealed record MemberNeeded(MemberKey Member) : Need;

/// <summary>The catalogue document with this hash must be loaded.</summary>
public sealed record DocumentNeeded(Hash256 Document) : Need;

/// <summary>A play of this member in this lottery waits for its unit or card.</summary>
public sealed record SettlementNeeded(MemberKey Member, string Lottery) : Need;

/// <summary>The seed of the period has not reached this shard.</summary>
public sealed record SeedNeeded(string Lottery, string Period) : Need;

/// <summary>What the member's record with this request key says must be looked up: see <see cref="PastRecord"/>.</summary>
public sealed record RecordNeeded(MemberKey Member, RequestKey Key) : Need;
