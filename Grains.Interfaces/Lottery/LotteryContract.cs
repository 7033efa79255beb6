using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>A member plays a lottery once.</summary>
/// <param name="PlayerSeed">The player's own part of the randomness, up to 64 characters; may be empty.</param>
public sealed record Play(MemberKey Member, string Lottery, string PlayerSeed) : ShardInput;

/// <summary>A waiting play can be completed: a unit has come, or its prize is known to be exhausted.</summary>
public sealed record SettlePlay(MemberKey Member, PlayId Play) : ShardInput
{
    /// <summary>The coupon of the wallet that waits, instead of the play; as of <see cref="PrizeId"/>. Null for the play.</summary>
    public int? Part { get; init; }
}

/// <summary>The member has watched the reveal of a play.</summary>
public sealed record MarkSeen(MemberKey Member, PlayId Play) : ShardInput;

/// <summary>Fresh seed for a period, already wrapped by the silos' key: <see cref="Commitment"/> is SHA-256 of the seed.</summary>
public sealed record OfferSeed(string Lottery, string Period, Hash256 Commitment, string Wrapped) : ShardInput;

/// <summary>The shard's stamp has passed the end of the period.</summary>
public sealed record ClosePeriod(string Lottery, string Period) : ShardInput;

/// <summary>What a play answers: enough to render the outcome and its receipt together with the catalogue version.</summary>
/// <param name="Rolled">Segment that the draw hit.</param>
/// <param name="Segment">Segment that the player gets: <paramref name="Rolled"/>, or a fallback.</param>
/// <param name="Prize">False where the segment gives nothing.</param>
/// <param name="Guaranteed">The guarantee chose the segment, not the draw.</param>
/// <param name="SinceWin">Plays without a prize before this one: the guarantee's counter.</param>
/// <param name="Exhausted">Prizes that were exhausted when the segment was chosen, in segment order.</param>
public sealed record Played(
    PlayId Play, string Lottery, string Rolled, string Segment, bool Prize, bool Guaranteed, Points Cost, Points Available,
    string Period, Hash256 Commitment, long Nonce, string PlayerSeed, long TableVersion, long SinceWin, IReadOnlyList<string>? Exhausted) : Answer
{
    /// <summary>Badges that the play brought; null for none.</summary>
    public IReadOnlyList<string>? Badges { get; init; }

    /// <summary>Challenges that were complete with a badge of the play; null for none.</summary>
    public IReadOnlyList<ChallengeProgress>? Challenges { get; init; }

    /// <summary>True where a ticket paid for the play. Never false.</summary>
    public bool? Ticket { get; init; }

    /// <summary>Unique prizes of the table that the member had won before, in segment order; null for none.</summary>
    public IReadOnlyList<string>? Owned { get; init; }

    /// <summary>True where a test member played: no unit of the prize was taken. Never false.</summary>
    public bool? Test { get; init; }

    /// <summary>Multipliers that the play brought; null for none.</summary>
    public IReadOnlyList<MultiplierView>? Multipliers { get; init; }

    /// <summary>True where the prize is a badge that the member had, so that what stands in for it was given. Never false.</summary>
    public bool? Had { get; init; }
}

/// <summary>The play is taken and waits for a unit of its prize; the same key gets the outcome later.</summary>
public sealed record PlayPending(PlayId Play) : Answer;

public sealed record Seen(PlayId Play) : Answer;

/// <summary>The draw of a play, decided for good. Where it is settled at once the same record holds <see cref="PlaySettled"/>.</summary>
/// <param name="Wait">The unit that the play waits for; null where it is settled at once.</param>
/// <param name="Terms">What the play will be settled by, however late; present where it waits.</param>
public sealed record PlayTaken(
    PlayId Play, string Lottery, string Period, DateOnly Day, long Nonce, string PlayerSeed, string Rolled, bool Guaranteed, long SinceWin,
    bool Free, Points Cost, long TableVersion, RequestKey? Key, UnitWait? Wait, PlayTerms? Terms) : GrainEvent
{
    /// <summary>True where a ticket of the member pays for the play. Never false.</summary>
    public bool? Ticket { get; init; }

    [JsonIgnore]
    public bool Waits => Wait is not null;
}

/// <summary>The unit that a play waits for.</summary>
/// <param name="Day">Programme day of the unit where the stock is daily, else null.</param>
/// <param name="Exhausted">Prizes that were exhausted when the segment was chosen, in segment order.</param>
public sealed record UnitWait(string Segment, DateOnly? Day, IReadOnlyList<string>? Exhausted);

/// <param name="Catalogue">Catalogue version in force when the play was taken.</param>
/// <param name="Commitment">Of the seed that it was drawn with.</param>
public sealed record PlayTerms(long Catalogue, Hash256 Commitment);

/// <summary>The prize first wanted is exhausted, and its stand-in needs a unit that is not at hand either.</summary>
public sealed record PlayRedirected(PlayId Play, string Lottery, UnitWait Wait) : GrainEvent;

/// <summary>The play is complete.</summary>
/// <param name="Refused">The game closes when its stock is out: the play was undone and answered with <c>sold_out</c>.</param>
public sealed record PlaySettled(PlayId Play, string Lottery, string Segment, bool Prize, bool Refused) : GrainEvent
{
    /// <summary>True where the prize is unique: from now on the member owns it. Never false.</summary>
    public bool? Unique { get; init; }
}

public sealed record PlaySeen(PlayId Play) : GrainEvent;

/// <summary>The member has so many tickets more for a lottery. A ticket pays for one play; it does not expire.</summary>
/// <param name="Cause">What gave them, such as <c>challenge:</c> and the challenge's id.</param>
public sealed record TicketsGiven(string Lottery, long Count, string Cause) : GrainEvent;

public sealed record SeedCommitted(string Lottery, string Period, Hash256 Commitment, string Wrapped) : GrainEvent;

public sealed record SeedAdopted(string Lottery, string Period, Hash256 Commitment, string Wrapped) : GrainEvent;

public sealed record PeriodClosed(string Lottery, string Period) : GrainEvent;

public sealed record PeriodClosureCounted(string Lottery, string Period, ShardId Shard) : GrainEvent;

/// <param name="Seed">The seed in clear, 64 hexadecimal digits.</param>
public sealed record SeedRevealed(string Lottery, string Period, string Seed) : GrainEvent;

public sealed record SeedPublished(string Lottery, string Period, Hash256 Commitment, string Wrapped) : Message;

public sealed record PeriodClosedAtShard(string Lottery, string Period) : Message;
