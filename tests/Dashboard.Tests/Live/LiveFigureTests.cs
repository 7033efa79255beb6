using System.Globalization;
using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Live;

/// <summary>Every number on the page against the rows of the journal, counted apart from the product.</summary>
[Collection(BrowserTests.Name)]
public sealed class LiveFigureTests(Chromium chromium)
{
    [Fact]
    public async Task Every_total_on_the_page_equals_the_journals_rows()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await silo.KnownAfternoonAsync();
        await using Visit visit = await chromium.VisitLiveAsync(silo);
        Dictionary<string, long> expected = Expected(JournalRows.Of(silo));
        await visit.Page.ShowsAsync("records", expected["records"]);
        foreach ((string figure, long count) in expected)
        {
            await visit.Page.ShowsAsync(figure, count);
        }

        Assert.Equal((3, 2), (expected["members"], expected["activities"]));
        Assert.True(expected["plays"] >= 12 && expected["points-out"] > 0 && expected["badges"] > 0, "the script plays, pays and earns a badge");
    }

    [Fact]
    public async Task Figures_follow_while_the_page_is_open_and_survive_a_restart_of_the_silo()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await using Visit visit = await chromium.VisitLiveAsync(silo);
        await visit.Page.ShowsAsync("members", 0);
        await silo.KnownAfternoonAsync();
        Dictionary<string, long> expected = Expected(JournalRows.Of(silo));
        await visit.Page.ShowsAsync("plays", expected["plays"]);
        await silo.StopAsync();
        await Assertions.Expect(visit.Page.Locator("#connection")).ToBeVisibleAsync();
        await silo.StartAgainAsync();
        await Assertions.Expect(visit.Page.Locator("#connection")).ToBeHiddenAsync(new() { Timeout = 15_000 });
        await visit.Page.LiveAsync();
        foreach (string figure in (string[])["members", "activities", "plays", "prizes", "points-in", "points-out", "badges"])
        {
            await visit.Page.ShowsAsync(figure, expected[figure]);
        }
    }

    [Fact]
    public async Task Every_invariant_is_green_and_its_two_numbers_are_the_rows()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await silo.KnownAfternoonAsync();
        await silo.KnownEveningAsync();
        await using Visit visit = await chromium.VisitLiveAsync(silo);
        JournalRows rows = await JournalWall.AtRestAsync(silo);
        IReadOnlyDictionary<string, (long Left, long Right)> expected = JournalWall.Of(rows);
        await visit.Page.ShowsAsync("records", rows.Records);
        await visit.Page.ShowsAsync("awarded-cafe-points", 29);
        foreach ((string invariant, (long left, long right)) in expected)
        {
            await visit.Page.ShowsAsync($"{invariant}-left", left);
            await visit.Page.ShowsAsync($"{invariant}-right", right);
        }

        ILocator wall = visit.Page.Locator("[data-invariant]");
        Assert.Equal(expected.Keys, await wall.EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.invariant)"));
        await Assertions.Expect(visit.Page.Locator("[data-holds=true]")).ToHaveCountAsync(expected.Count);
        Assert.All(
            expected.Where(static sum => sum.Key != "cards-are-kept"),
            static sum => Assert.True(sum.Value.Left > 0 && sum.Value.Right > 0, "the script leaves no number at nought, but the one of cards, which the demo does not deal"));
        Assert.All((string[])["points-opened", "points-repaid", "units-back", "budget-freed"], kind => Assert.True(rows.Count(kind) > 0, $"the script brings {kind}"));
    }

    /// <summary>The control: each of the twenty numbers, off by one on the page, is caught.</summary>
    [Fact]
    public async Task A_number_of_an_invariant_that_is_off_by_one_is_caught()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync(seams: DoctoredDesk.Seams);
        await silo.KnownAfternoonAsync();
        await using Visit visit = await chromium.VisitLiveAsync(silo);
        IReadOnlyDictionary<string, (long Left, long Right)> expected = JournalWall.Of(await JournalWall.AtRestAsync(silo));
        DoctoredDesk.Of(silo).Alter(static frame => frame with { Invariants = [.. frame.Invariants.Select(sum => sum with { Left = sum.Left + 1, Right = sum.Right + 1 })] });
        await visit.Page.ShowsAsync("lots-are-balances-left", expected["lots-are-balances"].Left + 1);
        foreach ((string invariant, (long left, long right)) in expected)
        {
            await Assert.ThrowsAsync<PlaywrightException>(() => visit.Page.ShowsAsync($"{invariant}-left", left, 100));
            await Assert.ThrowsAsync<PlaywrightException>(() => visit.Page.ShowsAsync($"{invariant}-right", right, 100));
        }
    }

    /// <summary>The control: the judge counts what the rows say, and a page that shows another number is caught.</summary>
    [Fact]
    public async Task A_number_that_is_off_by_one_is_caught()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await silo.EnrolAsync("ann");
        await using Visit visit = await chromium.VisitLiveAsync(silo);
        await visit.Page.ShowsAsync("members", JournalRows.Of(silo).Count("member-enrolled"));
        await Assert.ThrowsAsync<PlaywrightException>(() => visit.Page.ShowsAsync("members", JournalRows.Of(silo).Count("member-enrolled") + 1, 1_500));
    }

    private static Dictionary<string, long> Expected(JournalRows rows) => new()
    {
        ["members"] = rows.Count("member-enrolled"),
        ["activities"] = rows.Count("activity-counted"),
        ["plays"] = rows.Count("play-settled", static play => !play.GetProperty("refused").GetBoolean()),
        ["prizes"] = rows.Count("play-settled", static play => play.GetProperty("prize").GetBoolean()),
        ["points-in"] = rows.Sum("points-earned", Points) + rows.Sum("points-opened", Points),
        ["points-out"] = rows.Sum("points-spent", Points) + rows.Sum("points-reversed", Taken) + rows.Sum("points-repaid", Points) + rows.Sum("lot-expired", Points),
        ["badges"] = rows.Count("badge-earned"),
        ["awarded-lucky-wheel-panda"] = rows.Count("unit-used"),
        ["total-lucky-wheel-panda"] = 100,
        ["total-cafe-points"] = 1_000_000,
        ["refused-insufficient_points"] = rows.Bodies.LongCount(static body => Refusal(body) == "insufficient_points"),
        ["records"] = rows.Records,
    };

    private static long Points(JsonElement happened) => happened.GetProperty("points").GetInt64();

    private static long Taken(JsonElement reversed) => reversed.GetProperty("parts").EnumerateArray().Sum(Points);

    private static string? Refusal(JsonElement body) =>
        body.TryGetProperty("answer", out JsonElement answer) && answer.TryGetProperty("code", out JsonElement code) ? code.GetString() : null;
}

/// <summary>Reading of the page's numbers.</summary>
internal static class ShownFigures
{
    /// <summary>Waits until a figure is shown as exactly this number.</summary>
    public static Task ShowsAsync(this IPage page, string figure, long count, float timeout = 10_000) => Assertions.Expect(page.Locator($"[data-figure='{figure}']"))
        .ToHaveTextAsync(count.ToString("N0", CultureInfo.InvariantCulture), new() { Timeout = timeout });
}
