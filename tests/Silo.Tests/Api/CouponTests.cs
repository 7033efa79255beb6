using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Silo.Hosting;
using Jifen.Silo.Journal.Sqlite;
using Jifen.Silo.Security;
using Jifen.Silo.Verification;
using Microsoft.Data.Sqlite;

namespace Jifen.Silo.Tests.Api;

/// <summary>Coupon pools over HTTP, from their upload to the wallet, a restart and <c>verify</c>.</summary>
public class CouponTests
{
    private const string Pool = "/v1/coupons/coffee";

    private static readonly string[] Counts = ["added", "repeated", "refused", "total"];

    protected virtual SiloSeams Seams => new();

    [Fact]
    public async Task Codes_are_taken_line_by_line_and_the_same_file_adds_nothing()
    {
        await using TestSilo silo = await WithPoolAsync();
        string file = $"code,expires\r\nAAA-1\r\n\"AAA-2\",2099-12-31\r\n\nAAA-1\nBBB\u0007\nCCC,tomorrow\nDDD,2020-01-01\n{new string('E', 65)}\nZZZ";

        TestSilo.Answer first = await UploadAsync(silo, file);
        TestSilo.Answer again = await UploadAsync(silo, file);

        Assert.Equal(200, first.Status);
        Assert.Equal("3 1 4 3", Told(first));
        Assert.Equal("0 4 4 3", Told(again));
        Assert.Equal(
            ["5 repeated", "6 not_text", "7 not_a_day", "8 expired", "9 too_long"],
            first.Json.GetProperty("lines").EnumerateArray().Select(line => $"{line.GetProperty("line").GetInt64()} {line.GetProperty("why").GetString()}"));
        Assert.DoesNotContain("AAA", first.Body, StringComparison.Ordinal);
        Assert.Equal((415, "unsupported_media"), Code(await silo.PostAsync($"{Pool}/codes", "{}")));
        Assert.Equal((404, "unknown_pool"), Code(await silo.GetAsync("/v1/coupons/none")));
    }

    [Fact]
    public async Task Uploads_at_once_add_each_code_once()
    {
        await using TestSilo silo = await WithPoolAsync();
        string[] files = [Lines(0, 3000), Lines(1500, 3000), Lines(0, 4500), Lines(2999, 2)];

        TestSilo.Answer[] answers = await Task.WhenAll(files.Select(file => UploadAsync(silo, file)));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(4500, answers.Sum(answer => answer.Json.GetProperty("added").GetInt64()));
        Assert.Equal((4500, 0, 4500), await FiguresAsync(silo));
        await IsSoundAsync(silo);
    }

    [Fact]
    public async Task Each_code_goes_to_one_member_whose_wallet_alone_tells_it()
    {
        await using TestSilo silo = await WithPoolAsync();
        await UploadAsync(silo, Lines(0, 40));
        string[] members = [.. Enumerable.Range(0, 8).Select(i => $"m{i}")];
        await Task.WhenAll(members.Select(silo.EnrolAsync));

        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => PlayAsync(silo, members[i % 8], i)));
        await silo.RestartAsync();
        List<string> codes = [];
        foreach (string member in members)
        {
            TestSilo.Answer wallet = await silo.GetAsync($"/v1/members/{member}/prizes?limit=100", await silo.TokenAsync(member));
            Assert.Equal(200, wallet.Status);
            codes.AddRange(wallet.Json.GetProperty("items").EnumerateArray().Select(prize => prize.GetProperty("code").GetString()!));
            Assert.DoesNotContain("CODE-", (await silo.GetAsync($"/v1/members/{member}/history")).Body, StringComparison.Ordinal);
        }

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"CODE-{i:00000}"), codes.Order(StringComparer.Ordinal));
        Assert.Equal((40, 40, 0), await FiguresAsync(silo));
        Assert.Equal(403, (await silo.GetAsync("/v1/members/m0/prizes", await silo.TokenAsync("m1"))).Status);
        LiveFrame frame = await silo.Host.Engine.Desk.TakeAsync();
        Assert.All(frame.Invariants, invariant => Assert.True(invariant.Holds, $"{invariant}"));
        Assert.Equal((40L, 40L), frame.Prizes.Where(p => p.Lottery == "coupons:coffee").Select(p => (p.Total, p.Awarded)).Single());
        await IsSoundAsync(silo);
        Assert.False(Holds(silo.Folder, "CODE-00001"), "no file of the silo has a code in clear");
    }

    [Fact]
    public async Task A_wallet_is_read_page_by_page_with_what_the_prizes_are()
    {
        await using TestSilo silo = await WithPoolAsync();
        await UploadAsync(silo, "ONE,2099-12-31\nTWO\nTHREE");
        await silo.EnrolAsync("ann");
        for (int i = 0; i < 3; i++)
        {
            JsonElement outcome = (await PlayAsync(silo, "ann", i)).Json.GetProperty("outcome");
            Assert.Equal("""{"kind":"coupon","name":{"en":"Coffee","zh":"咖啡"}}""", outcome.GetProperty("prize").GetRawText());
        }

        TestSilo.Answer first = await silo.GetAsync("/v1/members/ann/prizes?limit=2");
        TestSilo.Answer second = await silo.GetAsync($"/v1/members/ann/prizes?limit=2&cursor={first.Json.GetProperty("next").GetString()}");

        Assert.Equal(["THREE", "TWO"], first.Json.GetProperty("items").EnumerateArray().Select(prize => prize.GetProperty("code").GetString()));
        JsonElement oldest = Assert.Single(second.Json.GetProperty("items").EnumerateArray());
        Assert.Equal(
            ("ONE", "2099-12-31", "ready", """{"kind":"lottery","id":"coupon-wheel"}"""),
            (oldest.GetProperty("code").GetString(), oldest.GetProperty("expires").GetString(), oldest.GetProperty("state").GetString(), oldest.GetProperty("source").GetRawText()));
        Assert.Equal(JsonValueKind.Null, second.Json.GetProperty("next").ValueKind);
        SchemaCheck check = new((await silo.GetAsync("/openapi/v1.json", "")).Json);
        Assert.Empty(check.Faults(JsonDocument.Parse("""{"$ref":"#/components/schemas/Wallet"}""").RootElement, first.Json));
        Assert.Empty(check.Faults(JsonDocument.Parse("""{"$ref":"#/components/schemas/Pools"}""").RootElement, (await silo.GetAsync("/v1/coupons")).Json));
        Assert.Equal((422, "invalid"), Code(await silo.GetAsync("/v1/members/ann/prizes?cursor=p0-0")));
        Assert.Equal((404, "unknown_member"), Code(await silo.GetAsync("/v1/members/nobody/prizes")));
    }

    [Fact]
    public async Task Codes_expire_with_their_day_those_that_expire_first_go_first_and_the_figures_say_so()
    {
        await using TestSilo silo = await WithPoolAsync();
        DateOnly today = Today(silo.Now);
        TestSilo.Answer uploaded = await silo.SendAsync(
            HttpMethod.Post, $"{Pool}/codes?expires={today.AddDays(1):yyyy-MM-dd}", $"NEVER,2099-12-31\nSOON-1\nLATER,{today.AddDays(400):yyyy-MM-dd}\nSOON-2\nSOON-3", null, TestSilo.BootstrapKey, media: "text/csv");
        Assert.Equal("5 0 0 5", Told(uploaded));
        await silo.EnrolAsync("ann");
        await PlayAsync(silo, "ann", 1);
        Assert.Equal(["SOON-1"], await CodesAsync(silo, "ann"));

        await silo.RestartAsync(new SiloSeams { Time = new LaterTime(TimeSpan.FromDays(3)) });
        await ExpiredAsync(silo, 2);
        await PlayAsync(silo, "ann", 2);
        await PlayAsync(silo, "ann", 3);
        await PlayAsync(silo, "ann", 4);

        Assert.Equal(["NEVER", "LATER", "SOON-1"], await CodesAsync(silo, "ann"));
        Assert.Equal((5, 3, 0), await FiguresAsync(silo));
        LiveFrame frame = await silo.Host.Engine.Desk.TakeAsync();
        Assert.All(frame.Invariants, invariant => Assert.True(invariant.Holds, $"{invariant}"));
        Assert.Equal((5L, 3L, 2L, 0L, 0L), frame.Prizes.Where(p => p.Lottery == "coupons:coffee").Select(p => (p.Total, p.Awarded, p.Expired, p.Allotted, p.Left)).Single());
        await IsSoundAsync(silo);
    }

    [Theory]
    [InlineData("expires=tomorrow")]
    [InlineData("expires=2020-01-01")]
    [InlineData("expires=9999-01-01")]
    [InlineData("expires=2099-01-01&expires=2099-01-02")]
    public async Task A_last_day_of_a_file_that_is_none_is_refused_by_name(string query)
    {
        await using TestSilo silo = await WithPoolAsync();

        TestSilo.Answer answer = await silo.SendAsync(HttpMethod.Post, $"{Pool}/codes?{query}", "ONE", null, TestSilo.BootstrapKey, media: "text/csv");

        Assert.Equal((422, "invalid"), Code(answer));
        Assert.StartsWith("expires", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Some thousand codes of many days wait for others of theirs, and none is lost or added twice.</summary>
    [Fact]
    public async Task A_file_of_many_days_adds_each_code_once_with_its_day()
    {
        await using TestSilo silo = await WithPoolAsync();
        string[] lines = [.. Enumerable.Range(0, 6000).Select(i => $"CODE-{i:00000},{2090 + (i % 3)}-01-{1 + (i % 28):00}")];

        TestSilo.Answer first = await UploadAsync(silo, string.Join('\n', lines.Take(4000)));
        TestSilo.Answer whole = await UploadAsync(silo, string.Join('\n', lines));

        Assert.Equal(("4000 0 0 4000", "2000 4000 0 6000"), (Told(first), Told(whole)));
        await IsSoundAsync(silo);
    }

    [Fact]
    public async Task A_pool_that_runs_low_is_told_on_Live_once()
    {
        await using TestSilo silo = await WithPoolAsync();
        await UploadAsync(silo, Lines(0, 3));
        TestSilo.Answer set = await silo.SendAsync(HttpMethod.Put, Pool, """{"alarmBelow":2}""", null, TestSilo.BootstrapKey);
        Assert.Equal((200, false), (set.Status, set.Json.GetProperty("low").GetBoolean()));
        await silo.EnrolAsync("ann");
        for (int i = 0; i < 4; i++)
        {
            await PlayAsync(silo, "ann", i);
        }

        Assert.True((await silo.GetAsync(Pool)).Json.GetProperty("low").GetBoolean());
        string[] told = [.. silo.Host.Engine.Desk.Notices.Where(notice => notice.Kind.StartsWith("coupons-", StringComparison.Ordinal)).Select(notice => $"{notice.Kind} {notice.Subject}")];
        Assert.Equal(["coupons-low coffee", "coupons-out coffee"], told.Order(StringComparer.Ordinal));
    }

    /// <summary>The control of <c>verify</c>: texts that are gone, and a code that two shards gave.</summary>
    [Fact]
    public async Task Verify_names_texts_that_are_gone_and_a_code_that_was_given_twice()
    {
        await using TestSilo silo = await WithPoolAsync();
        await UploadAsync(silo, "ONE\nTWO");
        await silo.EnrolAsync("ann");
        await PlayAsync(silo, "ann", 1);
        Assert.True(await silo.StopAsync());
        SecretKeys keys = SecretKeyFile.OpenOrCreate(silo.Folder, storeExists: true);
        using (SqliteConnection store = new($"Data Source={StoreFiles.Database(silo.Folder)};Pooling=false"))
        {
            store.Open();
            using SqliteCommand change = store.CreateCommand();
            change.CommandText = "DELETE FROM document WHERE substr(body, 1, 4) = CAST('jfc1' AS BLOB)";
            Assert.Equal(1, change.ExecuteNonQuery());
        }

        using StoreVerification verification = StoreVerification.Open(silo.Folder, keys);
        VerificationFault fault = Assert.Single(verification.Run().Faults);
        Assert.Equal((VerificationRule.Coupons, "The codes of pool coffee from 0 on are not in the store."), (fault.Rule, fault.What));

        using SqliteJournal journal = SqliteStore.OpenReadOnly(silo.Folder);
        CouponVerification coupons = new(journal, keys);
        JournalRecord any = journal.ReadRecords(new(0), new(1), 1)[0];
        RecordBody gives = RecordCodec.Decode(any.Body.Span) with { Events = [new UnitUsed(CouponName.Segment, null) { On = CouponName.Of("coffee"), Serial = 1 }] };
        coupons.Add(any, gives);
        Assert.Empty(coupons.Faults());
        coupons.Add(any, gives);
        Assert.Contains("code 1 of the pool coffee, which was given before", Assert.Single(coupons.Faults()).What, StringComparison.Ordinal);
    }

    /// <summary>The control of <c>verify</c> for days: a code given too late, retired too early, and given after it was retired.</summary>
    [Fact]
    public async Task Verify_names_a_code_that_was_given_after_its_day_retired_before_or_both()
    {
        await using TestSilo silo = await WithPoolAsync();
        Assert.True(await silo.StopAsync());
        using SqliteJournal journal = SqliteStore.OpenReadOnly(silo.Folder);
        JournalRecord any = journal.ReadRecords(new(0), new(1), 1)[0];
        CodesAdded over = new(default, 3) { On = "pool:coffee", Ends = any.Stamp };
        CodesAdded good = over with { Ends = new(any.Stamp.Microseconds + 1) };
        UnitUsed gives = new(CouponName.Segment, null) { On = CouponName.Of("coffee"), Serial = 1 };
        UnitsExpired retires = new(CouponName.Segment, [new(1, 1)]) { On = "treasury:coupons:coffee/codes" };

        Assert.Contains("gives code 1 of the pool coffee, which had expired", Named(over, gives), StringComparison.Ordinal);
        Assert.Contains("retires code 1 of the pool coffee, which had not expired", Named(good, retires), StringComparison.Ordinal);
        Assert.Contains("gives code 1 of the pool coffee, which was retired before", Named(over, retires, gives), StringComparison.Ordinal);
        Assert.DoesNotContain("code 1", Named(good, gives), StringComparison.Ordinal);
        Assert.DoesNotContain("code 1", Named(over, retires), StringComparison.Ordinal);

        string Named(params GrainEvent[] events)
        {
            CouponVerification coupons = new(journal, null);
            coupons.Add(any, RecordCodec.Decode(any.Body.Span) with { Events = events });
            return coupons.Faults().First().What;
        }
    }

    private static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromHours(8)).DateTime);

    private static async Task<string[]> CodesAsync(TestSilo silo, string member) =>
        [.. (await silo.GetAsync($"/v1/members/{member}/prizes")).Json.GetProperty("items").EnumerateArray().Select(prize => prize.GetProperty("code").GetString()!)];

    /// <summary>Shards retire what has expired by themselves: asks until they have.</summary>
    private static async Task ExpiredAsync(TestSilo silo, long codes)
    {
        while ((await silo.GetAsync(Pool)).Json.GetProperty("expired").GetInt64() != codes)
        {
            await Task.Yield();
        }
    }

    private sealed class LaterTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }

    private static string Lines(int first, int count) => string.Join('\n', Enumerable.Range(first, count).Select(i => $"CODE-{i:00000}"));

    private static string Told(TestSilo.Answer answer) => string.Join(
        ' ', Counts.Select(name => answer.Json.GetProperty(name).GetInt64()));

    private static (int, string) Code(TestSilo.Answer answer) => (answer.Status, answer.Code);

    private static Task<TestSilo.Answer> UploadAsync(TestSilo silo, string lines) =>
        silo.SendAsync(HttpMethod.Post, $"{Pool}/codes", lines, null, TestSilo.BootstrapKey, media: "text/csv");

    private static async Task<TestSilo.Answer> PlayAsync(TestSilo silo, string member, int n)
    {
        TestSilo.Answer played = await silo.PostAsync("/v1/lotteries/coupon-wheel/plays", $$"""{"memberId":"{{member}}"}""", $"play-{n}");
        Assert.Equal(200, played.Status);
        return played;
    }

    private static async Task<(long Total, long Given, long Left)> FiguresAsync(TestSilo silo)
    {
        JsonElement pool = (await silo.GetAsync(Pool)).Json;
        return (pool.GetProperty("total").GetInt64(), pool.GetProperty("given").GetInt64(), pool.GetProperty("left").GetInt64());
    }

    private static bool Holds(string folder, string text) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    private static async Task IsSoundAsync(TestSilo silo)
    {
        Assert.True(await silo.StopAsync());
        using StoreVerification verification = StoreVerification.Open(silo.Folder, SecretKeyFile.OpenOrCreate(silo.Folder, storeExists: true));
        Assert.Empty(verification.Run().Faults);
    }

    /// <summary>The demo's programme with a wheel that gives a code of the pool as long as there is one.</summary>
    private async Task<TestSilo> WithPoolAsync()
    {
        TestSilo silo = await TestSilo.StartAsync(Seams);
        JsonObject programme = JsonNode.Parse(TestSilo.Programme())!.AsObject();
        programme["campaigns"]!.AsArray().Single(campaign => (string)campaign!["id"]! == "festival")!["lotteries"]!.AsArray().Add(JsonNode.Parse("""
            {
              "id": "coupon-wheel", "kind": "wheel", "name": { "en": "Coupons", "zh": "优惠券" }, "freePlaysPerDay": 1000,
              "segments": [
                { "id": "coffee", "label": { "en": "Coffee", "zh": "咖啡" }, "color": "#e5484d", "weight": 1000000000000,
                  "prize": { "kind": "coupon", "pool": "coffee", "name": { "en": "Coffee", "zh": "咖啡" } }, "fallback": "none" },
                { "id": "none", "label": { "en": "None", "zh": "无" }, "color": "#64748b", "weight": 1, "prize": null }
              ]
            }
            """));
        TestSilo.Answer published = await silo.SendAsync(HttpMethod.Put, "/v1/catalogue", programme.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.Equal(200, published.Status);
        await silo.InForceAsync(published.Json.GetProperty("version").GetInt64());
        return silo;
    }
}
