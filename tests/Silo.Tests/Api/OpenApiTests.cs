using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Silo.Api;
using Jifen.Silo.Tests.Imports;
using Jifen.Tests;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jifen.Silo.Tests.Api;

/// <summary>
/// The surface is what docs/openapi.v1.json says. After a wanted change
/// <c>JIFEN_WRITE_OPENAPI=1 dotnet test tests/Silo.Tests -c Release --filter OpenApiTests</c> rewrites the file.
/// </summary>
public sealed partial class OpenApiTests(SiloFixture fixture) : IClassFixture<SiloFixture>
{
    private static readonly string[] ApiPaths = ["/v1/", "/health/", "/openapi/"];

    private readonly TestSilo _silo = fixture.Silo;

    [Fact]
    public async Task The_surface_is_the_checked_in_one()
    {
        var answer = await _silo.GetAsync("/openapi/v1.json", "");
        Assert.Equal(200, answer.Status);
        string served = answer.Body;
        if (Environment.GetEnvironmentVariable("JIFEN_WRITE_OPENAPI") == "1")
        {
            await File.WriteAllTextAsync(CheckedIn(), served);
        }

        Assert.True(await File.ReadAllTextAsync(CheckedIn()) == served, "The surface has changed: look at the summary of this class for how to rewrite docs/openapi.v1.json.");
    }

    [Fact]
    public void Every_endpoint_is_described_and_nothing_else_is()
    {
        IEnumerable<string> mapped = _silo.Host.Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
            .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Where(IsOfTheApi).Select(OpenApiDocument.NameOf).Distinct();
        Assert.Equal(mapped.Order(StringComparer.Ordinal), Operations.All.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_reference_leads_to_a_schema_and_every_code_to_a_kind()
    {
        JsonElement document = (await _silo.GetAsync("/openapi/v1.json", "")).Json;
        string[] names = [.. document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(schema => schema.Name)];
        Assert.All(References(JsonNode.Parse(document.GetRawText())!), reference => Assert.Contains(reference, names));
        Assert.All(Operations.All.Values.SelectMany(operation => operation.Problems), code => Assert.Equal(code, ProblemKind.Of(code).Code));
    }

    /// <summary>The demo has no deck: the answer of a scratch is held to its schema by <see cref="CardTests"/>.</summary>
    /// <summary>What the demo's programme has not: CardTests, DrawTests and OrderTests hold these answers to their schemas.</summary>
    private static readonly string[] ElsewhereAnswered =
    [
        "POST /v1/members/{memberId}/cards/{cardId}/scratch", "GET /v1/lotteries/{lotteryId}/draws", "GET /v1/lotteries/{lotteryId}/draws/{period}",
        "GET /v1/members/{memberId}/draws/{lotteryId}/{period}/receipt", "POST /v1/members/{memberId}/draws/{lotteryId}/{period}/claim",
        "POST /v1/members/{memberId}/prizes/{prizeId}/fulfil", "GET /v1/members/{memberId}/prizes/{prizeId}/address", "PUT /v1/members/{memberId}/prizes/{prizeId}/address",
        "DELETE /v1/members/{memberId}/prizes/{prizeId}/address",
    ];

    [Fact]
    public async Task Real_answers_are_as_their_schemas_say()
    {
        SchemaCheck check = new((await _silo.GetAsync("/openapi/v1.json", "")).Json);
        HashSet<string> answered = [];
        foreach (Call call in await CallsAsync())
        {
            var answer = await _silo.SendAsync(new(call.Method), call.Path, call.Body, call.Key, call.Bearer ?? TestSilo.BootstrapKey, media: call.Media);
            IReadOnlyList<string> faults = check.Faults(await SchemaOf(call.Name, answer), answer.Json);
            Assert.True(faults.Count == 0, $"{call.Name}: {answer.Status} {answer.Body}\n{string.Join('\n', faults)}");
            answered.UnionWith(answer.Status < 300 ? [call.Name] : []);
        }

        answered.UnionWith(ElsewhereAnswered);
        Assert.Equal(Operations.All.Where(o => o.Value.Media == "application/json").Select(o => o.Key).Order(StringComparer.Ordinal), answered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_kind_of_line_of_a_history_is_in_the_document()
    {
        IEnumerable<string> written = HistoryKind().Matches(Repository.Text("Silo/Api/Members/HistoryItem.cs")).Select(kind => kind.Groups[1].Value);
        IEnumerable<string> moved = OrderStates.Steps.Select(state => $"goods-{state}");
        JsonElement kind = (await _silo.GetAsync("/openapi/v1.json", "")).Json.GetProperty("components").GetProperty("schemas").GetProperty("HistoryItem").GetProperty("properties").GetProperty("kind");
        Assert.Equal(written.Concat(moved).Order(StringComparer.Ordinal), kind.GetProperty("enum").EnumerateArray().Select(value => value.GetString()).Order(StringComparer.Ordinal));
    }

    [System.Text.RegularExpressions.GeneratedRegex("""new\(at, "([a-z-]+)",""")]
    private static partial System.Text.RegularExpressions.Regex HistoryKind();

    /// <summary>The control: the check finds what is wrong.</summary>
    [Theory]
    [InlineData("""{"id":"x","points":1,"available":1,"rules":[],"awards":[]}""", "$.progress is missing")]
    [InlineData("""{"id":"x","points":"1","available":1,"rules":[],"awards":[],"progress":[]}""", "$.points is String, not integer")]
    [InlineData("""{"id":"x","points":1,"available":1,"rules":[{"rule":"r","points":1,"why":2}],"awards":[],"progress":[]}""", "$.rules[0].why is not in the schema")]
    public async Task A_planted_difference_is_found(string answer, string fault)
    {
        JsonElement document = (await _silo.GetAsync("/openapi/v1.json", "")).Json;
        JsonElement schema = document.GetProperty("components").GetProperty("schemas").GetProperty("ActivityAnswer");
        Assert.Equal([fault], new SchemaCheck(document).Faults(schema, JsonDocument.Parse(answer).RootElement));
    }

    private async Task<JsonElement> SchemaOf(string name, TestSilo.Answer answer)
    {
        string[] parts = name.Split(' ');
        JsonElement operation = (await _silo.GetAsync("/openapi/v1.json", "")).Json.GetProperty("paths").GetProperty(parts[1]).GetProperty(parts[0].ToLowerInvariant());
        Assert.True(operation.GetProperty("responses").TryGetProperty($"{answer.Status}", out JsonElement response), $"{name} does not tell of {answer.Status} {answer.Body}");
        if (answer.Status >= 400)
        {
            Assert.Contains(answer.Code, response.GetProperty("x-codes").EnumerateArray().Select(code => code.GetString()));
        }

        return response.GetProperty("content").EnumerateObject().Single().Value.GetProperty("schema");
    }

    private async Task<IReadOnlyList<Call>> CallsAsync()
    {
        await ChallengeProgramme.PublishAsync(_silo);
        await _silo.EnrolAsync("schema");
        Assert.Equal(200, (await ChallengeProgramme.ReportAsync(_silo, "schema", "schema-visit", "visit", TimeSpan.FromDays(2))).Status);
        Assert.Equal(200, (await _silo.EarnAsync("schema", "schema-1", 10_000)).Status);
        string play = (await _silo.PlayAsync("schema", "schema-1")).Json.GetProperty("playId").GetString()!;
        string key = (await _silo.PostAsync("/v1/keys", """{"name":"n","scopes":["stock"]}""")).Json.GetProperty("id").GetString()!;
        string import = await TestImports.DoneAsync(_silo, "{}");
        string document = System.Text.Encoding.UTF8.GetString(TestSilo.Programme());
        const string Late = """{"id":"schema-2","memberId":"schema","kind":"purchase","at":"2020-01-01T00:00:00Z"}""";
        const string Wheel = "/v1/lotteries/lucky-wheel";
        const string Daily = "/v1/members/schema/challenges/daily";
        string Day(int ahead) => $"{TimeProvider.System.GetUtcNow().AddDays(ahead):yyyy-MM-dd}";
        return
        [
            new("POST /v1/members/{memberId}/challenges/{challengeId}/repair", $"{Daily}/repair", Key: "schema"), new("POST /v1/members/{memberId}/challenges/{challengeId}/repair", $"{Daily}/repair"),
            new("POST /v1/members", "/v1/members", "{}"), new("POST /v1/members", "/v1/members", """{"id":"schema"}"""), new("POST /v1/members", "/v1/members", "["),
            new("GET /v1/members/{memberId}", "/v1/members/schema"), new("GET /v1/members/{memberId}", "/v1/members/nobody"), new("GET /v1/members/{memberId}", "/v1/members/schema", Bearer: "x"),
            new("POST /v1/members/{memberId}/token", "/v1/members/schema/token"), new("GET /v1/members/{memberId}/history", "/v1/members/schema/history"),
            new("GET /v1/members/{memberId}/history", "/v1/members/schema/history?limit=0"), new("GET /v1/members/{memberId}/plays", "/v1/members/schema/plays"),
            new("POST /v1/activities", "/v1/activities", Late), new("POST /v1/activities", "/v1/activities", Late.Replace("2020-01-01T00:00:00Z", $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}").Replace("schema-2", "schema-3")),
            new("POST /v1/activities/batch", "/v1/activities/batch", $$"""{"items":[{{Late}},{}]}"""), new("POST /v1/activities/batch", "/v1/activities/batch", "{}"),
            new("POST /v1/activities/{activityId}/refund", "/v1/activities/schema-1/refund", """{"memberId":"schema"}"""),
            new("POST /v1/activities/{activityId}/refund", "/v1/activities/schema-1/refund", """{"memberId":"schema"}"""),
            new("POST /v1/activities/{activityId}/refund", "/v1/activities/none/refund", """{"memberId":"schema"}"""),
            new("POST /v1/imports", "/v1/imports", ""), new("POST /v1/imports", "/v1/imports?kind=x", "", Media: TestImports.NdJson),
            new("POST /v1/imports", "/v1/imports", "{}", "schema", Media: TestImports.NdJson), new("POST /v1/imports", "/v1/imports", "[]", "schema", Media: TestImports.NdJson),
            new("GET /v1/imports", "/v1/imports"), new("GET /v1/imports", "/v1/imports?cursor=x"), new("GET /v1/imports/{importId}", $"/v1/imports/{import}"),
            new("GET /v1/imports/{importId}", "/v1/imports/none"), new("GET /v1/imports/{importId}/refusals", "/v1/imports/none/refusals"),
            new("GET /v1/members/{memberId}/history", "/v1/members/schema/history"),
            new("GET /v1/members/{memberId}/badges", "/v1/members/schema/badges"), new("GET /v1/members/{memberId}/boards", "/v1/members/schema/boards"),
            new("POST /v1/members/{memberId}/challenges/{challengeId}/pauses", $"{Daily}/pauses", $$"""{"from":"{{Day(2)}}","through":"{{Day(3)}}"}"""),
            new("POST /v1/members/{memberId}/challenges/{challengeId}/pauses", $"{Daily}/pauses", $$"""{"from":"{{Day(2)}}","through":"{{Day(3)}}"}"""),
            new("PUT /v1/members/{memberId}/zone", "/v1/members/schema/zone", """{"zone":"Europe/Berlin"}"""), new("PUT /v1/members/{memberId}/zone", "/v1/members/schema/zone", """{"zone":"x"}"""),
            new("GET /v1/members/{memberId}/challenges", "/v1/members/schema/challenges"), new("GET /v1/members/{memberId}/challenges", "/v1/members/nobody/challenges"),
            new("GET /v1/members/{memberId}/challenges/{challengeId}", Daily), new("GET /v1/members/{memberId}/challenges/{challengeId}", "/v1/members/schema/challenges/none"),
            new("POST /v1/activities", "/v1/activities", Late.Replace("2020-01-01T00:00:00Z", $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}").Replace("schema-2", "schema-4").Replace("purchase", "check-in")),
            new("POST /v1/activities", "/v1/activities", Late.Replace("2020-01-01T00:00:00Z", $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}").Replace("schema-2", "schema-5").Replace("purchase", "check-in")),
            new("PUT /v1/members/{memberId}/play-limits", "/v1/members/schema/play-limits", """{"playsPerDay":50,"pointsPerWeek":100000}"""),
            new("PUT /v1/members/{memberId}/play-limits", "/v1/members/schema/play-limits", """{"playsPerDay":70}"""), new("PUT /v1/members/{memberId}/play-limits", "/v1/members/schema/play-limits", """{"playsPerDay":-1}"""),
            new("PUT /v1/members/{memberId}/adult-from", "/v1/members/schema/adult-from", """{"adultFrom":"2020-02-29"}"""), new("PUT /v1/members/{memberId}/adult-from", "/v1/members/schema/adult-from", """{"adultFrom":"x"}"""),
            new("GET /v1/members/{memberId}/play-limits", "/v1/members/schema/play-limits"), new("GET /v1/members/{memberId}/play-limits", "/v1/members/nobody/play-limits"),
            new("PUT /v1/members/{memberId}/board-name", "/v1/members/schema/board-name", """{"alias":"Ann","listed":false}"""), new("PUT /v1/members/{memberId}/board-name", "/v1/members/schema/board-name", """{"alias":"admin"}"""),
            new("GET /v1/members/{memberId}/board-name", "/v1/members/schema/board-name"), new("GET /v1/members/{memberId}/board-name", "/v1/members/nobody/board-name"),
            new("PUT /v1/members/{memberId}/friends", "/v1/members/schema/friends", """{"friends":["ann"]}"""), new("PUT /v1/members/{memberId}/friends", "/v1/members/schema/friends", """{"friends":["schema"]}"""),
            new("PUT /v1/members/{memberId}/groups", "/v1/members/schema/groups", """{"region":"east","segments":["vip"]}"""), new("PUT /v1/members/{memberId}/groups", "/v1/members/schema/groups", """{"region":"e e"}"""),
            new("GET /v1/members/{memberId}/friends", "/v1/members/schema/friends"), new("GET /v1/members/{memberId}/friends", "/v1/members/nobody/friends"),
            new("GET /v1/leaderboards/{boardId}/members/{memberId}/friends", "/v1/leaderboards/ever/members/schema/friends"),
            new("GET /v1/leaderboards/{boardId}/members/{memberId}/friends", "/v1/leaderboards/ever/members/nobody/friends"),
            new("GET /v1/leaderboards/{boardId}", "/v1/leaderboards/ever"), new("GET /v1/leaderboards/{boardId}", "/v1/leaderboards/none"),
            new("GET /v1/leaderboards/{boardId}/members/{memberId}", "/v1/leaderboards/ever/members/schema"),
            new("GET /v1/leaderboards/{boardId}/members/{memberId}", "/v1/leaderboards/ever/members/schema?around=99"),
            new("POST /v1/lotteries/{lotteryId}/plays", $"{Wheel}/plays", """{"memberId":"schema"}""", "schema-1"), new("POST /v1/lotteries/{lotteryId}/plays", $"{Wheel}/plays", """{"memberId":"schema"}"""),
            new("POST /v1/members/{memberId}/tickets", "/v1/members/schema/tickets", """{"lottery":"lucky-wheel","count":1,"grant":"welcome"}""", "schema-1"),
            new("POST /v1/members/{memberId}/tickets", "/v1/members/schema/tickets", """{"lottery":"none","count":1,"grant":"welcome"}""", "schema-2"), new("POST /v1/members/{memberId}/tickets", "/v1/members/schema/tickets", "{}"),
            new("POST /v1/plays/{playId}/seen", $"/v1/plays/{play}/seen", """{"memberId":"schema"}"""), new("POST /v1/plays/{playId}/seen", "/v1/plays/p0-9/seen", """{"memberId":"schema"}"""),
            new("POST /v1/coupons/{poolId}/codes", "/v1/coupons/schema/codes", "A\nA\nB,2020-01-01", Media: "text/csv"), new("POST /v1/coupons/{poolId}/codes", "/v1/coupons/schema/codes", "{}"),
            new("PUT /v1/coupons/{poolId}", "/v1/coupons/schema", """{"alarmBelow":5}"""), new("PUT /v1/coupons/{poolId}", "/v1/coupons/schema", """{"alarmBelow":-5}"""),
            new("GET /v1/coupons", "/v1/coupons"), new("GET /v1/coupons/{poolId}", "/v1/coupons/schema"), new("GET /v1/coupons/{poolId}", "/v1/coupons/none"),
            new("GET /v1/members/{memberId}/prizes", "/v1/members/schema/prizes"), new("GET /v1/members/{memberId}/prizes", "/v1/members/nobody/prizes"),
            new("GET /v1/orders", "/v1/orders"), new("GET /v1/orders", "/v1/orders?state=none"),
            new("POST /v1/members/{memberId}/prizes/{prizeId}/fulfil", "/v1/members/schema/prizes/p0-1/fulfil", """{"state":"ordered"}"""),
            new("GET /v1/members/{memberId}/prizes/{prizeId}/address", "/v1/members/schema/prizes/p0-1/address"),
            new("PUT /v1/members/{memberId}/prizes/{prizeId}/address", "/v1/members/schema/prizes/p0-1/address", """{"name":"A"}"""),
            new("DELETE /v1/members/{memberId}/prizes/{prizeId}/address", "/v1/members/schema/prizes/p0-1/address"),
            new("GET /v1/members/{memberId}/cards", "/v1/members/schema/cards"), new("POST /v1/members/{memberId}/cards/{cardId}/scratch", "/v1/members/schema/cards/p0-1/scratch"),
            new("GET /v1/members/{memberId}/draws", "/v1/members/schema/draws"), new("GET /v1/lotteries/{lotteryId}/draws", $"{Wheel}/draws"),
            new("GET /v1/lotteries/{lotteryId}/draws/{period}", $"{Wheel}/draws/draw"), new("POST /v1/members/{memberId}/draws/{lotteryId}/{period}/claim", "/v1/members/schema/draws/x/draw/claim"),
            new("GET /v1/members/{memberId}/draws/{lotteryId}/{period}/receipt", "/v1/members/schema/draws/x/draw/receipt"),
            new("GET /v1/lotteries", "/v1/lotteries?memberId=schema"), new("GET /v1/lotteries/{lotteryId}", Wheel), new("GET /v1/lotteries/{lotteryId}", "/v1/lotteries/none"),
            new("GET /v1/fairness/{lotteryId}", "/v1/fairness/lucky-wheel"), new("GET /v1/lotteries/{lotteryId}/stock", $"{Wheel}/stock"),
            new("GET /v1/campaigns/{campaignId}/budget", "/v1/campaigns/cafe/budget"), new("GET /v1/campaigns/{campaignId}/budget", "/v1/campaigns/festival/budget"),
            new("POST /v1/lotteries/{lotteryId}/pause", $"{Wheel}/pause", """{"reason":"r"}"""), new("POST /v1/lotteries/{lotteryId}/plays", $"{Wheel}/plays", """{"memberId":"schema"}""", "schema-2"),
            new("POST /v1/lotteries/{lotteryId}/resume", $"{Wheel}/resume", """{"reason":"r"}"""), new("POST /v1/campaigns/{campaignId}/pause", "/v1/campaigns/festival/pause", """{"reason":"r"}"""),
            new("POST /v1/campaigns/{campaignId}/resume", "/v1/campaigns/festival/resume", """{"reason":"r"}"""), new("PUT /v1/catalogue", "/v1/catalogue", document), new("PUT /v1/catalogue", "/v1/catalogue", "{}"),
            new("GET /v1/catalogue", "/v1/catalogue"), new("GET /v1/catalogue/schema", "/v1/catalogue/schema"), new("POST /v1/keys", "/v1/keys", """{"name":"n","scopes":["stock"]}"""), new("GET /v1/keys", "/v1/keys"), new("GET /v1/me", "/v1/me"),
            new("POST /v1/keys/{keyId}/revoke", $"/v1/keys/{key}/revoke"), new("POST /v1/keys/{keyId}/revoke", "/v1/keys/none/revoke"), new("POST /v1/clock/accept", "/v1/clock/accept"),
            new("GET /health/live", "/health/live"), new("GET /health/ready", "/health/ready"), new("GET /openapi/v1.json", "/openapi/v1.json"),
        ];
    }

    private static IEnumerable<string> References(JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(p => p.Key == "$ref" ? [p.Value!.GetValue<string>().Split('/')[^1]] : p.Value is null ? [] : References(p.Value)),
        JsonArray a => a.SelectMany(item => item is null ? [] : References(item)),
        _ => [],
    };

    /// <summary>The rest are the Dashboard's pages and files.</summary>
    private static bool IsOfTheApi(RouteEndpoint endpoint) =>
        ApiPaths.Any(path => endpoint.RoutePattern.RawText!.StartsWith(path, StringComparison.Ordinal));

    private static string CheckedIn() => Repository.PathOf("docs/openapi.v1.json");

    private sealed record Call(string Name, string Path, string? Body = null, string? Key = null, string? Bearer = null, string Media = "application/json")
    {
        public string Method => Name.Split(' ')[0];
    }
}
