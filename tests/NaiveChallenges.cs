using NodaTime;

namespace Jifen.Tests;

/// <summary>
/// What a member deserves of a challenge, counted from the list of what happened, from the start and day by day, with a calendar of its
/// own. It keeps only what it has paid: the most that was ever deserved.
/// </summary>
internal sealed class NaiveChallenges(ChallengeDocument challenge, string zone)
{
    private readonly List<Deed> _deeds = [];
    private readonly HashSet<DateOnly> _repaired = [];
    private readonly List<(DateOnly From, DateOnly Through)> _pauses = [];
    private readonly Dictionary<string, long> _settled = [];

    /// <summary>What was given for good: rewards, by period or step.</summary>
    public Dictionary<string, long> Paid { get; } = [];

    /// <summary>The member's; null for none.</summary>
    public string? Zone { get; set; }

    public void Happened(ReportActivity activity)
    {
        _deeds.Add(new(activity, DayOf(activity.At, challenge.Goal is StreakGoal { InMemberZone: true } ? Zone ?? zone : zone)));
        Settle(pays: true);
    }

    public void Refunded(string activity, IReadOnlyList<RefundPart> parts)
    {
        if (_deeds.Find(one => one.Activity.Id == activity) is not { } deed)
        {
            return;
        }

        foreach (RefundPart part in parts)
        {
            deed.Refunded[part.Line ?? -1] = deed.Refunded.GetValueOrDefault(part.Line ?? -1) + part.Amount;
        }

        deed.IsGone = deed.Refunded.Values.Sum() == deed.Activity.Amount;
        Settle(pays: false);
    }

    public void Repaired(DateOnly day)
    {
        _repaired.Add(day);
        Settle(pays: true);
    }

    public void Paused(DateOnly from, DateOnly through) => _pauses.Add((from, through));

    /// <summary>Length of the run that is open after a day.</summary>
    public long RunAfter(DateOnly day) => Runs(day).Run;

    public long Longest(DateOnly day) => Runs(day).Longest;

    /// <summary>Length of the longest run within some days, of which what was kept before counts for nothing; the last is one before <paramref name="until"/>.</summary>
    public long LongestWithin(DateOnly from, DateOnly until)
    {
        (long run, long longest) = (0, 0);
        Runs(until.AddDays(-1), (day, kept, isOpen) =>
        {
            run = !isOpen ? 0 : kept && day >= from ? run + 1 : run;
            longest = Math.Max(longest, run);
        });
        return longest;
    }

    public int FreezesLeft(DateOnly day) => Runs(day).FreezesLeft;

    public DateOnly? Broken(DateOnly day) => Runs(day).Broken;

    public static DateOnly DayOf(Stamp at, string zone)
    {
        LocalDate date = Instant.FromUnixTimeTicks(at.Microseconds * 10).InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
        return new(date.Year, date.Month, date.Day);
    }

    /// <summary>How a reward is named here.</summary>
    public string KeyOf(ChallengeRewarded rewarded) => rewarded.Step is { } step ? $"{step}"
        : challenge.Period.Span == ChallengeSpan.Rolling ? "-"
        : KeyOf(rewarded.From ?? default);

    /// <summary>Activities that count and stand.</summary>
    public int Standings => Standing.Count();

    /// <summary>What stands of a period now, as it is shown.</summary>
    public long Have(DateOnly day) => Have(Standing.Where(deed => KeyOf(deed.Day) == KeyOf(day)));

    private IEnumerable<Deed> Standing => _deeds.Where(deed => Value(deed) > 0);

    private void Settle(bool pays)
    {
        foreach ((string key, long deserved) in Deserved())
        {
            long more = deserved - _settled.GetValueOrDefault(key);
            if (more > 0)
            {
                _settled[key] = deserved;
                if (pays)
                {
                    Paid[key] = Paid.GetValueOrDefault(key) + more;
                }
            }
        }
    }

    private IEnumerable<(string Key, long Count)> Deserved() => challenge switch
    {
        { Goal: StreakGoal streak } => Reached(streak),
        { Period.Span: ChallengeSpan.Rolling } => [("-", Completed())],
        _ => Standing.GroupBy(deed => KeyOf(deed.Day)).Select(period => (period.Key, Rungs(Have(period)))),
    };

    private IEnumerable<(string, long)> Reached(StreakGoal streak)
    {
        DateOnly? last = Kept().Order().Cast<DateOnly?>().LastOrDefault();
        Dictionary<int, long> reached = last is { } day ? Runs(day).Reached : [];
        return streak.Rewards.Where(step => reached.ContainsKey(step.Day)).Select(step => ($"{step.Day}", streak.Repeat ? reached[step.Day] : 1));
    }

    private long Rungs(long have) => challenge.Goal switch
    {
        CountGoal count => have >= count.Times ? 1 : 0,
        SumGoal sum => have >= sum.Amount ? 1 : 0,
        SetGoal set => have >= set.Members.Count ? 1 : 0,
        LadderGoal ladder => Math.Min(have / ladder.Every, ladder.Most ?? long.MaxValue),
        _ => throw new InvalidOperationException(),
    };

    private long Completed()
    {
        (long completed, DateOnly since) = (0, DateOnly.MinValue);
        foreach (DateOnly day in Standing.Select(deed => deed.Day).Distinct().Order())
        {
            DateOnly first = day.AddDays(1 - challenge.Period.Days);
            if (Rungs(Have(Standing.Where(deed => deed.Day > since && deed.Day >= first && deed.Day <= day))) > 0)
            {
                (completed, since) = (completed + 1, day);
            }
        }

        return completed;
    }

    private long Have(IEnumerable<Deed> deeds) => challenge.Goal switch
    {
        SumGoal => deeds.Sum(Value),
        SetGoal set => deeds.SelectMany(Members).Distinct().Count(set.Members.Contains),
        _ => deeds.Count(),
    };

    private string KeyOf(DateOnly day) => challenge.Period.Span switch
    {
        ChallengeSpan.Day => $"{day:yyyy-MM-dd}",
        ChallengeSpan.Week => $"{System.Globalization.ISOWeek.GetYear(day.ToDateTime(default))}-{System.Globalization.ISOWeek.GetWeekOfYear(day.ToDateTime(default))}",
        ChallengeSpan.Month => $"{day:yyyy-MM}",
        _ => "all",
    };

    /// <summary>The covered amount that is left, or 1 where amounts do not matter; 0 where it does not count.</summary>
    private long Value(Deed deed)
    {
        ChallengeFilter filter = challenge.Qualifies;
        long[] covered = [.. Parts(deed).Where(part => filter.When.Categories?.Contains(part.Category ?? "") ?? true).Where(part => part.Left > 0 || part.Whole == 0).Select(part => part.Left)];
        bool counts = !deed.IsGone && filter.Kinds.Contains(deed.Activity.Kind) && covered.Length > 0 && covered.Sum() >= (filter.AtLeast ?? 0)
            && (challenge.Goal is not SetGoal set || Members(deed).Any(set.Members.Contains));
        return !counts ? 0 : challenge.Goal is SumGoal ? covered.Sum() : 1;
    }

    private IEnumerable<string> Members(Deed deed) => ((SetGoal)challenge.Goal).Of == SetOf.Merchants
        ? deed.Activity.Merchant is { } merchant ? [merchant] : []
        : Parts(deed).Where(part => part.Left > 0 || part.Whole == 0).Select(part => part.Category).OfType<string>();

    private static IEnumerable<(string? Category, long Whole, long Left)> Parts(Deed deed)
    {
        IReadOnlyList<ActivityLine> lines = deed.Activity.Lines ?? [];
        long rest = deed.Activity.Amount - lines.Sum(line => line.Amount);
        return
        [
            .. lines.Select((line, at) => ((string?)line.Category, line.Amount, line.Amount - deed.Refunded.GetValueOrDefault(at))),
            (null, rest, rest - deed.Refunded.GetValueOrDefault(-1)),
        ];
    }

    private IEnumerable<DateOnly> Kept() => Standing.Select(deed => deed.Day).Concat(_repaired);

    /// <summary>Goes from the first day that was kept to a day, one by one.</summary>
    /// <param name="told">Hears of each day whether it was kept, and whether a run is open after it.</param>
    private (long Run, long Longest, int FreezesLeft, DateOnly? Broken, Dictionary<int, long> Reached) Runs(DateOnly through, Action<DateOnly, bool, bool>? told = null)
    {
        StreakGoal goal = (StreakGoal)challenge.Goal;
        HashSet<DateOnly> kept = [.. Kept()];
        (long run, long longest, int freezes, DateOnly? broken, Dictionary<int, long> reached) = (0, 0, goal.Freezes, null, []);
        for (DateOnly day = kept.Count == 0 ? through.AddDays(1) : kept.Min(); day <= through; day = day.AddDays(1))
        {
            if (kept.Contains(day))
            {
                run++;
                longest = Math.Max(longest, run);
                int step = (int)((run - 1) % goal.Days) + 1;
                reached[step] = reached.GetValueOrDefault(step) + 1;
            }
            else if (run > 0 && !_pauses.Any(pause => pause.From <= day && day <= pause.Through))
            {
                (run, broken) = freezes > 0 ? (run, broken) : (0, day);
                freezes -= freezes > 0 ? 1 : 0;
            }

            told?.Invoke(day, kept.Contains(day), run > 0);
        }

        return (run, longest, freezes, broken, reached);
    }

    private sealed record Deed(ReportActivity Activity, DateOnly Day)
    {
        public Dictionary<int, long> Refunded { get; } = [];

        public bool IsGone { get; set; }
    }
}
