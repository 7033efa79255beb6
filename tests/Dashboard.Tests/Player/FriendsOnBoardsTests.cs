using System.Globalization;
using System.Text.Json.Nodes;
using Jifen.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>The board of a member's friends; what it shows is what the silo says.</summary>
[Collection(PlayerPagesTests.Name)]
public sealed class FriendsOnBoardsTests(Chromium chromium, RankedSilo ranked) : IClassFixture<RankedSilo>
{
    private const string Board = "jifen-leaderboard";
    private static readonly Visitor Still = Visitor.OnPhone with { ReducedMotion = true };

    [Fact]
    public async Task Friends_are_turned_to_and_back_by_keyboard_and_the_list_is_the_silo_s()
    {
        await ranked.BefriendAsync("m7", "m3", "m30", "m12", "nobody");
        await ranked.HideAsync("m12");
        await using Visit visit = await OpenAsync("m7", Still);
        ILocator friends = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Friends (4)" });
        await friends.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator($"{Board} .mine strong", new() { HasText = "#3" }).WaitForAsync();
        Assert.Equal("true", await friends.GetAttributeAsync("aria-pressed"));
        Assert.Equal(["1 3,000", "2 1,200", "3 700", "4 300"], await ShownAsync(visit));
        Assert.Equal(
            (await ranked.FriendsAsync("m7")).GetProperty("items").EnumerateArray().Select(item =>
                $"{item.GetProperty("rank")} {item.GetProperty("score").GetInt64().ToString("N0", CultureInfo.InvariantCulture)}"),
            await ShownAsync(visit));
        Assert.Equal("Anonymous", await visit.Page.Locator($"{Board} tr[data-rank='2'] td").Nth(1).TextContentAsync());

        await visit.Page.Keyboard.PressAsync("Shift+Tab");
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.Locator($"{Board} .mine strong", new() { HasText = "#24" }).WaitForAsync();
        Assert.Equal("false", await friends.GetAttributeAsync("aria-pressed"));
        visit.AssertNoComplaint();
        visit.AssertStayedHome();
    }

    [Fact]
    public async Task Who_has_no_friends_has_nothing_to_turn_to_until_it_has_some()
    {
        await using Visit visit = await OpenAsync("m9", Still);
        Assert.True(await visit.Page.Locator($"{Board} [part=among]").IsHiddenAsync());
        await ranked.BefriendAsync("m9", "m8");
        await visit.Page.ReloadAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Friends (1)" }).WaitForAsync();
    }

    /// <summary>The answer of the silo, as it is where two friends lie on a shard that does not answer.</summary>
    [Fact]
    public async Task Friends_that_cannot_be_reached_are_told_by_their_number()
    {
        await ranked.BefriendAsync("m11", "m1", "m2", "m4");
        await using Visit visit = await chromium.VisitAsync(ranked.Silo.Url, Still);
        await visit.Page.RouteAsync("**/members/m11/friends*", async route =>
        {
            IAPIResponse response = await route.FetchAsync();
            JsonObject body = JsonNode.Parse(await response.TextAsync())!.AsObject();
            (body["missing"], body["missingShards"]) = (2, new JsonArray(1));
            await route.FulfillAsync(new() { Response = response, Body = body.ToJsonString() });
        });
        await visit.Page.GotoAsync(await ranked.PageOfAsync("m11"));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Friends (3)" }).ClickAsync();
        await visit.Page.Locator($"{Board} [part=missing]", new() { HasText = "2 friends cannot be reached now and are left out." }).WaitForAsync();
        Assert.Empty(await visit.FindingsAsync());
    }

    [Fact]
    public async Task Among_friends_it_looks_right_in_both_languages()
    {
        await ranked.BefriendAsync("m5", "m3", "m30", "m14", "nobody");
        await using Visit visit = await OpenAsync("m5", Still);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Friends (4)" }).ClickAsync();
        await visit.Page.Locator($"{Board} .mine strong", new() { HasText = "#3" }).WaitForAsync();
        Assert.True(await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Everyone", Exact = true }).IsVisibleAsync());
        await Looks.AssertAsync(visit, Board, Looks.PhoneByDay, Looks.PhoneByNight);
        Assert.True(await visit.Page.GetByRole(AriaRole.Button, new() { Name = "好友（4）" }).IsVisibleAsync());
        Assert.True(await visit.Page.GetByRole(AriaRole.Button, new() { Name = "全部", Exact = true }).IsVisibleAsync());
        await Looks.AssertAsync(visit, Board, Looks.DeskByDay);
        visit.AssertNoComplaint();
    }

    private static async Task<string[]> ShownAsync(Visit visit) =>
        await visit.Page.Locator($"{Board} tbody tr").EvaluateAllAsync<string[]>("rows => rows.map((row) => `${row.cells[0].textContent} ${row.cells[2].textContent}`)");

    private async Task<Visit> OpenAsync(string member, Visitor visitor)
    {
        Visit visit = await chromium.VisitAsync(ranked.Silo.Url, visitor);
        await visit.Page.GotoAsync(await ranked.PageOfAsync(member));
        await visit.Page.Locator($"{Board} tbody tr.me").First.WaitForAsync();
        return visit;
    }
}
