namespace Jifen.Grains.Challenge;

/// <summary>
/// A walk over the days of a rolling period, the oldest first. Where the days up to one, so many in a row, have what is needed, that
/// day completes them, and the days after it begin anew.
/// </summary>
internal sealed class RollingWalk
{
    private readonly ChallengeRules _rules;
    private readonly IReadOnlyList<(int Key, long Count)> _pairs;

    /// <param name="rules">Of a rolling period.</param>
    /// <param name="entry">What the member has.</param>
    /// <param name="before">First day that is not looked at; null for all days.</param>
    public RollingWalk(ChallengeRules rules, ChallengeEntry entry, DateOnly? before = null)
    {
        (_rules, _pairs) = (rules, entry.Tally.Pairs());
        (Completed, Last) = (entry.Sum is { Reached: [var done] } ? done.Count : 0, entry.Sum?.Last);
        Walk(entry.Sum?.From ?? DateOnly.MinValue, before ?? DateOnly.MaxValue);
    }

    public long Completed { get; private set; }

    /// <summary>The day that completed the newest period; null for none.</summary>
    public DateOnly? Last { get; private set; }

    /// <summary>The walk as it stands, to go on from.</summary>
    public WalkSum ToSum(DateOnly next) => new(next, 0, 0, 0, Last, Completed == 0 ? [] : [new(0, Completed)]);

    /// <summary>What the days up to one have that have completed nothing yet.</summary>
    public long[] WindowAt(DateOnly day)
    {
        long[] window = new long[ChallengeSteps.PlacesOf(_rules.Goal)];
        DateOnly from = day.AddDays(1 - _rules.Period.Days);
        foreach ((int slot, long count) in _pairs)
        {
            DateOnly of = ChallengeEntry.DayOf(slot)!.Value;
            if (of >= from && of <= day && !(of <= Last))
            {
                window[ChallengeEntry.PlaceOf(slot)] += count;
            }
        }

        return window;
    }

    private void Walk(DateOnly from, DateOnly before)
    {
        DateOnly? done = null;
        foreach ((int slot, _) in _pairs)
        {
            DateOnly day = ChallengeEntry.DayOf(slot)!.Value;
            if (day >= from && day < before && day != done)
            {
                done = day;
                Look(day);
            }
        }
    }

    private void Look(DateOnly day)
    {
        if (ChallengeSteps.HaveOf(_rules.Goal, WindowAt(day)) >= ChallengeSteps.NeedOf(_rules.Goal))
        {
            Completed++;
            Last = day;
        }
    }
}
