using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads the times of a document; knows the programme's zone where that is a good one.</summary>
internal sealed class TimeParser(DateTimeZone? zone)
{
    private static readonly OffsetDateTimePattern Pattern = OffsetDateTimePattern.Rfc3339;

    public Stamp? Instant(Node node)
    {
        if (node.Text() is not { } text)
        {
            return null;
        }

        ParseResult<OffsetDateTime> parsed = Pattern.Parse(text);
        if (!parsed.Success || parsed.Value.NanosecondOfSecond % 1000 != 0)
        {
            node.Report(Fault.NotAnInstant);
            return null;
        }

        if (parsed.Value.Year is < ProgrammeLimits.FirstYear or > ProgrammeLimits.LastYear)
        {
            node.Report(Fault.OutOfRange(ProgrammeLimits.FirstYear, ProgrammeLimits.LastYear));
            return null;
        }

        ReportGap(node, parsed.Value);
        return new(parsed.Value.ToInstant().ToUnixTimeTicks() / TimeSpan.TicksPerMicrosecond);
    }

    /// <summary>Reads <c>HH:mm</c> into minutes after midnight.</summary>
    public static int? Minute(Node node, bool allowsMidnightAfter)
    {
        if (node.Text() is not { } text)
        {
            return null;
        }

        if (allowsMidnightAfter && text == "24:00")
        {
            return DayPart.MinutesPerDay;
        }

        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time))
        {
            return (time.Hour * 60) + time.Minute;
        }

        node.Report(Fault.NotATime(allowsMidnightAfter ? "24:00" : "23:59"));
        return null;
    }

    /// <summary>
    /// A wall time that the zone skips is a slip of the pen where its offset is the zone's own, before or after the skip. With any
    /// other offset, such as Z, it was never meant as wall time of the zone.
    /// </summary>
    private void ReportGap(Node node, OffsetDateTime written)
    {
        if (zone?.MapLocal(written.LocalDateTime) is { Count: 0 } gap
            && (written.Offset == gap.EarlyInterval.WallOffset || written.Offset == gap.LateInterval.WallOffset))
        {
            node.Report(Fault.InGap(zone.Id));
        }
    }
}
