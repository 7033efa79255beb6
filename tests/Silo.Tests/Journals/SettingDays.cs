using System.Text.Json;
using Jifen.Silo.Tests.Api;

namespace Jifen.Silo.Tests.Journals;

/// <summary>What members and the brand set for a member: limits of its own, the day from which it is an adult; and a member that only tests.</summary>
internal sealed class SettingDays : IJournalDays
{
    public const string Careful = "m5";
    private const string Minor = "kim";
    private const string Tester = "qa";
    private const string Fair = "fair";

    public async Task BeginAsync(JournalShop shop)
    {
        await shop.EnrolAsync(Minor, ""","adultFrom":"2999-01-01" """);
        await shop.PostAsync($"/v1/lotteries/{Fair}/plays", $$"""{"memberId":"{{Minor}}"}""", 409);
        await shop.PutAsync($"/v1/members/{Minor}/adult-from", """{"adultFrom":null}""");
        await shop.PutAsync($"/v1/members/{Minor}/adult-from", """{"adultFrom":"2020-01-01"}""");
        await shop.PlayAsync(Minor, Fair);
        await LimitAsync(shop);
        await TestAsync(shop);
    }

    public Task NightAsync(JournalShop shop) => Task.CompletedTask;

    public async Task EveningAsync(JournalShop shop)
    {
        if (shop.Day == 4)
        {
            await shop.PutAsync($"/v1/members/{Careful}/play-limits", $$"""{"coolOffUntil":"{{shop.At(-30)}}"}""");
            await PlayUntilAsync(shop, Careful, 409);
        }
    }

    public Task LaterAsync(JournalShop shop) => Task.CompletedTask;

    /// <summary>A limit is reached, and loosened from a day later on.</summary>
    private static async Task LimitAsync(JournalShop shop)
    {
        await shop.PutAsync($"/v1/members/{Careful}/play-limits", """{"playsPerDay":2,"playsPerWeek":10,"pointsPerDay":100,"pointsPerWeek":500}""");
        await shop.PlayAsync(Careful, "scarce");
        await PlayUntilAsync(shop, Careful, 409);
        await shop.PutAsync($"/v1/members/{Careful}/play-limits", """{"playsPerDay":5,"playsPerWeek":10,"pointsPerDay":100,"pointsPerWeek":500}""");
    }

    private static async Task TestAsync(JournalShop shop)
    {
        await shop.EnrolAsync(Tester, ""","test":true""");
        await shop.ReportAsync(Tester, "tested", "purchase", 500_000, ""","lines":[{"sku":"1","category":"coffee","quantity":1,"amount":500000,"tags":["new"]}]""");
        foreach (string segment in (string[])["coffee", "cup", "double"])
        {
            await GameDays.WinAsync(shop, Tester, segment);
        }

        JsonElement card = (await shop.PlayAsync(Tester, "cards")).Json.GetProperty("card");
        await shop.PostAsync($"/v1/members/{Tester}/cards/{card.GetProperty("cardId").GetString()}/scratch", null);
        await shop.PlayAsync(Tester, "evening");
    }

    private static async Task PlayUntilAsync(JournalShop shop, string member, int status)
    {
        TestSilo.Answer played;
        do
        {
            played = await shop.PlayAsync(member, Fair);
        }
        while (played.Status != status);
    }
}
