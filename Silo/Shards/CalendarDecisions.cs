using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;

namespace Jifen.Silo.Shards;

/// <summary>What must wait while the clock is in doubt (PROTOCOL section 6).</summary>
internal static class CalendarDecisions
{
    /// <summary>Expiry and closes wait at all events; plays and activities wait once a new day would begin.</summary>
    public static bool Wait(ShardState state, ShardInput input, Stamp last, Stamp now) => input switch
    {
        SweepMember or ClosePeriod or RecallDay or CloseBoard => true,
        Play or ReportActivity => BeginsDay(state, last, now),
        _ => false,
    };

    private static bool BeginsDay(ShardState state, Stamp last, Stamp now)
    {
        ProgrammeCalendar calendar = state.Self.InForce(now)?.Programme?.Calendar ?? Programme.Empty.Calendar;
        return calendar.DayOf(now) != calendar.DayOf(last);
    }
}
