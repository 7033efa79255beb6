namespace Jifen.Dashboard.Tests.Browser;

/// <summary>What members do, by HTTP as a back end would send it.</summary>
public static class Script
{
    public static async Task EnrolAsync(this ServedSilo silo, string member) =>
        Assert.Equal(201, (await silo.PostAsync("/v1/members", $$"""{"id":"{{member}}"}""")).Status);

    /// <param name="amount">In fen; the demo gives a point for each whole yuan.</param>
    public static async Task BuyAsync(this ServedSilo silo, string member, string order, long amount) => Assert.Equal(200, (await silo.PostAsync(
        "/v1/activities",
        $$"""{"id":"{{order}}","memberId":"{{member}}","kind":"purchase","at":"{{TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}}","amount":{{amount}}}""")).Status);

    public static async Task RefundAsync(this ServedSilo silo, string member, string order, long amount) =>
        Assert.Equal(200, (await silo.PostAsync($"/v1/activities/{order}/refund", $$"""{"memberId":"{{member}}","amount":{{amount}}}""")).Status);

    public static Task<Reply> PlayAsync(this ServedSilo silo, string member, string key) =>
        silo.PostAsync("/v1/lotteries/lucky-wheel/plays", $$"""{"memberId":"{{member}}"}""", key);

    /// <summary>
    /// Three members enrol and buy; one returns part of an order, one plays eleven times and so earns the badge for ten, one plays beyond
    /// its points and is refused.
    /// </summary>
    public static async Task KnownAfternoonAsync(this ServedSilo silo)
    {
        foreach (string member in (string[])["ann", "bo", "chen"])
        {
            await silo.EnrolAsync(member);
        }

        await silo.BuyAsync("ann", "order-1", 199_900);
        await silo.BuyAsync("bo", "order-2", 12_345);
        await silo.RefundAsync("bo", "order-2", 5_000);
        for (int play = 0; play < 11; play++)
        {
            Assert.Equal(200, (await silo.PlayAsync("ann", $"ann-{play}")).Status);
        }

        Assert.Equal(200, (await silo.PlayAsync("chen", "chen-free")).Status);
        await silo.PlayUntilRefusedAsync("chen");
    }

    private static async Task PlayUntilRefusedAsync(this ServedSilo silo, string member)
    {
        for (int play = 0; ; play++)
        {
            if ((await silo.PlayAsync(member, $"{member}-{play}")).Status == 409)
            {
                return;
            }
        }
    }
}
