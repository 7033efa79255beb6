using Jifen.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Live;

/// <summary>What the page says when something is wrong; each with the control that it says nothing when all is well.</summary>
[Collection(BrowserTests.Name)]
public sealed class TroubleTests(Chromium chromium)
{
    private const string Sum = "lots-are-balances";

    [Fact]
    public async Task A_broken_invariant_is_red_with_both_numbers_and_the_badge_names_it()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync(seams: DoctoredDesk.Seams);
        await using Visit visit = await chromium.VisitLiveAsync(silo);
        ILocator row = visit.Page.Locator($"[data-invariant={Sum}]");
        await Assertions.Expect(Badge(visit)).ToHaveTextAsync("All is well");
        await Assertions.Expect(row).ToHaveAttributeAsync("data-holds", "true");

        DoctoredDesk.Of(silo).Alter(Broken);
        await Assertions.Expect(Badge(visit)).ToHaveTextAsync("Lots are the balances: broken");
        await Assertions.Expect(Badge(visit)).ToHaveClassAsync("health bad");
        await Assertions.Expect(row).ToHaveAttributeAsync("data-holds", "false");
        await Assertions.Expect(row.Locator(".wall-sums")).ToHaveTextAsync("41 ≠ 42");
        await Assertions.Expect(row.Locator(".wall-sums")).ToHaveCSSAsync("color", "rgb(180, 35, 24)");
        await Assertions.Expect(visit.Page.Locator("[data-holds=true]")).ToHaveCountAsync(10);
        await visit.AssertAccessibleAsync();

        DoctoredDesk.Of(silo).Alter(static frame => frame);
        await Assertions.Expect(Badge(visit)).ToHaveTextAsync("All is well");
        visit.AssertNoComplaint();
    }

    [Fact]
    public async Task When_pictures_stop_the_page_says_since_when_and_takes_it_back_when_they_come()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync(seams: DoctoredDesk.Seams);
        await using Visit visit = await chromium.VisitLiveAsync(silo);
        await Assertions.Expect(Badge(visit)).ToHaveTextAsync("All is well");
        LiveFrame last = DoctoredDesk.Of(silo).Hold();
        await Assertions.Expect(Badge(visit)).ToHaveTextAsync($"No new figures since {Clock(last)}.", Patient);
        await Assertions.Expect(visit.Page.Locator(".live")).ToHaveClassAsync("live stale");
        DoctoredDesk.Of(silo).Release();
        await Assertions.Expect(Badge(visit)).ToHaveTextAsync("All is well", Patient);
        await Assertions.Expect(visit.Page.Locator(".live.stale")).ToHaveCountAsync(0);
        visit.AssertNoComplaint();
    }

    private static LocatorAssertionsToHaveTextOptions Patient { get; } = new() { Timeout = 15_000 };

    private static ILocator Badge(Visit visit) => visit.Page.Locator("[data-figure=health]");

    private static LiveFrame Broken(LiveFrame frame) =>
        frame with { Invariants = [.. frame.Invariants.Select(sum => sum.Name == Sum ? sum with { Left = 41, Right = 42, Holds = false } : sum)] };

    private static string Clock(LiveFrame frame) => Jifen.Dashboard.Live.Figures.Clock(frame.At);
}
