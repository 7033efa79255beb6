using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;

namespace Jifen.Grains.Draws;

/// <summary>
/// When a period of a draw is over on a shard: by the version in force there, or because the programme in force has the draw no longer. Then it
/// is drawn from the entries that are there, so that nobody has paid for nothing.
/// </summary>
internal static class DrawEnd
{
    /// <summary>Whether the period is over by this shard's clock.</summary>
    /// <remarks>
    /// The seed may be here before the version that brings the draw is adopted or in force, so a draw that no version has brought, or that one yet
    /// to come has, is not over.
    /// </remarks>
    public static bool IsReached(ShardState state, string lottery, string period, Stamp now)
    {
        bool comes = false;
        for (int i = state.Self.Adopted.Count - 1; i >= 0; i--)
        {
            AdoptedVersion version = state.Self.Adopted[i];
            if (version.EffectiveAt <= now)
            {
                return version.Programme?.FindDraw(lottery) is { } draw ? draw.ClosesOf(period) <= now : !comes && TermsOf(state, lottery, now) is not null;
            }

            comes |= version.Programme?.FindDraw(lottery) is not null;
        }

        return false;
    }

    /// <summary>The version by which a draw is held: the one in force, or the newest before it that had the draw.</summary>
    public static AdoptedVersion? TermsOf(ShardState state, string lottery, Stamp now)
    {
        for (int i = state.Self.Adopted.Count - 1; i >= 0; i--)
        {
            AdoptedVersion version = state.Self.Adopted[i];
            if (version.EffectiveAt <= now && version.Programme?.FindDraw(lottery) is not null)
            {
                return version;
            }
        }

        return null;
    }

    /// <summary>Adds the periods that must be closed now, and the prizes that must be given or let go.</summary>
    public static void AddDue(ShardState state, Stamp now, List<DueWork> due, int limit)
    {
        foreach (LotterySlice slice in state.Slices)
        {
            foreach (AdoptedSeed seed in slice.Seeds)
            {
                if (due.Count < limit && DrawName.IsOne(seed.Period) && IsReached(state, slice.Lottery, seed.Period, now))
                {
                    due.Add(new DueInput(new ClosePeriod(slice.Lottery, seed.Period), null, null));
                }
            }
        }

        foreach (DrawSlice slice in state.Draws)
        {
            AddAwards(state, slice, now, due, limit);
        }
    }

    /// <summary>Adds the seeds that draws of this shard want.</summary>
    public static void AddSeeds(ShardState state, Stamp now, List<DueWork> due, int limit)
    {
        foreach (Draw draw in state.Self.Newest!.DrawsKeptBy(state))
        {
            SeedKeeper keeper = state.Seeds(draw.Id);
            foreach (string period in draw.PeriodsToCommit(now))
            {
                if (due.Count < limit && keeper.Find(period) is null)
                {
                    due.Add(new SeedMissing(draw.Id, period));
                }
            }
        }
    }

    /// <remarks>A prize of a version that has not arrived here waits for it.</remarks>
    private static void AddAwards(ShardState state, DrawSlice slice, Stamp now, List<DueWork> due, int limit)
    {
        foreach (HeldAward award in slice.Awards)
        {
            if (due.Count >= limit || state.Self.FindVersion(award.Catalogue)?.Programme is null)
            {
                continue;
            }

            if (award.Deadline is null)
            {
                due.Add(new DueInput(new GiveDrawPrize(award.Member, slice.Lottery, award.Period), award.Member, null));
            }
            else if (award.Deadline <= now)
            {
                due.Add(new DueInput(new LapseDrawPrize(award.Member, slice.Lottery, award.Period), award.Member, null));
            }
        }
    }
}
