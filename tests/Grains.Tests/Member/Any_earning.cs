using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Member;

/// <summary>Random rules and baskets, against an evaluator written independently.</summary>
public sealed class Any_earning
{
    private const int Seeds = 300;
    private const string Now = "2026-11-21T12:00:00+08:00";

    private static readonly string[] Words = ["a", "b", "c"];
    private static readonly long[] Factors = [1250, 1500, 2000, 2250, 5000, 1100, 1010];

    [Fact]
    public void Points_are_those_of_an_independent_evaluator_by_rule_and_line() =>
        Assert.Null(FirstDifference(static rules => new(rules), null));

    [Fact]
    public void Control_points_rounded_per_line_instead_of_once_are_caught() =>
        Assert.NotNull(FirstDifference(static rules => new(rules) { RoundsEachLine = true }, null));

    [Fact]
    public void Control_caps_that_ignore_the_day_of_a_late_activity_are_caught() =>
        Assert.NotNull(FirstDifference(static rules => new(rules), (_, input, decision) =>
            input is ReportActivity && decision is Decided decided
                ? decided with { Events = [.. decided.Events.Select(e => e is CapUsed used ? used with { Day = new(2026, 11, 21) } : e)] }
                : decision));

    [Fact]
    public void Control_an_evaluator_that_counts_late_activities_for_today_differs() =>
        Assert.NotNull(FirstDifference(static rules => new(rules) { CountsFor = new(2026, 11, 21) }, null));

    private static string? FirstDifference(
        Func<IReadOnlyList<EarningDocument>, NaiveEarning> evaluator, Func<Grains.Kernel.ShardState, ShardInput, Decision, Decision>? fault)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            Dice dice = new(seed * 104_729);
            EarningDocument[] rules = RandomRules(dice);
            OneShard shard = AShard().At(Now).Running(AProgramme().WithRules(rules)).Build();
            shard.Town.Shards[0].Tamper = fault ?? shard.Town.Shards[0].Tamper;
            NaiveEarning naive = evaluator(rules);
            for (int n = 0; n < 12; n++)
            {
                ReportActivity activity = RandomActivity(shard.Key, dice, $"a{n}");
                DateTimeOffset local = activity.At.ToInstant().ToOffset(TimeSpan.FromHours(8));
                Decided decided = Assert.IsType<Decided>(shard.Submit(activity));
                SortedDictionary<string, long> due = naive.Report(activity, DateOnly.FromDateTime(local.DateTime), (local.Hour * 60) + local.Minute);
                SortedDictionary<string, long> given = new(
                    decided.Events.OfType<PointsEarned>().ToDictionary(e => $"{e.Rule}/{e.Line}", e => e.Points.Value), StringComparer.Ordinal);
                ActivityRecorded answer = (ActivityRecorded)decided.Answer!;
                if (!due.SequenceEqual(given) || answer.Points.Value != due.Values.Sum() || answer.Rules.Sum(rule => rule.Points.Value) != due.Values.Sum())
                {
                    return $"seed {seed}, activity {n}: due {string.Join(' ', due)}, given {string.Join(' ', given)}";
                }
            }

            if (fault is null)
            {
                shard.Town.Shards[0].AssertReplays();
                shard.Town.Shards[0].AssertDerivable();
            }
        }

        return null;
    }

    private static EarningDocument[] RandomRules(Dice dice) =>
    [
        .. Enumerable.Range(0, 1 + dice.Roll(6)).Select(n => new EarningDocument($"r{n}", Text("r"), ["purchase"], RandomEffect(dice, n, out string kind))
        {
            Group = dice.Chance(50) ? $"{kind}{dice.Roll(2)}" : null,
            When = RandomCondition(dice),
            Caps = dice.Chance(60) ? EarningCaps.None : new(Cap(dice), Cap(dice), Cap(dice), Cap(dice)),
        }),
    ];

    private static EarningEffect RandomEffect(Dice dice, int n, out string kind)
    {
        int choice = n == 0 ? 0 : dice.Roll(5);
        kind = choice < 2 ? "base" : choice < 4 ? "factor" : "gift";
        return choice < 2 ? new BasePoints(1 << dice.Roll(3), dice.Chance(50) ? 100 : 1000)
            : choice < 4 ? new MultipliedPoints(Factors[dice.Roll(Factors.Length)])
            : new AddedPoints(new(1 + dice.Roll(30)));
    }

    private static EarningCondition RandomCondition(Dice dice) => new(
        dice.Chance(10) ? [Words[dice.Roll(3)]] : null,
        dice.Chance(10) ? [Words[dice.Roll(3)]] : null,
        dice.Chance(25) ? [Words[dice.Roll(3)]] : null,
        dice.Chance(15) ? [Words[dice.Roll(3)]] : null,
        dice.Chance(10) ? [20, 21] : null,
        dice.Chance(15) ? [DayOfWeek.Saturday, DayOfWeek.Sunday] : null,
        dice.Chance(10) ? [new(0, 600), new(900, 1440)] : null);

    private static long? Cap(Dice dice) => dice.Chance(40) ? 1 + dice.Roll(60) : null;

    private static ReportActivity RandomActivity(MemberKey member, Dice dice, string id)
    {
        ActivityLine[] lines =
        [
            .. Enumerable.Range(0, dice.Roll(4)).Select(_ => new ActivityLine(
                "sku", Words[dice.Roll(3)], 1, dice.Roll(2500), dice.Chance(50) ? [Words[dice.Roll(3)], "x"] : null)),
        ];
        Stamp at = new(At(Now).Microseconds - (dice.Roll(72) * 3600L * 1_000_000));
        long rest = dice.Chance(50) ? dice.Roll(3000) : 0;
        return new(
            member, id, "purchase", at, lines.Sum(line => line.Amount) + rest, dice.Chance(50) ? Words[dice.Roll(3)] : null,
            dice.Chance(50) ? Words[dice.Roll(3)] : null, lines.Length == 0 ? null : lines);
    }
}
