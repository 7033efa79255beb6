namespace Jifen.Grains.Challenge;

/// <summary>The runs of a streak, up to the newest day that was kept, as its days stand.</summary>
internal sealed class StreakRuns
{
    private readonly List<(DateOnly Day, DayMark Mark)> _days = [];
    private readonly StreakWalk _walk;
    private readonly DateOnly? _summedBefore;

    public StreakRuns(StreakGoal goal, ChallengeEntry entry)
    {
        _summedBefore = entry.Sum?.From;
        _walk = StreakWalk.OverAll(goal, entry, (day, mark) => _days.Add((day, mark)));
    }

    /// <summary>The newest day that was looked at; null where there is none.</summary>
    public DateOnly? Last => _days.Count == 0 ? null : _days[^1].Day;

    /// <summary>Days of the longest run there was.</summary>
    public int Longest => _walk.Longest;

    /// <summary>
    /// Days of the longest run within some days: what was kept before them counts for nothing, and a run that holds by a freeze or a pause goes on. Null where
    /// some of the days are summed up and told apart no more.
    /// </summary>
    /// <param name="from">The first day.</param>
    /// <param name="until">The first day after them.</param>
    public int? LongestWithin(DateOnly from, DateOnly until)
    {
        if (_summedBefore > from)
        {
            return null;
        }

        (int run, int longest) = (0, 0);
        foreach ((DateOnly day, DayMark mark) in _days)
        {
            if (from <= day && day < until)
            {
                run = mark switch { DayMark.Kept or DayMark.Repaired => run + 1, DayMark.Broken => 0, _ => run };
                longest = Math.Max(longest, run);
            }
        }

        return longest;
    }
}
