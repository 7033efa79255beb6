using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member;

namespace Jifen.Grains.Cards;

/// <summary>
/// A play of a scratch lottery deals a card: one record, or two where no card lies on this shard (PROTOCOL section 2). The card is what its
/// serial is in the deck; the record seals it and does not name it.
/// </summary>
internal static class DealRules
{
    public static Decision Decide(DealAttempt play, in DecisionContext context)
    {
        if (play.Input.PlayerSeed.Length > 0)
        {
            return Rejected.Invalid("playerSeed", "it does not enter a deck, leave it out");
        }

        if (DealChecks.Of(play) is { } against)
        {
            return against;
        }

        PlayId card = new(play.State.Shard, context.Next);
        CardTaken taken = new(card, play.Deck.Id, play.Day, play.Free, play.Cost, play.Programme.Version, context.Key)
        {
            Ticket = play.Ticket ? true : null,
        };
        return play.Member.IsTest || play.Slice.Cards is { Spare: > 0 }
            ? Dealing(play.Slice, play.Deck, taken, play.Member.Key, play.Member.IsTest ? play.Plays.Total : null, play.Programme, context).Decided(play.Available - play.Cost, [.. PlayRules.Payment(play, taken, card)])
            : Wait(play, taken);
    }

    /// <summary>The second record of a play that waited: it gets its card, or is undone because none is left.</summary>
    public static Decision Settle(ShardState state, MemberGrain member, OpenCard open, in DecisionContext context)
    {
        LotterySlice slice = state.Lottery(open.Taken.Lottery);
        Invariant.Holds(slice.Cards is not null, "a waiting play has its account");
        GrainEvent ended = new WaitEnded(DeckName.Segment, null, open.Id) { On = slice.Id };
        if (slice.Cards.HasUnitFor(open.Id, default))
        {
            Programme programme = state.Self.FindVersion(open.Taken.Catalogue)!.Programme!;
            return Dealing(slice, programme.FindDeck(open.Taken.Lottery)!, open.Taken, member.Key, null, programme, context)
                .Decided(member.Purse.Available(context.Now), [ended]);
        }

        return slice.Cards.ToldExhausted
            ? Undo(member.Purse, open, ended, context.Now)
            : new Rejected(RejectionCodes.Nothing, "The play still waits for its card.");
    }

    private static Decided Wait(DealAttempt play, CardTaken taken) => new()
    {
        Answer = new PlayPending(taken.Card),
        Events =
        [
            .. PlayRules.Payment(play, taken with { Waits = true }, taken.Card, waits: true),
            new WaitBegun(DeckName.Segment, null, play.Member.Key, taken.Card, taken.Key) { On = play.Slice.Id },
        ],
    };

    /// <param name="shadow">The card's number in the shadow deck of the test member who plays; null for a card of the deck itself.</param>
    private static CardDealing Dealing(LotterySlice slice, Deck deck, CardTaken taken, MemberKey member, long? shadow, Programme programme, in DecisionContext context)
    {
        AdoptedSeed? seed = slice.FindSeed(DeckName.Period);
        Invariant.Holds(seed is not null, "a deck has its seed until it is over");
        long serial = shadow ?? slice.Cards!.Serials!.Next(default);
        Stamp expires = programme.Calendar.EndOf(programme.Calendar.DayOf(context.Now).AddDays(deck.ExpiresDays));
        return new(slice, deck.Cards, taken, seed, serial, CardFace.Of(context.Seeds, seed, deck.Cards, serial, shadow is null ? null : member).Commitment, expires)
        {
            IsShadow = shadow is not null,
        };
    }

    private static Decided Undo(Purse purse, OpenCard open, GrainEvent ended, Stamp now)
    {
        List<GrainEvent> events = [ended];
        if (open.Parts.Count > 0)
        {
            events.Add(new PointsRestored(PlayCause.Of(open.Id), open.Taken.Cost, open.Parts));
            events.AddRange(purse.Repayment(PlayCause.Of(open.Id), open.Parts, now));
        }

        events.Add(new CardUndone(open.Id, open.Taken.Lottery));
        return DealChecks.NoneLeft(open.Taken.Lottery) with { Events = events };
    }

    /// <summary>A card on its way into a hand.</summary>
    private sealed record CardDealing(
        LotterySlice Slice, DeckCards Cards, CardTaken Taken, AdoptedSeed Seed, long Serial, Hash256 Commitment, Stamp Expires)
    {
        public bool IsShadow { get; init; }

        /// <param name="available">Points of the member after paying.</param>
        /// <param name="before">What comes before the card in its record.</param>
        public Decided Decided(Points available, IReadOnlyList<GrainEvent> before) => new()
        {
            Answer = new Dealt(
                Taken.Card, Taken.Lottery, Serial, Commitment, Expires, Taken.Cost, available, Seed.Commitment, Cards.Table.Version)
            {
                Ticket = Taken.Ticket,
                Test = IsShadow ? true : null,
            },
            Entropy = new(Taken.Lottery, DeckName.Period, Serial),
            Events =
            [
                .. before,
                .. IsShadow ? [] : (IEnumerable<GrainEvent>)[new UnitUsed(DeckName.Segment, null) { On = Slice.Id, Serial = Serial }],
                new CardDealt(Taken.Card, Taken.Lottery, Serial, Commitment, Expires),
            ],
        };
    }
}
