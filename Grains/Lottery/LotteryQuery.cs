using Jifen.Grains.Catalogue;
using Jifen.Grains.Fairness;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Lottery;

/// <summary>What may be read of a lottery. Looks at the state and changes nothing.</summary>
public static class LotteryQuery
{
    /// <summary>The lottery as this member sees it; null where the programme in force has none of that id.</summary>
    /// <param name="member">Null for nobody in particular.</param>
    public static LotteryView? View(ShardState state, string lottery, MemberKey? member, Stamp now)
    {
        if (state.Self.InForce(now)?.Programme is not { } programme || programme.FindGame(lottery) is not { } game)
        {
            return null;
        }

        DateOnly day = programme.Calendar.DayOf(now);
        MemberGrain? who = member is { } key ? state.FindMember(key) : null;
        MemberPlays plays = who?.PlaysIn(lottery) ?? new(lottery, 0, default, 0, 0, 0, 0);
        return game switch
        {
            Deck deck => View(state, deck, plays, who is { IsTest: true }, day, now),
            Draw draw => View(state, draw, plays, who, now),
            _ => View(state, (Wheel)game, plays, day, now),
        };
    }

    /// <summary>All commitments and the seeds revealed; answered by the shard that keeps them.</summary>
    public static FairnessView Fairness(ShardState state, string lottery) =>
        new(lottery, [.. state.Seeds(lottery).Periods.Select(p => new PeriodSeedView(p.Period, p.Commitment, p.Seed))]);

    private static LotteryView View(ShardState state, Wheel wheel, MemberPlays plays, DateOnly day, Stamp now)
    {
        LotterySlice slice = state.Lottery(wheel.Id);
        IReadOnlyList<string> exhausted = state.ExhaustedOf(wheel, day, now);
        OpenState hours = wheel.Campaign.At(now);
        string period = Period.Of(day);
        return new(
            wheel.Id, wheel.Campaign.Id, hours.IsOpen && !IsPaused(state, wheel), wheel.WhenEmpty == WhenEmpty.Close && exhausted.Count > 0,
            hours.Opens, hours.Closes, wheel.Cost, MemberQuery.LeftOf(wheel, plays, day), plays.SinceWin, Odds(wheel, plays, state.GoneOf(wheel, day, now)),
            wheel.TotalWeight, wheel.Table.Version, period, slice.FindSeed(period)?.Commitment)
        {
            Owned = wheel.OwnedOf(plays),
        };
    }

    private static LotteryView View(ShardState state, Deck deck, MemberPlays plays, bool test, DateOnly day, Stamp now)
    {
        LotterySlice slice = state.Lottery(deck.Id);
        OpenState hours = deck.Campaign.At(now);
        return new(
            deck.Id, deck.Campaign.Id, hours.IsOpen && !IsPaused(state, deck) && !slice.DeckClosed, test ? plays.Total >= deck.Cards.Total : slice.Cards is { IsExhausted: true },
            hours.Opens, hours.Closes, deck.Cost, MemberQuery.LeftOf(deck, plays, day), 0,
            [.. deck.Cards.Kinds.Select(card => new SegmentOdds(card.Id, card.Count))], deck.Cards.Total, deck.Cards.Table.Version, DeckName.Period,
            slice.FindSeed(DeckName.Period)?.Commitment);
    }

    private static LotteryView View(ShardState state, Draw draw, MemberPlays plays, MemberGrain? member, Stamp now)
    {
        (string period, Stamp opens) = (draw.PeriodAt(now), draw.Opens);
        Stamp closes = draw.ClosesOf(period);
        bool taken = opens <= now && now < closes && !state.DrawSlice(draw.Id).IsClosed(period);
        return new(
            draw.Id, draw.Campaign.Id, draw.Campaign.IsOpen(now) && !IsPaused(state, draw) && taken, false, opens > now ? opens : draw.Campaign.At(now).Opens,
            closes, draw.Cost, MemberQuery.LeftOf(draw, plays, draw.DayOf(now)), 0, [], 0, 0, period, state.Lottery(draw.Id).FindSeed(period)?.Commitment)
        {
            Entries = member is null ? null : state.EntriesOf(member, draw.Id, period),
        };
    }

    /// <param name="gone">Segments that the rules would not give.</param>
    private static SegmentOdds[] Odds(Wheel wheel, MemberPlays plays, IReadOnlyList<string> gone)
    {
        IReadOnlyList<string> owned = wheel.OwnedOf(plays);
        long[] weights = new long[wheel.Segments.Count];
        for (int rolled = 0; rolled < weights.Length; rolled++)
        {
            if (WheelOutcome.Resolve(wheel.Table, rolled, plays.SinceWin, gone, owned).Slot is { } slot)
            {
                weights[wheel.IndexOf(slot.Id)] += wheel.Segments[rolled].Weight;
            }
        }

        return [.. wheel.Segments.Select((segment, index) => new SegmentOdds(segment.Id, weights[index]))];
    }

    private static bool IsPaused(ShardState state, Game game) =>
        state.Self.IsPaused(PauseTarget.Lottery(game.Id)) || state.Self.IsPaused(PauseTarget.Campaign(game.Campaign.Id));
}
