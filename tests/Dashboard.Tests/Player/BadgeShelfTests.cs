using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>The shelf in the hands of players: what it shows is what the silo says, and what is hidden stays so.</summary>
[Collection(PlayerTests.Name)]
public sealed class BadgeShelfTests(Chromium chromium, SprintSilo sprint) : IClassFixture<SprintSilo>
{
    private const string Badge = "jifen-badges .badge";

    /// <summary>Keeps what toasts say and how many pieces of paper fall, for both are soon over.</summary>
    private const string CountPaper = """
        () => {
          [window.toasts, window.paper] = [[], 0];
          new MutationObserver((changes) => {
            for (const { addedNodes } of changes) for (const node of addedNodes) {
              if (node.matches('p')) window.toasts.push(node.textContent);
              if (node.matches('.sky')) window.paper += node.querySelectorAll('.paper').length;
            }
          }).observe(document.getElementById('toasts'), { childList: true });
        }
        """;
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
    [InlineData("en", 1280, "Set complete: Regular by night! Your grand prize: 25 points")]
    [InlineData("zh-CN", 360, "集齐套装：夜间常客！大奖：25 积分")]
    public async Task The_grand_prize_of_a_set_is_named_and_rained_on_but_not_where_motion_is_reduced(string locale, int width, string told)
    {
        string member = $"rain-{locale}";
        string page = await sprint.EnterAsync(member);
        await using Visit moved = await OpenAsync(page, Visitor.OnPhone with { Locale = locale, Width = width });
        await using Visit still = await OpenAsync(page, Still with { Locale = locale, Width = width });
        foreach (Visit visit in (Visit[])[moved, still])
        {
            await visit.Page.Locator("jifen-badges .set").WaitForAsync();
            await visit.Page.EvaluateAsync(CountPaper);
        }

        await sprint.ReportAsync(member, "night", sprint.Today);
        await sprint.ReportAsync(member, "purchase", sprint.Today);
        await sprint.ReportAsync(member, "purchase", sprint.Today);
        foreach ((Visit visit, int paper) in ((Visit, int)[])[(moved, 80), (still, 0)])
        {
            await visit.Page.WaitForFunctionAsync("(told) => window.toasts.includes(told)", told);
            if (Environment.GetEnvironmentVariable("JIFEN_SHOTS") is { Length: > 0 } folder)
            {
                await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"grand-{locale}-{paper}.png") });
            }

            Assert.Equal(paper, await visit.Page.EvaluateAsync<int>("() => window.paper"));
            Assert.Equal(1, await visit.Page.EvaluateAsync<int>("(told) => window.toasts.filter((text) => text === told).length", told));
            visit.AssertNoComplaint();
        }
    }

    [Fact]
    public async Task The_shelf_looks_right_in_both_languages()
    {
        string page = await sprint.EnterAsync("shelf-looks");
        await sprint.ReportAsync("shelf-looks", "night", sprint.Today);
        await using Visit visit = await OpenAsync(page, Still);
        await Looks.AssertAsync(visit, "jifen-badges", Looks.PhoneByDay, Looks.PhoneByNight);
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
