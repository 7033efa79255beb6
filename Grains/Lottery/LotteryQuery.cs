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
        if (state.Self.InForce(now)?.Programme is not { } programme || programme.FindWheel(lottery) is not { } wheel)
        {
            return null;
        }

        DateOnly day = programme.Calendar.DayOf(now);
        MemberPlays plays = (member is { } key ? state.FindMember(key) : null)?.PlaysIn(lottery) ?? new(lottery, 0, default, 0, 0, 0, 0);
        return View(state, wheel, plays, day, now);
    }

    /// <summary>All commitments and the seeds revealed; answered by the shard that keeps them.</summary>
    public static FairnessView Fairness(ShardState state, string lottery) =>
        new(lottery, [.. state.Seeds(lottery).Periods.Select(p => new PeriodSeedView(p.Period, p.Commitment, p.Seed))]);

    private static LotteryView View(ShardState state, Wheel wheel, MemberPlays plays, DateOnly day, Stamp now)
    {
        LotterySlice slice = state.Lottery(wheel.Id);
        IReadOnlyList<string> exhausted = slice.ExhaustedOf(wheel, day);
        OpenState hours = wheel.Campaign.At(now);
        string period = Period.Of(day);
        return new(
            wheel.Id, wheel.Campaign.Id, hours.IsOpen && !IsPaused(state, wheel), wheel.WhenEmpty == WhenEmpty.Close && exhausted.Count > 0,
            hours.Opens, hours.Closes, wheel.Cost, MemberQuery.LeftOf(wheel, plays, day), plays.SinceWin, Odds(wheel, plays.SinceWin, exhausted),
            wheel.TotalWeight, wheel.Table.Version, period, slice.FindSeed(period)?.Commitment);
    }

    private static SegmentOdds[] Odds(Wheel wheel, long sinceWin, IReadOnlyList<string> exhausted)
    {
        long[] weights = new long[wheel.Segments.Count];
        for (int rolled = 0; rolled < weights.Length; rolled++)
        {
            if (WheelOutcome.Resolve(wheel.Table, rolled, sinceWin, exhausted).Slot is { } slot)
            {
                weights[wheel.IndexOf(slot.Id)] += wheel.Segments[rolled].Weight;
            }
        }

        return [.. wheel.Segments.Select((segment, index) => new SegmentOdds(segment.Id, weights[index]))];
    }

    private static bool IsPaused(ShardState state, Wheel wheel) =>
        state.Self.IsPaused(PauseTarget.Lottery(wheel.Id)) || state.Self.IsPaused(PauseTarget.Campaign(wheel.Campaign.Id));
}
