using System.Globalization;
using System.Text.Json.Nodes;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Demo;
using Jifen.Silo.Tests.Imports;
using Jifen.Tests;

namespace Jifen.Silo.Tests.Journals;

/// <summary>Has a silo go through nearly everything that records are made of, in three weeks of its own clock, and keeps the journal.</summary>
internal static class JournalOfARelease
{
    private const int Members = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    public static async Task MakeAsync(KeptJournal kept)
    {
        DemoTime time = new();
        using CancellationTokenSource end = new();
        Task passing = PassAsync(time, end.Token);
        await using TestSilo silo = await TestSilo.StartAsync(new() { Time = time });
        await FirstDayAsync(silo, time);
        await PublishAsync(silo, 2);
        await SecondVersionAsync(silo, time);
        await PublishAsync(silo, 3);
        await ThirdVersionAsync(silo, time);
        await DaysAsync(silo, time);
        await LastDayAsync(silo, time);
        kept.Keep(silo.Folder);
        await end.CancelAsync();
        await passing;
    }

    private static async Task FirstDayAsync(TestSilo silo, DemoTime time)
    {
        for (int i = 0; i < Members; i++)
        {
            Assert.Equal(201, (await silo.PostAsync("/v1/members", $$$"""{"id":"m{{{i}}}","profile":{"name":"N{{{i}}}"}}""")).Status);
            await EarnAsync(silo, time, i, "first", i == 0 ? 12_345 : 4_000 * (i + 1), i % 2 == 0);
            await PlayAsync(silo, i, "free");
        }

        await EarnAsync(silo, time, 1, "first", 1, false);
        Assert.Equal(200, (await silo.PostAsync("/v1/activities/first-2/refund", """{"memberId":"m2","amount":1000}""", "part")).Status);
        for (int i = 0; i < 6; i++)
        {
            await PlayAsync(silo, 2, $"spend{i}");
        }

        Assert.Equal(200, (await silo.PostAsync("/v1/activities/first-2/refund", """{"memberId":"m2"}""", "whole")).Status);
        await EarnAsync(silo, time, 2, "repays", 30_000, true);
        Assert.Equal(200, (await silo.PostAsync("/v1/lotteries/lucky-wheel/pause", """{"reason":"kept"}""")).Status);
        await PlayAsync(silo, 3, "while-paused");
        Assert.Equal(200, (await silo.PostAsync("/v1/lotteries/lucky-wheel/resume", """{"reason":"kept"}""")).Status);
        string play = (await PlayAsync(silo, 4, "watched")).Json.GetProperty("playId").GetString()!;
        Assert.Equal(200, (await silo.PostAsync($"/v1/plays/{play}/seen", """{"memberId":"m4"}""")).Status);
        await ImportAsync(silo, time);
    }

    private static async Task ImportAsync(TestSilo silo, DemoTime time)
    {
        await TestImports.DoneAsync(silo, TestImports.Lines(
            """{"id":"old","tier":"gold","lots":[{"points":70},{"points":30,"expires":"2026-11-30T00:00:00+08:00"}],"counters":{"activities":{"purchase":4},"plays":2,"wins":1}}"""), "?kind=members");
        await TestImports.DoneAsync(silo, TestImports.Lines(TestImports.Activity("kept", "old", at: "2020-01-01T00:00:00Z")), "?history=true");
        await TestImports.DoneAsync(silo, TestImports.Lines(TestImports.Activity("counted", "old", 700, At(time))));
    }

    /// <summary>Prizes that run out, a budget that does, a limit on what a rule gives, and badges that are earned.</summary>
    private static async Task PublishAsync(TestSilo silo, long version)
    {
        JsonNode programme = JsonNode.Parse(Repository.Text("Silo/Templates/starter.json"))!;
        JsonArray campaigns = programme["campaigns"]!.AsArray();
        JsonNode panda = campaigns[1]!["lotteries"]![0]!["segments"]!.AsArray().Single(segment => segment!["id"]!.GetValue<string>() == "panda")!;
        (panda["weight"], panda["stock"]) = (20_000, new JsonObject { ["total"] = 40, ["perDay"] = 6 });
        campaigns[2]!["budget"] = version == 2 ? 900 : 2_000;
        campaigns.Add(JsonNode.Parse(Extra.Replace("\"total\": 5", version == 2 ? "\"total\": 5" : "\"total\": 9", StringComparison.Ordinal)));
        if (version == 3)
        {
            programme["boards"]!.AsArray().RemoveAt(1);
        }

        programme["badges"]!.AsArray().Add(JsonNode.Parse("""{ "id": "first", "name": { "en": "First", "zh": "首次" }, "criteria": { "counter": "purchases", "atLeast": 2 } }"""));
        programme["badgeSets"]!.AsArray().Add(JsonNode.Parse("""{ "id": "begun", "name": { "en": "Begun", "zh": "开始" }, "badges": ["first"], "grand": { "kind": "points", "points": 5 } }"""));
        TestSilo.Answer published = await silo.SendAsync(HttpMethod.Put, "/v1/catalogue", programme.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.True(published.Status == 200, published.Body);
        await silo.InForceAsync(version);
    }

    private const string Extra =
        """
        { "id": "extra", "name": { "en": "Extra", "zh": "特" }, "starts": "2026-01-01T00:00:00+08:00", "ends": "2100-01-01T00:00:00+08:00",
          "earning": [ { "id": "capped", "name": { "en": "Capped", "zh": "封顶" }, "kinds": ["visit"], "points": 5, "per": 100, "caps": { "perDay": 8 } } ],
          "lotteries": [ { "id": "closing", "kind": "wheel", "name": { "en": "Closing", "zh": "限" }, "freePlaysPerDay": 1, "cost": { "points": 3 }, "whenEmpty": "close", "segments": [
            { "id": "pen", "label": { "en": "Pen", "zh": "笔" }, "color": "#e5484d", "weight": 9, "prize": { "kind": "goods", "name": { "en": "Pen", "zh": "笔" } }, "stock": { "total": 5 } },
            { "id": "none", "label": { "en": "-", "zh": "-" }, "color": "#64748b", "weight": 1, "prize": null } ] } ] }
        """;

    private static async Task SecondVersionAsync(TestSilo silo, DemoTime time)
    {
        for (int i = 0; i < Members; i++)
        {
            await EarnAsync(silo, time, i, "second", 20_000, true);
            await PlayAsync(silo, i, "second");
            await PlayAsync(silo, i, "close", "closing");
            await PlayAsync(silo, i, "paid", "closing");
            await VisitAsync(silo, time, i, "a");
            await VisitAsync(silo, time, i, "b");
        }

        Assert.Equal(200, (await silo.PostAsync("/v1/activities/visit-0-b/refund", """{"memberId":"m0"}""", "visit")).Status);
        Assert.Equal(200, (await silo.PostAsync("/v1/activities/second-0/refund", """{"memberId":"m0"}""", "budget")).Status);
    }

    /// <summary>Stock and budget are raised again, and a board is no more.</summary>
    private static async Task ThirdVersionAsync(TestSilo silo, DemoTime time)
    {
        for (int i = 0; i < Members; i++)
        {
            await EarnAsync(silo, time, i, "third", 20_000, true);
        }

        await Task.WhenAll(Enumerable.Range(0, Members).Select(i => PlayAsync(silo, i, "third", "closing")));
        Assert.Equal(200, (await silo.PostAsync("/v1/activities/third-0/refund", """{"memberId":"m0"}""", "third")).Status);
    }

    /// <summary>Days end, periods and boards close, seeds are revealed, the opening lot expires.</summary>
    private static async Task DaysAsync(TestSilo silo, DemoTime time)
    {
        for (int day = 0; day < 20; day++)
        {
            time.Pass(TimeSpan.FromDays(1));
            await EarnAsync(silo, time, day % Members, $"day{day}", 1_000, false);
            await PlayAsync(silo, day % Members, $"day{day}");
            await Task.Delay(Beat);
        }

        using CancellationTokenSource patience = new(Patience);
        while (!RecordKinds.In(silo.Folder).Intersect(["seed-revealed", "board-finalized", "lot-expired"]).Count().Equals(3))
        {
            await Task.Delay(Beat, patience.Token);
        }
    }

    /// <summary>Records after the newest checkpoint.</summary>
    private static async Task LastDayAsync(TestSilo silo, DemoTime time)
    {
        time.Pass(TimeSpan.FromMinutes(1));
        await Task.Delay(Beat * 20);
        for (int i = 0; i < Members; i++)
        {
            await EarnAsync(silo, time, i, "last", 2_000, false);
            await PlayAsync(silo, i, "last");
        }
    }

    private static async Task PassAsync(DemoTime time, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            time.Pass(TimeSpan.FromMilliseconds(20));
            await Task.Delay(20, CancellationToken.None);
        }
    }

    private static async Task EarnAsync(TestSilo silo, DemoTime time, int member, string id, long amount, bool coffee)
    {
        string lines = coffee ? $$""","lines":[{"sku":"1","category":"coffee","quantity":1,"amount":{{amount}}}]""" : "";
        TestSilo.Answer answer = await silo.PostAsync(
            "/v1/activities", $$"""{"id":"{{id}}-{{member}}","memberId":"m{{member}}","kind":"purchase","at":"{{At(time)}}","amount":{{amount}}{{lines}}}""");
        Assert.True(answer.Status is 200 or 422, answer.Body);
    }

    private static async Task VisitAsync(TestSilo silo, DemoTime time, int member, string id)
    {
        TestSilo.Answer answer = await silo.PostAsync(
            "/v1/activities", $$"""{"id":"visit-{{member}}-{{id}}","memberId":"m{{member}}","kind":"visit","at":"{{At(time)}}","amount":100}""");
        Assert.True(answer.Status == 200, answer.Body);
    }

    private static async Task<TestSilo.Answer> PlayAsync(TestSilo silo, int member, string key, string lottery = "lucky-wheel")
    {
        TestSilo.Answer answer = await silo.PostAsync($"/v1/lotteries/{lottery}/plays", $$"""{"memberId":"m{{member}}"}""", $"{lottery}-{key}");
        Assert.True(answer.Status is 200 or 202 or 409, answer.Body);
        return answer;
    }

    private static string At(DemoTime time) => time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
