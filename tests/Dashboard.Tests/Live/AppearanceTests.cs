using Jifen.Dashboard.Tests.Browser;
using Jifen.Silo.Security;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Live;

/// <summary>
/// The page as persons see it. With <c>JIFEN_PICTURES</c> naming a folder, what was looked at is left there as pictures.
/// </summary>
[Collection(BrowserTests.Name)]
public sealed class AppearanceTests(Chromium chromium)
{
    [Theory]
    [InlineData("en-GB", false)]
    [InlineData("en-GB", true)]
    [InlineData("zh-CN", false)]
    [InlineData("zh-CN", true)]
    public async Task Axe_finds_nothing_and_nothing_leaves_the_host(string locale, bool dark)
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await silo.KnownAfternoonAsync();
        await using Visit visit = await chromium.VisitAsync(silo.Url, new() { Locale = locale, Dark = dark, ReducedMotion = true });
        await visit.Page.GotoAsync("/live");
        await visit.AssertAccessibleAsync();
        await KeepAsync(visit.Page, $"sign-in-{locale}{(dark ? "-dark" : "")}");
        silo.Host.Engine.Staff.Add("ann", StaffRole.Operator, Staff.Password);
        await visit.Page.SendSignInAsync("ann", Staff.Password);
        await visit.Page.LiveAsync();
        Assert.Equal(locale, await visit.Page.Locator("html").GetAttributeAsync("lang") is "en" ? "en-GB" : "zh-CN");
        await visit.AssertAccessibleAsync();
        await KeepAsync(visit.Page, $"live-{locale}{(dark ? "-dark" : "")}");
        await visit.Page.Locator("[data-target=lucky-wheel] button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#pause-reason")).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await KeepAsync(visit.Page, $"pause-{locale}{(dark ? "-dark" : "")}");
        visit.AssertStayedHome();
        visit.AssertNoComplaint();
    }

    [Theory]
    [InlineData("en-GB", false)]
    [InlineData("zh-CN", true)]
    public async Task On_a_phone_nothing_is_wider_than_the_screen(string locale, bool dark)
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await silo.KnownAfternoonAsync();
        await using Visit visit = await chromium.VisitLiveAsync(silo, visitor: Visitor.OnPhone with { Locale = locale, Dark = dark });
        await KeepAsync(visit.Page, $"phone-{locale}");
        string[] wide = await visit.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.card, .card *')].filter(e => !e.closest('.stock thead, .unseen, svg') && e.getBoundingClientRect().right > 390).map(e => e.outerHTML.slice(0, 120))");
        Assert.Equal("", string.Join('\n', wide));
        Assert.Equal(390, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await visit.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Language_and_appearance_are_switched_and_kept()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await using Visit visit = await chromium.VisitLiveAsync(silo);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "中文" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("实时");
        await visit.Page.LiveAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("实时");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "深色" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("实时");
    }

    [Fact]
    public async Task An_empty_silo_says_what_will_stand_where_nothing_is_yet()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync(options => options with { Empty = true, QuietDemo = false });
        await using Visit visit = await chromium.VisitLiveAsync(silo);
        await Assertions.Expect(visit.Page.GetByText("No programme is published yet.")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("Nothing in the last five minutes")).ToHaveCountAsync(4);
        await KeepAsync(visit.Page, "empty");
        await visit.AssertAccessibleAsync();
    }

    [Fact]
    public async Task By_keyboard_alone_a_person_pauses_a_game()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await using Visit visit = await chromium.VisitLiveAsync(silo);
        await visit.Page.Locator("[data-target=lucky-wheel] button").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator("#pause-reason")).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("By keyboard");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator("[data-target=lucky-wheel]")).ToHaveAttributeAsync("data-standing", "Paused");
    }

    private static async Task KeepAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("JIFEN_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }
}
