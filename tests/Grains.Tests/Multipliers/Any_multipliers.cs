using System.Globalization;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Multipliers;

/// <summary>A member plays for multipliers, buys and gives back in any order; a list of hours that is kept apart says what each purchase earns.</summary>
public sealed class Any_multipliers
{
    private const int Seeds = 120;

    private static readonly MultiplierPrize[] Prizes =
    [
        new(Text("Double"), 2000, 24, null), new(Text("More"), 1250, 60, null), new(Text("Triple"), 3000, 5, null), new(Text("Fuel"), 5000, 30, ["fuel"]),
    ];

    [Fact]
    public void Every_purchase_earns_by_the_highest_that_ran_when_it_happened_and_a_refund_takes_it_all_back()
    {
        Tally tally = new();
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            Assert.Null(FirstDifference(seed, null, tally));
        }

        Assert.True(tally is { Raised: > 300, Plain: > 300, Late: > 150, Followed: > 100, Refunded: > 200 }, $"{tally}");
    }

    [Fact]
    public void Control_one_that_counts_after_its_end_is_caught() => Caught(won => won with { Until = won.Until.Plus(TimeSpan.FromHours(3)) });

    [Fact]
    public void Control_one_that_counts_before_it_was_won_is_caught() => Caught(won => won with { From = new(0) });

    [Fact]
    public void Control_one_that_ends_an_hour_early_is_caught() =>
        Caught(won => won.Thousandths == 2000 ? won with { Until = won.Until.Plus(TimeSpan.FromHours(-1)) } : won);

    [Fact]
    public void Control_a_refund_that_keeps_what_it_added_is_caught() => CaughtIn(decided => decided with
    {
        Events = [.. decided.Events.Where(e => e is not PointsReversed { Rule: var rule } || !rule.StartsWith("multiplier:", StringComparison.Ordinal))],
        Answer = decided.Answer is ActivityRefunded refunded
            ? refunded with { Points = new(decided.Events.OfType<PointsReversed>().Where(r => r.Rule == RuleId).Sum(r => r.Points.Value)) }
            : decided.Answer,
    });

    private static void Caught(Func<MultiplierWon, MultiplierWon> fault) =>
        CaughtIn(decided => decided with { Events = [.. decided.Events.Select(e => e is MultiplierWon won ? fault(won) : e)] });

    private static void CaughtIn(Func<Decided, Decided> fault) =>
        Assert.Contains(Enumerable.Range(1, Seeds), seed => FirstDifference((ulong)seed, fault, new()) is not null);

    private static string? FirstDifference(ulong seed, Func<Decided, Decided>? fault, Tally tally)
    {
        Dice dice = new(seed * 15_485_863);
        OneShard shard = AShard().At("2026-11-02T00:30:00+08:00").Running(AProgramme().Expiring(new NeverExpires()).FreePlays(1000).WithEarning(1 + dice.Roll(9), 1000, "purchase", "fuel")
            .WithSegments([Segment("none", 1), .. Prizes.Select((prize, n) => Segment($"m{n}", 2, prize))])).Build();
        shard.Town.Shards[0].Tamper = (_, _, decision) => fault is not null && decision is Decided decided ? fault(decided) : decision;
        NaiveHours naive = new(shard, tally);
        for (int step = 0; step < 60; step++)
        {
            if (naive.Act(dice, step) is { } difference)
            {
                return string.Create(CultureInfo.InvariantCulture, $"seed {seed}, step {step}: {difference}");
            }
        }

        if (fault is null)
        {
            shard.Town.Shards[0].AssertReplays();
            shard.Town.Shards[0].AssertDerivable();
        }

        return null;
    }

    internal sealed record Tally
    {
        public int Raised { get; set; }

        public int Plain { get; set; }

        public int Late { get; set; }

        public int Followed { get; set; }

        public int Refunded { get; set; }
    }

    /// <summary>What the member has been told it won, as stretches of microseconds, one prize at a time.</summary>
    private sealed class NaiveHours(OneShard shard, Tally tally)
    {
        private readonly List<(int Prize, long From, long Until)> _stretches = [];
        private readonly Dictionary<string, long> _earned = [];

        private long Now => shard.Town.Now.Microseconds;

        public string? Act(Dice dice, int step)
        {
            switch (dice.Roll(12))
            {
                case < 3:
                    Win(Assert.IsType<Played>(shard.PlayOut($"{dice.Roll(1000)}")));
                    return null;
                case < 6:
                    shard.GoTo(shard.Town.Now.Plus(TimeSpan.FromMinutes(dice.Roll(2000))).ToString());
                    return null;
                case < 10:
                    return Buy(dice, $"a{step}");
                default:
                    return Refund(dice);
            }
        }

        private void Win(Played played)
        {
            if (!played.Prize)
            {
                return;
            }

            int prize = int.Parse(played.Segment[1..], CultureInfo.InvariantCulture);
            long from = Now;
            foreach ((int other, _, long until) in _stretches)
            {
                from = other == prize && until > from ? until : from;
            }

            tally.Followed += from > Now ? 1 : 0;
            _stretches.Add((prize, from, from + (Prizes[prize].Hours * 3_600_000_000L)));
        }

        private string? Buy(Dice dice, string id)
        {
            bool late = dice.Chance(50);
            long at = Now - (late ? dice.Roll(20 * 24 * 60) * 60_000_000L : 0);
            string kind = dice.Chance(30) ? "fuel" : "purchase";
            long amount = dice.Roll(30_000);
            long rate = ((BasePoints)shard.State.Self.Newest!.Programme!.Campaigns[0].Earning[0].Effect).Points;
            decimal factor = 1m;
            foreach ((int prize, long from, long until) in _stretches)
            {
                bool covers = at >= from && at < until && (Prizes[prize].Kinds is null || kind == "fuel");
                factor = covers && Prizes[prize].Thousandths / 1000m > factor ? Prizes[prize].Thousandths / 1000m : factor;
            }

            long due = (long)decimal.Floor(amount * rate / 1000m * factor);
            Decided decided = Assert.IsType<Decided>(shard.Town.Shards[0].Submit(new ReportActivity(shard.Key, id, kind, new(at), amount, null, null, null), shard.Town.Now, Town.KeyOf(id)));
            ActivityRecorded told = Assert.IsType<ActivityRecorded>(decided.Answer);
            long plain = (long)decimal.Floor(amount * rate / 1000m);
            _earned[id] = due;
            (tally.Raised, tally.Plain) = (tally.Raised + (factor > 1 ? 1 : 0), tally.Plain + (factor == 1 ? 1 : 0));
            tally.Late += late && factor > 1 ? 1 : 0;
            return told.Points.Value != due ? $"{amount} gave {told.Points}, and {due} are due"
                : (told.Multiplier?.Points.Value ?? 0) != due - plain ? $"{told.Multiplier} is told, and {due - plain} were added"
                : null;
        }

        private string? Refund(Dice dice)
        {
            if (_earned.Count == 0)
            {
                return null;
            }

            (string id, long due) = _earned.ElementAt(dice.Roll(_earned.Count));
            _earned.Remove(id);
            long before = shard.Available;
            ActivityRefunded told = Assert.IsType<ActivityRefunded>(Assert.IsType<Decided>(shard.Refunds(id)).Answer);
            tally.Refunded++;
            return told.Points.Value != due || before - shard.Available != due ? $"{due} were earned, and {told.Points} are taken back" : null;
        }
    }
}
