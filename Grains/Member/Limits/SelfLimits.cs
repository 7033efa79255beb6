namespace Jifen.Grains.Member.Limits;

/// <summary>
/// What a member has set itself for paid plays, and what it has used of it. Counts are of one day and one week; a play that waits is kept
/// until it is settled, because one that is undone was none.
/// </summary>
public sealed class SelfLimits
{
    private readonly List<PaidPlayCounted> _waiting = [];
    private PlayCeilings _now = PlayCeilings.None;
    private PlayCeilings? _next;
    private Stamp? _from;
    private DateOnly _day;
    private long _playsToday;
    private long _playsThisWeek;
    private Points _pointsToday;
    private Points _pointsThisWeek;

    /// <summary>Until then no paid play; null where none was ever set.</summary>
    public Stamp? CoolOffUntil { get; private set; }

    /// <summary>Monday of the week of a day.</summary>
    public static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>What holds at an instant.</summary>
    public PlayCeilings At(Stamp now) => _from <= now ? _next! : _now;

    /// <param name="day">Programme day of now.</param>
    public SelfLimitsView View(DateOnly day, Stamp now) => new(
        At(now), _from > now ? _next : null, _from > now ? _from : null, CoolOffUntil > now ? CoolOffUntil : null,
        PlaysOn(day), PlaysInWeekOf(day), PointsOn(day), PointsInWeekOf(day));

    public long PlaysOn(DateOnly day) => _day == day ? _playsToday : 0;

    public long PlaysInWeekOf(DateOnly day) => WeekOf(_day) == WeekOf(day) ? _playsThisWeek : 0;

    public Points PointsOn(DateOnly day) => _day == day ? _pointsToday : Points.Zero;

    public Points PointsInWeekOf(DateOnly day) => WeekOf(_day) == WeekOf(day) ? _pointsThisWeek : Points.Zero;

    internal void Set(SelfLimitsSet set)
    {
        (_now, _next, _from, CoolOffUntil) = (set.Now, set.Next, set.From, set.CoolOffUntil);
    }

    internal void Count(PaidPlayCounted paid)
    {
        (long plays, long week) = (PlaysOn(paid.Day) + 1, PlaysInWeekOf(paid.Day) + 1);
        (Points spent, Points weekSpent) = (PointsOn(paid.Day) + paid.Points, PointsInWeekOf(paid.Day) + paid.Points);
        (_day, _playsToday, _playsThisWeek, _pointsToday, _pointsThisWeek) = (paid.Day, plays, week, spent, weekSpent);
        if (paid.Waits is true)
        {
            _waiting.Add(paid);
        }
    }

    /// <summary>A play is no longer open; one that was undone is taken off its day and week, where they are still those that are counted.</summary>
    internal void End(PlayId play, bool undone)
    {
        if (_waiting.Find(paid => paid.Play == play) is not { } ended)
        {
            return;
        }

        _waiting.Remove(ended);
        if (undone && _day == ended.Day)
        {
            (_playsToday, _pointsToday) = (_playsToday - 1, _pointsToday - ended.Points);
        }

        if (undone && WeekOf(_day) == WeekOf(ended.Day))
        {
            (_playsThisWeek, _pointsThisWeek) = (_playsThisWeek - 1, _pointsThisWeek - ended.Points);
        }
    }

    internal SelfLimitsState Save() => new(
        new(_now, _next, _from, CoolOffUntil), _day, _playsToday, _playsThisWeek, _pointsToday, _pointsThisWeek, _waiting.Count == 0 ? null : _waiting);

    internal static SelfLimits Load(SelfLimitsState saved)
    {
        SelfLimits limits = new() { _day = saved.Day, _playsToday = saved.PlaysToday, _playsThisWeek = saved.PlaysThisWeek };
        limits.Set(saved.Set);
        (limits._pointsToday, limits._pointsThisWeek) = (saved.PointsToday, saved.PointsThisWeek);
        limits._waiting.AddRange(saved.Waiting ?? []);
        return limits;
    }
}

internal sealed record SelfLimitsState(
    SelfLimitsSet Set, DateOnly Day, long PlaysToday, long PlaysThisWeek, Points PointsToday, Points PointsThisWeek, IReadOnlyList<PaidPlayCounted>? Waiting);
