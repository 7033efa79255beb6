using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

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

    /// <summary>A coffee of 29 yuan, whose points the café season doubles within its budget.</summary>
    public static async Task BuyCoffeeAsync(this ServedSilo silo, string member, string order) => Assert.Equal(200, (await silo.PostAsync(
        "/v1/activities",
        $$"""
        {"id":"{{order}}","memberId":"{{member}}","kind":"purchase","at":"{{TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}}","amount":2900,
         "lines":[{"sku":"latte","category":"coffee","quantity":1,"amount":2900}]}
        """)).Status);

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

    /// <summary>
    /// After the afternoon nearly every play wins a panda: dee plays what it has, returns its order, owes, and pays with the next; eve
    /// comes from elsewhere with points and plays until the day's pandas are gone, drinks two coffees and returns one.
    /// </summary>
    public static async Task KnownEveningAsync(this ServedSilo silo)
    {
        await silo.EnrolAsync("dee");
        await silo.BuyAsync("dee", "order-3", 10_000);
        await silo.PlayUntilRefusedAsync("dee");
        await silo.RefundAsync("dee", "order-3", 10_000);
        await silo.BuyAsync("dee", "order-4", 3_000);
        await silo.WeighPandaAsync(10_000_000);
        await silo.OpenAsync("eve", 400);
        for (int play = 0; play < 14; play++)
        {
            Assert.Equal(200, (await silo.PlayAsync("eve", $"eve-{play}")).Status);
        }

        await silo.BuyCoffeeAsync("eve", "coffee-1");
        await silo.BuyCoffeeAsync("eve", "coffee-2");
        await silo.RefundAsync("eve", "coffee-2", 2_900);
    }

    /// <summary>Publishes the programme with another weight of the panda, and waits until it is in force.</summary>
    private static async Task WeighPandaAsync(this ServedSilo silo, int weight)
    {
        JsonNode programme = JsonNode.Parse((await silo.GetAsync("/v1/catalogue")).Body)!["document"]!;
        PandaOf(programme["campaigns"]!.AsArray().Single(campaign => (string)campaign!["id"]! == "festival")!["lotteries"]![0]!)["weight"] = weight;
        Assert.Equal(200, (await silo.SendAsync(HttpMethod.Put, "/v1/catalogue", programme.ToJsonString(), null, ServedSilo.BootstrapKey)).Status);
        while ((int)PandaOf(JsonNode.Parse((await silo.GetAsync("/v1/lotteries/lucky-wheel")).Body)!)["weight"]! != weight)
        {
        }
    }

    private static JsonNode PandaOf(JsonNode wheel) => wheel["segments"]!.AsArray().Single(segment => (string)segment!["id"]! == "panda")!;

    /// <summary>Imports a member with points that never expire.</summary>
    private static async Task OpenAsync(this ServedSilo silo, string member, long points)
    {
        using StringContent lines = new($$"""{"id":"{{member}}","lots":[{"points":{{points}}}]}""", Encoding.UTF8, "application/x-ndjson");
        using HttpRequestMessage request = new(HttpMethod.Post, "/v1/imports?kind=members") { Content = lines };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ServedSilo.BootstrapKey);
        using HttpResponseMessage response = await silo.Client.SendAsync(request);
        string id = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        while ((await silo.GetAsync($"/v1/imports/{id}")).Json is var import && import.GetProperty("state").GetString() != "done")
        {
        }
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
