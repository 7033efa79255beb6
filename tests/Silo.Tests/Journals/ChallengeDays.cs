using Jifen.Silo.Tests.Api;

namespace Jifen.Silo.Tests.Journals;

/// <summary>Challenges of all kinds with all kinds of rewards, streaks that break, are repaired, paused and refunded, badges and sets.</summary>
internal sealed class ChallengeDays : IJournalDays
{
    /// <summary>Who has a ticket for a card from day 0 on.</summary>
    public const string TicketHolder = "m9";

    private const string Walker = "m6";
    private const string Returner = "m7";
    private const string Traveller = "m8";
    private const string Thanked = "m10";
    private const string Faithful = "m11";
    private const string Daily = "challenges/daily";

    public async Task BeginAsync(JournalShop shop)
    {
        await shop.PutAsync($"/v1/members/{Traveller}/zone", """{"zone":"Europe/Berlin"}""");
        await shop.PostAsync($"/v1/members/{Traveller}/{Daily}/pauses", $$"""{"from":"{{shop.DayIn(2)}}","through":"{{shop.DayIn(3)}}"}""");
        foreach (string id in (string[])["in-1", "in-2", "in-3"])
        {
            await shop.ReportAsync("m0", id, "check-in", 6_000);
        }

        await shop.RefundAsync("m0", "in-3");
        await WalkAsync(shop, Walker);
        await WalkAsync(shop, TicketHolder);
        await WalkAsync(shop, TicketHolder, "west");
        await shop.ReportAsync(Thanked, "thanks", "thank", 0);
        await shop.ReportAsync(Thanked, "thanks-bought", "purchase", 2_000);
    }

    public Task NightAsync(JournalShop shop) => Task.CompletedTask;

    /// <remarks>The walker's refund leaves two runs of two days where there was one of five: the second brings nothing.</remarks>
    public async Task EveningAsync(JournalShop shop)
    {
        await shop.ReportAsync(Faithful, $"visit{shop.Day}", "visit", 100);
        await (shop.Day switch
        {
            1 or 2 or 3 or 4 => WalkAsync(shop, Walker),
            5 => shop.RefundAsync(Walker, $"walk-{Walker}-2-east"),
            6 => WalkAsync(shop, Walker, daysAgo: 4),
            _ => Task.CompletedTask,
        });
        if (shop.Day == 1)
        {
            await HundredsAsync(shop);
        }

        if (shop.Day == 3)
        {
            await shop.ReportAsync(Returner, "returns", "visit", 100);
            await shop.PostAsync($"/v1/members/{Returner}/{Daily}/repair", null);
        }
    }

    /// <summary>What was counted half a year ago is summed up, and what ended since is forgotten.</summary>
    public async Task LaterAsync(JournalShop shop)
    {
        await WalkAsync(shop, Walker);
        await WalkAsync(shop, TicketHolder);
        await shop.ReportAsync("m0", "in-later", "check-in", 100);
    }

    /// <summary>More members reach a coupon than there are codes.</summary>
    private static async Task HundredsAsync(JournalShop shop)
    {
        foreach (string member in JournalShop.Regulars.Take(6))
        {
            await shop.ReportAsync(member, $"hundred-{member}", "check-in", 10_000);
        }
    }

    private static Task<TestSilo.Answer> WalkAsync(JournalShop shop, string member, string merchant = "east", double daysAgo = 0) =>
        shop.ReportAsync(member, $"walk-{member}-{shop.Day}-{merchant}", "walk", 100, $$""","merchant":"{{merchant}}","channel":"app" """, daysAgo);
}
