using System.Globalization;
using System.Text.Json;
using Jifen.Silo.Tests.Api;

namespace Jifen.Silo.Tests.Journals;

/// <summary>Wheels that give all kinds of prizes, scratch cards, prize draws, coupons and orders of goods.</summary>
internal sealed class GameDays : IJournalDays
{
    private const string Fair = "fair";
    private const string Scarce = "scarce";
    private const string Cards = "cards";
    private const string Address = """{"name":"Ann Li","country":"CN","city":"Shanghai","street":"Marker Lane 1","postcode":"200000"}""";

    /// <summary>Plays of one wheel within which each of its prizes comes: all are missed once in ten million.</summary>
    private const int MostPlays = 100;

    /// <summary>Days on which members enter the daily draw.</summary>
    private const int DrawDays = 3;

    private static IReadOnlyList<string> Members => JournalShop.Regulars;

    /// <summary>Codes for all of what follows.</summary>
    public static async Task StockAsync(JournalShop shop)
    {
        await shop.PutAsync("/v1/coupons/coffee", """{"alarmBelow":3}""");
        await UploadAsync(shop, $"coffee/codes?expires={shop.DayIn(2)}", string.Join('\n', Enumerable.Range(0, 24).Select(i => $"SOON-{i}")) + "\nLATER,2027-12-31");
        await UploadAsync(shop, "coffee/codes", "EVER-1\nEVER-2\nEVER-3");
        await UploadAsync(shop, "cake/codes", "CAKE-1\nCAKE-2\nCAKE-3");
    }

    public async Task BeginAsync(JournalShop shop)
    {
        foreach (string member in Members)
        {
            await shop.ReportAsync(member, $"purse-{member}", "purchase", 50_000);
        }

        await OrdersAsync(shop);
        foreach (string segment in (string[])["star", "coffee", "double"])
        {
            await WinAsync(shop, "m1", segment);
        }

        await WinAsync(shop, shop.OneOfEachShard()[0], "coffee");
        await WinAsync(shop, shop.OneOfEachShard()[1], "coffee");
        await shop.ReportAsync("m1", "multiplied", "purchase", 5_000);
        await shop.RefundAsync("m1", "multiplied", ""","amount":1000""");
        await GiveAsync(shop);
        await TakeTurnsAsync(shop);
        foreach (string member in Members.Take(6))
        {
            await BuyCardAsync(shop, member, scratches: member is not ("m4" or "m5"));
        }

        await EnterAsync(shop);
    }

    public Task NightAsync(JournalShop shop) => Task.CompletedTask;

    public async Task EveningAsync(JournalShop shop)
    {
        await ClaimAsync(shop, shop.Day % 2 == 1 ? 1 : int.MaxValue);
        if (shop.Day < DrawDays)
        {
            await EnterAsync(shop);
        }

        if (shop.Day == 1)
        {
            await PlayTenTimesAsync(shop);
        }

        if (shop.Day == 2)
        {
            await SellOutAsync(shop);
        }

        if (shop.Day < 12)
        {
            await Task.WhenAll(shop.OneOfEachShard().Select(member => shop.PlayAsync(member, Scarce)));
        }
    }

    public Task LaterAsync(JournalShop shop) => Task.CompletedTask;

    /// <summary>The brand gives tickets of a wheel that gives tickets and a badge, to members who then have the badge when a card or a draw gives it.</summary>
    private static async Task GiveAsync(JournalShop shop)
    {
        foreach (string member in Members)
        {
            await shop.PostAsync($"/v1/members/{member}/tickets", """{"lottery":"gifts","count":12,"grant":"opening"}""");
            for (int i = 0; i < 12; i++)
            {
                await shop.PlayAsync(member, "gifts");
            }
        }
    }

    /// <summary>The first of a prize goes to one shard, and a member of the other is led on to the second.</summary>
    private static async Task TakeTurnsAsync(JournalShop shop)
    {
        foreach (string member in shop.OneOfEachShard())
        {
            await shop.PlayAsync(member, Scarce);
        }
    }

    /// <summary>The tenth play brings a badge: of one member a spin, of the other a card.</summary>
    private static async Task PlayTenTimesAsync(JournalShop shop)
    {
        foreach ((string member, int spins) in ((string, int)[])[("tom", 10), ("pam", 9)])
        {
            await shop.EnrolAsync(member);
            await shop.ReportAsync(member, $"purse-{member}", "purchase", 50_000);
            for (int i = 0; i < spins; i++)
            {
                await shop.PlayAsync(member, Fair);
            }
        }

        await BuyCardAsync(shop, "pam", scratches: true);
    }

    private static async Task OrdersAsync(JournalShop shop)
    {
        string sent = $"/v1/members/m0/prizes/{await WinAsync(shop, "m0", "cup")}";
        await shop.PutAsync($"{sent}/address", Address);
        await shop.CallAsync(HttpMethod.Delete, $"{sent}/address", null, []);
        await shop.PutAsync($"{sent}/address", Address);
        await shop.PostAsync($"{sent}/fulfil", """{"state":"ordered"}""");
        await shop.PostAsync($"{sent}/fulfil", """{"state":"delivered"}""", 409);
        await shop.PostAsync($"{sent}/fulfil", """{"state":"shipped","carrier":"SF","tracking":"SF-1"}""");
        await shop.PostAsync($"{sent}/fulfil", """{"state":"delivered"}""");
        await shop.PostAsync($"/v1/members/m2/prizes/{await WinAsync(shop, "m2", "cup")}/fulfil", """{"state":"cancelled","reason":"sold out"}""");
        await shop.PostAsync($"/v1/members/m3/prizes/{await WinAsync(shop, "m3", "mug")}/fulfil", """{"state":"delivered"}""");
    }

    /// <summary>Plays the wheel until it gives a segment.</summary>
    /// <returns>The play.</returns>
    public static async Task<string> WinAsync(JournalShop shop, string member, string segment)
    {
        TestSilo.Answer? played = null;
        for (int i = 0; i < MostPlays; i++)
        {
            played = await shop.PlayAsync(member, Fair);
            if (played.Status == 200 && played.Json.GetProperty("outcome").GetProperty("segment").GetString() == segment)
            {
                return played.Json.GetProperty("playId").GetString()!;
            }
        }

        throw new InvalidOperationException($"{segment} does not come to {member} in {MostPlays.ToString(CultureInfo.InvariantCulture)} plays; the last: {played?.Body}");
    }

    private static async Task<bool> BuyCardAsync(JournalShop shop, string member, bool scratches)
    {
        TestSilo.Answer bought = await shop.PlayAsync(member, Cards);
        if (scratches && bought.Status == 200)
        {
            await shop.PostAsync($"/v1/members/{member}/cards/{bought.Json.GetProperty("card").GetProperty("cardId").GetString()}/scratch", null);
        }

        return bought.Status != 409;
    }

    /// <summary>All cards are bought, the last by members who want one more; the one with a ticket comes first.</summary>
    private static async Task SellOutAsync(JournalShop shop)
    {
        Assert.True(await BuyCardAsync(shop, ChallengeDays.TicketHolder, scratches: true));
        bool left = true;
        for (int i = 0; left; i++)
        {
            left = await BuyCardAsync(shop, Members[i % Members.Count], scratches: i % 2 == 0);
        }

        foreach (string member in shop.OneOfEachShard())
        {
            Assert.False(await BuyCardAsync(shop, member, scratches: false));
        }
    }

    private static async Task EnterAsync(JournalShop shop)
    {
        foreach (string member in Members.Take(8))
        {
            await shop.PlayAsync(member, "evening");
            await shop.PlayAsync(member, "grand");
        }

        await shop.PlayAsync("m0", "evening");
    }

    /// <summary>So many of those who have won claim their prizes.</summary>
    private static async Task ClaimAsync(JournalShop shop, int winners)
    {
        foreach (string member in Members)
        {
            foreach (JsonElement draw in (await shop.GetAsync($"/v1/members/{member}/draws")).GetProperty("items").EnumerateArray())
            {
                if (winners > 0 && draw.GetProperty("win") is { ValueKind: JsonValueKind.Object } win && win.GetProperty("state").GetString() == "open")
                {
                    await shop.PostAsync($"/v1/members/{member}/draws/evening/{draw.GetProperty("period").GetString()}/claim", null);
                    winners--;
                }
            }
        }
    }

    private static Task<TestSilo.Answer> UploadAsync(JournalShop shop, string pool, string lines) => shop.CallAsync(HttpMethod.Post, $"/v1/coupons/{pool}", lines, [], "text/csv");
}
