using System.Globalization;
using Jifen.Simulation.Tests.World;
using Jifen.Tests;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>
/// The board that counts a streak: after each record that may move it, a member has the longest run of each period that still takes something, as a count of all its days
/// comes to; and nothing else ever moves it.
/// </summary>
internal sealed class StreakBoardModel(Case judged) : Model(judged)
{
    private const string Board = $"board:{ProgrammeDraft.Runs}/";

    private readonly Dictionary<(string Period, MemberKey Member), long> _scores = [];
    private DateOnly? _first;

    public override void See(Seen seen)
    {
        if (seen.Events.OfType<CatalogueAdopted>().FirstOrDefault() is { } adopted)
        {
            _first ??= Case.DayOf(adopted.EffectiveAt);
        }

        bool moves = seen.Body.Input is ReportActivity or RefundActivity or RepairStreak;
        foreach (BoardScored scored in seen.Events.OfType<BoardScored>().Where(scored => scored.On!.StartsWith(Board, StringComparison.Ordinal)))
        {
            (string, MemberKey) entry = (scored.On![Board.Length..].Split('#')[0], seen.Record.Member!.Value);
            _scores[entry] = _scores.GetValueOrDefault(entry) + scored.Score;
            moves = true;
        }

        if (moves && Case.Programmes.Find(seen.Record.CatalogueVersion) is { RunsOf: { } kind } programme && Case.Challenges.Find(seen.Record.Member!.Value, ChallengeDraft.Streak) is { } naive)
        {
            RequireCounted(seen, seen.Record.Member.Value, [.. PeriodsOf(kind, programme, Case.DayOf(seen.Stamp))], naive);
        }
    }

    private void RequireCounted(Seen seen, MemberKey member, IReadOnlyList<Period> periods, NaiveChallenges naive)
    {
        foreach (Period period in periods.Where(one => one.Until is not { } until || seen.Stamp < Case.StartOf(until)))
        {
            long due = Case.IsTest(seen) ? 0 : naive.LongestWithin(period.From, period.Until ?? Case.DayOf(seen.Stamp).AddDays(3));
            long has = _scores.GetValueOrDefault((period.Name, member));
            Require(due == has, Checks.StreaksAreCounted, seen, $"{member} has a run of {due} days in {period.Name}, and the board says {has}");
        }
    }

    private IEnumerable<Period> PeriodsOf(string kind, JudgedProgramme programme, DateOnly today)
    {
        if (kind is "all-time")
        {
            return [new("all", DateOnly.MinValue, null)];
        }

        if (kind is "campaign")
        {
            (DateOnly first, DateOnly last) = (Case.DayOf(programme.Starts), Case.DayOf(new(programme.Ends.Microseconds - 1)));
            return [new($"{Text(first, "yyyy-MM-dd")}..{Text(last, "yyyy-MM-dd")}", first, last.AddDays(1))];
        }

        return new[] { _first!.Value, today }.Distinct().Select(day => kind == "week" ? Week(day) : new(Text(day, "yyyy-MM"), new(day.Year, day.Month, 1), new DateOnly(day.Year, day.Month, 1).AddMonths(1)));
    }

    private static Period Week(DateOnly day)
    {
        DateOnly monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return new($"{ISOWeek.GetYear(monday)}-W{ISOWeek.GetWeekOfYear(monday):00}", monday, monday.AddDays(7));
    }

    private static string Text(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);

    /// <param name="Until">First day after it; null for all time.</param>
    private sealed record Period(string Name, DateOnly From, DateOnly? Until);
}
