using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Silo.Hosting;
using Jifen.Silo.Journal.Sqlite;
using Jifen.Silo.Security;
using Jifen.Silo.Verification;
using Microsoft.Data.Sqlite;

namespace Jifen.Silo.Tests.Api;

/// <summary>Orders of goods over HTTP: from the win to the door, with an address that no file of the silo has in clear.</summary>
public class OrderTests
{
    private const string Marker = "Marker-Lane-4711";

    private static readonly string Address = $$"""{"name":"Ann Li","country":"CN","city":"Shanghai","street":"{{Marker}} 1","postcode":"200000"}""";

    protected virtual SiloSeams Seams => new();

    [Fact]
    public async Task Goods_go_from_the_win_to_the_door_and_every_wrong_step_is_named()
    {
        await using TestSilo silo = await StartAsync();
        string token = await EnterAsync(silo, "ann");
        string prize = await WinAsync(silo, "ann", "sent", "w1");
        Assert.Equal("awaiting_address", (await PrizeAsync(silo, "ann", prize)).GetProperty("state").GetString());
        Assert.Equal((409, "wrong_step"), Code(await FulfilAsync(silo, "ann", prize, """{"state":"ordered"}""")));

        Assert.Equal("""{"prizeId":"#","state":"ready","hasAddress":true}""", Told(await PutAsync(silo, "ann", prize, Address, token), prize));
        Assert.Equal(Address, (await GetAddressAsync(silo, "ann", prize, token)).Body);
        string moved = Address.Replace("Shanghai", "Suzhou", StringComparison.Ordinal);
        Assert.Equal(200, (await PutAsync(silo, "ann", prize, moved, token)).Status);
        Assert.Equal(moved, (await GetAddressAsync(silo, "ann", prize)).Body);
        Assert.Equal(200, (await FulfilAsync(silo, "ann", prize, """{"state":"ordered"}""")).Status);
        Assert.Equal((409, "wrong_step"), Code(await FulfilAsync(silo, "ann", prize, """{"state":"delivered"}""")));
        TestSilo.Answer shipped = await FulfilAsync(silo, "ann", prize, """{"state":"shipped","carrier":"SF","tracking":"SF-1"}""", "ship");
        TestSilo.Answer again = await FulfilAsync(silo, "ann", prize, """{"state":"shipped","carrier":"SF","tracking":"SF-1"}""", "ship");
        Assert.Equal((shipped.Body, true), (again.Body, again.Replayed));
        Assert.Equal((422, "key_reused"), Code(await FulfilAsync(silo, "ann", prize, """{"state":"delivered"}""", "ship")));
        Assert.Equal((409, "too_late"), Code(await PutAsync(silo, "ann", prize, Address, token)));
        JsonElement order = (await PrizeAsync(silo, "ann", prize)).GetProperty("order");
        Assert.Equal(("SF", "SF-1", true), (order.GetProperty("carrier").GetString(), order.GetProperty("tracking").GetString(), order.GetProperty("hasAddress").GetBoolean()));
        Assert.Equal("""{"prizeId":"#","state":"delivered","hasAddress":false}""", Told(await FulfilAsync(silo, "ann", prize, """{"state":"delivered"}"""), prize));
        Assert.Equal((404, "unknown_address"), Code(await GetAddressAsync(silo, "ann", prize)));
        Assert.Empty(Documents(silo));
    }

    [Fact]
    public async Task An_address_stands_in_no_file_of_the_silo_and_goes_when_it_is_erased()
    {
        await using TestSilo silo = await StartAsync();
        string token = await EnterAsync(silo, "bob");
        string prize = await WinAsync(silo, "bob", "sent", "w1");
        TestSilo.Answer given = await PutAsync(silo, "bob", prize, Address, token, "k1");
        Assert.Equal((given.Body, true), (await PutAsync(silo, "bob", prize, Address, token, "k1")) is var again ? (again.Body, again.Replayed) : default);
        TestSilo.Answer reused = await PutAsync(silo, "bob", prize, Address.Replace("Ann", "Bob", StringComparison.Ordinal), token, "k1");
        Assert.Equal((422, "key_reused"), Code(reused));
        await silo.RestartAsync();
        Assert.Equal(Address, (await GetAddressAsync(silo, "bob", prize, token)).Body);
        Assert.DoesNotContain(Marker, (await silo.GetAsync("/v1/members/bob/history")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, (await silo.GetAsync("/v1/members/bob/prizes")).Body, StringComparison.Ordinal);
        Assert.True(await silo.StopAsync());
        Assert.False(Holds(silo.Folder, Marker), "no file of the silo has an address in clear");
        Assert.True(Holds(silo.Folder, prize) && Holds(silo.Folder, "jfa1"), "the control: what is there is found");
        byte[] sealedText = Assert.Single(Documents(silo));
        await silo.StartAgainAsync();

        TestSilo.Answer erased = await silo.SendAsync(HttpMethod.Delete, Path("bob", prize), null, null, token);
        Assert.Equal("""{"prizeId":"#","state":"awaiting_address","hasAddress":false}""", Told(erased, prize));
        Assert.Equal(200, (await silo.SendAsync(HttpMethod.Delete, Path("bob", prize), null, null, token)).Status);
        Assert.Empty(Documents(silo));
        Assert.True((await PutAsync(silo, "bob", prize, Address, token, "k1")).Replayed);
        Assert.Empty(Documents(silo));
        Assert.Equal("awaiting_address", (await PrizeAsync(silo, "bob", prize)).GetProperty("state").GetString());
        Assert.True(await silo.StopAsync());
        Assert.False(Holds(silo.Folder, sealedText), "what was erased is overwritten in the database");
        using StoreVerification verification = StoreVerification.Open(silo.Folder, SecretKeyFile.OpenOrCreate(silo.Folder, storeExists: true));
        Assert.Empty(verification.Run().Faults);
    }

    [Theory]
    [InlineData("name", """{"country":"CN","city":"C","street":"Marker-Lane-4711"}""")]
    [InlineData("country", """{"name":"A","country":"China","city":"C","street":"Marker-Lane-4711"}""")]
    [InlineData("city", """{"name":"A","country":"CN","city":" ","street":"Marker-Lane-4711"}""")]
    [InlineData("street", """{"name":"A","country":"CN","city":"C","street":"Marker-Lane-4711\u0007x"}""")]
    [InlineData("postcode", """{"name":"A","country":"CN","city":"C","street":"S","postcode":"Marker-Lane-4711-and-more"}""")]
    public async Task A_part_that_is_not_acceptable_is_named_and_not_repeated(string field, string body)
    {
        await using TestSilo silo = await StartAsync();
        string token = await EnterAsync(silo, "cat");
        string prize = await WinAsync(silo, "cat", "sent", "w1");

        TestSilo.Answer refused = await PutAsync(silo, "cat", prize, body, token);

        Assert.Equal((422, "invalid", field), (refused.Status, refused.Code, refused.Json.GetProperty("field").GetString()));
        Assert.DoesNotContain("Marker", refused.Body, StringComparison.Ordinal);
        Assert.Empty(Documents(silo));
    }

    [Fact]
    public async Task No_line_of_the_log_has_an_address_at_any_level()
    {
        KeptLog log = new();
        await using TestSilo silo = await StartAsync(Seams with { Log = log.Keep });
        string token = await EnterAsync(silo, "fay");
        string prize = await WinAsync(silo, "fay", "sent", "w1");
        Assert.Equal(200, (await PutAsync(silo, "fay", prize, Address, token, "k1")).Status);
        foreach (string body in (string[])[Address[..^1], Address.Replace("CN", Marker, StringComparison.Ordinal), Address.Replace("street", Marker, StringComparison.Ordinal)])
        {
            Assert.InRange((await PutAsync(silo, "fay", prize, body, token)).Status, 400, 422);
        }

        Assert.Equal(Address, (await GetAddressAsync(silo, "fay", prize, token)).Body);
        Assert.Equal(200, (await FulfilAsync(silo, "fay", prize, """{"state":"cancelled","reason":"gone"}""")).Status);
        Assert.True(await silo.StopAsync());
        Assert.Contains(log.Lines, line => line.Contains(Path("fay", prize), StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains(Marker, StringComparison.Ordinal) || line.Contains("Ann Li", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_brand_lists_what_is_open_page_by_page_and_by_state()
    {
        await using TestSilo silo = await StartAsync();
        List<string> won = [];
        foreach (int i in Enumerable.Range(0, 7))
        {
            await silo.EnrolAsync($"m{i}");
            won.Add($"m{i} {await WinAsync(silo, $"m{i}", i % 2 == 0 ? "sent" : "collected", $"w{i}")}");
        }

        Assert.Equal(won, await ListAsync(silo, "limit=3"));
        Assert.Equal(won.Where((_, i) => i % 2 == 1), await ListAsync(silo, "limit=2&state=ready"));
        await FulfilAsync(silo, "m1", won[1][3..], """{"state":"delivered"}""");
        await FulfilAsync(silo, "m2", won[2][3..], """{"state":"cancelled","reason":"sold out"}""");
        await silo.RestartAsync();
        Assert.Equal(won.Where((_, i) => i is not (1 or 2)), await ListAsync(silo, "limit=100"));
        Assert.Equal("sold out", (await PrizeAsync(silo, "m2", won[2][3..])).GetProperty("order").GetProperty("reason").GetString());
        TestSilo.Answer page = await silo.GetAsync("/v1/orders");
        SchemaCheck check = new((await silo.GetAsync("/openapi/v1.json", "")).Json);
        Assert.Empty(check.Faults(JsonDocument.Parse("""{"$ref":"#/components/schemas/Orders"}""").RootElement, page.Json));
        Assert.Empty(check.Faults(JsonDocument.Parse("""{"$ref":"#/components/schemas/Wallet"}""").RootElement, (await silo.GetAsync("/v1/members/m2/prizes")).Json));
        TestSilo.Answer given = await PutAsync(silo, "m0", won[0][3..], Address, TestSilo.BootstrapKey);
        Assert.Empty(check.Faults(JsonDocument.Parse("""{"$ref":"#/components/schemas/OrderChanged"}""").RootElement, given.Json));
        Assert.Empty(check.Faults(JsonDocument.Parse("""{"$ref":"#/components/schemas/Address"}""").RootElement, (await GetAddressAsync(silo, "m0", won[0][3..])).Json));
        Assert.Equal((422, "invalid"), Code(await silo.GetAsync("/v1/orders?state=delivered")));
        Assert.Equal((422, "invalid"), Code(await silo.GetAsync("/v1/orders?cursor=1")));
    }

    [Fact]
    public async Task Goods_of_another_member_and_steps_that_say_too_much_are_refused()
    {
        await using TestSilo silo = await StartAsync();
        string own = await EnterAsync(silo, "dan");
        string other = await EnterAsync(silo, "eve");
        string prize = await WinAsync(silo, "dan", "sent", "w1");

        Assert.Equal(403, (await PutAsync(silo, "dan", prize, Address, other)).Status);
        Assert.Equal((404, "unknown_prize"), Code(await PutAsync(silo, "eve", prize, Address, other)));
        Assert.Equal((404, "unknown_prize"), Code(await PutAsync(silo, "dan", "p", Address, own)));
        Assert.Equal(403, (await FulfilAsync(silo, "dan", prize, """{"state":"ordered"}""", bearer: own)).Status);
        Assert.Equal((422, "invalid"), Code(await FulfilAsync(silo, "dan", prize, """{"state":"ready"}""")));
        Assert.Equal((422, "invalid"), Code(await FulfilAsync(silo, "dan", prize, """{"state":"cancelled"}""")));
        Assert.Equal((422, "invalid"), Code(await FulfilAsync(silo, "dan", prize, """{"state":"ordered","tracking":"x"}""")));
        Assert.Equal((404, "unknown_address"), Code(await GetAddressAsync(silo, "dan", prize, own)));
        Assert.Empty(Documents(silo));
    }

    private static (int, string) Code(TestSilo.Answer answer) => (answer.Status, answer.Code);

    private static string Told(TestSilo.Answer answer, string prize) => answer.Body.Replace(prize, "#", StringComparison.Ordinal);

    private static string Path(string member, string prize) => $"/v1/members/{member}/prizes/{prize}/address";

    private static async Task<string> EnterAsync(TestSilo silo, string member)
    {
        await silo.EnrolAsync(member);
        return await silo.TokenAsync(member);
    }

    private static async Task<string> WinAsync(TestSilo silo, string member, string wheel, string key)
    {
        TestSilo.Answer played = await silo.PostAsync($"/v1/lotteries/{wheel}/plays", $$"""{"memberId":"{{member}}"}""", key);
        Assert.Equal(200, played.Status);
        return played.Json.GetProperty("playId").GetString()!;
    }

    private static Task<TestSilo.Answer> PutAsync(TestSilo silo, string member, string prize, string body, string token, string? key = null) =>
        silo.SendAsync(HttpMethod.Put, Path(member, prize), body, key, token);

    private static Task<TestSilo.Answer> GetAddressAsync(TestSilo silo, string member, string prize, string bearer = TestSilo.BootstrapKey) =>
        silo.GetAsync(Path(member, prize), bearer);

    private static Task<TestSilo.Answer> FulfilAsync(TestSilo silo, string member, string prize, string body, string? key = null, string bearer = TestSilo.BootstrapKey) =>
        silo.PostAsync($"/v1/members/{member}/prizes/{prize}/fulfil", body, key, bearer);

    private static async Task<JsonElement> PrizeAsync(TestSilo silo, string member, string prize) =>
        (await silo.GetAsync($"/v1/members/{member}/prizes")).Json.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("prizeId").GetString() == prize);

    private static async Task<List<string>> ListAsync(TestSilo silo, string query)
    {
        List<string> orders = [];
        string? next = null;
        do
        {
            TestSilo.Answer page = await silo.GetAsync($"/v1/orders?{query}{(next is null ? "" : $"&cursor={next}")}");
            Assert.Equal(200, page.Status);
            orders.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(order => $"{order.GetProperty("memberId").GetString()} {order.GetProperty("prizeId").GetString()}"));
            next = page.Json.GetProperty("next").GetString();
        }
        while (next is not null);
        return orders;
    }

    /// <summary>The sealed addresses in the store.</summary>
    private static List<byte[]> Documents(TestSilo silo)
    {
        using SqliteConnection store = new($"Data Source={StoreFiles.Database(silo.Folder)};Mode=ReadOnly;Pooling=false");
        store.Open();
        using SqliteCommand read = store.CreateCommand();
        read.CommandText = "SELECT body FROM document WHERE substr(body, 1, 4) = CAST('jfa1' AS BLOB)";
        using SqliteDataReader rows = read.ExecuteReader();
        List<byte[]> found = [];
        while (rows.Read())
        {
            found.Add((byte[])rows[0]);
        }

        return found;
    }

    private static bool Holds(string folder, string text) => Holds(folder, Encoding.UTF8.GetBytes(text));

    private static bool Holds(string folder, byte[] bytes) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0);

    private async Task<TestSilo> StartAsync(SiloSeams? seams = null)
    {
        TestSilo silo = await TestSilo.StartAsync(seams ?? Seams);
        JsonObject programme = JsonNode.Parse(TestSilo.Programme())!.AsObject();
        GoodsWheels.AddTo(programme);
        TestSilo.Answer published = await silo.SendAsync(HttpMethod.Put, "/v1/catalogue", programme.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.Equal(200, published.Status);
        await silo.InForceAsync(published.Json.GetProperty("version").GetInt64());
        return silo;
    }
}
