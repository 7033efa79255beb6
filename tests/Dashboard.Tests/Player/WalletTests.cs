using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>The prize wallet as a member sees it; what it shows is what the silo says.</summary>
[Collection(PlayerTests.Name)]
public sealed class WalletTests(Chromium chromium, CouponSilo coupons) : IClassFixture<CouponSilo>
{
    private static readonly Visitor Still = Visitor.OnPhone with { ReducedMotion = true };

    [Fact]
    public async Task A_code_is_shown_with_its_day_and_copied_by_keyboard()
    {
        string page = await coupons.EnterAsync("copies");
        await coupons.WinAsync("copies");
        await using Visit visit = await OpenAsync(page, Still);
        JsonElement prize = (await coupons.Silo.GetAsync("/v1/members/copies/prizes")).Json.GetProperty("items")[0];
        string code = prize.GetProperty("code").GetString()!;
        Assert.Equal(code, await visit.Page.Locator("jifen-wallet code").TextContentAsync());
        await visit.Profile.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.Page.Locator("jifen-wallet .act").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator("jifen-wallet .said").GetByText("Copied").WaitForAsync();
        Assert.Equal(code, await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        visit.AssertNoComplaint();
        visit.AssertStayedHome();
    }

    [Fact]
    public async Task A_prize_comes_without_a_reload_also_after_the_connection_was_gone_and_a_pool_that_is_out_says_what_was_given()
    {
        string page = await coupons.EnterAsync("comes");
        await coupons.WinAsync("comes");
        await using Visit visit = await OpenAsync(page, Still);
        await visit.Profile.SetOfflineAsync(true);
        await coupons.WinAsync("comes");
        await coupons.ScratchAsync("comes");
        await visit.Profile.SetOfflineAsync(false);
        await visit.Page.Locator("jifen-wallet").GetByText("You got 20 points instead.").WaitForAsync();
        Assert.Equal(2, await visit.Page.Locator("jifen-wallet code").CountAsync());
        await visit.Page.Locator("#lang").ClickAsync();
        await visit.Page.Locator("jifen-wallet").GetByText("已改发 20 积分").WaitForAsync();
    }

    [Fact]
    public async Task Five_prizes_are_shown_and_the_others_by_a_button()
    {
        string page = await coupons.EnterAsync("many");
        for (int i = 0; i < 7; i++)
        {
            await coupons.WinAsync("many");
        }

        await using Visit visit = await OpenAsync(page, Still);
        Assert.Equal(5, await visit.Page.Locator("jifen-wallet code").CountAsync());
        await visit.Page.Locator("jifen-wallet .more").GetByText("Show 2 more").ClickAsync();
        string[] shown = [.. await visit.Page.Locator("jifen-wallet code").AllTextContentsAsync()];
        string[] told = [.. (await coupons.Silo.GetAsync("/v1/members/many/prizes")).Json.GetProperty("items").EnumerateArray().Select(prize => prize.GetProperty("code").GetString()!)];
        Assert.Equal(told, shown);
    }

    [Fact]
    public async Task Coupons_look_right_in_both_languages()
    {
        string page = await coupons.EnterAsync("looks");
        await coupons.WinAsync("looks");
        await coupons.WinAsync("looks");
        await coupons.ScratchAsync("looks");
        await using Visit visit = await OpenAsync(page, Still);
        await Looks.AssertAsync(visit, "jifen-wallet", Looks.PhoneByDay, Looks.PhoneByNight, Looks.DeskByDay);
        visit.AssertNoComplaint();
    }

    private async Task<Visit> OpenAsync(string address, Visitor visitor)
    {
        Visit visit = await chromium.VisitAsync(coupons.Silo.Url, visitor);
        await visit.Page.GotoAsync(address);
        await visit.Page.Locator("jifen-wallet .list").WaitForAsync();
        return visit;
    }
}
