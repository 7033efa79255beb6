using System.Globalization;
using System.Text;
using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;
using Jifen.Grains.Fairness;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>The page on which a receipt is checked: it computes what the engine computes, and sees what was changed.</summary>
[Collection(BrowserTests.Name)]
public sealed class FairnessPageTests(Chromium chromium, PlayedSilo played) : IClassFixture<PlayedSilo>
{
    private const string Page = "/widgets/fairness/index.html";
    private const string Seed = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private const string Receipt = """
        {"formula":"jifen/wheel/1","playId":"p3-42","lottery":"lucky-wheel","period":"2026-11-21",
        "commitment":"630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd","memberKey":"00112233445566778899aabbccddeeff",
        "nonce":2,"playerSeed":"good luck","tableVersion":7,
        "table":{"lottery":"lucky-wheel","version":7,
        "segments":[{"id":"phone","weight":1,"prize":true,"stocked":true,"fallback":"mug"},{"id":"mug","weight":49,"prize":true,"stocked":true,"fallback":"points-10"},
        {"id":"points-10","weight":200,"prize":true,"stocked":false},{"id":"none","weight":750,"prize":false,"stocked":false}],
        "guarantee":{"plays":10,"segment":"mug"},"whenEmpty":"fallback"},
        "tableHash":"TABLE","sinceWin":0,"exhausted":[],"rolled":"none","segment":"none","prize":false,"guaranteed":false}
        """;

    [Theory]
    [InlineData("en", false)]
    [InlineData("zh-CN", true)]
    public async Task Axe_finds_nothing_with_and_without_findings(string locale, bool dark)
    {
        await using Visit visit = await VisitAsync(locale, dark);
        Assert.Empty(await visit.FindingsAsync());
        await CheckAsync(visit.Page, Receipt, Seed);
        Assert.Empty(await visit.FindingsAsync());
        visit.AssertNoComplaint();
        visit.AssertStayedHome();
    }

    [Fact]
    public async Task A_receipt_that_holds_is_told_to_hold()
    {
        await using Visit visit = await VisitAsync("en", false);
        Assert.Equal("It holds.", await CheckAsync(visit.Page, Receipt, Seed));
    }

    [Theory]
    [InlineData("\"nonce\":2", "\"nonce\":4")]
    [InlineData("\"playerSeed\":\"good luck\"", "\"playerSeed\":\"good  luck\"")]
    [InlineData("\"weight\":750", "\"weight\":751")]
    [InlineData("\"sinceWin\":0", "\"sinceWin\":9")]
    [InlineData("\"segment\":\"none\",\"prize\"", "\"segment\":\"mug\",\"prize\"")]
    [InlineData("630dcd29", "630dcd28")]
    public async Task A_receipt_that_was_changed_does_not_hold(string from, string to)
    {
        Assert.Contains(from, Receipt, StringComparison.Ordinal);
        await using Visit visit = await VisitAsync("en", false);
        Assert.Equal("It does not hold.", await CheckAsync(visit.Page, Receipt.Replace(from, to, StringComparison.Ordinal), Seed));
    }

    [Fact]
    public async Task What_is_no_receipt_is_told_so()
    {
        await using Visit visit = await VisitAsync("zh-CN", false);
        Assert.Equal("该凭证或秘密数无法使用。", await CheckAsync(visit.Page, "{}", Seed));
    }

    [Fact]
    public async Task The_browser_draws_what_the_engine_draws()
    {
        await using Visit visit = await VisitAsync("en", false);
        for (int number = 0; number < 60; number++)
        {
            string player = new('好', number % 5);
            long total = number % 3 == 0 ? (1L << 62) + 1 : 1_000 + number;
            MemberKey member = new((UInt128)number);
            long drawn = Outcome.Draw(Convert.FromHexString(Seed), "幸运转盘", "2026-11-21", member, number * 7L, player, total);
            string script = $$"""
                async () => String(await (await import('/widgets/fairness/formula.js')).draw(Uint8Array.from({ length: 32 }, (_, i) => i),
                  { formula: 'jifen/wheel/1', lottery: '幸运转盘', period: '2026-11-21', memberKey: '{{number:x32}}', nonce: {{number * 7}}, playerSeed: '{{player}}' }, {{total}}n))
                """;
            Assert.Equal(drawn.ToString(CultureInfo.InvariantCulture), await visit.Page.EvaluateAsync<string>(script));
        }
    }

    private async Task<Visit> VisitAsync(string locale, bool dark)
    {
        Visit visit = await chromium.VisitAsync(played.Silo.Url, Visitor.OnPhone with { Locale = locale, Dark = dark });
        await visit.Page.GotoAsync(Page);
        await visit.Page.Locator("h1").GetByText(locale == "en" ? "How a spin" : "抽奖如何").WaitForAsync();
        return visit;
    }

    /// <summary>Gives the page a receipt and a seed; the result is its first line.</summary>
    private static async Task<string> CheckAsync(IPage page, string receipt, string seed)
    {
        string whole = receipt.Replace("\"TABLE\"", $"\"{TableHash()}\"", StringComparison.Ordinal);
        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "receipt.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(whole) });
        await page.Locator("#seed").FillAsync(seed);
        await page.Locator(".go").ClickAsync();
        return (await page.Locator("#found strong").TextContentAsync())!;
    }

    private static string TableHash()
    {
        JsonElement table = JsonDocument.Parse(Receipt).RootElement.GetProperty("table");
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(table)));
    }
}
