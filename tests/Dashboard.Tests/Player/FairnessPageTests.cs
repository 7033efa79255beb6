using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Jifen.Dashboard.Tests.Browser;
using Jifen.Grains.Fairness;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>The page on which receipts are checked: it computes what the engine computes, and names what was changed.</summary>
[Collection(PlayerPagesTests.Name)]
public sealed class FairnessPageTests(Chromium chromium, PlayedSilo played) : IClassFixture<PlayedSilo>
{
    private const string Page = "/fair";
    private const string SeedHex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private static readonly byte[] Seed = Convert.FromHexString(SeedHex);
    private static readonly Hash256 Commitment = Hash256.Read(SHA256.HashData(Seed));

    public static TheoryData<string> Kinds => ["wheel", "card", "draw"];

    [Theory]
    [InlineData("en", false, "wheel")]
    [InlineData("zh-CN", true, "draw")]
    public async Task Axe_finds_nothing_with_and_without_findings(string locale, bool dark, string kind)
    {
        await using Visit visit = await VisitAsync(locale, dark);
        Assert.Empty(await visit.FindingsAsync());
        Assert.Equal(locale == "en" ? ("Choose a file", "No file is chosen.") : ("选择文件", "尚未选择文件。"), (await visit.Page.Locator(".pick").TextContentAsync(), await visit.Page.Locator("#picked").TextContentAsync()));
        JsonObject receipt = Parse(kind);
        receipt["period"] = "2026-11-20";
        await CheckAsync(visit.Page, receipt.ToJsonString(), SeedHex);
        await visit.Page.Locator("#found summary").ClickAsync();
        Assert.Equal("receipt.json", await visit.Page.Locator("#picked").TextContentAsync());
        Assert.Empty(await visit.FindingsAsync());
        Assert.Equal(360, await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        visit.AssertNoComplaint();
        visit.AssertStayedHome();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_receipt_that_holds_is_told_to_hold_with_each_step(string kind)
    {
        await using Visit visit = await VisitAsync("en", false);
        Assert.Equal("It holds.", await CheckAsync(visit.Page, ReceiptOf(kind), SeedHex));
        Assert.Equal(0, await visit.Page.Locator("#found .bad").CountAsync());
        Assert.True(await visit.Page.Locator("#found details li").CountAsync() >= 4);
    }

    /// <summary>Every field of a receipt: where it was changed, the receipt does not hold, and the page names the field.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_field_that_was_changed_is_named(string kind)
    {
        await using Visit visit = await VisitAsync("en", false);
        foreach (string field in Parse(kind).Select(property => property.Key).Where(name => name is not ("checkDigits" or "table")))
        {
            JsonObject receipt = Parse(kind);
            receipt[field] = Changed(receipt[field]!);
            Assert.True("It does not hold." == await CheckAsync(visit.Page, receipt.ToJsonString(), SeedHex), field);
            Assert.True(await visit.Page.Locator($"#found li.bad[data-field='{field}']").CountAsync() > 0, field);
        }
    }

    [Theory]
    [InlineData("wheel", "segments", "weight", "tableHash")]
    [InlineData("card", "cards", "count", "tableHash")]
    public async Task A_table_that_was_changed_is_named(string kind, string rows, string field, string named)
    {
        JsonObject receipt = Parse(kind);
        JsonObject last = receipt["table"]![rows]!.AsArray()[^1]!.AsObject();
        last[field] = (long)last[field]! + 1;
        await using Visit visit = await VisitAsync("en", false);
        Assert.Equal("It does not hold.", await CheckAsync(visit.Page, receipt.ToJsonString(), SeedHex));
        Assert.Equal(1, await visit.Page.Locator($"#found li.bad[data-field='{named}']").CountAsync());
    }

    [Theory]
    [InlineData("card")]
    [InlineData("draw")]
    public async Task Before_the_secret_is_told_a_receipt_is_checked_as_far_as_it_goes(string kind)
    {
        await using Visit visit = await VisitAsync("en", false);
        Assert.Equal("It holds.", await CheckAsync(visit.Page, ReceiptOf(kind), ""));
        await visit.Page.Locator("#found").GetByText("Checked without the secret").WaitForAsync();
        Assert.Equal("It does not hold.", await CheckAsync(visit.Page, ReceiptOf(kind), new string('0', 64)));
        Assert.Equal(1, await visit.Page.Locator("#found li.bad[data-field='seedCommitment']").CountAsync());
    }

    [Fact]
    public async Task The_page_draws_what_the_command_draws_of_any_member_and_deck()
    {
        await using Visit visit = await VisitAsync("en", false);
        for (int n = 0; n < 12; n++)
        {
            Assert.Equal("It holds.", await CheckAsync(visit.Page, Encoding.UTF8.GetString(ReceiptJson.Write(Entries(n))), SeedHex));
            Assert.Equal("It holds.", await CheckAsync(visit.Page, Encoding.UTF8.GetString(CardReceiptJson.Write(Card(n * 799))), SeedHex));
        }
    }

    [Fact]
    public async Task What_is_no_receipt_is_told_so()
    {
        await using Visit visit = await VisitAsync("zh-CN", false);
        Assert.Equal("该凭证或秘密数无法使用。", await CheckAsync(visit.Page, "{}", SeedHex));
    }

    /// <summary>The field itself is out of sight: its label is the button, shows where the keyboard is, and opens the field's chooser.</summary>
    [Fact]
    public async Task A_file_is_chosen_by_the_keyboard_and_by_the_label_that_stands_for_the_field()
    {
        await using Visit visit = await VisitAsync("zh-CN", false);
        for (int keys = 0; await visit.Page.EvaluateAsync<string>("() => document.activeElement.id") != "file"; keys++)
        {
            Assert.InRange(keys, 0, 10);
            await visit.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Equal("solid", await visit.Page.Locator(".pick").EvaluateAsync<string>("(label) => getComputedStyle(label).outlineStyle"));
        await visit.Page.RunAndWaitForFileChooserAsync(() => visit.Page.Keyboard.PressAsync("Enter"));
        await visit.Page.RunAndWaitForFileChooserAsync(() => visit.Page.Locator(".pick").ClickAsync());
        await visit.Page.Locator(".go").ClickAsync();
        await visit.Page.Locator("#found").GetByText("该凭证或秘密数无法使用。").WaitForAsync();
    }

    [Fact]
    public async Task The_old_address_leads_here()
    {
        await using Visit visit = await VisitAsync("en", false);
        foreach (string old in (string[])["/widgets/fairness/index.html", "/widgets/fairness"])
        {
            await visit.Page.GotoAsync(old);
            Assert.Equal(Page, new Uri(visit.Page.Url).AbsolutePath);
        }
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
            long drawn = Outcome.Draw(Seed, "幸运转盘", "2026-11-21", member, number * 7L, player, total);
            string script = $$"""
                async () => String(await (await import('/widgets/fairness/formula.js')).draw(Uint8Array.from({ length: 32 }, (_, i) => i),
                  { formula: 'jifen/wheel/1', lottery: '幸运转盘', period: '2026-11-21', memberKey: '{{number:x32}}', nonce: {{number * 7}}, playerSeed: '{{player}}' }, {{total}}n))
                """;
            Assert.Equal(drawn.ToString(CultureInfo.InvariantCulture), await visit.Page.EvaluateAsync<string>(script));
        }
    }

    private async Task<Visit> VisitAsync(string locale, bool dark)
    {
        Visit visit = await chromium.VisitAsync(played.Silo.Url, Visitor.OnPhone with { Locale = locale, Dark = dark, Width = 360 });
        await visit.Page.GotoAsync(Page);
        await visit.Page.Locator("h1").GetByText(locale == "en" ? "How chance" : "随机结果").WaitForAsync();
        return visit;
    }

    /// <summary>Gives the page a receipt and a seed; the result is its first line.</summary>
    private static async Task<string> CheckAsync(IPage page, string receipt, string seed)
    {
        await page.EvaluateAsync("() => document.getElementById('found').replaceChildren()");
        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "receipt.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(receipt) });
        await page.Locator("#seed").FillAsync(seed);
        await page.Locator(".go").ClickAsync();
        return (await page.Locator("#found strong").TextContentAsync())!;
    }

    /// <summary>Something else of the same form.</summary>
    private static JsonNode Changed(JsonNode value) => value switch
    {
        JsonArray list => new JsonArray([.. list.Skip(1).Select(item => item!.DeepClone()), .. list.Count == 0 ? [JsonValue.Create("phone")] : Array.Empty<JsonNode>()]),
        _ when value.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => JsonValue.Create(!value.GetValue<bool>()),
        _ when value.GetValueKind() is System.Text.Json.JsonValueKind.Number => JsonValue.Create((long)value == 1 ? 2 : 1),
        _ when value.GetValue<string>() is { Length: >= 32 } hex => JsonValue.Create((hex[0] == '1' ? '2' : '1') + hex[1..]),
        _ when value.GetValue<string>() is { } text && text.StartsWith("p3", StringComparison.Ordinal) => JsonValue.Create("p4-42"),
        _ => JsonValue.Create(value.GetValue<string>() == "mug" ? "none" : "mug"),
    };

    private static JsonObject Parse(string kind) => JsonNode.Parse(ReceiptOf(kind))!.AsObject();

    private static string ReceiptOf(string kind) => Encoding.UTF8.GetString(kind switch
    {
        "wheel" => ReceiptJson.Write(Spin()),
        "card" => CardReceiptJson.Write(Card(5)),
        _ => ReceiptJson.Write(Entries(0)),
    });

    private static Receipt Spin()
    {
        WheelTable table = new(
            "lucky-wheel", 7,
            [new("phone", 1, true, true, "mug"), new("mug", 49, true, true, "points-10"), new("points-10", 200, true, false, null), new("none", 750, false, false, null)],
            new(10, "mug"), WhenEmpty.Fallback);
        MemberKey member = new(77);
        long drawn = Outcome.Draw(Seed, table.Lottery, "2026-11-21", member, 3, "good luck", 1000);
        WheelSlot rolled = table.Segments[WheelOutcome.Roll(table, drawn)];
        Played spun = new(
            new(new(3), new(42)), table.Lottery, rolled.Id, rolled.Id, rolled.Prize, false, new(0), new(0), "2026-11-21", Commitment, 3, "good luck", 7, 0, null);
        return ReceiptIssue.Of(spun, member, table, WheelTableJson.Hash(table));
    }

    private static CardReceipt Card(long serial)
    {
        DeckTable table = new("lucky-cards", 7, [new("car", 1, true), new("mug", 20, true), new("none", 9979, false)]);
        string kind = table.Cards[DeckPermutation.KindAt(table, DeckPermutation.PositionOf(Seed, table.Lottery, 10_000, serial))].Id;
        Hash256 salt = CardSeal.SaltOf(Seed, table.Lottery, serial);
        Hash256 seal = CardSeal.CommitmentOf(table.Lottery, serial, kind, salt);
        return CardReceiptIssue.Of(
            new(new(new(3), new(42)), table.Lottery, serial, kind, kind != "none", seal, salt, new(0), Commitment, 7), table, DeckTableJson.Hash(table));
    }

    /// <summary>Three winners and two substitutes of twelve; the members are in the order of their slips.</summary>
    private static DrawReceipt Entries(int at)
    {
        DrawnSlip[] order = [.. Enumerable.Range(1, 12).Select(n => new MemberKey((UInt128)n * 1001))
            .Select(member => new DrawnSlip(member, DrawSlip.SmallestOf(Seed, "evening", "draw-2026-11-21", member, 3))).Order(Comparer<DrawnSlip>.Create(DrawSlip.Compare))];
        DrawingView drawing = new("draw-2026-11-21", Commitment, SeedHex, 1, 12, 36, Commitment, 7, 3, order[..5], []);
        return DrawReceiptIssue.Of("evening", order[at].Member, 3, drawing);
    }
}
