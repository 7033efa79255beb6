using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member;

namespace Jifen.Grains.Cards;

/// <summary>
/// Opens a card and gives what it is worth, in one record. A pause of the lottery stops the sale of cards, not the scratching: a card in
/// a hand is paid for, and its time runs.
/// </summary>
internal static class ScratchRules
{
    public static Decision Decide(ShardState state, ScratchCard input, in DecisionContext context)
    {
        if (state.FindMember(input.Member) is not { } member)
        {
            return new NotYet(new MemberNeeded(input.Member));
        }

        if (state.Self.Unbound is { } document)
        {
            return new NotYet(new DocumentNeeded(document));
        }

        return input.Card.Shard == state.Shard && member.Cards.FindHeld(input.Card) is { } held && !held.IsVoid(context.Now)
            ? IsOver(state, member, held) ? PlayChecks.Refuse(RefusalCodes.TooLate, $"The deck of {held.Lottery} is over, and the test card {input.Card} with it.") : Open(state, member, held, context)
            : Refuse(state, member, input.Card);
    }

    /// <summary>The cards of a member whose time has passed.</summary>
    public static IEnumerable<GrainEvent> Voided(ShardState state, MemberGrain member, Stamp now) => member.Cards.VoidBy(now).SelectMany(held =>
        new GrainEvent[] { new CardVoided(new(state.Shard, held.Card), held.Lottery) }.Concat(Ended(member, held)));

    /// <remarks>The slice does not know of cards of shadow decks.</remarks>
    private static IEnumerable<GrainEvent> Ended(MemberGrain member, HeldCard held) =>
        member.IsTest ? [] : [new CardEnded(held.Serial) { On = LotterySlice.IdOf(held.Lottery) }];

    /// <remarks>A deck waits with its end for the cards that are held, but not for those of test members.</remarks>
    private static bool IsOver(ShardState state, MemberGrain member, HeldCard held) => member.IsTest && state.Lottery(held.Lottery).DeckClosed;

    private static Decision Refuse(ShardState state, MemberGrain member, PlayId card)
    {
        if (card.Shard == state.Shard && (member.Cards.FindHeld(card) is not null || member.Cards.FindEnded(card) is { Kind: null }))
        {
            return PlayChecks.Refuse(RefusalCodes.TooLate, $"The time of the card {card} has passed: it is void.");
        }

        return card.Shard == state.Shard && member.Cards.FindWaiting(card) is not null
            ? new Rejected(RejectionCodes.TryAgain, "The card has not been dealt yet.")
            : new Rejected(RejectionCodes.UnknownCard, "There is no such card to scratch.");
    }

    private static Decided Open(ShardState state, MemberGrain member, HeldCard held, in DecisionContext context)
    {
        LotterySlice slice = state.Lottery(held.Lottery);
        AdoptedSeed? seed = slice.FindSeed(DeckName.Period);
        DeckCards? deck = state.Self.Newest!.Programme!.DecksEver.Find(held.Lottery);
        Invariant.Holds(seed is not null && deck is not null, "a deck has its seed and its cards while one is held");
        CardFace face = CardFace.Of(context.Seeds, seed, deck, held.Serial, member.IsTest ? member.Key : null);
        Invariant.Holds(face.Commitment == held.Commitment, "a card is opened as it was sealed");
        return Give(state, new(new(state.Shard, held.Card), held, face, deck, seed), member, state.Self.InForce(context.Now)!.Programme!, context.Now);
    }

    private static Decided Give(ShardState state, OpenedCard card, MemberGrain member, Programme programme, Stamp now)
    {
        Purse purse = member.Purse;
        Points prize = PrizeGift.Due(member, card.Face.Kind.Prize) is PointsPrize points ? points.Points : Points.Zero;
        return new()
        {
            Answer = new Scratched(
                card.Id, card.Held.Lottery, card.Held.Serial, card.Face.Kind.Id, card.IsPrize, card.Held.Commitment, card.Face.Salt,
                purse.Available(now) + prize - purse.RepaidFrom(prize), card.Seed.Commitment, card.Deck.Table.Version)
            {
                Test = member.IsTest ? true : null,
                Had = PrizeGift.IsHad(member, card.Face.Kind.Prize) ? true : null,
            },
            Entropy = new(card.Held.Lottery, DeckName.Period, card.Held.Serial),
            Events =
            [
                new CardScratched(card.Id, card.Held.Lottery, card.Face.Kind.Id, card.IsPrize),
                .. Ended(member, card.Held),
                .. PrizeGift.All(state, member, card.Face.Kind.Prize, card.Id, programme, programme.Calendar.DayOf(now), now),
            ],
        };
    }

    private sealed record OpenedCard(PlayId Id, HeldCard Held, CardFace Face, DeckCards Deck, AdoptedSeed Seed)
    {
        public bool IsPrize => Face.Kind.Prize is not NoPrize;
    }
}
