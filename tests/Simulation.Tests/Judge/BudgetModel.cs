namespace Jifen.Simulation.Tests.Judge;

/// <summary>
/// Points of a budget come from the points on the shard, never beyond the budget; an earning is cut only where nothing is left, and says
/// so; what a refund takes back goes to the treasury.
/// </summary>
/// <remarks>Counts on the accounts of <see cref="UnitModel"/>, before that sees the record.</remarks>
internal sealed class BudgetModel(Case judged) : Model(judged)
{
    /// <summary>Earnings that a budget gave: member, cause and rule.</summary>
    private readonly HashSet<(MemberKey Member, string Cause, string Rule)> _drawn = [];

    public override void See(Seen seen)
    {
        foreach (IGrouping<string, GrainEvent> budget in seen.Events.Where(e => e is BudgetUsed or BudgetFreed).GroupBy(e => e.On!))
        {
            Move(seen, budget.Key, budget.OfType<BudgetUsed>().Sum(u => u.Points.Value), budget.OfType<BudgetFreed>().Sum(f => f.Points.Value));
        }

        if (seen.Body.Answer is ActivityRecorded recorded)
        {
            RequireDrawn(seen);
            RequireCuts(seen, recorded);
        }
        else if (seen.Body.Answer is ActivityRefunded)
        {
            RequireFreed(seen);
        }
    }

    private JudgedAccount Account(Seen seen, string name) => Case.Units.Account(seen.Shard, name, BudgetName.Segment, null);

    private void Move(Seen seen, string name, long used, long freed)
    {
        JudgedAccount account = Account(seen, name);
        Require(used <= account.Unused, Checks.BudgetsAreKept, seen, $"{used} points of {name} are given, and {account.Unused} lie here");
        Require(freed <= account.Used, Checks.BudgetsAreKept, seen, $"{freed} points of {name} are taken back, and {account.Used} were given here");
        account.Used += used - freed;
        account.Returned += freed;
        account.HandedIn += freed;
        JudgedTreasury? treasury = Case.Units.FindTreasury(name, BudgetName.Segment);
        if (treasury is not null)
        {
            treasury.Given += used - freed;
        }

        Require(treasury?.Given <= treasury?.Total, Checks.BudgetsAreKept, seen, $"{treasury?.Given} points of {name} are given, and there are {treasury?.Total}");
    }

    /// <summary>What members are given of a budget is what the budget gives.</summary>
    private void RequireDrawn(Seen seen)
    {
        PointsEarned[] drawn = [.. seen.Events.OfType<PointsEarned>().Where(e => e.Budget is not null)];
        _drawn.UnionWith(drawn.Select(e => (seen.Record.Member!.Value, e.Cause, e.Rule)));
        long earned = drawn.Sum(e => e.Points.Value);
        long used = seen.Events.OfType<BudgetUsed>().Sum(u => u.Points.Value);
        bool named = Case.IsTest(seen) ? drawn.Length == 0 : seen.Events.OfType<PointsEarned>().All(e => (e.Rule == "treat" || e.Cause == "challenge:treat-goal") == (e.Budget == "treats"));
        Require(earned == used && named, Checks.BudgetsAreKept, seen, $"{earned} points are earned of budgets, which gave {used}");
    }

    private void RequireCuts(Seen seen, ActivityRecorded recorded)
    {
        EarningCut[] cuts = [.. seen.Events.OfType<EarningCut>()];
        foreach (EarningCut cut in cuts)
        {
            JudgedAccount account = Account(seen, BudgetName.Of(cut.Campaign));
            Require(account is { Told: true } && (account.Unused == 0 || Case.IsTest(seen)), Checks.NoneLeftIsTrue, seen, $"{cut.Points} points are not given, and {account.Unused} lie here");
        }

        bool told = (recorded.Cuts ?? []).Select(c => (c.Campaign, c.Points)).SequenceEqual(cuts.Select(c => (c.Campaign, c.Points)));
        Require(told, Checks.BudgetsAreKept, seen, $"the answer tells of other cuts than the record's {cuts.Length}");
    }

    private void RequireFreed(Seen seen)
    {
        long reversed = seen.Events.OfType<PointsReversed>().Where(r => _drawn.Contains((seen.Record.Member!.Value, r.Cause, r.Rule))).Sum(r => r.Points.Value);
        long freed = seen.Events.OfType<BudgetFreed>().Sum(f => f.Points.Value);
        long sent = (seen.Body.Messages ?? []).Select(m => m.Body).OfType<UnitsHandedIn>().Sum(m => m.Units);
        bool same = reversed == freed && freed == sent;
        Require(same, Checks.BudgetsAreKept, seen, $"{reversed} points of budgets are taken back, {freed} leave, and {sent} go to their treasuries");
    }
}
