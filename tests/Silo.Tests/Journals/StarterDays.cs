using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Imports;

namespace Jifen.Silo.Tests.Journals;

/// <summary>What regulars do with the programme of the template <c>starter</c>: earnings, refunds, budgets, stock that runs out and is raised, pauses, imports.</summary>
internal sealed class StarterDays : IJournalDays
{
    /// <summary>An amount that one record alone has.</summary>
    public const int MarkedAmount = 12_345;

    private const string Wheel = "lucky-wheel";
    private const string Closing = "closing";
    private const string Coffee = ""","lines":[{"sku":"1","category":"coffee","quantity":1,"amount":#}]""";

    /// <summary>Day 0, with the template as it is.</summary>
    public static async Task FirstVersionAsync(JournalShop shop)
    {
        foreach ((int i, string member) in JournalShop.Regulars.Index())
        {
            await shop.EnrolAsync(member, $$$""","profile":{"name":"N{{{i}}}"}""");
            await BuyAsync(shop, member, "first", i == 0 ? MarkedAmount : 4_000 * (i + 1), i % 2 == 0);
            await shop.PlayAsync(member, Wheel);
        }

        await shop.PostAsync("/v1/activities", $$"""{"id":"first-m1","memberId":"m1","kind":"purchase","at":"{{shop.At()}}","amount":1}""", 422);
        await shop.RefundAsync("m2", "first-m2", ""","amount":1000""");
        for (int i = 0; i < 6; i++)
        {
            await shop.PlayAsync("m2", Wheel);
        }

        await shop.RefundAsync("m2", "first-m2");
        await BuyAsync(shop, "m2", "repays", 30_000, true);
        await shop.PostAsync($"/v1/lotteries/{Wheel}/pause", """{"reason":"kept"}""");
        await shop.PlayAsync("m3", Wheel);
        await shop.PostAsync($"/v1/lotteries/{Wheel}/resume", """{"reason":"kept"}""");
        string play = (await shop.PlayAsync("m4", Wheel, "my own")).Json.GetProperty("playId").GetString()!;
        await shop.PostAsync($"/v1/plays/{play}/seen", """{"memberId":"m4"}""");
        await shop.PostAsync("/v1/clock/accept", null);
        await ImportAsync(shop);
    }

    /// <summary>Prizes and budgets run out.</summary>
    public async Task BeginAsync(JournalShop shop)
    {
        foreach (string member in JournalShop.Regulars)
        {
            await BuyAsync(shop, member, "second", 20_000, true);
            await shop.PlayAsync(member, Wheel);
            await shop.PlayAsync(member, Closing);
            await shop.PlayAsync(member, Closing);
            await shop.ReportAsync(member, $"capped-a-{member}", "visit", 100);
            await shop.ReportAsync(member, $"capped-b-{member}", "visit", 100);
        }

        await shop.RefundAsync("m0", "capped-b-m0");
        await shop.RefundAsync("m0", "second-m0");
        await shop.RefundAsync("m3", "second-m3", ""","lines":[{"line":0,"amount":500}]""");
    }

    /// <summary>Stock and budget were raised again with the third version.</summary>
    public static async Task ThirdVersionAsync(JournalShop shop)
    {
        foreach (string member in JournalShop.Regulars)
        {
            await BuyAsync(shop, member, "third", 20_000, true);
        }

        await Task.WhenAll(JournalShop.Regulars.Select(member => shop.PlayAsync(member, Closing)));
        await shop.RefundAsync("m0", "third-m0");
    }

    public Task NightAsync(JournalShop shop) => Task.CompletedTask;

    public async Task EveningAsync(JournalShop shop)
    {
        string member = JournalShop.Regulars[shop.Day % JournalShop.Regulars.Count];
        await BuyAsync(shop, member, $"day{shop.Day}", 1_000, false);
        await shop.PlayAsync(member, Wheel);
    }

    /// <summary>Records after the newest checkpoint.</summary>
    public async Task LaterAsync(JournalShop shop)
    {
        foreach (string member in JournalShop.Regulars)
        {
            await BuyAsync(shop, member, "last", 2_000, false);
            await shop.PlayAsync(member, Wheel);
        }
    }

    private static async Task ImportAsync(JournalShop shop)
    {
        await shop.ImportAsync(
            "?kind=members",
            """{"id":"old","tier":"gold","lots":[{"points":70},{"points":30,"expires":"2026-11-30T00:00:00+08:00"}],"counters":{"activities":{"purchase":4},"plays":2,"wins":1}}""");
        await shop.ImportAsync("?history=true", TestImports.Activity("kept", "old", at: "2020-01-01T00:00:00Z"));
        await shop.ImportAsync("", TestImports.Activity("counted", "old", 700, shop.At()));
    }

    private static Task<TestSilo.Answer> BuyAsync(JournalShop shop, string member, string id, long amount, bool coffee) =>
        shop.ReportAsync(member, $"{id}-{member}", "purchase", amount, coffee ? Coffee.Replace("#", $"{amount}", StringComparison.Ordinal) : "");
}
