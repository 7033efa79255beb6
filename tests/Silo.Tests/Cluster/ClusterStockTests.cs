using System.Text.Json.Nodes;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Journal.Postgres;
using Xunit.Abstractions;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>A wheel that always wins, on the shards of three silos: exactly the stock is awarded, units that lie at other silos included.</summary>
[Collection(PostgresServer.ClusterCollection)]
public sealed class ClusterStockTests(PostgresServer server, ITestOutputHelper output)
{
    private const int Connections = 24;
    private const int Members = 100;
    private const string Cup = "cup";
    private const ulong Seed = 3_141_593;

    [Fact]
    public async Task Stocks_at_the_edges_are_given_exactly_over_three_silos_and_members_of_one_get_the_units_that_lie_at_the_others()
    {
        int[] stocks = [0, 1, 63, 64, 65, 100];
        const int OfOne = 101;
        await using SiloTrio trio = await SiloTrio.StartAsync(server);
        await OpenAsync(trio, [.. stocks, OfOne]);
        foreach (int stock in stocks)
        {
            await CountAsync(trio, stock, await SpinAsync(trio, stock, 800));
        }

        IReadOnlyList<string> members = [.. Enumerable.Range(0, Members).Select(Member).Where(member => trio.OwnerOf(trio.ShardOf(member)) == trio[2])];
        await CountAsync(trio, OfOne, await SpinAsync(trio, OfOne, 400, members));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_stock_of_100_gives_exactly_100_while_a_silo_leaves_and_another_comes(int databases)
    {
        await using SiloTrio trio = await SiloTrio.StartAsync([.. Enumerable.Range(0, databases).Select(_ => server.To("postgres", server.CreateSchema()))]);
        await OpenAsync(trio, [100]);
        Task<int> spinning = SpinAsync(trio, 100, 1_500);
        await trio.LeaveAsync(trio[1]);
        await trio.JoinAsync();
        await CountAsync(trio, 100, await spinning);
    }

    private static string Member(int number) => $"m{number}";

    private static string Wheel(int stock) => $"sure-{stock}";

    private static async Task OpenAsync(SiloTrio trio, IReadOnlyList<int> stocks)
    {
        await SiloTrio.PublishAsync(trio[0], draft => draft["campaigns"]![1]!["lotteries"] = new JsonArray(
        [
            .. stocks.Select(stock => JsonNode.Parse(
                $$"""
                { "id": "{{Wheel(stock)}}", "kind": "wheel", "name": { "en": "Wheel", "zh": "轮" }, "freePlaysPerDay": 1000, "whenEmpty": "fallback",
                  "segments": [
                    { "id": "cup", "label": { "en": "Cup", "zh": "杯" }, "color": "#e5484d", "weight": 9007199254740990,
                      "prize": { "kind": "goods", "name": { "en": "Cup", "zh": "杯" } }, "stock": { "total": {{stock}} }, "fallback": "blank" },
                    { "id": "blank", "label": { "en": "-", "zh": "-" }, "color": "#64748b", "weight": 1, "prize": null } ] }
                """)),
        ]));
        await Task.WhenAll(Enumerable.Range(0, Members).Select(number => trio[number % 3].EnrolAsync(Member(number))));
    }

    /// <summary>Spins at random silos until each spin has its outcome; returns the cups that callers were told of.</summary>
    private static async Task<int> SpinAsync(SiloTrio trio, int stock, int spins, IReadOnlyList<string>? members = null)
    {
        members ??= [.. Enumerable.Range(0, Members).Select(Member)];
        int cups = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, spins), new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (spin, _) =>
        {
            SeededDraw draw = new(Seed + (ulong)spin);
            if (await OutcomeAsync(trio, draw, stock, members[spin % members.Count], $"s{stock}-{spin}") == Cup)
            {
                Interlocked.Increment(ref cups);
            }
        });
        return cups;
    }

    private static async Task<string> OutcomeAsync(SiloTrio trio, SeededDraw draw, int stock, string member, string key)
    {
        while (true)
        {
            IReadOnlyList<TestSilo> silos = trio.Silos;
            try
            {
                TestSilo.Answer answer = await silos[draw.Below(silos.Count)].PostAsync($"/v1/lotteries/{Wheel(stock)}/plays", $$"""{"memberId":"{{member}}"}""", key);
                if (answer.Status == 200)
                {
                    return answer.Json.GetProperty("outcome").GetProperty("segment").GetString()!;
                }

                Assert.True(answer.Status is 202 or 503, answer.Body);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The silo that was asked has left.
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Holds against each other what callers were told, what the journal has, and what every silo shows.</summary>
    private async Task CountAsync(SiloTrio trio, int stock, int told)
    {
        (PlaySettled Play, int Units)[] settled =
        [
            .. Enumerable.Range(0, SiloTrio.Shards).SelectMany(shard => trio.Records(new(shard))).Select(record => RecordCodec.Decode(record.Body.Span).Events ?? [])
                .SelectMany(events => events.OfType<PlaySettled>().Where(play => play.Lottery == Wheel(stock)).Select(play => (play, events.OfType<UnitUsed>().Count()))),
        ];
        PlaySettled[] plays = [.. settled.Select(one => one.Play)];
        output.WriteLine($"stock {stock}: {plays.Length} plays on {plays.Select(play => play.Play.Shard).Distinct().Count()} shards, {told} cups told");
        Assert.Equal((stock, stock, stock), (told, plays.Count(play => play.Segment == Cup), settled.Sum(one => one.Units)));
        Assert.Equal(plays.Length, plays.Select(play => play.Play).Distinct().Count());
        foreach (TestSilo silo in trio.Silos)
        {
            TestSilo.Answer shown = await silo.GetAsync($"/v1/lotteries/{Wheel(stock)}/stock?consistency=strong");
            Assert.Equal(stock, shown.Json.GetProperty("items")[0].GetProperty("awarded").GetInt32());
        }
    }
}
