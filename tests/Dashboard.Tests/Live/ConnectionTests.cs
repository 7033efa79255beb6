using Jifen.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Live;

/// <summary>The page loses its connection, or gets none, and goes on by itself.</summary>
[Collection(BrowserTests.Name)]
public sealed class ConnectionTests(Chromium chromium)
{
    private static LocatorAssertionsToBeHiddenOptions Patient { get; } = new() { Timeout = 15_000 };

    [Fact]
    public async Task A_page_that_was_cut_off_goes_on_where_it_was()
    {
        Cable cable = new();
        await using ServedSilo silo = await ServedSilo.StartAsync(seams: cable.Seams);
        await silo.EnrolAsync("ann");
        await using Visit visit = await ChineseAndDarkAsync(silo);
        await visit.Page.Locator("[data-target=lucky-wheel] button").ClickAsync();
        await visit.Page.Locator("#pause-reason").FillAsync("奖品台已关闭");
        await visit.Page.EvaluateAsync("window.sameDocument = true");

        cable.PullOut();
        await Assertions.Expect(visit.Page.Locator("#connection")).ToHaveTextAsync("连接已断开，以下数字不再更新；正在重新连接……");
        await silo.BuyAsync("ann", "order-1", 12_300);
        cable.PutBack();
        await Assertions.Expect(visit.Page.Locator("#connection")).ToBeHiddenAsync(Patient);

        await visit.Page.ShowsAsync("activities", 1);
        await silo.BuyAsync("ann", "order-2", 45_600);
        await visit.Page.ShowsAsync("activities", 2);
        Assert.True(await visit.Page.EvaluateAsync<bool>("window.sameDocument === true"), "the page was not loaded anew");
        await AssertChineseAndDarkAsync(visit);
        await Assertions.Expect(visit.Page.Locator("#pause-reason")).ToHaveValueAsync("奖品台已关闭");
        await visit.Page.Locator(".dialog-buttons button[type=submit]").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("[data-target=lucky-wheel]")).ToHaveAttributeAsync("data-standing", "Paused");
    }

    [Fact]
    public async Task A_page_that_was_away_too_long_loads_anew_in_its_language_and_appearance()
    {
        Cable cable = new();
        await using ServedSilo silo = await ServedSilo.StartAsync(o => o with { Limits = o.Limits with { CircuitAway = TimeSpan.FromMilliseconds(1) } }, cable.Seams);
        await silo.EnrolAsync("ann");
        await using Visit visit = await ChineseAndDarkAsync(silo);
        await visit.Page.EvaluateAsync("window.sameDocument = true");
        cable.PullOut();
        await Assertions.Expect(visit.Page.Locator("#connection")).ToBeVisibleAsync();
        await silo.BuyAsync("ann", "order-1", 12_300);
        await visit.Page.RunAndWaitForResponseAsync(() => Task.Run(cable.PutBack), response => response.Url.EndsWith("/live", StringComparison.Ordinal));
        await visit.Page.LiveAsync();
        Assert.False(await visit.Page.EvaluateAsync<bool>("window.sameDocument === true"), "the page was loaded anew");
        await visit.Page.ShowsAsync("activities", 1);
        await silo.BuyAsync("ann", "order-2", 45_600);
        await visit.Page.ShowsAsync("activities", 2);
        await AssertChineseAndDarkAsync(visit);
    }

    [Fact]
    public async Task A_page_beyond_the_limit_says_so_and_comes_alive_when_another_is_closed()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync(o => o with { Limits = o.Limits with { Circuits = 1 } });
        await using Visit visit = await chromium.VisitLiveAsync(silo);
        IPage second = await visit.Profile.NewPageAsync();
        await second.GotoAsync("/live");
        await Assertions.Expect(second.Locator("#full")).ToContainTextAsync("As many pages are open as this silo allows.");
        await Assertions.Expect(second.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        await Assertions.Expect(second.Locator(".live[data-live=true]")).ToHaveCountAsync(0);
        Assert.Empty(await visit.FindingsAsync(second));
        await visit.Page.CloseAsync();
        await second.LiveAsync();
        await Assertions.Expect(second.Locator("#full")).ToBeHiddenAsync();
        await silo.EnrolAsync("ann");
        await second.ShowsAsync("members", 1);
    }

    private async Task<Visit> ChineseAndDarkAsync(ServedSilo silo)
    {
        Visit visit = await chromium.VisitLiveAsync(silo);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "中文" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("实时");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "深色" }).ClickAsync();
        await AssertChineseAndDarkAsync(visit);
        await visit.Page.LiveAsync();
        return visit;
    }

    private static async Task AssertChineseAndDarkAsync(Visit visit)
    {
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("实时");
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Assertions.Expect(visit.Page.Locator("#invariants")).ToContainTextAsync("不变式");
    }
}
