using System.Globalization;
using System.Net;
using Jifen.Process.Tests.Hosts;
using Jifen.Silo.Host;

namespace Jifen.Process.Tests.Clients;

/// <summary>The programme that the tests play by, its members, and stores that hold them.</summary>
public static class Festival
{
    public const string Programme = "festival";
    public const string Wheel = "lucky";
    public const string Prize = "cup";
    public const int Cups = 120;
    public const int Members = 40;
    public const string Coupon = "coffee";
    public const int Codes = 80;
    public const string Deck = "cards";
    public const string Draw = "evening";
    public const int Winners = 5;
    public const string ServerKey = "jfk_a-key-of-the-tests-with-enough-characters";

    public const string Board = "daily";

    /// <summary>Zone of its days, which has no summer time.</summary>
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>What ranks of the board get, up to and with each: the points of the first that reaches down to a rank.</summary>
    public static IReadOnlyList<(int Rank, long Points)> Rewards { get; } = [(1, 500), (3, 200), (20, 10)];

    /// <summary>The cards of the deck by kind: fewer than members ask for.</summary>
    public static IReadOnlyDictionary<string, int> Cards { get; } = new Dictionary<string, int>(StringComparer.Ordinal) { ["gem"] = 10, ["five"] = 60, ["none"] = 80 };

    /// <summary>What members of the <see cref="Whole"/> festival play, the wheel as often as everything else.</summary>
    public static IReadOnlyList<string> Games { get; } = [Wheel, Wheel, Deck, Draw];

    /// <summary>A code of the pool <see cref="Coupon"/>.</summary>
    public static string Code(int number) => string.Create(CultureInfo.InvariantCulture, $"COFFEE-{number:000}");

    public static string Member(int number) => string.Create(CultureInfo.InvariantCulture, $"m{number}");

    public static HostOrder Order(StoreFolder store) => new() { Folder = store.Data, Key = ServerKey };

    /// <summary>Makes a store with the programme in force and its members enrolled, and leaves it at rest.</summary>
    /// <param name="document">Asked once a silo serves, for what counts from then on.</param>
    /// <param name="first">Calls that are answered before the store comes to rest.</param>
    public static async Task<StoreFolder> StoreAsync(HostPool pool, Func<string> document, IEnumerable<string> members, int shards = 8, IEnumerable<Call>? first = null)
    {
        StoreFolder store = new();
        try
        {
            SiloProcess host = pool.Take();
            host.Obey(Order(store) with { Shards = shards });
            using SiloClient client = new(ServerKey) { Address = await host.ReadyAsync() };
            await OpenAsync(client, document(), members);
            foreach (Call call in first ?? [])
            {
                store.First.Add((call, await client.AnswerAsync(call)));
            }

            host.Stop();
            Assert.Equal(0, await host.EndAsync(TimeSpan.FromSeconds(60)));
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Publishes the programme, enrols the members, fills the pool, and waits until it is in force.</summary>
    public static async Task OpenAsync(SiloClient client, string document, IEnumerable<string> members)
    {
        await client.SendAsync(HttpMethod.Put, "/v1/catalogue", document, HttpStatusCode.OK);
        await Parallel.ForEachAsync(members, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (member, _) =>
            await client.SendAsync(HttpMethod.Post, "/v1/members", $$"""{"id":"{{member}}"}""", HttpStatusCode.Created));
        if (document.Contains(Coupon, StringComparison.Ordinal))
        {
            await client.UploadAsync($"/v1/coupons/{Coupon}/codes", string.Join('\n', Enumerable.Range(0, Codes).Select(Code)));
        }

        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (await client.StatusAsync($"/v1/lotteries/{Wheel}") != HttpStatusCode.OK)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Points by purchases; a wheel with points, cups and blanks.</summary>
    public static string Document() => WithPrizes("");

    /// <summary>
    /// The same with coupons, whose codes are fewer than those who will win one, a deck of cards, and a draw that closes after a while.
    /// </summary>
    /// <param name="closesIn">When the draw closes.</param>
    /// <param name="shift">How far ahead the clocks of silos are, of which a board then rewards a day; null where they are right, and there is no board.</param>
    public static string Whole(TimeSpan closesIn, TimeSpan? shift = null) => WithPrizes(
        $$"""
          { "id": "{{Coupon}}", "label": { "en": "Coffee", "zh": "咖啡" }, "color": "#8b5cf6", "weight": 15,
            "prize": { "kind": "coupon", "pool": "{{Coupon}}", "name": { "en": "Coffee", "zh": "咖啡" } }, "fallback": "ten" },
        """,
        $$"""
        , { "id": "{{Deck}}", "kind": "scratch", "name": { "en": "Cards", "zh": "卡" }, "freePlaysPerDay": 1000, "expires": { "days": 30 }, "cards": [
              { "id": "gem", "label": { "en": "Gem", "zh": "宝石" }, "color": "#8b5cf6", "count": {{Cards["gem"]}}, "prize": { "kind": "goods", "name": { "en": "Gem", "zh": "宝石" } } },
              { "id": "five", "label": { "en": "5", "zh": "5" }, "color": "#f59e0b", "count": {{Cards["five"]}}, "prize": { "kind": "points", "points": 5 } },
              { "id": "none", "label": { "en": "-", "zh": "-" }, "color": "#64748b", "count": {{Cards["none"]}}, "prize": null } ] },
          { "id": "{{Draw}}", "kind": "draw", "name": { "en": "Evening", "zh": "晚" }, "freePlaysPerDay": 1000,
            "closes": { "at": "{{TimeProvider.System.GetUtcNow() + (shift ?? TimeSpan.Zero) + closesIn:yyyy-MM-dd'T'HH:mm:ss'Z'}}" },
            "prizes": [ { "id": "lamp", "label": { "en": "Lamp", "zh": "灯" }, "count": {{Winners}}, "prize": { "kind": "goods", "name": { "en": "Lamp", "zh": "灯" } } } ] }
        """, shift is null ? "" : Boards());

    /// <summary>How far ahead clocks must be for a day of the programme to end in a while, and the day; activities of now are never of a day to come.</summary>
    public static (TimeSpan Shift, DateOnly Day) DayThatEnds(TimeSpan within)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow().ToOffset(Offset);
        DateOnly day = DateOnly.FromDateTime((now + within).DateTime);
        return (StampOf(day.AddDays(1)).ToInstant() - within - now, day);
    }

    /// <summary>First instant of a day of the programme.</summary>
    public static Stamp StampOf(DateOnly day) => Stamp.From(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Offset));

    private static string Boards()
    {
        string rewards = string.Join(", ", Rewards.Select(reward => $$"""{ "to": {{reward.Rank}}, "points": {{reward.Points}} }"""));
        return $$"""
            , "boards": [ { "id": "{{Board}}", "name": { "en": "Today", "zh": "今日" }, "metric": "points-earned", "period": "day", "grace": 0, "rewards": [ {{rewards}} ] } ]
            """;
    }

    private static string WithPrizes(string segments, string lotteries = "", string boards = "") => Text(
        $$"""
        "freePlaysPerDay": 3, "cost": { "points": 20 }, "whenEmpty": "fallback",
        "guarantee": { "plays": 5, "segment": "ten" },
        "segments": [ {{segments}}
          { "id": "ten", "label": { "en": "10", "zh": "10" }, "color": "#f59e0b", "weight": 35, "prize": { "kind": "points", "points": 10 } },
          { "id": "blank", "label": { "en": "-", "zh": "-" }, "color": "#64748b", "weight": 45, "prize": null },
          { "id": "cup", "label": { "en": "Cup", "zh": "杯" }, "color": "#e5484d", "weight": 20,
            "prize": { "kind": "goods", "name": { "en": "Cup", "zh": "杯" } }, "stock": { "total": 120 }, "fallback": "ten" }
        ]
        """, lotteries, boards);

    /// <summary>A wheel on which the prize is drawn always: the other segment has one chance in 2^53.</summary>
    public static string AlwaysWins(int stock, string whenEmpty) => Text(
        $$"""
        "freePlaysPerDay": 1000, "whenEmpty": "{{whenEmpty}}",
        "segments": [
          { "id": "cup", "label": { "en": "Cup", "zh": "杯" }, "color": "#e5484d", "weight": 9007199254740990,
            "prize": { "kind": "goods", "name": { "en": "Cup", "zh": "杯" } }, "stock": { "total": {{stock}} }{{(whenEmpty == "close" ? "" : ", \"fallback\": \"blank\"")}} },
          { "id": "blank", "label": { "en": "-", "zh": "-" }, "color": "#64748b", "weight": 1, "prize": null }
        ]
        """);

    /// <summary>A wheel that is played once a programme day and gives nothing.</summary>
    public static string OneFreePlay() => Text(
        """
        "freePlaysPerDay": 1, "whenEmpty": "fallback",
        "segments": [
          { "id": "blank", "label": { "en": "-", "zh": "-" }, "color": "#64748b", "weight": 1, "prize": null },
          { "id": "other", "label": { "en": "-", "zh": "-" }, "color": "#64748b", "weight": 1, "prize": null }
        ]
        """);

    private static string Text(string wheel, string more = "", string boards = "") =>
        $$"""
        { "programme": "{{Programme}}", "zone": "Asia/Shanghai", "name": { "en": "Festival", "zh": "节" }, "expiry": { "rule": "never" },
          "campaigns": [ { "id": "all", "name": { "en": "All", "zh": "全" }, "starts": "2020-01-01T00:00:00Z", "ends": "2190-01-01T00:00:00Z",
            "earning": [ { "id": "base", "name": { "en": "Base", "zh": "基" }, "kinds": ["purchase"], "points": 1, "per": 100 } ],
            "lotteries": [ { "id": "{{Wheel}}", "kind": "wheel", "name": { "en": "Wheel", "zh": "轮" }, {{wheel}} }{{more}} ] } ]{{boards}} }
        """;
}
