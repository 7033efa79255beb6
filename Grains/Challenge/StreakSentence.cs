using System.Globalization;

namespace Jifen.Grains.Challenge;

/// <summary>Where a streak stands, in a sentence; and what each day of it was.</summary>
public static class StreakSentence
{
    /// <summary>Why the streak held or broke on a day.</summary>
    public static LocalText Of(DayMark mark) => mark switch
    {
        DayMark.Kept => new("Kept by an activity.", "当天有活动，连续保持。"),
        DayMark.Repaired => new("Missed, and repaired with points.", "当天缺席，已用积分补签。"),
        DayMark.Paused => new("Paused by you: the streak holds.", "您已暂停，连续不受影响。"),
        DayMark.Frozen => new("Missed, and saved by a freeze.", "当天缺席，由保护次数保住连续。"),
        DayMark.Broken => new("Missed: the streak broke.", "当天缺席，连续中断。"),
        DayMark.Idle => new("No streak was open.", "当天没有进行中的连续。"),
        _ => throw new ArgumentOutOfRangeException(nameof(mark), mark, "There is no such mark."),
    };

    internal static LocalText Of(Streak streak, RewardWords words)
    {
        int next = (streak.Step % streak.Goal.Days) + 1;
        LocalText? reward = streak.Goal.RewardOf(next) is { } gives ? words.Of(gives) : null;
        LocalText gain = reward is null ? new("", "") : new($" and get {reward.En}", $"，获得 {reward.Zh}");
        LocalText place = Text($"day {next} of {streak.Goal.Days}", $"第 {next}/{streak.Goal.Days} 天");
        return streak.State switch
        {
            StreakToday.Done => Text(
                $"Today is done: {Days(streak.Current)} in a row. Come back tomorrow for {place.En}{gain.En}.", $"今天已完成，已连续 {streak.Current} 天。明天再来完成{place.Zh}{gain.Zh}。"),
            StreakToday.AtRisk => Text(
                $"Keep your {Days(streak.Current)} in a row: do it today for {place.En}{gain.En}, or the streak breaks.",
                $"您已连续 {streak.Current} 天：今天完成{place.Zh}{gain.Zh}，否则连续将中断。"),
            StreakToday.Frozen => Text(
                $"Do it today for {place.En}{gain.En}; otherwise a freeze saves your {Days(streak.Current)} in a row.",
                $"今天完成{place.Zh}{gain.Zh}；否则将使用一次保护，保住已连续的 {streak.Current} 天。"),
            StreakToday.Paused => Text($"Paused: your {Days(streak.Current)} in a row hold today.", $"已暂停：今天不会影响您已连续的 {streak.Current} 天。"),
            StreakToday.Broken when streak.Offer is { } offer => Text(
                $"The streak broke on {offer.Day:yyyy-MM-dd}. Repair it for {RewardWords.Of(offer.Points).En}.",
                $"连续在 {offer.Day:yyyy-MM-dd} 中断，可用 {RewardWords.Of(offer.Points).Zh}补签。"),
            _ => Text($"Begin today: {place.En}{gain.En}.", $"今天开始：完成{place.Zh}{gain.Zh}。"),
        };
    }

    private static string Days(int count) => count == 1 ? "1 day" : count.ToString(CultureInfo.InvariantCulture) + " days";

    private static LocalText Text(FormattableString en, FormattableString zh) =>
        new(en.ToString(CultureInfo.InvariantCulture), zh.ToString(CultureInfo.InvariantCulture));
}
