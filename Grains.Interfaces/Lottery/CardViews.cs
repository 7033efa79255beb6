namespace Jifen.Grains.Interfaces;

/// <summary>Cards of a member.</summary>
/// <param name="Held">Not scratched, the soonest to be void first.</param>
/// <param name="Ended">The newest that were scratched or are void, newest first.</param>
/// <param name="Waiting">Plays that wait for their card.</param>
public sealed record CardsView(IReadOnlyList<HeldCardView> Held, IReadOnlyList<EndedCardView> Ended, IReadOnlyList<WaitingPlayView> Waiting)
{
    /// <summary>The member is a test member: its cards are of its own shadow decks.</summary>
    public bool IsTest { get; init; }
}

/// <param name="Expires">First instant at which it is void.</param>
public sealed record HeldCardView(PlayId Card, string Lottery, long Serial, Hash256 Commitment, Stamp Expires);

/// <param name="Kind">Id of the kind; null where the card was void before it was scratched.</param>
public sealed record EndedCardView(PlayId Card, string Lottery, long Serial, string? Kind);
