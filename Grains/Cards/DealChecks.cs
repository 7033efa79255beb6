using Jifen.Grains.Lottery;
using Jifen.Grains.Member.Limits;

namespace Jifen.Grains.Cards;

/// <summary>What may stand against a card, in the order in which it is told.</summary>
internal static class DealChecks
{
    /// <summary>Null where nothing does.</summary>
    public static Decision? Of(DealAttempt play) =>
        (Decision?)(PlayChecks.Closed(play) ?? PlayChecks.Young(play) ?? Over(play)) ?? PlayChecks.Waiting(play)
            ?? (Decision?)(SoldOut(play) ?? HandFull(play) ?? PlayChecks.Limited(play) ?? SelfLimitRules.Against(play) ?? PlayChecks.TooDear(play)) ?? Seedless(play);

    /// <remarks>An extended campaign does not open a deck again whose seed may be known.</remarks>
    private static Decided? Over(DealAttempt play) =>
        play.Slice.DeckClosed ? PlayChecks.Refuse(RefusalCodes.NotOpen, $"The deck of {play.Deck.Id} is over.") : null;

    /// <remarks>A test member deals all cards of its own deck, one after the other.</remarks>
    private static Decided? SoldOut(DealAttempt play) =>
        (play.Member.IsTest ? play.Plays.Total >= play.Deck.Cards.Total : play.Slice.Cards is { IsExhausted: true }) ? NoneLeft(play.Deck.Id) : null;

    private static Decided? HandFull(DealAttempt play) => play.Member.Cards.Held.Count < CardBook.MostHeld
        ? null
        : PlayChecks.Refuse(RefusalCodes.LimitReached, $"{CardBook.MostHeld} cards are held: scratch some of them first.");

    private static NotYet? Seedless(DealAttempt play) =>
        play.Slice.FindSeed(DeckName.Period) is null ? new(new SeedNeeded(play.Deck.Id, DeckName.Period)) : null;

    public static Decided NoneLeft(string lottery) => PlayChecks.Refuse(RefusalCodes.SoldOut, $"All cards of {lottery} are dealt.");
}
