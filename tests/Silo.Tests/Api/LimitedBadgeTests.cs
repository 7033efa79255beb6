using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Tests.Api;

public class LimitedBadgeTests
{
    private const int Limit = 40;

    protected virtual SiloSeams Seams => new();

    [Fact]
    public async Task The_first_members_get_the_badge_with_a_number_each_and_never_one_more()
    {
        await using TestSilo silo = await WithLimitAsync(Limit);
        string[] members = [.. Enumerable.Range(0, 64).Select(i => $"m{i}")];
        await Task.WhenAll(members.Select(silo.EnrolAsync));
        Assert.Equal(("open", Limit, (int?)Limit, (int?)null), await EditionAsync(silo, "m0"));

        await Task.WhenAll(members.Select(member => silo.EarnAsync(member, "one", 1000)));
        await Task.WhenAll(members.Select(member => silo.EarnAsync(member, "one", 1000)));
        List<(string State, int Limit, int? Left, int? Number)> told = [.. await Task.WhenAll(members.Select(member => AnsweredAsync(silo, member)))];

        Assert.Equal(Enumerable.Range(1, Limit), told.Where(one => one.State == "held").Select(one => one.Number!.Value).Order());
        Assert.Equal(members.Length - Limit, told.Count(one => one.State == "sold-out"));
        await silo.RestartAsync();
        Assert.Equal(told.Select(one => (one.State, one.Number)), (await Task.WhenAll(members.Select(member => EditionAsync(silo, member)))).Select(one => (one.State, one.Number)));
        LiveFrame frame = await silo.Host.Engine.Desk.TakeAsync();
        Assert.All(frame.Invariants, invariant => Assert.True(invariant.Holds, $"{invariant}"));
        Assert.Equal(((long)Limit, (long)Limit), frame.Prizes.Where(p => p.Lottery == "edition:early").Select(p => (p.Total, p.Awarded)).Single());
        SchemaCheck check = new((await silo.GetAsync("/openapi/v1.json", "")).Json);
        Assert.Empty(check.Faults(JsonDocument.Parse("""{"$ref":"#/components/schemas/Badges"}""").RootElement, (await silo.GetAsync("/v1/members/m0/badges")).Json));
        Assert.True(await silo.StopAsync());
        using StoreVerification verification = StoreVerification.Open(silo.Folder, SecretKeyFile.OpenOrCreate(silo.Folder, storeExists: true));
        Assert.Empty(verification.Run().Faults);
    }

    [Theory]
    [InlineData("early", 39)]
    [InlineData("early", null)]
    [InlineData("regular", 10)]
    public async Task A_limit_that_is_lowered_taken_off_or_added_is_refused_and_one_that_is_raised_is_not(string badge, int? limit)
    {
        await using TestSilo silo = await WithLimitAsync(Limit);
        JsonObject draft = Draft(Limit);
        JsonArray badges = draft["badges"]!.AsArray();
        JsonObject changed = badges.Single(one => (string)one!["id"]! == badge)!.AsObject();
        changed.Remove("limit");
        if (limit is { } given)
        {
            changed["limit"] = given;
        }

        TestSilo.Answer refused = await PublishAsync(silo, draft);
        Assert.Equal((422, "invalid_programme"), (refused.Status, refused.Code));
        JsonElement error = Assert.Single(refused.Json.GetProperty("errors").EnumerateArray());
        Assert.Equal(($"badges[{badges.IndexOf(changed)}].limit", "limit_fixed"), (error.GetProperty("path").GetString(), error.GetProperty("code").GetString()));
        Assert.Equal(200, (await PublishAsync(silo, Draft(Limit + 1))).Status);
    }

    private static JsonObject Draft(int limit)
    {
        JsonObject draft = JsonNode.Parse(TestSilo.Programme())!.AsObject();
        draft["badges"]!.AsArray().Add(new JsonObject
        {
            ["id"] = "early",
            ["name"] = new JsonObject { ["en"] = "Early", ["zh"] = "先到" },
            ["criteria"] = new JsonObject { ["counter"] = "purchases", ["atLeast"] = 1 },
            ["limit"] = limit,
        });
        return draft;
    }

    private static Task<TestSilo.Answer> PublishAsync(TestSilo silo, JsonObject draft) =>
        silo.SendAsync(HttpMethod.Put, "/v1/catalogue", draft.ToJsonString(), null, TestSilo.BootstrapKey);

    /// <summary>How the member stands once the treasury has spoken, and what is left has been looked at anew.</summary>
    private static async Task<(string State, int Limit, int? Left, int? Number)> AnsweredAsync(TestSilo silo, string member)
    {
        for (int i = 0; i < 3000; i++)
        {
            var seen = await EditionAsync(silo, member);
            if (seen.State is not ("waiting" or "open"))
            {
                return seen;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"{member} still waits for the badge.");
    }

    private static async Task<(string State, int Limit, int? Left, int? Number)> EditionAsync(TestSilo silo, string member)
    {
        JsonElement items = (await silo.GetAsync($"/v1/members/{member}/badges")).Json.GetProperty("items");
        JsonElement edition = items.EnumerateArray().Single(item => item.GetProperty("badge").GetString() == "early").GetProperty("edition");
        return (edition.GetProperty("state").GetString()!, edition.GetProperty("limit").GetInt32(), Number(edition, "left"), Number(edition, "number"));
    }

    private static int? Number(JsonElement edition, string name) => edition.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    private async Task<TestSilo> WithLimitAsync(int limit)
    {
        TestSilo silo = await TestSilo.StartAsync(Seams);
        TestSilo.Answer published = await PublishAsync(silo, Draft(limit));
        Assert.Equal(200, published.Status);
        await silo.InForceAsync(published.Json.GetProperty("version").GetInt64());
        return silo;
    }
}
