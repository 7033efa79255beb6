using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>The shelf in the hands of players: what it shows is what the silo says, and what is hidden stays so.</summary>
[Collection(PlayerTests.Name)]
public sealed class BadgeShelfTests(Chromium chromium, SprintSilo sprint) : IClassFixture<SprintSilo>
{
    private const string Badge = "jifen-badges .badge";
    private static readonly Visitor Still = Visitor.OnPhone with { ReducedMotion = true };

    [Fact]
    public async Task A_badge_closes_its_ring_as_the_silo_counts_and_says_how_many_have_it()
    {
        string page = await sprint.EnterAsync("collects");
        await sprint.EnterAsync("looks-on");
        await using Visit visit = await OpenAsync(page, Still);
        await visit.Page.Locator(Badge, new() { HasText = "Shopper" }).GetByText("0 of 2 purchases").WaitForAsync();
        await sprint.ReportAsync("collects", "purchase", sprint.Today);
        await visit.Page.Locator(Badge, new() { HasText = "Shopper" }).GetByText("1 of 2 purchases").WaitForAsync();
        await sprint.ReportAsync("collects", "purchase", sprint.Today);
        await visit.Page.Locator($"{Badge}.is-earned", new() { HasText = "Shopper" }).GetByText("earned").WaitForAsync();
        await visit.Page.Locator("#toasts").GetByText("New badge: Shopper").WaitForAsync();

        JsonElement told = await BadgesAsync("collects");
        JsonElement badge = Assert.Single(told.GetProperty("items").EnumerateArray(), item => item.GetProperty("badge").GetString() == "shopper");
        Assert.True(badge.GetProperty("holders").GetInt64() >= 1);
        Assert.True(told.GetProperty("members").GetInt64() >= 2);
        visit.AssertNoComplaint();
        visit.AssertStayedHome();
    }

    [Fact]
    public async Task A_hidden_badge_is_only_counted_until_the_member_has_it()
    {
        await using Visit visit = await OpenAsync(await sprint.EnterAsync("finds"), Still);
        await visit.Page.Locator(Badge).GetByText("1 secret badge").WaitForAsync();
        JsonElement before = await BadgesAsync("finds");
        Assert.Equal(1, before.GetProperty("hidden").GetInt32());
        Assert.DoesNotContain("night-owl", before.GetRawText(), StringComparison.Ordinal);
        await sprint.ReportAsync("finds", "night", sprint.Today);
        await visit.Page.Locator($"{Badge}.is-earned", new() { HasText = "Night owl" }).GetByText("secret").WaitForAsync();
        Assert.Equal(0, await visit.Page.Locator(Badge).GetByText("1 secret badge").CountAsync());
        Assert.Equal(0, (await BadgesAsync("finds")).GetProperty("hidden").GetInt32());
    }

    [Fact]
    public async Task A_set_says_what_is_missing_and_what_it_brings()
    {
        await using Visit visit = await OpenAsync(await sprint.EnterAsync("completes"), Still);
        await visit.Page.Locator("jifen-badges .set").GetByText("0 of 2").WaitForAsync();
        await visit.Page.Locator("jifen-badges .set").GetByText("Whole set: 25 points").WaitForAsync();
        await sprint.ReportAsync("completes", "night", sprint.Today);
        await sprint.ReportAsync("completes", "purchase", sprint.Today);
        await sprint.ReportAsync("completes", "purchase", sprint.Today);
        await visit.Page.Locator("jifen-badges .set").GetByText("Set complete").WaitForAsync();
        await visit.Page.Locator("#toasts").GetByText("Set complete: Regular by night").WaitForAsync();
    }

    [Theory]
    [InlineData("en", false)]
    [InlineData("zh-CN", true)]
    public async Task Axe_finds_nothing_and_nothing_scrolls_sideways(string locale, bool dark)
    {
        string page = await sprint.EnterAsync($"shelf-{locale}");
        await sprint.ReportAsync($"shelf-{locale}", "night", sprint.Today);
        await using Visit visit = await OpenAsync(page, Still with { Locale = locale, Dark = dark, Width = 360 });
        Assert.Empty(await visit.FindingsAsync());
        Assert.Equal(360, await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        visit.AssertNoComplaint();
    }

    [Fact]
    public async Task Without_a_connection_the_shelf_stays_and_goes_on_when_it_is_back()
    {
        await using Visit visit = await OpenAsync(await sprint.EnterAsync("away"), Still);
        await visit.Profile.SetOfflineAsync(true);
        await sprint.ReportAsync("away", "purchase", sprint.Today);
        Assert.True(await visit.Page.Locator(Badge, new() { HasText = "Shopper" }).IsVisibleAsync());
        await visit.Profile.SetOfflineAsync(false);
        await visit.Page.Locator(Badge, new() { HasText = "Shopper" }).GetByText("1 of 2 purchases").WaitForAsync();
    }

    private async Task<JsonElement> BadgesAsync(string member) => (await sprint.Silo.GetAsync($"/v1/members/{member}/badges")).Json;

    private async Task<Visit> OpenAsync(string page, Visitor visitor)
    {
        Visit visit = await chromium.VisitAsync(sprint.Silo.Url, visitor);
        await visit.Page.GotoAsync(page);
        await visit.Page.Locator(Badge).First.WaitForAsync();
        return visit;
    }
}
