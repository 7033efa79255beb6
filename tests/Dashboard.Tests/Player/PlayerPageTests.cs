using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>The page around the wheel: who plays, what is shown, what is refused, on every screen and in both languages.</summary>
[Collection(PlayerPagesTests.Name)]
public sealed class PlayerPageTests(Chromium chromium, PlayedSilo played) : IClassFixture<PlayedSilo>
{
    private const string Wheel = "jifen-wheel";
    private static readonly Visitor Still = Visitor.OnPhone with { ReducedMotion = true };

    [Fact]
    public async Task Before_and_after_a_spin_it_looks_right_in_both_languages()
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url, Still);
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        await Looks.AssertAsync(visit, Wheel);
        await player.Spin.ClickAsync();
        await player.ToldAsync();
        await visit.Page.EvaluateAsync("() => document.querySelector('jifen-wheel').shadowRoot.querySelectorAll('details').forEach((part) => { part.open = true; })");
        await player.SeenAsync();
        await Looks.AssertAsync(visit, Wheel);
        visit.AssertNoComplaint();
        visit.AssertStayedHome();
    }

    [Fact]
    public async Task At_360_pixels_nothing_scrolls_sideways_also_while_the_wheel_turns()
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url, new() { Width = 360, Height = 740 });
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        await player.Spin.ClickAsync();
        await player.TurningAsync();
        await AssertFitsAsync(visit);
        await player.ToldAsync();
        await AssertFitsAsync(visit);
    }

    [Fact]
    public async Task The_page_speaks_the_language_that_is_chosen_and_keeps_it()
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url, Still);
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        Assert.Equal("Spin for free", await player.Spin.TextContentAsync());
        await visit.Page.Locator("#lang").ClickAsync();
        Assert.Equal(("免费抽一次", "zh-CN"), (await player.Spin.TextContentAsync(), await visit.Page.Locator("html").GetAttributeAsync("lang")));
        await player.ReloadAsync();
        Assert.Equal("免费抽一次", await player.Spin.TextContentAsync());
        await player.Spin.ClickAsync();
        await player.ToldAsync();
        Assert.DoesNotMatch("[A-Za-z]", (await player.Said.TextContentAsync())!);
    }

    [Fact]
    public async Task What_happens_elsewhere_is_shown_without_a_reload()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await using Visit visit = await chromium.VisitAsync(silo.Url, Still);
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        await visit.Page.Locator("[data-points='200']").WaitForAsync();
        string member = await player.MemberAsync();
        for (int purchase = 0; purchase < 9; purchase++)
        {
            Assert.Equal(200, (await BuyAsync(silo, member, $"shop-{purchase}", 1_000)).Status);
        }

        await visit.Page.Locator("[data-points='290']").WaitForAsync();
        await visit.Page.Locator("#toasts").GetByText("New badge: Regular").WaitForAsync();
        await visit.Page.Locator("#boards .mine strong", new() { HasText = "#1" }).WaitForAsync();
        Assert.Equal(1, await visit.Page.Locator(".badge.is-earned").CountAsync());
    }

    [Fact]
    public async Task The_receipt_is_the_one_of_the_play_and_holds_its_commitment()
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url, Still);
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        await player.Spin.ClickAsync();
        await player.ToldAsync();
        await visit.Page.Locator("jifen-wheel .fair summary").ClickAsync();
        IDownload saved = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Locator("jifen-wheel .fair button.link").ClickAsync());
        using StreamReader file = new(await saved.CreateReadStreamAsync());
        JsonElement receipt = JsonDocument.Parse(await file.ReadToEndAsync()).RootElement;
        JsonElement recorded = (await silo.GetAsync($"/v1/members/{await player.MemberAsync()}/plays?receipts=true")).Json.GetProperty("items")[0].GetProperty("receipt");
        Assert.Equal(recorded.GetRawText(), receipt.GetRawText());
        Assert.Equal(receipt.GetProperty("commitment").GetString(), await visit.Page.Locator("jifen-wheel code.print").TextContentAsync());
        Assert.Equal(32, receipt.GetProperty("playerSeed").GetString()!.Length);
    }

    [Theory]
    [InlineData("en", "The wheel is closed.")]
    [InlineData("zh-CN", "转盘未开放。")]
    public async Task A_pause_between_two_looks_is_told_in_a_plain_sentence(string locale, string said)
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await using Visit visit = await chromium.VisitAsync(silo.Url, Still with { Locale = locale });
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        Assert.Equal(200, (await silo.PostAsync("/v1/lotteries/lucky-wheel/pause", """{"reason":"r"}""")).Status);
        await player.Spin.ClickAsync();
        await player.Said.GetByText(said).WaitForAsync();
        Assert.Empty(await player.PlaysAsync());
    }

    [Theory]
    [InlineData("limit_reached", "You have used all your spins. Nothing was taken.")]
    [InlineData("sold_out", "The prizes are all gone. Nothing was taken.")]
    public async Task A_refusal_is_told_and_the_next_press_is_a_new_play(string code, string said)
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url, Still);
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        await visit.Page.RouteAsync("**/v1/lotteries/*/plays", route => route.FulfillAsync(new()
        {
            Status = 409,
            ContentType = "application/problem+json",
            Body = $$"""{"code":"{{code}}","detail":"no"}""",
        }), new() { Times = 1 });
        await player.Spin.ClickAsync();
        await player.Said.GetByText(said).WaitForAsync();
        await player.ReadyAsync();
        await player.Spin.ClickAsync();
        await player.AssertShowsTheOnlyPlayAsync();
    }

    [Theory]
    [InlineData("en", "A spin costs 20 points, and you have fewer. Nothing was taken.")]
    [InlineData("zh-CN", "每次需要 20 积分，您的积分不够，未扣除任何积分。")]
    public async Task The_brand_s_member_plays_by_the_token_in_the_address_which_does_not_stay_there(string locale, string said)
    {
        ServedSilo silo = played.Silo;
        Assert.Equal(201, (await silo.PostAsync("/v1/members", $$"""{"id":"ann-{{locale}}"}""")).Status);
        string token = (await silo.PostAsync($"/v1/members/ann-{locale}/token")).Json.GetProperty("token").GetString()!;
        await using Visit visit = await chromium.VisitAsync(silo.Url, Still with { Locale = locale });
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit, $"/play#token={token}");
        Assert.Equal(($"ann-{locale}", new Uri(silo.Url, "/play").ToString()), (await player.MemberAsync(), visit.Page.Url));
        await SpendAllAsync(silo, $"ann-{locale}");
        await player.ReloadAsync();
        while (await player.Spin.TextContentAsync() is "Show my result" or "查看我的结果")
        {
            await player.Spin.ClickAsync();
            await player.ToldAsync();
            await player.ReadyAsync();
        }

        await player.Spin.ClickAsync();
        await player.Said.GetByText(said).WaitForAsync();
    }

    [Fact]
    public async Task Without_a_token_and_without_guests_the_page_says_so()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync(options => options with { DemoGuests = 0 });
        await using Visit visit = await chromium.VisitAsync(silo.Url, Still);
        await visit.Page.GotoAsync("/play");
        await visit.Page.GetByRole(AriaRole.Alert).GetByText("This page is opened from the app of your programme").WaitForAsync();
        Assert.Empty(await visit.FindingsAsync());
    }

    [Fact]
    public async Task A_token_that_holds_no_more_is_renewed_and_the_player_notices_nothing()
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url, Still);
        int sessions = 0;
        await visit.Page.RouteAsync("**/play/session", async route =>
        {
            IAPIResponse given = await route.FetchAsync();
            string body = await given.TextAsync();
            await route.FulfillAsync(new() { Response = given, Body = ++sessions == 1 ? Broken(body) : body });
        });
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        await player.Spin.ClickAsync();
        await player.AssertShowsTheOnlyPlayAsync();
        Assert.Equal(2, sessions);
    }

    /// <summary>In the language of the page and in the other one, to which it is turned.</summary>
    private static async Task AssertFitsAsync(Visit visit)
    {
        Assert.Equal(360, await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        await visit.Page.Locator("#lang").ClickAsync();
        Assert.Equal(360, await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    /// <summary>The session with a token whose signature does not hold.</summary>
    private static string Broken(string session)
    {
        string token = JsonDocument.Parse(session).RootElement.GetProperty("token").GetString()!;
        return session.Replace(token, token[..^8] + "AAAAAAAA", StringComparison.Ordinal);
    }

    private static Task<Reply> BuyAsync(ServedSilo silo, string member, string id, long amount) => silo.PostAsync(
        "/v1/activities", $$"""{"id":"{{id}}","memberId":"{{member}}","kind":"purchase","at":"{{TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}}","amount":{{amount}}}""");

    /// <summary>Plays by the brand's key until the points are spent.</summary>
    private static async Task SpendAllAsync(ServedSilo silo, string member)
    {
        for (int play = 0; (await silo.PostAsync("/v1/lotteries/lucky-wheel/plays", $$"""{"memberId":"{{member}}"}""", $"spend-{play}")).Status == 200; play++)
        {
            Assert.InRange(play, 0, 49);
        }
    }
}
