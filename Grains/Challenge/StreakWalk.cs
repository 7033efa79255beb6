namespace Jifen.Grains.Challenge;

/// <summary>
/// A walk over the days of a streak, the oldest first. A day that was kept or repaired makes the run longer; a paused day holds it; a
/// missed one uses a freeze where one is left, and else breaks it. So freezes are what the walk makes of the days, and a late
/// activity gives one back.
/// </summary>
internal sealed class StreakWalk
{
    private readonly StreakGoal _goal;
    private readonly ChallengeEntry _entry;
    private readonly SortedDictionary<DateOnly, bool> _kept = [];
    private readonly long[] _reached;
    private int _freezes;

    public StreakWalk(StreakGoal goal, ChallengeEntry entry)
    {
        (_goal, _entry) = (goal, entry);
        foreach ((int slot, _) in entry.Tally.Pairs())
        {
            DateOnly day = ChallengeEntry.DayOf(slot)!.Value;
            _kept[day] = ChallengeEntry.PlaceOf(slot) == ChallengeEntry.RepairedPlace && !_kept.ContainsKey(day);
        }

        _reached = new long[goal.Days + 1];
        Next = FirstKept;
        if (entry.Sum is { } sum)
        {
            (Next, Run, _freezes, Longest, Broken) = (sum.From, sum.Run, sum.Freezes, sum.Longest, sum.Last);
            foreach (StepCount step in sum.Reached.Where(step => step.Step <= goal.Days))
            {
                _reached[step.Step] = step.Count;
            }
        }
    }

    /// <summary>The next day to look at; null where no day was ever kept.</summary>
    public DateOnly? Next { get; private set; }

    /// <summary>Days kept in the run that is open.</summary>
    public int Run { get; private set; }

    public int Longest { get; private set; }

    /// <summary>The day that broke the newest run; null for none.</summary>
    public DateOnly? Broken { get; private set; }

    public int FreezesLeft => Math.Max(0, _goal.Freezes - _freezes);

    /// <summary>Day of the round that the run stands at; 0 where there is none.</summary>
    public int Step => StepOf(Run);

    private DateOnly? FirstKept => _kept.Count == 0 ? null : _kept.Keys.First();

    /// <summary>How often each day of the round was reached.</summary>
    public IReadOnlyList<long> Reached => _reached;

    /// <summary>The walk up to and with the newest day that was kept: no day after it brings anybody a reward.</summary>
    /// <param name="goal">The challenge's.</param>
    /// <param name="entry">What the member has of it.</param>
    /// <param name="told">Hears of each day what it was.</param>
    public static StreakWalk OverAll(StreakGoal goal, ChallengeEntry entry, Action<DateOnly, DayMark>? told = null)
    {
        StreakWalk walk = new(goal, entry);
        return walk._kept.Count > 0 ? walk.Through(walk._kept.Keys.Last(), told) : walk;
    }

    /// <summary>Looks at the days up to and with one.</summary>
    /// <param name="day">The last day.</param>
    /// <param name="told">Hears of each day what it was.</param>
    public StreakWalk Through(DateOnly day, Action<DateOnly, DayMark>? told = null)
    {
        for (; Next <= day; Next = Next.Value.AddDays(1))
        {
            DayMark mark = Look(Next.Value);
            told?.Invoke(Next.Value, mark);
        }

        return this;
    }

    public bool IsKept(DateOnly day) => _kept.ContainsKey(day);

    public bool IsPaused(DateOnly day)
    {
        for (int i = 0; i < _entry.Pauses.Count; i++)
        {
            if (_entry.Pauses[i].Contains(day))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The walk as it stands, to go on from.</summary>
    public WalkSum ToSum(DateOnly next) => new(
        next, Run, _freezes, Longest, Broken, [.. _reached.Index().Where(step => step.Item > 0).Select(step => new StepCount(step.Index, step.Item))]);

    private DayMark Look(DateOnly day)
    {
        if (_kept.TryGetValue(day, out bool repaired))
        {
            Run++;
            Longest = Math.Max(Longest, Run);
            _reached[Step]++;
            return repaired ? DayMark.Repaired : DayMark.Kept;
        }

        if (IsPaused(day))
        {
            return DayMark.Paused;
        }

        return Run == 0 ? DayMark.Idle : Miss(day);
    }

    private DayMark Miss(DateOnly day)
    {
        if (FreezesLeft > 0)
        {
            _freezes++;
            return DayMark.Frozen;
        }

        (Run, Broken) = (0, day);
        return DayMark.Broken;
    }

    private int StepOf(int run) => run == 0 ? 0 : ((run - 1) % _goal.Days) + 1;
}
