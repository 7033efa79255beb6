using System.Globalization;
using System.Text.Json.Nodes;
using Jifen.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>
/// A board with cohorts as a member sees it; what it shows is what the silo says. On the first day the first two of each full group of eight rose, and the
/// first of the last group of six: seven compete in silver today.
/// </summary>
[Collection(PlayerTests.Name)]
public sealed class CohortWidgetTests(Chromium chromium, RankedSilo ranked) : IClassFixture<RankedSilo>
{
    private const string Board = "jifen-leaderboard";
    private static readonly Visitor Still = Visitor.OnPhone with { ReducedMotion = true };

    [Fact]
    public async Task The_group_is_the_silo_s_and_has_its_lines_where_members_rise_and_fall()
    {
        await using Visit visit = await OpenAsync("m30", Still, "League");
        await visit.Page.Locator($"{Board} [part=cohort].promote", new() { HasText = "Silver, group 1" }).WaitForAsync();
        Assert.Equal("Silver, group 1As it stands, you rise to Gold.", await visit.Page.Locator($"{Board} [part=cohort]").TextContentAsync());
        string[] expected = [.. (await ranked.SilverAsync()).GetProperty("items").EnumerateArray().Select(item => $"{item.GetProperty("rank")} {item.GetProperty("score").GetInt64().ToString("N0", CultureInfo.InvariantCulture)}")];
        string[] shown = await visit.Page.Locator($"{Board} tbody tr").EvaluateAllAsync<string[]>("rows => rows.map((row) => (row.cells.length > 1 ? `${row.cells[0].textContent} ${row.cells[2].textContent}` : row.textContent))");
        Assert.Equal(7, expected.Length);
        Assert.Equal([expected[0], "▲ The first rises to Gold", .. expected[1..6], "▼ The last falls to Bronze", expected[6]], shown);
        Assert.Equal(1, await visit.Page.Locator($"{Board} tr.promote").CountAsync());
        Assert.Equal(1, await visit.Page.Locator($"{Board} tr.demote").CountAsync());
        visit.AssertNoComplaint();
        visit.AssertStayedHome();
    }

    [Fact]
    public async Task What_the_last_period_brought_is_said_in_the_past()
    {
        await using Visit visit = await OpenAsync("m30", Still, "League");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Last final" }).ClickAsync();
        await visit.Page.Locator($"{Board} [part=cohort]", new() { HasText = "You rose to Silver." }).WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Now" }).ClickAsync();
        await visit.Page.Locator($"{Board} [part=cohort]", new() { HasText = "As it stands, you rise to Gold." }).WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Today" }).ClickAsync();
        await visit.Page.Locator($"{Board} [part=cohort]").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    /// <summary>The answer of the silo, as it is while the member's group is on its way.</summary>
    [Theory]
    [InlineData("silver", "You are about to get a group of Silver. Your score counts already.")]
    [InlineData(null, "Your division is being decided from the period before. Your score counts already.")]
    public async Task Who_waits_for_a_group_is_told_that_the_score_counts(string? division, string told)
    {
        await using Visit visit = await chromium.VisitAsync(ranked.Silo.Url, Still);
        await visit.Page.RouteAsync("**/v1/members/m29/boards", async route =>
        {
            IAPIResponse response = await route.FetchAsync();
            JsonObject body = JsonNode.Parse(await response.TextAsync())!.AsObject();
            JsonObject league = body["items"]!.AsArray().Single(item => (string)item!["boardId"]! == "league")!.AsObject();
            JsonObject cohort = league["cohort"]!.AsObject();
            (league["rank"], league["move"], cohort["number"], cohort["pending"]) = (null, null, null, true);
            cohort["division"] = division is null ? null : JsonNode.Parse("""{"id":"silver","name":{"en":"Silver","zh":"白银"}}""");
            await route.FulfillAsync(new() { Response = response, Body = body.ToJsonString() });
        });
        await visit.Page.GotoAsync(await ranked.PageOfAsync("m29"));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "League" }).ClickAsync();
        await visit.Page.Locator($"{Board} [part=cohort]", new() { HasText = told }).WaitForAsync();
    }

    [Fact]
    public async Task A_group_looks_right_in_both_languages()
    {
        await using Visit visit = await OpenAsync("m7", Still, "League");
        await visit.Page.Locator($"{Board} tr.line.up", new() { HasText = "The first rises to Gold" }).WaitForAsync();
        await visit.Page.Locator($"{Board} [part=card] summary").ClickAsync();
        await Looks.AssertAsync(visit, Board, Looks.PhoneByDay, Looks.PhoneByNight);
        await visit.Page.Locator($"{Board} tr.line.up", new() { HasText = "前 1 名晋级至黄金" }).WaitForAsync();
        await Looks.AssertAsync(visit, Board, Looks.DeskByDay);
        visit.AssertNoComplaint();
    }

    private async Task<Visit> OpenAsync(string member, Visitor visitor, string tab)
    {
        Visit visit = await chromium.VisitAsync(ranked.Silo.Url, visitor);
        await visit.Page.GotoAsync(await ranked.PageOfAsync(member));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = tab }).ClickAsync();
        await visit.Page.Locator($"{Board} [part=cohort]").WaitForAsync();
        return visit;
    }
}
