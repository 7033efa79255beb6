using Jifen.Grains.Kernel;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>What the records of one shard come to.</summary>
internal sealed class JudgedTally
{
    private readonly SortedDictionary<string, Int128> _counts = new(StringComparer.Ordinal);

    /// <summary>The engine's figures, said in the same way.</summary>
    public static string Of(TallyFigures told)
    {
        JudgedTally tally = new();
        (PlayCounts plays, PointCounts points, UnitCounts units, UnitCounts budgets) = (told.Plays, told.Points, told.Units, told.Budgets);
        (string, Int128)[] figures =
        [
            ("members", told.Members), ("activities", told.Activities), ("badges", told.Badges), ("answers", told.Commands),
            ("taken", plays.Taken), ("settled", plays.Settled), ("undone", plays.Undone), ("prizes", plays.Prizes),
            ("dealt", told.Cards?.Dealt ?? 0), ("scratched", told.Cards?.Scratched ?? 0), ("voided", told.Cards?.Voided ?? 0),
            ("earned", points.Earned), ("restored", points.Restored), ("spent", points.Spent), ("expired", points.Expired), ("reversed", points.Reversed),
            ("claimed", points.Claimed), ("faded", points.Faded), ("owed", points.Owed), ("lots", points.Lots), ("balance", points.Balance),
            ("granted", units.Granted), ("used", units.Used), ("returned", units.Returned), ("lent", units.Lent), ("back", units.Back),
            ("budgets granted", budgets.Granted), ("budgets used", budgets.Used), ("budgets returned", budgets.Returned), ("budgets lent", budgets.Lent),
            ("budgets back", budgets.Back),
            .. told.Refusals.Select(refusal => ("refused " + refusal.Code, (Int128)refusal.Count)),
        ];
        foreach ((string name, Int128 count) in figures)
        {
            tally.Add(name, count);
        }

        return tally.ToString();
    }

    public void Hear(Answer? answer)
    {
        Add("answers", answer is null or PlayPending ? 0 : 1);
        if (answer is Refusal refusal)
        {
            Add("refused " + refusal.Code, 1);
        }
    }

    public void See(GrainEvent happened)
    {
        switch (happened)
        {
            case MemberEnrolled:
                Add("members", 1);
                break;
            case ActivityCounted:
                Add("activities", 1);
                break;
            case BadgeEarned:
                Add("badges", 1);
                break;
            case PlayTaken or CardTaken:
                Add("taken", 1);
                break;
            case PlaySettled settled:
                Add(settled.Refused ? "undone" : "settled", 1);
                Add("prizes", settled.Prize ? 1 : 0);
                break;
            case CardDealt:
                Add("settled", 1);
                Add("dealt", 1);
                break;
            case CardUndone:
                Add("undone", 1);
                break;
            case CardScratched card:
                Add("prizes", card.Prize ? 1 : 0);
                Add("scratched", 1);
                break;
            case CardVoided:
                Add("voided", 1);
                break;
            case UnitUsed:
                Add("used", 1);
                break;
            case BudgetUsed used:
                Add("budgets used", used.Points.Value);
                break;
            case BudgetFreed freed:
                Add("budgets used", -freed.Points.Value);
                Add("budgets returned", freed.Points.Value);
                break;
            case UnitsReceived received:
                Add(Of(happened) + "granted", received.Units);
                break;
            case UnitsGivenBack back:
                Add(Of(happened) + "returned", back.Units);
                break;
            case UnitsLent lent:
                Add(Of(happened) + "lent", lent.Units);
                break;
            case UnitsBack back:
                Add(Of(happened) + "back", back.Units);
                break;
            case UnitsRegained regained:
                Add(Of(happened) + "back", regained.Units);
                break;
            default:
                SeePoints(happened);
                break;
        }
    }

    public override string ToString() => string.Join(", ", _counts.Where(c => c.Value != 0).Select(c => $"{c.Value} {c.Key}"));

    private static string Of(GrainEvent happened) => BudgetName.IsKeptBy(happened.On) ? "budgets " : "";

    private void SeePoints(GrainEvent happened)
    {
        switch (happened)
        {
            case PointsEarned earned:
                Move("earned", earned.Points.Value, earned.Points.Value, 1);
                break;
            case PointsOpened opened:
                Move("earned", opened.Points.Value, opened.Points.Value, 1);
                break;
            case PointsSpent spent:
                Move("spent", SumOf(spent.Parts), spent.Points.Value, -1);
                break;
            case PointsRestored restored:
                Move("restored", SumOf(restored.Parts), restored.Points.Value, 1);
                break;
            case LotExpired expired:
                Move("expired", expired.Points.Value, expired.Points.Value, -1);
                break;
            case PointsReversed reversed:
                Move("reversed", SumOf(reversed.Parts), reversed.Points.Value - reversed.Expired.Value - reversed.Owed.Value, -1);
                Add("claimed", reversed.Points.Value);
                Add("faded", reversed.Expired.Value);
                Add("owed", reversed.Owed.Value);
                break;
            case PointsRepaid repaid:
                Move("reversed", SumOf(repaid.Parts), repaid.Points.Value, -1);
                Add("owed", -repaid.Points.Value);
                break;
        }
    }

    /// <param name="parts">What the lots say.</param>
    /// <param name="points">What the event says in all.</param>
    private void Move(string what, long parts, long points, int sign)
    {
        Add(what, parts);
        Add("lots", sign * parts);
        Add("balance", sign * points);
    }

    private static long SumOf(IReadOnlyList<LotPart> parts) => parts.Sum(p => p.Points.Value);

    private void Add(string name, Int128 count) => _counts[name] = _counts.GetValueOrDefault(name) + count;
}
