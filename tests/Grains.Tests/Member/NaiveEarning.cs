namespace Jifen.Grains.Tests.Member;

/// <summary>
/// Earning written down once more, from the documentation: crumbs of the amount that a group serves one by one, in decimal numbers.
/// Exact as long as rates and factors have finite decimals.
/// </summary>
internal sealed class NaiveEarning(IReadOnlyList<EarningDocument> rules)
{
    private readonly Dictionary<(string Rule, string Span), long> _given = [];

    /// <summary>A planted fault: round the points of each line instead of their sum.</summary>
    public bool RoundsEachLine { get; init; }

    /// <summary>A planted fault: count all activities for the day on which they come in.</summary>
    public DateOnly? CountsFor { get; set; }

    /// <summary>Points by rule and line.</summary>
    public SortedDictionary<string, long> Report(ReportActivity activity, DateOnly day, int minute)
    {
        DateOnly counted = CountsFor ?? day;
        List<EarningDocument> matching = [.. rules.Where(rule => Matches(rule, activity, day, minute))];
        List<ActivityLine?> parts = [.. activity.Lines ?? [], null];
        decimal[] amounts = [.. parts.Select(part => (decimal)(part?.Amount ?? activity.Amount - (activity.Lines ?? []).Sum(line => line.Amount)))];
        List<(EarningDocument Rule, int Part, decimal Points)> exact = [];
        foreach (List<EarningDocument> group in GroupsOf(matching, rule => rule.Effect is BasePoints))
        {
            exact.AddRange(Serve(group, parts, amounts, counted));
        }

        decimal[] points = [.. amounts.Select((_, part) => exact.Where(gives => gives.Part == part).Sum(gives => gives.Points))];
        foreach (List<EarningDocument> group in GroupsOf(matching, rule => rule.Effect is MultipliedPoints))
        {
            List<(EarningDocument Rule, int Part, decimal Points)> more = Serve(group, parts, points, counted);
            exact.AddRange(more);
            more.ForEach(gives => points[gives.Part] += gives.Points);
        }

        SortedDictionary<string, long> told = Rounded(exact, parts);
        Add(matching, parts, amounts, counted, told);
        Count(told, counted);
        return told;
    }

    private static bool Matches(EarningDocument rule, ReportActivity activity, DateOnly day, int minute)
    {
        EarningCondition when = rule.When;
        return rule.Kinds.Contains(activity.Kind)
            && (when.Merchants is null || when.Merchants.Contains(activity.Merchant ?? ""))
            && (when.Channels is null || when.Channels.Contains(activity.Channel ?? ""))
            && (when.DaysOfMonth is null || when.DaysOfMonth.Contains(day.Day))
            && (when.Weekdays is null || when.Weekdays.Contains(day.DayOfWeek))
            && (when.Between is null || when.Between.Any(part => part.Contains(minute)));
    }

    private static bool Covers(EarningDocument rule, ActivityLine? line) =>
        (rule.When.Categories is null || (line is not null && rule.When.Categories.Contains(line.Category)))
        && (rule.When.Tags is null || (line?.Tags is not null && rule.When.Tags.Intersect(line.Tags).Any()));

    private static List<List<EarningDocument>> GroupsOf(List<EarningDocument> matching, Func<EarningDocument, bool> effect)
    {
        List<List<EarningDocument>> groups = [];
        foreach (EarningDocument rule in matching.Where(effect))
        {
            if (rule.Group is not null && groups.Find(group => group[0].Group == rule.Group) is { } known)
            {
                known.Add(rule);
            }
            else
            {
                groups.Add([rule]);
            }
        }

        return groups;
    }

    private static decimal RateOf(EarningDocument rule) =>
        rule.Effect is BasePoints rate ? (decimal)rate.Points / rate.Per : (((MultipliedPoints)rule.Effect).Thousandths / 1000m) - 1;

    private List<(EarningDocument Rule, int Part, decimal Points)> Serve(
        List<EarningDocument> group, List<ActivityLine?> parts, decimal[] whole, DateOnly day)
    {
        List<(int Part, decimal Size)> crumbs = [.. whole.Select((size, part) => (part, size))];
        List<(EarningDocument, int, decimal)> gives = [];
        while (group.Count > 0)
        {
            EarningDocument best = group.Find(rule => group.All(other => RateOf(other) <= RateOf(rule)))!;
            group = [.. group.Where(rule => rule != best)];
            decimal room = RoomOf(best, day);
            List<(int Part, decimal Size)> left = [];
            foreach ((int part, decimal size) in crumbs)
            {
                decimal served = !Covers(best, parts[part]) ? 0 : size * RateOf(best) <= room ? size : room / RateOf(best);
                gives.Add((best, part, served * RateOf(best)));
                room -= served * RateOf(best);
                left.Add((part, size - served));
            }

            crumbs = left;
        }

        return gives;
    }

    private decimal RoomOf(EarningDocument rule, DateOnly day)
    {
        long Room(long? cap, string span) => cap is null ? long.MaxValue : Math.Max(0, cap.Value - _given.GetValueOrDefault((rule.Id, span)));
        return new[]
        {
            rule.Caps.PerActivity ?? long.MaxValue, Room(rule.Caps.PerDay, $"{day}"), Room(rule.Caps.PerMonth, $"{day.Year}/{day.Month}"), Room(rule.Caps.PerMember, "all"),
        }.Min();
    }

    private SortedDictionary<string, long> Rounded(List<(EarningDocument Rule, int Part, decimal Points)> exact, List<ActivityLine?> parts)
    {
        SortedDictionary<string, long> told = new(StringComparer.Ordinal);
        decimal sum = 0;
        foreach ((EarningDocument rule, int part, decimal points) in exact)
        {
            long before = (long)decimal.Floor(sum);
            sum = (RoundsEachLine ? decimal.Floor(sum) : sum) + points;
            Tell(told, rule, part, (long)decimal.Floor(sum) - before, parts);
        }

        return told;
    }

    private void Add(List<EarningDocument> matching, List<ActivityLine?> parts, decimal[] amounts, DateOnly day, SortedDictionary<string, long> told)
    {
        foreach (List<EarningDocument> group in GroupsOf(matching, rule => rule.Effect is AddedPoints && parts.Exists(part => Covers(rule, part))))
        {
            decimal Gives(EarningDocument rule) => Math.Min(((AddedPoints)rule.Effect).Points.Value, RoomOf(rule, day));
            EarningDocument best = group.Find(rule => group.All(other => Gives(other) <= Gives(rule)))!;
            decimal covered = amounts.Where((_, part) => Covers(best, parts[part])).Sum();
            decimal upTo = 0;
            for (int part = 0; part < parts.Count; part++)
            {
                bool last = covered == 0 && part == parts.Count - 1;
                decimal before = covered == 0 ? 0 : decimal.Floor(upTo * Gives(best) / covered);
                upTo += Covers(best, parts[part]) ? amounts[part] : 0;
                decimal after = last ? Gives(best) : covered == 0 ? 0 : decimal.Floor(upTo * Gives(best) / covered);
                Tell(told, best, part, (long)(after - before), parts);
            }
        }
    }

    private static void Tell(SortedDictionary<string, long> told, EarningDocument rule, int part, long points, List<ActivityLine?> parts)
    {
        if (points != 0)
        {
            told.Add($"{rule.Id}/{(part == parts.Count - 1 ? "" : part)}", points);
        }
    }

    private void Count(SortedDictionary<string, long> told, DateOnly day)
    {
        foreach ((string share, long points) in told)
        {
            foreach (string span in (string[])[$"{day}", $"{day.Year}/{day.Month}", "all"])
            {
                (string, string) key = (share[..share.IndexOf('/')], span);
                _given[key] = _given.GetValueOrDefault(key) + points;
            }
        }
    }
}
