namespace Jifen.Grains.Cards;

/// <summary>A card in the hand of a member: its kind is decided, sealed, and known to nobody.</summary>
/// <param name="Card">Record of the play.</param>
/// <param name="Expires">First instant at which it is void.</param>
public sealed record HeldCard(Sequence Card, string Lottery, long Serial, Hash256 Commitment, Stamp Expires)
{
    public bool IsVoid(Stamp now) => Expires <= now;
}

/// <summary>A card that was scratched, or whose time has passed.</summary>
/// <param name="Kind">Null where it was void unscratched.</param>
public sealed record EndedCard(Sequence Card, string Lottery, long Serial, string? Kind);

/// <summary>A play that waits for its card.</summary>
/// <param name="Parts">What was paid for it.</param>
public sealed record OpenCard(CardTaken Taken, IReadOnlyList<LotPart> Parts)
{
    public PlayId Id => Taken.Card;
}
