using Jifen.Grains.Tests.Driving;
using Xunit.Sdk;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Member;

/// <summary>Members earn, play, let points expire and give purchases back in any order.</summary>
public sealed class Any_refunds
{
    private const int Seeds = 150;

    [Fact]
    public void Nothing_is_taken_back_twice_and_what_is_owed_is_exact()
    {
        RefundLedger.Tally tally = new();
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            OneShard shard = Run(seed, null, tally);
            shard.Town.Shards[0].AssertReplays();
            shard.Town.Shards[0].AssertDerivable();
        }

        Assert.True(tally is { Wholes: > 200, Parts: > 200, Owing: > 70, Repaid: > 30, Expired: > 20, Others: > 50 }, $"{tally}");
    }

    [Fact]
    public void Control_a_refund_from_another_lot_is_caught() => Caught("from its own lot first", FromAnotherLot);

    [Fact]
    public void Control_a_refund_that_forgets_what_was_refunded_before_is_caught() => Caught("refunded twice", Forgetful);

    [Fact]
    public void Control_a_debt_that_is_not_paid_first_is_caught() => Caught("side by side", (decision) =>
        decision with { Events = [.. decision.Events.Where(e => e is not PointsRepaid)] });

    [Fact]
    public void Control_a_debt_that_is_kept_quiet_is_caught() => Caught("as much as is due", (decision) =>
        decision with { Events = [.. decision.Events.Select(e => e is PointsReversed r ? r with { Points = r.Points - r.Owed, Owed = Points.Zero } : e)] });

    private static Decided FromAnotherLot(Decided decision) => decision with
    {
        Events = [.. decision.Events.Select(e => e is PointsReversed { Parts.Count: > 1 } r ? r with { Parts = [.. r.Parts.Reverse()] } : e)],
    };

    /// <summary>The member's state takes the activity for one that is too old to be remembered.</summary>
    private static Decided Forgetful(Decided decision) => decision with
    {
        Events = [.. decision.Events.Select(e => e is RefundCounted refund ? refund with { Recorded = default } : e)],
    };

    private static void Caught(string alarm, Func<Decided, Decided> fault)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            try
            {
                Run(seed, fault, new());
            }
            catch (XunitException caught)
            {
                Assert.Contains(alarm, caught.Message, StringComparison.Ordinal);
                return;
            }
        }

        Assert.Fail("no seed caught the fault");
    }

    private static OneShard Run(ulong seed, Func<Decided, Decided>? fault, RefundLedger.Tally tally)
    {
        Dice dice = new(seed * 7_919);
        OneShard shard = AShard().At("2026-11-27T12:00:00+08:00").Running(RandomProgramme(dice)).Build();
        shard.Town.Shards[0].Tamper = (_, _, decision) => fault is not null && decision is Decided decided ? fault(decided) : decision;
        RefundLedger ledger = new(shard, $"seed {seed}", tally);
        for (int step = 0; step < 60; step++)
        {
            Act(shard, ledger, dice, step);
            ledger.Check();
        }

        return shard;
    }

    private static void Act(OneShard shard, RefundLedger ledger, Dice dice, int step)
    {
        switch (dice.Roll(20))
        {
            case < 5:
                ledger.Bought(RandomPurchase(shard, dice, step));
                break;
            case < 12:
                shard.PlayOut($"{dice.Roll(50)}");
                break;
            case < 14:
                shard.GoTo(shard.Town.Now.Plus(TimeSpan.FromHours(dice.Roll(40))).ToString());
                break;
            case < 15:
                shard.Sweep();
                break;
            default:
                Refund(shard, ledger, dice);
                break;
        }
    }

    private static void Refund(OneShard shard, RefundLedger ledger, Dice dice)
    {
        if (ledger.AnyPurchase(dice) is not { } bought)
        {
            return;
        }

        int lines = bought.Lines?.Count ?? 0;
        RefundLine[] named = lines > 0 && dice.Chance(40) ? [new(dice.Roll(lines), dice.Chance(50) ? 1 + dice.Roll(800) : null)] : [];
        long? amount = named.Length == 0 && dice.Chance(60) ? 1 + dice.Roll(1500) : null;
        ledger.Refunded(shard.Refunds(bought.Id, amount, named));
    }

    private static ReportActivity RandomPurchase(OneShard shard, Dice dice, int step)
    {
        ActivityLine[] lines = [.. Enumerable.Range(0, dice.Roll(4)).Select(n => new ActivityLine("s", n == 0 ? "snack" : "soap", 1, dice.Roll(900), null))];
        long amount = lines.Sum(line => line.Amount) + (dice.Chance(50) ? dice.Roll(2000) : 0);
        string id = $"a{step}";
        shard.Reports(id, shard.Town.Now.ToString(), amount, lines);
        return new(shard.Key, id, "purchase", shard.Town.Now, amount, null, null, lines.Length == 0 ? null : lines);
    }

    private static ProgrammeBuilder RandomProgramme(Dice dice) => AProgramme()
        .Expiring(dice.Roll(3) switch { 0 => new ExpiresAtEndOfMonth(0), 1 => new ExpiresAfterMonths(1), _ => new NeverExpires() })
        .Costing(2 + dice.Roll(6))
        .WithRules(
            new EarningDocument(RuleId, Text("Base"), ["purchase"], 1 + dice.Roll(3), 100) { Caps = new(null, dice.Chance(50) ? 40 : null, null, null) },
            Rule("snacks", new MultipliedPoints(1000 + (1 + dice.Roll(3000))), EarningCondition.Always with { Categories = ["snack"] }),
            Rule("gift", new AddedPoints(new(1 + dice.Roll(7)))));
}
