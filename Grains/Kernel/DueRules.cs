using Jifen.Grains.Badge;
using Jifen.Grains.Budget;
using Jifen.Grains.Cards;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Coupon;
using Jifen.Grains.Draws;
using Jifen.Grains.Leaderboard;
using Jifen.Grains.Lottery;
using Jifen.Grains.Stock;

namespace Jifen.Grains.Kernel;

/// <summary>
/// What a shard owes without being asked. Looked at after every batch, so it walks slices and treasuries, never members, and looks at
/// their counters only.
/// </summary>
public static class DueRules
{
    /// <summary>In this order: units that have come to their end, plays and badges that can go on, points that must go back, periods, decks and draws that have ended, prizes of draws, days to recall, stock to release, boards to close, rewards of boards, cohorts of boards, members who rose or fell, seeds that are missing, badges that are owed.</summary>
    /// <returns>At most <paramref name="limit"/>; what depends on the calendar only where the programme is at hand.</returns>
    public static IReadOnlyList<DueWork> Of(ShardState state, Stamp now, int limit)
    {
        List<DueWork> due = [];
        AddEnds(state, now, due, limit);
        AddPlays(state, now, due, limit);
        AddBudgets(state, due, limit);
        if (state.Self.Dating(now)?.Programme is { } programme)
        {
            DateOnly today = programme.Calendar.DayOf(now);
            AddPeriods(state, Period.Of(today), due, limit);
            DeckEnd.AddDue(state, now, due, limit);
            DrawEnd.AddDue(state, now, due, limit);
            AddDays(state, today, due, limit);
            AddReleases(state, now, due, limit);
            BoardRules.AddDue(state, programme.Calendar, now, due, limit);
            BoardRewardRules.AddDue(state, due, limit);
            CohortRules.AddDue(state, due, limit);
            DivisionTelling.AddDue(state, due, limit);
            AddSeeds(state, today, now, due, limit);
            BadgeWalkRules.AddDue(state, now, due, limit);
            DrawEnd.AddSeeds(state, now, due, limit);
        }

        return due;
    }

    /// <remarks>What is retired of a pool is retired at once, on the slice and at the treasury.</remarks>
    private static void AddEnds(ShardState state, Stamp now, List<DueWork> due, int limit)
    {
        foreach (CouponSlice slice in state.CouponSlices)
        {
            if (due.Count < limit && MustRetire(slice, now))
            {
                due.Add(new DueInput(new RetireUnits(slice.Name, CouponName.Segment), null, null));
            }
        }

        foreach (Treasury treasury in state.Treasuries)
        {
            if (due.Count < limit && treasury.Serials?.FirstEnd <= now && !(state.FindNamed(treasury.Lottery) is CouponSlice slice && MustRetire(slice, now)))
            {
                due.Add(new DueInput(new RetireUnits(treasury.Lottery, treasury.Segment), null, null));
            }
        }
    }

    private static bool MustRetire(CouponSlice slice, Stamp now) => slice.Account.Serials?.FirstEnd <= now;

    private static void AddPlays(ShardState state, Stamp now, List<DueWork> due, int limit)
    {
        foreach (LotterySlice slice in state.Slices)
        {
            for (int i = 0; slice.WaitingCount > 0 && i < slice.Accounts.Count; i++)
            {
                AddPlays(slice.Accounts[i], now, due, limit);
            }
        }

        foreach (CouponSlice slice in state.CouponSlices)
        {
            AddPlays(slice.Account, now, due, limit);
        }

        foreach (EditionSlice slice in state.Editions)
        {
            AddBadges(slice, due, limit);
        }
    }

    private static void AddBadges(EditionSlice slice, List<DueWork> due, int limit)
    {
        for (int place = 0; place < slice.Account.ReadyAt(default) && due.Count < limit; place++)
        {
            WaitingPlay waits = slice.Account.Waiting[place];
            due.Add(new DueInput(new GiveBadge(waits.Member, slice.Badge, waits.Play), waits.Member, null));
        }
    }

    private static void AddPlays(UnitAccount account, Stamp now, List<DueWork> due, int limit)
    {
        for (int place = 0; place < account.ReadyAt(now) && due.Count < limit; place++)
        {
            WaitingPlay play = account.Waiting[place];
            due.Add(new DueInput(new SettlePlay(play.Member, play.Play) { Part = play.Part }, play.Member, play.Key));
        }
    }

    /// <remarks>Points that were asked for rewards of boards are theirs, and only what these leave goes back.</remarks>
    private static void AddBudgets(ShardState state, List<DueWork> due, int limit)
    {
        foreach (BudgetSlice slice in state.Budgets)
        {
            if (due.Count < limit && slice.MustHandIn && !BoardRewardRules.AreDueFrom(state, slice.Campaign))
            {
                due.Add(new DueInput(new HandInBudget(slice.Campaign), null, null));
            }
        }
    }

    /// <remarks>A period is a day, and days compare as their periods do.</remarks>
    private static void AddPeriods(ShardState state, string today, List<DueWork> due, int limit)
    {
        foreach (LotterySlice slice in state.Slices)
        {
            for (int i = 0; i < slice.Seeds.Count && due.Count < limit && string.CompareOrdinal(slice.Seeds[i].Period, today) < 0; i++)
            {
                due.Add(new DueInput(new ClosePeriod(slice.Lottery, slice.Seeds[i].Period), null, null));
            }
        }
    }

    private static void AddDays(ShardState state, DateOnly today, List<DueWork> due, int limit)
    {
        foreach (Treasury treasury in state.Treasuries)
        {
            if (due.Count < limit && !treasury.IsRecalling && treasury.OldestHeldDay is { } day && day < today)
            {
                due.Add(new DueInput(new RecallDay(treasury.Lottery, treasury.Segment, day), null, null));
            }
        }
    }

    private static void AddReleases(ShardState state, Stamp now, List<DueWork> due, int limit)
    {
        foreach (Treasury treasury in state.Treasuries)
        {
            if (due.Count < limit && treasury.Release?.Next <= now)
            {
                due.Add(new DueInput(new ReleaseStock(treasury.Lottery, treasury.Segment), null, null));
            }
        }
    }

    private static void AddSeeds(ShardState state, DateOnly today, Stamp now, List<DueWork> due, int limit)
    {
        foreach (Wheel wheel in state.Self.Newest!.WheelsKeptBy(state))
        {
            if (wheel.Campaign.Ends > now)
            {
                AddSeed(state.Seeds(wheel.Id), Period.Of(today), due, limit);
                AddSeed(state.Seeds(wheel.Id), Period.Of(today.AddDays(1)), due, limit);
            }
        }

        foreach (Deck deck in state.Self.Newest!.DecksKeptBy(state))
        {
            if (deck.Campaign.Ends > now)
            {
                AddSeed(state.Seeds(deck.Id), DeckName.Period, due, limit);
            }
        }
    }

    private static void AddSeed(SeedKeeper keeper, string period, List<DueWork> due, int limit)
    {
        if (due.Count < limit && keeper.Find(period) is null)
        {
            due.Add(new SeedMissing(keeper.Lottery, period));
        }
    }
}
