using System.Text.Json;
using Jifen.Silo.Tests.Api;

namespace Jifen.Silo.Tests.Trades;

/// <summary>The trade <i>Play festival</i> from its template: tasks, wheel, cards, a badge set with its grand prize, and the daily draw.</summary>
public sealed class PlayFestivalTests
{
    private const string Draw = "/v1/lotteries/evening-draw/draws";

    /// <summary>What a member may play for nothing counts among its tickets.</summary>
    private const int FreePlays = 1;

    private static readonly string[] Members = ["ann", .. Enumerable.Range(0, 14).Select(i => $"m{i}")];

    [Fact]
    public async Task Tasks_pay_cards_and_spins_a_set_of_badges_its_grand_prize_and_each_evening_is_drawn()
    {
        await using Trade trade = await Trade.BeginAsync("play-festival");
        await Task.WhenAll(Members.Select(trade.Silo.EnrolAsync));
        await TasksAsync(trade);
        await CardsAsync(trade);
        string period = await EntriesAsync(trade);
        await SetAsync(trade);
        await DrawnAsync(trade, period);
        await trade.IsSoundAsync();
    }

    /// <summary>Coffee counts double; three purchases of 110 yuan at three counters reach all tasks but the tenth.</summary>
    private static async Task TasksAsync(Trade trade)
    {
        await trade.BuyAsync("ann", 4_000, Line("coffee", 4_000));
        await trade.BuyAsync("ann", 3_000, Line("bakery", 3_000));
        Assert.Equal(40 + 40 + 1 + 30, await trade.PointsOfAsync("ann"));
        JsonElement third = await trade.BuyAsync("ann", 4_000, Line("groceries", 4_000));
        Assert.Equal(
            ["three-a-week", "a-hundred-today", "three-counters"],
            third.GetProperty("progress").EnumerateArray().Where(moved => moved.GetProperty("rewards").GetArrayLength() > 0).Select(moved => moved.GetProperty("challenge").GetString()!));
        JsonElement ann = await trade.ReadAsync("/v1/members/ann");
        Assert.Equal(111 + 40 + 50 + 30, ann.GetProperty("points").GetProperty("available").GetInt64());
        JsonElement tickets = ann.GetProperty("tickets");
        Assert.Equal((2, 1 + FreePlays), (tickets.GetProperty("lucky-cards").GetInt32(), tickets.GetProperty("lucky-wheel").GetInt32()));
    }

    /// <summary>The two cards of the task cost nothing and bring what their faces say; the third costs 20 points.</summary>
    private static async Task CardsAsync(Trade trade)
    {
        for (int card = 0; card < 3; card++)
        {
            long before = await trade.PointsOfAsync("ann");
            JsonElement dealt = await trade.PlayAsync("ann", "lucky-cards");
            Assert.Equal(card < 2 ? 0 : 20, dealt.GetProperty("cost").GetInt64());
            string id = dealt.GetProperty("card").GetProperty("cardId").GetString()!;
            TestSilo.Answer scratched = await trade.Silo.PostAsync($"/v1/members/ann/cards/{id}/scratch", null);
            Assert.True(scratched.Status == 200, scratched.Body);
            JsonElement prize = scratched.Json.GetProperty("outcome").GetProperty("prize");
            long won = prize.ValueKind == JsonValueKind.Object && prize.TryGetProperty("points", out JsonElement points) ? points.GetInt64() : 0;
            Assert.Equal(before - (card < 2 ? 0 : 20) + won, await trade.PointsOfAsync("ann"));
        }
    }

    /// <returns>The period of this evening's draw.</returns>
    private static async Task<string> EntriesAsync(Trade trade)
    {
        string period = "";
        foreach (string member in Members)
        {
            JsonElement entered = await trade.PlayAsync(member, "evening-draw");
            Assert.Equal(0, entered.GetProperty("cost").GetInt64());
            period = entered.GetProperty("entry").GetProperty("period").GetString()!;
        }

        return period;
    }

    /// <summary>Plays until the last badge of the set is there: its grand prize comes once, and no later play brings it again.</summary>
    private static async Task SetAsync(Trade trade)
    {
        for (int purchase = 0; purchase < 7; purchase++)
        {
            await trade.BuyAsync("ann", 20_000);
        }

        Assert.Equal(3, (await trade.ReadAsync("/v1/members/ann")).GetProperty("tickets").GetProperty("evening-draw").GetInt32());
        for (int play = 0; play < 50 && !await HasSetAsync(trade); play++)
        {
            await trade.PlayAsync("ann", "lucky-wheel");
        }

        Assert.True(await HasSetAsync(trade));
        await trade.PlayAsync("ann", "evening-draw");
        JsonElement grand = Assert.Single(await HistoryAsync(trade, "ann"), item => item.GetProperty("kind").GetString() == "badge-set");
        Assert.Equal("festival-goer", grand.GetProperty("set").GetString());
    }

    /// <summary>After 20:00 eleven of fifteen members have won, each once; ten of them 100 points.</summary>
    private static async Task DrawnAsync(Trade trade, string period)
    {
        trade.Pass(TimeSpan.FromMinutes(31));
        await trade.UntilAsync(async () => (await trade.ReadAsync($"{Draw}/{period}")).GetProperty("state").GetString() == "drawn");
        JsonElement drawn = await trade.ReadAsync($"{Draw}/{period}");
        Assert.Equal((15, 16, 11), (drawn.GetProperty("members").GetInt32(), drawn.GetProperty("entries").GetInt32(), drawn.GetProperty("winners").GetInt32()));
        await trade.UntilAsync(async () => await WinnersOfPointsAsync(trade) == 10);
    }

    private static async Task<int> WinnersOfPointsAsync(Trade trade)
    {
        int winners = 0;
        foreach (string member in Members)
        {
            JsonElement draw = (await trade.ReadAsync($"/v1/members/{member}/draws")).GetProperty("items")[0];
            winners += draw.GetProperty("win") is { ValueKind: JsonValueKind.Object } win && win.GetProperty("won").GetProperty("prize").GetProperty("kind").GetString() == "points" ? 1 : 0;
        }

        return winners;
    }

    private static async Task<bool> HasSetAsync(Trade trade) =>
        (await trade.ReadAsync("/v1/members/ann/badges")).GetProperty("sets")[0].GetProperty("completed").ValueKind == JsonValueKind.String;

    private static async Task<List<JsonElement>> HistoryAsync(Trade trade, string member) =>
        [.. (await trade.ReadAsync($"/v1/members/{member}/history?limit=100")).GetProperty("items").EnumerateArray()];

    private static string Line(string category, long fen) => $$"""{"sku":"{{category}}","category":"{{category}}","quantity":1,"amount":{{fen}}}""";
}
