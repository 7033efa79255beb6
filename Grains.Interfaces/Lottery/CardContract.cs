namespace Jifen.Grains.Interfaces;

/// <summary>A member scratches a card that it holds. Again, it is answered the same.</summary>
public sealed record ScratchCard(MemberKey Member, PlayId Card) : ShardInput;

/// <summary>What a play of a scratch lottery answers: a card, sealed.</summary>
/// <param name="Card">The play that dealt it.</param>
/// <param name="Serial">The card's number in the deck, from 0 on.</param>
/// <param name="Commitment">Seals the card: SHA-256 over lottery, serial, kind and salt.</param>
/// <param name="Expires">First instant at which it is void.</param>
/// <param name="SeedCommitment">SHA-256 of the deck's seed.</param>
/// <param name="TableVersion">Catalogue version that first brought the deck.</param>
public sealed record Dealt(
    PlayId Card, string Lottery, long Serial, Hash256 Commitment, Stamp Expires, Points Cost, Points Available, Hash256 SeedCommitment,
    long TableVersion) : Answer
{
    /// <summary>True where a ticket paid for the card. Never false.</summary>
    public bool? Ticket { get; init; }

    /// <summary>True for a card of a test member, which is of the member's own shadow deck. Never false.</summary>
    public bool? Test { get; init; }
}

/// <summary>What a scratched card answers: its kind, and what opens the commitment.</summary>
/// <param name="Face">Id of the kind of card; its JSON cannot call it so, because <c>kind</c> names the answer's or event's own.</param>
/// <param name="Prize">False where the kind gives nothing.</param>
/// <param name="Salt">As of the formula of the commitment.</param>
public sealed record Scratched(
    PlayId Card, string Lottery, long Serial, string Face, bool Prize, Hash256 Commitment, Hash256 Salt, Points Available, Hash256 SeedCommitment,
    long TableVersion) : Answer
{
    /// <summary>Badges that the card brought; null for none.</summary>
    public IReadOnlyList<string>? Badges { get; init; }

    /// <summary>Challenges that were complete with a badge of the card; null for none.</summary>
    public IReadOnlyList<ChallengeProgress>? Challenges { get; init; }

    /// <summary>As of <see cref="Dealt.Test"/>. Never false.</summary>
    public bool? Test { get; init; }

    /// <summary>Multipliers that the card brought; null for none.</summary>
    public IReadOnlyList<MultiplierView>? Multipliers { get; init; }

    /// <summary>As of <see cref="Played.Had"/>. Never false.</summary>
    public bool? Had { get; init; }
}

/// <summary>A member has paid for a card. Where one is at hand the same record deals it.</summary>
/// <param name="Card">The play.</param>
/// <param name="Day">Programme day that the play counts for.</param>
/// <param name="Catalogue">Catalogue version in force.</param>
public sealed record CardTaken(PlayId Card, string Lottery, DateOnly Day, bool Free, Points Cost, long Catalogue, RequestKey? Key) : GrainEvent
{
    /// <summary>True where the play waits for its card. Never false.</summary>
    public bool? Waits { get; init; }

    /// <summary>True where a ticket of the member pays for the card. Never false.</summary>
    public bool? Ticket { get; init; }
}

/// <summary>The member holds a card; what it is worth is decided and sealed.</summary>
/// <param name="Expires">First instant at which it is void.</param>
public sealed record CardDealt(PlayId Card, string Lottery, long Serial, Hash256 Commitment, Stamp Expires) : GrainEvent;

/// <summary>A play that waited for its card was undone: no card is left.</summary>
public sealed record CardUndone(PlayId Card, string Lottery) : GrainEvent;

/// <param name="Card">What the card is worth is given in the same record.</param>
/// <param name="Face">Id of the kind of card; its JSON cannot call it so, because <c>kind</c> names the answer's or event's own.</param>
public sealed record CardScratched(PlayId Card, string Lottery, string Face, bool Prize) : GrainEvent;

/// <summary>The card's time has passed unscratched.</summary>
public sealed record CardVoided(PlayId Card, string Lottery) : GrainEvent;

/// <summary>A card of a member of this shard was scratched or is void: the slice has one less in the hands of members.</summary>
public sealed record CardEnded(long Serial) : GrainEvent;
