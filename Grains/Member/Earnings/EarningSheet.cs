using System.Numerics;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Member.Multipliers;

namespace Jifen.Grains.Member.Earnings;

/// <summary>
/// The points of one activity. The amount of each line, and what is in no line, earns by the rules that cover it: first by those that
/// give points for amounts, then by those that multiply, each group at a time. Within a group every part of the amount has the best
/// rule that still has room under its caps. Then the member's own multiplier raises what all of them gave. The sum is rounded down once;
/// additions come last, and nothing multiplies them.
/// </summary>
internal sealed class EarningSheet
{
    private readonly List<(IPointsSource Rule, int Part, Fraction Exact)> _exact = [];
    private readonly List<EarnedShare> _added = [];
    private readonly Func<EarningRule, long?> _roomOf;
    private readonly ActivityLine?[] _lines;
    private readonly long[] _amounts;
    private readonly Fraction[] _points;

    /// <param name="activity">Its lines sum up to at most its amount.</param>
    /// <param name="rules">Those that cover the activity, in declared order.</param>
    /// <param name="roomOf">Points that a rule may give at most; null for any number.</param>
    /// <param name="own">The member's multiplier that covers the activity; null for none.</param>
    public EarningSheet(ReportActivity activity, IReadOnlyList<EarningRule> rules, Func<EarningRule, long?> roomOf, HeldMultiplier? own)
    {
        IReadOnlyList<ActivityLine> lines = activity.Lines ?? [];
        _roomOf = roomOf;
        _lines = [.. lines, null];
        _amounts = [.. lines.Select(line => line.Amount), activity.Amount - lines.Sum(line => line.Amount)];
        _points = new Fraction[_lines.Length];
        Array.Fill(_points, Fraction.Zero);
        Earn(rules);
        Multiply(rules);
        Raise(own);
        Add(rules);
    }

    /// <summary>
    /// What each rule gave for each line, none of it 0. Rounded parts of a sum: each is what it adds to the rounded sum of those
    /// before it, so that they sum up to the rounded whole, and no rule gives more than its caps.
    /// </summary>
    public IReadOnlyList<EarnedShare> Shares()
    {
        List<EarnedShare> shares = [];
        Fraction sum = Fraction.Zero;
        foreach ((IPointsSource rule, int part, Fraction exact) in _exact)
        {
            BigInteger before = sum.Floor;
            sum += exact;
            shares.Add(new(rule, LineOf(part), sum.Floor - before));
        }

        shares.AddRange(_added);
        shares.RemoveAll(share => share.Points.IsZero);
        return shares;
    }

    private static IEnumerable<IGrouping<string, EarningRule>> Groups<T>(IReadOnlyList<EarningRule> rules)
        where T : EarningEffect =>
        rules.Where(rule => rule.Effect is T).GroupBy(rule => rule.Group is { } group ? $"group {group}" : $"rule {rule.Id}", StringComparer.Ordinal);

    private static Fraction RateOf(EarningRule rule) => rule.Effect switch
    {
        BasePoints rate => new(rate.Points, rate.Per),
        MultipliedPoints factor => new(factor.Thousandths - 1000, 1000),
        _ => Fraction.Zero,
    };

    private void Earn(IReadOnlyList<EarningRule> rules)
    {
        foreach (IGrouping<string, EarningRule> group in Groups<BasePoints>(rules))
        {
            Serve(group, [.. _amounts.Select(amount => (Fraction)amount)]);
        }
    }

    private void Multiply(IReadOnlyList<EarningRule> rules)
    {
        foreach (IGrouping<string, EarningRule> group in Groups<MultipliedPoints>(rules))
        {
            Serve(group, [.. _points]);
        }
    }

    private void Raise(HeldMultiplier? own)
    {
        if (own is null)
        {
            return;
        }

        PersonalFactor factor = new(own);
        Fraction more = new(own.Thousandths - 1000, 1000);
        for (int part = 0; part < _points.Length; part++)
        {
            _exact.Add((factor, part, _points[part] * more));
        }
    }

    /// <param name="open">Of each part, what no rule of the group has served yet.</param>
    private void Serve(IEnumerable<EarningRule> group, Fraction[] open)
    {
        foreach (EarningRule rule in group.OrderByDescending(RateOf))
        {
            Fraction rate = RateOf(rule);
            Fraction? room = _roomOf(rule) is { } most ? most : null;
            for (int part = 0; part < open.Length; part++)
            {
                if (rule.Covers(_lines[part]))
                {
                    Fraction gives = Fraction.Least(open[part] * rate, room);
                    open[part] -= gives / rate;
                    room -= gives;
                    _points[part] += gives;
                    _exact.Add((rule, part, gives));
                }
            }
        }
    }

    private void Add(IReadOnlyList<EarningRule> rules)
    {
        foreach (IGrouping<string, EarningRule> group in Groups<AddedPoints>(rules.Where(IsInAnyLine).ToList()))
        {
            EarningRule best = group.OrderByDescending(PointsOf).First();
            Spread(best, PointsOf(best));
        }
    }

    private long PointsOf(EarningRule rule) => Math.Min(((AddedPoints)rule.Effect).Points.Value, _roomOf(rule) ?? long.MaxValue);

    private bool IsInAnyLine(EarningRule rule) => _lines.Any(rule.Covers);

    /// <summary>Gives each part covered its share by amount; where all amounts are 0, no line gives.</summary>
    private void Spread(EarningRule rule, long points)
    {
        int[] covered = [.. Enumerable.Range(0, _lines.Length).Where(part => rule.Covers(_lines[part]))];
        BigInteger whole = covered.Aggregate(BigInteger.Zero, (sum, part) => sum + _amounts[part]);
        if (whole.IsZero)
        {
            _added.Add(new(rule, null, points));
            return;
        }

        BigInteger upTo = BigInteger.Zero;
        foreach (int part in covered)
        {
            BigInteger before = upTo * points / whole;
            upTo += _amounts[part];
            _added.Add(new(rule, LineOf(part), (upTo * points / whole) - before));
        }
    }

    private int? LineOf(int part) => part < _lines.Length - 1 ? part : null;
}
