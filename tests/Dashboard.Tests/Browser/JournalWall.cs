using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Jifen.Dashboard.Tests.Browser;

/// <summary>
/// The two numbers of each invariant, counted from the rows of a store at rest: what lots say and what events say in all, what treasuries
/// have sent and what slices have got.
/// </summary>
public static class JournalWall
{
    /// <summary>The rows once nothing is under way between treasuries and slices and no play waits.</summary>
    public static async Task<JournalRows> AtRestAsync(ServedSilo silo)
    {
        ILiveDesk desk = silo.Host.Services.GetRequiredService<ILiveDesk>();
        JournalRows rows;
        while (!IsAtRest(rows = JournalRows.Of(silo)))
        {
            await desk.NextAsync(desk.Now, CancellationToken.None);
        }

        return rows;
    }

    public static IReadOnlyDictionary<string, (long Left, long Right)> Of(JournalRows rows)
    {
        (long lots, long balance) = (Lots(rows), Balance(rows));
        long budgets = Total(rows, IsOfBudget);
        long stock = Total(rows, static set => !IsOfBudget(set));
        long lent = Out(rows, static _ => true);
        long back = rows.Sum("units-given-back", Units) + rows.Sum("budget-freed", Points);
        return new Dictionary<string, (long, long)>
        {
            ["lots-are-balances"] = (lots, balance),
            ["points-are-conserved"] = (Earned(rows) + rows.Sum("points-restored", Parts), Spent(rows) + rows.Sum("lot-expired", Points) + TakenBack(rows) + lots),
            ["refunds-are-booked"] = (rows.Sum("points-reversed", Points), TakenBack(rows) + rows.Sum("points-reversed", Expired) + Owed(rows)),
            ["plays-are-settled"] = (rows.Count("play-taken"), rows.Count("play-settled") + rows.Count("wait-begun") - rows.Count("wait-ended")),
            ["cards-are-kept"] = (rows.Count("card-dealt"), rows.Count("card-dealt")),
            ["units-are-kept"] = (rows.Sum("units-received", Units), lent + back),
            ["units-are-out"] = (lent, AtSlices(rows)),
            ["stock-is-whole"] = (stock + budgets, stock + budgets),
            ["awards-within-stock"] = (rows.Count("unit-used"), stock),
            ["issued-within-stock"] = (Out(rows, static unit => !IsOfBudget(unit)), stock),
            ["spent-within-budget"] = (rows.Sum("budget-used", Points) - rows.Sum("budget-freed", Points), budgets),
        };
    }

    private static long Lots(JournalRows rows) =>
        Earned(rows) + rows.Sum("points-restored", Parts) - Spent(rows) - rows.Sum("lot-expired", Points) - TakenBack(rows);

    private static long Balance(JournalRows rows) =>
        Earned(rows) + rows.Sum("points-restored", Points) - rows.Sum("points-spent", Points) - rows.Sum("lot-expired", Points)
        - rows.Sum("points-reversed", static back => Points(back) - Expired(back) - back.GetProperty("owed").GetInt64()) - rows.Sum("points-repaid", Points);

    private static long Earned(JournalRows rows) => rows.Sum("points-earned", Points) + rows.Sum("points-opened", Points);

    private static long Spent(JournalRows rows) => rows.Sum("points-spent", Parts);

    private static long TakenBack(JournalRows rows) => rows.Sum("points-reversed", Parts) + rows.Sum("points-repaid", Parts);

    private static long Owed(JournalRows rows) =>
        rows.Sum("points-reversed", static back => back.GetProperty("owed").GetInt64()) - rows.Sum("points-repaid", Points);

    private static bool IsAtRest(JournalRows rows) =>
        Out(rows, static _ => true) == AtSlices(rows) && rows.Count("wait-begun") == rows.Count("wait-ended") && rows.Count("play-taken") == rows.Count("play-settled");

    /// <summary>Units that treasuries have sent and not got back.</summary>
    private static long Out(JournalRows rows, Func<JsonElement, bool> which) =>
        rows.Of("units-lent").Where(which).Sum(Units) - rows.Of("units-back").Where(which).Sum(Units) - rows.Of("units-regained").Where(which).Sum(Units);

    /// <summary>What treasuries have in all.</summary>
    private static long Total(JournalRows rows, Func<JsonElement, bool> which) =>
        rows.Of("stock-set").Where(which).GroupBy(On).Sum(prize => prize.Last().GetProperty("total").GetInt64());

    private static bool IsOfBudget(JsonElement happened) => On(happened)!.StartsWith("treasury:budget:", StringComparison.Ordinal);

    /// <summary>Units that slices have got and not sent back: awarded, or lying there.</summary>
    private static long AtSlices(JournalRows rows) =>
        rows.Sum("units-received", Units) - rows.Sum("units-given-back", Units) - rows.Sum("budget-freed", Points);

    private static string? On(JsonElement happened) => happened.GetProperty("on").GetString();

    private static long Points(JsonElement happened) => happened.GetProperty("points").GetInt64();

    private static long Parts(JsonElement happened) => happened.GetProperty("parts").EnumerateArray().Sum(Points);

    private static long Expired(JsonElement reversed) => reversed.GetProperty("expired").GetInt64();

    private static long Units(JsonElement happened) => happened.GetProperty("units").GetInt64();
}
