using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;

namespace Jifen.Silo.Shards;

/// <summary>What must wait while the clock is in doubt (PROTOCOL section 6).</summary>
internal static class CalendarDecisions
{
    /// <summary>Expiry and closes wait at all events; plays, activities, refunds and what is done for streaks wait once a new day would begin.</summary>
    /// <param name="known">The last stamp without doubt. The shard's own last record would not do: messages are recorded in a day that is in doubt, too.</param>
    public static bool Wait(ShardState state, ShardInput input, Stamp known, Stamp now) => input switch
    {
        SweepMember or ClosePeriod or RecallDay or ReleaseStock or RetireUnits or CloseBoard or LapseDrawPrize => true,
        Play or ScratchCard or ClaimDrawPrize or ReportActivity or RefundActivity or RepairStreak or PauseStreak => BeginsDay(state, known, now),
        _ => false,
    };

    private static bool BeginsDay(ShardState state, Stamp known, Stamp now)
    {
        ProgrammeCalendar calendar = state.Self.InForce(now)?.Programme?.Calendar ?? Programme.Empty.Calendar;
        return calendar.DayOf(now) != calendar.DayOf(known);
    }
}
