using NodaTime;
using NodaTime.TimeZones;

namespace Jifen.Grains.Catalogue;

/// <summary>
/// Days of the programme's zone. A day begins at its first instant and ends where the next begins, so every instant is of exactly
/// one day: of 23, 24 or 25 hours, or what else the zone's clocks do. Holds for the years 1 to 9998; may be used by any thread.
/// </summary>
public sealed class ProgrammeCalendar
{
    private readonly DateTimeZone zone;

    /// <summary>The day asked for last. Threads swap it whole; a lost swap costs one look at the zone.</summary>
    private volatile DayBounds? recent;

    /// <param name="zone">IANA name.</param>
    /// <exception cref="ArgumentException">There is no such zone.</exception>
    public ProgrammeCalendar(string zone)
    {
        this.zone = ZoneTable.Find(zone) ?? throw new ArgumentException($"There is no time zone {zone}.", nameof(zone));
        Zone = zone;
    }

    public string Zone { get; }

    public DateOnly DayOf(Stamp at)
    {
        DayBounds? day = recent;
        if (day is null || !day.Contains(at))
        {
            day = BoundsAround(at);
            recent = day;
        }

        return day.Day;
    }

    /// <summary>First instant of the day. Where clocks skip midnight it is the instant of the skip; where they repeat it, the first.</summary>
    public Stamp StartOf(DateOnly day)
    {
        ZoneLocalMapping midnight = zone.MapLocal(new LocalDateTime(day.Year, day.Month, day.Day, 0, 0));
        return StampOf(midnight.Count == 0 ? midnight.LateInterval.Start : midnight.First().ToInstant());
    }

    /// <summary>First instant at which the zone's clocks show a time of the day; where they skip it, the instant of the skip.</summary>
    /// <param name="minute">After midnight, 0 to 1,439.</param>
    public Stamp InstantOf(DateOnly day, int minute)
    {
        ZoneLocalMapping time = zone.MapLocal(new LocalDateTime(day.Year, day.Month, day.Day, minute / 60, minute % 60));
        return StampOf(time.Count == 0 ? time.LateInterval.Start : time.First().ToInstant());
    }

    /// <summary>First instant after the day.</summary>
    public Stamp EndOf(DateOnly day) => StartOf(day.AddDays(1));

    /// <summary>Minutes that the zone's clocks show after 00:00, 0 to 1,439.</summary>
    public int MinuteOf(Stamp at)
    {
        LocalTime time = InstantOf(at).InZone(zone).TimeOfDay;
        return (time.Hour * 60) + time.Minute;
    }

    /// <summary>First instant at which points earned then are gone; null for never.</summary>
    public Stamp? ExpiryOf(Stamp earned, ExpiryRule rule)
    {
        DateOnly day = DayOf(earned);
        DateOnly month = new(day.Year, day.Month, 1);
        return rule switch
        {
            NeverExpires => null,
            ExpiresAfterMonths after => EndOf(day.AddMonths(after.Months)),
            ExpiresAtEndOfMonth end => StartOf(month.AddMonths(end.Months).AddMonths(1)),
            ExpiresAtEndOfYear end => StartOf(new DateOnly(day.Year, 1, 1).AddYears(end.Years).AddYears(1)),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no such rule."),
        };
    }

    /// <summary>The stretch of time around an instant in which the zone keeps one offset.</summary>
    internal OffsetStretch StretchAround(Stamp at)
    {
        ZoneInterval interval = zone.GetZoneInterval(InstantOf(at));
        return new(interval.WallOffset.Ticks / TimeSpan.TicksPerMicrosecond, interval.HasEnd ? StampOf(interval.End) : null);
    }

    private static Instant InstantOf(Stamp at) => Instant.FromUnixTimeTicks(at.Microseconds * TimeSpan.TicksPerMicrosecond);

    private static Stamp StampOf(Instant instant) => new(instant.ToUnixTimeTicks() / TimeSpan.TicksPerMicrosecond);

    /// <summary>
    /// Clocks set back over midnight show yesterday's date again after the day has begun; by the bounds that hour is of the new day.
    /// </summary>
    private DayBounds BoundsAround(Stamp at)
    {
        DateOnly day = InstantOf(at).InZone(zone).Date.ToDateOnly();
        while (EndOf(day) <= at)
        {
            day = day.AddDays(1);
        }

        return new(day, StartOf(day), EndOf(day));
    }

    private sealed record DayBounds(DateOnly Day, Stamp Start, Stamp End)
    {
        public bool Contains(Stamp at) => Start <= at && at < End;
    }
}

/// <param name="OffsetMicroseconds">What the zone's clocks show beyond UTC.</param>
/// <param name="End">First instant with another offset; null where none is known.</param>
internal readonly record struct OffsetStretch(long OffsetMicroseconds, Stamp? End);
