using Jifen.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>Goods in the wallet as a member sees them; what is typed is what the silo has.</summary>
[Collection(PlayerTests.Name)]
public sealed class GoodsTests(Chromium chromium, GoodsSilo goods) : IClassFixture<GoodsSilo>
{
    private static readonly Visitor Still = Visitor.OnPhone with { ReducedMotion = true };

    [Fact]
    public async Task An_address_is_given_by_keyboard_alone_changed_and_removed_and_the_order_follows_live()
    {
        string page = await goods.EnterAsync("types");
        string prize = await goods.WinAsync("types");
        await using Visit visit = await OpenAsync(page, Still);
        ILocator wallet = visit.Page.Locator("jifen-wallet");
        await wallet.Locator(".address summary").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        foreach (string part in (string[])["Ann Li", "", "cn", "", "Shanghai", "Nanjing Road 1", "", "200000"])
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            await visit.Page.Keyboard.TypeAsync(part);
        }

        await visit.Page.Keyboard.PressAsync("Enter");
        await wallet.GetByText("Address saved").WaitForAsync();
        await wallet.GetByText("We have your address").WaitForAsync();
        Assert.Equal("""{"name":"Ann Li","country":"CN","city":"Shanghai","street":"Nanjing Road 1","postcode":"200000"}""", await AddressAsync("types", prize));

        await visit.Page.ReloadAsync();
        await wallet.Locator(".address summary").ClickAsync();
        await visit.Page.WaitForFunctionAsync("() => document.querySelector('jifen-wallet').shadowRoot.querySelector('input[name=city]').value === 'Shanghai'");
        await wallet.Locator("input[name=city]").FillAsync("Suzhou");
        await wallet.GetByText("Save address").ClickAsync();
        await wallet.GetByText("Address saved").WaitForAsync();
        Assert.Contains("Suzhou", await AddressAsync("types", prize), StringComparison.Ordinal);
        await wallet.GetByText("Remove address").ClickAsync();
        await wallet.GetByText("Address needed").WaitForAsync();
        Assert.Contains("unknown_address", await AddressAsync("types", prize), StringComparison.Ordinal);
        visit.AssertStayedHome();
    }

    [Fact]
    public async Task A_part_that_is_missing_is_named_beside_it_and_what_is_typed_outlives_news()
    {
        string page = await goods.EnterAsync("misses");
        await goods.WinAsync("misses");
        await using Visit visit = await OpenAsync(page, Still);
        ILocator wallet = visit.Page.Locator("jifen-wallet");
        await wallet.Locator(".address summary").ClickAsync();
        await wallet.Locator("input[name=name]").FillAsync("Ann");
        await wallet.Locator("input[name=country]").FillAsync("CN");
        await wallet.GetByText("Save address").ClickAsync();
        await wallet.GetByText("Enter the city.").WaitForAsync();
        Assert.Equal("city", await visit.Page.EvaluateAsync<string>("() => document.querySelector('jifen-wallet').shadowRoot.activeElement.name"));
        Assert.Equal("true", await wallet.Locator("input[name=city]").GetAttributeAsync("aria-invalid"));
        Assert.Equal("shipping address-level2", await wallet.Locator("input[name=city]").GetAttributeAsync("autocomplete"));
        await goods.WinAsync("misses", "collected");
        await wallet.GetByText("A cake at the counter").WaitForAsync();
        Assert.Equal(("Ann", "city"), (
            await wallet.Locator("input[name=name]").InputValueAsync(),
            await visit.Page.EvaluateAsync<string>("() => document.querySelector('jifen-wallet').shadowRoot.activeElement.name")));
        visit.AssertNoComplaint();
    }

    [Fact]
    public async Task Each_step_is_shown_as_the_brand_takes_it()
    {
        string page = await goods.EnterAsync("waits");
        string cake = await goods.WinAsync("waits", "collected");
        string cup = await goods.WinAsync("waits");
        await goods.Silo.SendAsync(
            HttpMethod.Put, $"/v1/members/waits/prizes/{cup}/address", """{"name":"A","country":"CN","city":"C","street":"S"}""", null, ServedSilo.BootstrapKey);
        await using Visit visit = await OpenAsync(page, Still);
        ILocator wallet = visit.Page.Locator("jifen-wallet");
        await wallet.GetByText("Ready to collect").WaitForAsync();
        await goods.FulfilAsync("waits", cup, """{"state":"ordered"}""");
        await goods.FulfilAsync("waits", cup, """{"state":"shipped","carrier":"SF Express","tracking":"SF-4711"}""");
        await wallet.GetByText("SF Express SF-4711").WaitForAsync();
        Assert.Equal(0, await wallet.Locator(".address").CountAsync());
        await goods.FulfilAsync("waits", cake, """{"state":"cancelled","reason":"the oven is broken"}""");
        await wallet.GetByText("Reason: the oven is broken").WaitForAsync();
        await goods.FulfilAsync("waits", cup, """{"state":"delivered"}""");
        await wallet.GetByText("It has arrived.").WaitForAsync();
        await visit.Page.Locator("#lang").ClickAsync();
        await wallet.GetByText("已送达。").WaitForAsync();
        visit.AssertNoComplaint();
    }

    [Fact]
    public async Task Goods_and_a_form_that_lacks_something_look_right_in_both_languages()
    {
        string page = await goods.EnterAsync("looks");
        await goods.WinAsync("looks");
        await goods.WinAsync("looks", "collected");
        string cup = await goods.WinAsync("looks");
        await using Visit visit = await OpenAsync(page, Still);
        ILocator wallet = visit.Page.Locator("jifen-wallet");
        await wallet.Locator("li").Nth(2).Locator("summary").ClickAsync();
        await wallet.Locator("li").Nth(2).Locator("button[type=submit]").ClickAsync();
        await wallet.Locator(".wrong:not(:empty)").First.WaitForAsync();
        await goods.FulfilAsync("looks", cup, """{"state":"cancelled","reason":"404"}""");
        await wallet.GetByText("404").WaitForAsync();
        await Looks.AssertAsync(visit, "jifen-wallet", Looks.PhoneByDay, Looks.PhoneByNight, Looks.DeskByDay);
        visit.AssertNoComplaint();
    }

    private async Task<string> AddressAsync(string member, string prize)
    {
        Reply told = await goods.Silo.GetAsync($"/v1/members/{member}/prizes/{prize}/address");
        return told.Body;
    }

    private async Task<Visit> OpenAsync(string address, Visitor visitor)
    {
        Visit visit = await chromium.VisitAsync(goods.Silo.Url, visitor);
        await visit.Page.GotoAsync(address);
        await visit.Page.Locator("jifen-wallet .list").WaitForAsync();
        return visit;
    }
}
