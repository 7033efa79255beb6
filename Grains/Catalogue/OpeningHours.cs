namespace Jifen.Grains.Catalogue;

/// <summary>
/// Day parts on the wall clock of the programme's zone: open is what the clock says, so an hour that clocks skip is no hour, and an
/// hour that they repeat counts twice.
/// </summary>
internal sealed class OpeningHours
{
    private const long MicrosecondsPerMinute = 60_000_000;
    private const long MicrosecondsPerDay = DayPart.MinutesPerDay * MicrosecondsPerMinute;

    private readonly ProgrammeCalendar calendar;
    private readonly bool[] openAt = new bool[DayPart.MinutesPerDay];

    /// <summary>Times of the wall clock at which the hours open or close, ascending, in microseconds after midnight.</summary>
    private readonly long[] turns;

    /// <param name="calendar">The programme's.</param>
    /// <param name="parts">None means open all day.</param>
    public OpeningHours(ProgrammeCalendar calendar, IReadOnlyList<DayPart> parts)
    {
        this.calendar = calendar;
        for (int minute = 0; minute < openAt.Length; minute++)
        {
            openAt[minute] = parts.Count == 0 || parts.Any(part => part.Contains(minute));
        }

        turns = [.. Enumerable.Range(0, openAt.Length).Where(TurnsAt).Select(minute => minute * MicrosecondsPerMinute)];
    }

    public bool Contains(Stamp at) => turns.Length == 0 ? openAt[0] : openAt[calendar.MinuteOf(at)];

    /// <summary>First instant after this one at which the hours open or close; null where they never do.</summary>
    public Stamp? NextTurn(Stamp at)
    {
        if (turns.Length == 0)
        {
            return null;
        }

        bool open = Contains(at);
        for (Stamp from = at; ;)
        {
            OffsetStretch stretch = calendar.StretchAround(from);
            Stamp turn = TurnByTheClock(from, stretch.OffsetMicroseconds);
            if (stretch.End is not { } end || turn < end)
            {
                return turn;
            }

            if (Contains(end) != open)
            {
                return end;
            }

            from = end;
        }
    }

    private bool TurnsAt(int minute) => openAt[minute] != openAt[(minute + DayPart.MinutesPerDay - 1) % DayPart.MinutesPerDay];

    /// <summary>The next turn if the offset stayed what it is.</summary>
    private Stamp TurnByTheClock(Stamp from, long offset)
    {
        long wall = from.Microseconds + offset;
        long time = ((wall % MicrosecondsPerDay) + MicrosecondsPerDay) % MicrosecondsPerDay;
        int next = Array.FindIndex(turns, turn => turn > time);
        long later = next >= 0 ? turns[next] - time : turns[0] + MicrosecondsPerDay - time;
        return new(from.Microseconds + later);
    }
}
