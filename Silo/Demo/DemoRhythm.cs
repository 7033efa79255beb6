namespace Jifen.Silo.Demo;

/// <summary>
/// How many commands the simulated members send: a day's curve with a peak at noon and a higher one in the evening, and a burst of some
/// seconds in most minutes. Always between <see cref="Slowest"/> and <see cref="Fastest"/> a second.
/// </summary>
internal static class DemoRhythm
{
    public const int Slowest = 7;
    public const int Fastest = 40;

    /// <summary>What a burst adds.</summary>
    private const int Burst = 22;

    /// <summary>Commands a second by the hour of the programme's day.</summary>
    private static readonly int[] ByHour = [8, 7, 7, 7, 7, 7, 8, 8, 9, 10, 11, 13, 14, 12, 10, 10, 10, 11, 13, 15, 16, 14, 11, 9];

    /// <param name="minute">Minute of the programme's day, 0 to 1,439.</param>
    /// <param name="second">Whole seconds since 1970: every moment knows its bursts by itself.</param>
    public static int PerSecond(int minute, long second)
    {
        int hour = minute / 60;
        int next = ByHour[(hour + 1) % 24];
        int rate = ByHour[hour] + ((next - ByHour[hour]) * (minute % 60) / 60);
        return Math.Clamp(rate + (IsBurst(second) ? Burst : 0), Slowest, Fastest);
    }

    /// <remarks>Of three minutes two have a burst of 4 to 7 seconds, each at another place.</remarks>
    private static bool IsBurst(long second)
    {
        DemoDraw minute = new((ulong)(second / 60));
        bool any = minute.Below(3) > 0;
        int begins = minute.Below(52);
        int lasts = 4 + minute.Below(4);
        int at = (int)(second % 60);
        return any && at >= begins && at < begins + lasts;
    }
}
