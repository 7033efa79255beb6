using System.Text.RegularExpressions;
using Jifen.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>A programme with several games of a kind: each can be chosen and played on the player page.</summary>
[Collection(GameTests.Name)]
public sealed class ManyGamesTests(Chromium chromium, ManySilo many) : IClassFixture<ManySilo>
{
    private static readonly Visitor Still = Visitor.OnPhone with { ReducedMotion = true, Width = 360 };
    private static readonly Regex Sealed = new("^(Scratch it|刮开)$");

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Every_game_is_played_by_a_finger(string locale)
    {
        string member = $"finger-{locale}";
        await using Visit visit = await OpenAsync(member, Still with { Locale = locale });
        foreach (string wheel in (string[])["spring-wheel", "night-wheel"])
        {
            await Button(visit, wheel).ClickAsync();
            await SpinAsync(visit, wheel, spin => spin.ClickAsync());
        }

        foreach (string deck in (string[])["garden", "river", "moon"])
        {
            await Button(visit, deck).ClickAsync();
            await ScratchAsync(visit, deck, act => act.ClickAsync());
        }

        foreach (string draw in (string[])["noon", "evening"])
        {
            await Button(visit, draw).ClickAsync();
            await EnterAsync(visit, draw, act => act.ClickAsync());
        }

        Assert.Equal(["night-wheel", "spring-wheel"], (await many.PlayedAsync(member)).Where(lottery => lottery.EndsWith("-wheel", StringComparison.Ordinal)));
        await SaysItAllAsync(visit, locale);
        visit.AssertNoComplaint();
        visit.AssertStayedHome();
    }

    [Fact]
    public async Task The_keyboard_alone_chooses_and_plays_and_a_reload_comes_back_to_the_game()
    {
        await using Visit visit = await OpenAsync("keys", Still);
        await Button(visit, "spring-wheel").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("true", await Button(visit, "night-wheel").GetAttributeAsync("aria-pressed"));
        await SpinAsync(visit, "night-wheel", PressAsync);
        await Button(visit, "moon").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await ScratchAsync(visit, "moon", PressAsync);
        await visit.Page.ReloadAsync();
        await visit.Page.Locator("jifen-wheel[lottery=night-wheel] .spin[aria-disabled=false]").WaitForAsync();

        Assert.Equal(["false", "true"], await PressedAsync(visit, "wheels"));
        Assert.Equal(["false", "false", "true"], await PressedAsync(visit, "cards"));
        Assert.Equal(["true", "false"], await PressedAsync(visit, "draws"));
        Assert.Contains("night-wheel", await many.PlayedAsync("keys"));
        Assert.DoesNotContain("spring-wheel", await many.PlayedAsync("keys"));
    }

    /// <summary>A card that lies open must not vanish behind another deck.</summary>
    [Fact]
    public async Task A_card_that_lies_open_is_seen_before_another_deck_comes()
    {
        await using Visit visit = await OpenAsync("open", Still);
        ILocator act = visit.Page.Locator("jifen-scratch[lottery=garden] .act");
        await act.ClickAsync();
        await act.GetByText("Scratch it").WaitForAsync();
        await visit.Page.Locator("jifen-scratch[lottery=garden] .foil").ClickAsync();
        await visit.Page.Locator("jifen-scratch[lottery=garden] .said").GetByText("Your card is open").WaitForAsync();
        await Button(visit, "river").ClickAsync();
        await visit.Page.Locator("#toasts").GetByText("See first what came out here.").WaitForAsync();
        Assert.Equal(["true", "false", "false"], await PressedAsync(visit, "cards"));

        await act.ClickAsync();
        await visit.Page.Locator("jifen-scratch[lottery=garden] .foil.is-off").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Button(visit, "river").ClickAsync();
        Assert.Equal(["false", "true", "false"], await PressedAsync(visit, "cards"));
    }

    [Theory]
    [InlineData("en", "Night market wheel, a result waits")]
    [InlineData("zh-CN", "夜市转盘，有结果待查看")]
    public async Task A_result_on_a_wheel_that_is_not_shown_is_marked_on_its_button_until_it_is_seen(string locale, string named)
    {
        string member = $"waits-{locale}";
        string address = await many.EnterAsync(member);
        await many.PlayUnseenAsync(member, "night-wheel");
        await using Visit visit = await chromium.VisitAsync(many.Silo.Url, Still with { Locale = locale });
        await visit.Page.GotoAsync(address);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = named, Exact = true }).WaitForAsync();
        Assert.Equal(1, await visit.Page.Locator(".choice .is-waiting").CountAsync());
        await visit.Page.Locator("jifen-wheel .spin[aria-disabled=false]").WaitForAsync();
        await visit.Page.Locator("jifen-leaderboard .tab").Nth(1).WaitForAsync();
        await ShootAsync(visit, $"waits-{locale}");
        await visit.AssertAccessibleAsync();

        await Button(visit, "night-wheel").ClickAsync();
        Assert.Equal(0, await visit.Page.Locator(".choice .is-waiting").CountAsync());
        await SpinAsync(visit, "night-wheel", spin => spin.ClickAsync());
        await visit.Page.Locator("#history .lines li b", new() { HasTextRegex = new(locale == "en" ? "^Spin: (5|10) points$" : "^抽奖：(5|10) 积分$") }).WaitForAsync();
        await Button(visit, "spring-wheel").ClickAsync();
        Assert.Equal(0, await visit.Page.Locator(".choice .is-waiting").CountAsync());
        visit.AssertNoComplaint();
    }

    [Fact]
    public async Task A_result_that_comes_elsewhere_while_the_page_is_open_is_marked_too()
    {
        await using Visit visit = await OpenAsync("comes", Still);
        await many.PlayUnseenAsync("comes", "spring-wheel");
        await many.PlayUnseenAsync("comes", "night-wheel");
        await Button(visit, "night-wheel").And(visit.Page.Locator(".is-waiting")).WaitForAsync();
        Assert.Equal(1, await visit.Page.Locator(".choice .is-waiting").CountAsync());
    }

    /// <summary>The card holds three points: what comes meanwhile is told, and they are not before they are seen.</summary>
    [Fact]
    public async Task While_a_card_lies_open_the_page_tells_what_happens_elsewhere_and_not_what_the_card_is()
    {
        await using Visit visit = await OpenAsync("meanwhile", Still);
        await many.GiftAsync("meanwhile", 20);
        await visit.Page.Locator("[data-points='20']").WaitForAsync();
        ILocator act = visit.Page.Locator("jifen-scratch[lottery=garden] .act");
        await act.ClickAsync();
        await act.GetByText("Scratch it").WaitForAsync();
        await visit.Page.Locator("jifen-scratch[lottery=garden] .foil").ClickAsync();
        await visit.Page.Locator("jifen-scratch[lottery=garden] .said").GetByText("Your card is open").WaitForAsync();
        Task<IJSHandle> spoiled = visit.Page.WaitForFunctionAsync("() => document.querySelector('[data-points]').dataset.points !== '20'");

        await many.GiftAsync("meanwhile", 7);
        await spoiled;
        Assert.Equal("27", await visit.Page.Locator("[data-points]").GetAttributeAsync("data-points"));
        Assert.Equal(0, await visit.Page.Locator("#history").GetByText("Garden cards: 3 points").CountAsync());
        Assert.Equal(30, (await many.Silo.GetAsync("/v1/members/meanwhile")).Json.GetProperty("points").GetProperty("available").GetInt64());

        await visit.Page.ReloadAsync();
        await visit.Page.Locator("jifen-scratch[lottery=garden] .said").GetByText("Your card is open").WaitForAsync();
        await visit.Page.Locator("[data-points='27']").WaitForAsync();
        await act.ClickAsync();
        await visit.Page.Locator("[data-points='30']").WaitForAsync();
        await visit.Page.Locator("#history").GetByText("Garden cards: 3 points").WaitForAsync();
        visit.AssertNoComplaint();
    }

    [Fact]
    public async Task With_many_games_it_looks_right_in_both_languages_and_a_thumb_hits_every_button()
    {
        await using Visit visit = await OpenAsync("looks", Still);
        await Button(visit, "night-wheel").ClickAsync();
        await visit.Page.Locator("jifen-wheel[lottery=night-wheel] .spin[aria-disabled=false]").WaitForAsync();
        await visit.Page.Locator("jifen-leaderboard .tab").Nth(1).WaitForAsync();
        foreach (Look look in (Look[])[Looks.PhoneByDay, Looks.PhoneByNight, Looks.DeskByDay, Looks.DeskByNight])
        {
            await Looks.AssertAsync(visit, "jifen-wheel, jifen-scratch, jifen-draw", look);
            Assert.Equal(7, await visit.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('.choice button')].filter((button) => button.getBoundingClientRect().height >= 44).length"));
        }

        visit.AssertNoComplaint();
    }

    /// <summary>For whoever wants to look.</summary>
    private static async Task ShootAsync(Visit visit, string name)
    {
        if (Environment.GetEnvironmentVariable("JIFEN_SHOTS") is { Length: > 0 } folder)
        {
            await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }

    private static ILocator Button(Visit visit, string lottery) => visit.Page.Locator($".choice button[data-lottery={lottery}]");

    private static Task PressAsync(ILocator button) => button.PressAsync("Enter");

    private static async Task SpinAsync(Visit visit, string wheel, Func<ILocator, Task> press)
    {
        await press(visit.Page.Locator($"jifen-wheel[lottery={wheel}] .spin[aria-disabled=false]"));
        await visit.Page.Locator($"jifen-wheel[lottery={wheel}] .stage.is-told").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    private static async Task ScratchAsync(Visit visit, string deck, Func<ILocator, Task> press)
    {
        ILocator act = visit.Page.Locator($"jifen-scratch[lottery={deck}] .act");
        await act.And(visit.Page.Locator("[aria-disabled=false]")).WaitForAsync();
        await press(act);
        await act.GetByText(Sealed).WaitForAsync();
        await press(act);
        await visit.Page.Locator($"jifen-scratch[lottery={deck}] .foil.is-off").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    private static async Task EnterAsync(Visit visit, string draw, Func<ILocator, Task> press)
    {
        Task<IResponse> entered = visit.Page.WaitForResponseAsync(response => response.Request.Method == "POST" && response.Url.Contains($"/v1/lotteries/{draw}/", StringComparison.Ordinal));
        await press(visit.Page.Locator($"jifen-draw[lottery={draw}] .enter"));
        Assert.Equal(200, (await entered).Status);
    }

    /// <summary>Games that were played by name, those behind other games too.</summary>
    private static async Task SaysItAllAsync(Visit visit, string locale)
    {
        foreach (string deck in locale == "en" ? (string[])["Garden cards: 3 points", "River boat cards: 3 points", "Moon cards: 3 points"] : ["花园刮刮卡：3 积分", "游船刮刮卡：3 积分", "明月刮刮卡：3 积分"])
        {
            await visit.Page.Locator("#history").GetByText(deck).First.WaitForAsync();
        }
    }

    private static Task<string[]> PressedAsync(Visit visit, string section) => visit.Page.EvaluateAsync<string[]>(
        "(id) => [...document.querySelectorAll(`#${id} .choice button`)].map((button) => button.getAttribute('aria-pressed'))", section);

    private async Task<Visit> OpenAsync(string member, Visitor visitor)
    {
        string address = await many.EnterAsync(member);
        Visit visit = await chromium.VisitAsync(many.Silo.Url, visitor);
        await visit.Page.GotoAsync(address);
        await visit.Page.Locator("jifen-wheel .spin[aria-disabled=false]").WaitForAsync();
        return visit;
    }
}
