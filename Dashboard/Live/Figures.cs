using System.Globalization;
using Jifen.Dashboard.Shell;

namespace Jifen.Dashboard.Live;

/// <summary>Figures as a person reads them. Counts are always whole and exact; only sizes and times are rounded.</summary>
internal static class Figures
{
    private const double Kibi = 1024;

    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    public static string Count(long count) => count.ToString("N0", CultureInfo.CurrentCulture);

    public static string Rate(double rate) => rate.ToString(rate is > 0 and < 10 ? "N1" : "N0", CultureInfo.CurrentCulture);

    public static string Share(double share) => share.ToString("P0", CultureInfo.CurrentCulture);

    /// <summary>Milliseconds; a dash where nothing was measured.</summary>
    public static string Milliseconds(TimeSpan? time) =>
        time is { } t ? t.TotalMilliseconds.ToString(t.TotalMilliseconds < 100 ? "N1" : "N0", CultureInfo.CurrentCulture) : "–";

    public static string Bytes(long bytes)
    {
        int unit = 0;
        double size = bytes;
        for (; size >= Kibi && unit < Units.Length - 1; unit++)
        {
            size /= Kibi;
        }

        return string.Create(CultureInfo.CurrentCulture, $"{size.ToString(unit > 0 && size < 100 ? "N1" : "N0", CultureInfo.CurrentCulture)} {Units[unit]}");
    }

    /// <summary>Time of the day where the silo stands.</summary>
    public static string Clock(DateTimeOffset at) => at.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset at) => at.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>How long ago something was heard of: to a tenth of a second while it is fresh.</summary>
    public static string Ago(TimeSpan ago) =>
        ago < TimeSpan.FromMinutes(1) ? LiveTexts.Ago.With(ago.TotalSeconds.ToString("N1", CultureInfo.CurrentCulture)) : Span(ago);

    /// <summary>Zone of those times, such as <c>UTC+08:00</c>.</summary>
    public static string Zone(DateTimeOffset at) => at.ToLocalTime().ToString("'UTC'zzz", CultureInfo.InvariantCulture);

    /// <summary>How long, in its two largest units at most.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 365 } => new Phrase("over a year", "一年以上"),
        { TotalDays: >= 2 } => new Phrase("{0} days", "{0} 天").With(Count((long)span.TotalDays)),
        { TotalHours: >= 1 } => new Phrase("{0} h {1} min", "{0} 小时 {1} 分").With((long)span.TotalHours, span.Minutes),
        { TotalMinutes: >= 1 } => new Phrase("{0} min", "{0} 分钟").With(span.Minutes),
        _ => new Phrase("{0} s", "{0} 秒").With(Math.Max(span.Seconds, 0)),
    };
}
