using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Tests.Api;

/// <summary>A campaign's budget over HTTP, from its publication to <c>verify</c>.</summary>
public class BudgetTests
{
    protected virtual SiloSeams Seams => new();

    /// <summary>The treasury of the demo's own campaign outlives its version.</summary>
    private const long DemoBudget = 1_000_000;

    [Fact]
    public async Task An_earning_above_what_is_left_receives_what_is_left_and_says_so()
    {
        await using TestSilo silo = await WithBudgetAsync(100);
        await silo.EnrolAsync("ann");
        await silo.EnrolAsync("bob");

        Assert.Equal("""[["thanks",70]] -""", Told(await silo.EarnAsync("ann", "a", 7000)));
        DateTimeOffset at = silo.Now;
        TestSilo.Answer cut = await silo.EarnAsync("bob", "b", 7000, at);
        Assert.Equal("""[["thanks",30]] [["thanks",40]]""", Told(cut));
        Assert.Equal("""[] [["thanks",1]]""", Told(await silo.EarnAsync("ann", "c", 100)));
        TestSilo.Answer again = await silo.EarnAsync("bob", "b", 7000, at);
        Assert.Equal((cut.Body, true), (again.Body, again.Replayed));

        JsonElement history = (await silo.GetAsync("/v1/members/bob/history")).Json.GetProperty("items");
        JsonElement line = history.EnumerateArray().Single(item => item.GetProperty("kind").GetString() == "budget-spent");
        Assert.Equal(("b", "thanks"), (line.GetProperty("cause").GetString(), line.GetProperty("campaign").GetString()));
        Assert.Equal((100, 100, 0, 0), await BudgetAsync(silo));
    }

    [Fact]
    public async Task A_refund_opens_a_spent_budget_again()
    {
        await using TestSilo silo = await WithBudgetAsync(100);
        await silo.EnrolAsync("ann");
        await silo.EnrolAsync("bob");
        await silo.EarnAsync("ann", "a", 10_000);
        Assert.Equal("""[] [["thanks",10]]""", Told(await silo.EarnAsync("bob", "b", 1000)));

        TestSilo.Answer refund = await silo.PostAsync("/v1/activities/a/refund", """{"memberId":"ann","amount":2500}""", "r");

        Assert.Equal(25, refund.Json.GetProperty("points").GetInt64());
        await HandedInAsync(silo, 25);
        Assert.Equal("""[["thanks",20]] -""", Told(await silo.EarnAsync("bob", "c", 2000)));
        Assert.Equal((100, 95, 0, 5), await BudgetAsync(silo));
    }

    [Fact]
    public async Task What_a_member_does_is_decided_in_its_order_though_the_first_waits_for_points()
    {
        await using TestSilo silo = await WithBudgetAsync(1000);
        await silo.EnrolAsync("ann");
        await silo.EarnAsync("ann", "before", 1000);
        string at = $"{silo.Now:yyyy-MM-dd'T'HH:mm:ss'Z'}";

        TestSilo.Answer batch = await silo.PostAsync("/v1/activities/batch", $$"""
            {"items":[{"id":"large","memberId":"ann","kind":"purchase","at":"{{at}}","amount":30000},
                      {"id":"small","memberId":"ann","kind":"purchase","at":"{{at}}","amount":2000}]}
            """);

        Assert.Equal([300, 20], batch.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("points").GetInt64()));
        IEnumerable<JsonElement> newestFirst = (await silo.GetAsync("/v1/members/ann/history")).Json.GetProperty("items").EnumerateArray();
        Assert.Equal(
            ["small", "large", "before"], newestFirst.Where(item => item.GetProperty("kind").GetString() == "earned").Select(item => item.GetProperty("cause").GetString()));
    }

    [Fact]
    public async Task Live_shows_the_budget_and_tells_when_it_is_spent()
    {
        await using TestSilo silo = await WithBudgetAsync(1000);
        await silo.EnrolAsync("ann");
        await silo.EarnAsync("ann", "a", 40_000);

        LiveFrame frame = await silo.Host.Engine.Desk.TakeAsync();
        StockFigures budget = frame.Budgets.Single();
        Assert.Equal(("thanks", 1000, 400), (budget.Lottery, budget.Total, budget.Awarded));
        Assert.All(frame.Invariants, invariant => Assert.True(invariant.Holds, $"{invariant}"));
        Assert.Equal((400, DemoBudget + 1000), Sums(frame, "spent-within-budget"));
        Assert.DoesNotContain(silo.Host.Engine.Desk.Notices, notice => notice.Kind == NoticeKinds.BudgetSpent);

        await silo.EarnAsync("ann", "b", 70_000);

        LiveNotice spent = silo.Host.Engine.Desk.Notices.Single(notice => notice.Kind == NoticeKinds.BudgetSpent);
        Assert.Equal(("thanks", "谢谢"), (spent.Subject, spent.Name?.Zh));
        Assert.Equal((1000, DemoBudget + 1000), Sums(await silo.Host.Engine.Desk.TakeAsync(), "spent-within-budget"));
    }

    [Fact]
    public async Task Many_members_at_once_are_given_exactly_the_budget_through_a_restart()
    {
        await using TestSilo silo = await WithBudgetAsync(2000);
        string[] members = [.. Enumerable.Range(0, 20).Select(i => $"m{i}")];
        await Task.WhenAll(members.Select(silo.EnrolAsync));
        await Task.WhenAll(members.Select(member => silo.EarnAsync(member, $"first-{member}", 6000)));
        await silo.RestartAsync();

        TestSilo.Answer[] answers = await Task.WhenAll(members.Select(member => silo.EarnAsync(member, $"second-{member}", 6000)));

        Assert.Equal(2000 - 1200, answers.Sum(answer => answer.Json.GetProperty("points").GetInt64()));
        Assert.Equal((2000, 2000, 0, 0), await BudgetAsync(silo));
        Assert.True(await silo.StopAsync());
        using StoreVerification verification = StoreVerification.Open(silo.Folder, SecretKeyFile.OpenOrCreate(silo.Folder, storeExists: true));
        Assert.Empty(verification.Run().Faults);
    }

    [Fact]
    public async Task A_budget_that_could_not_be_kept_is_named()
    {
        await using TestSilo silo = await TestSilo.StartAsync(Seams);
        JsonObject programme = Programme(100);
        JsonNode festival = programme["campaigns"]!.AsArray().Single(campaign => (string)campaign!["id"]! == "festival")!;
        festival["budget"] = 10;

        TestSilo.Answer refused = await silo.SendAsync(HttpMethod.Put, "/v1/catalogue", programme.ToJsonString(), null, TestSilo.BootstrapKey);

        Assert.Equal((422, "invalid_programme"), (refused.Status, refused.Code));
        string[] errors = [.. refused.Json.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("path")}: {error.GetProperty("code")}")];
        Assert.All(errors, error => Assert.Equal("campaigns[1].budget: unbounded_points", error));
        Assert.Equal((404, "unknown_campaign"), await CodeAsync(silo, "/v1/campaigns/festival/budget"));
        Assert.Equal((404, "unknown_campaign"), await CodeAsync(silo, "/v1/campaigns/none/budget"));
    }

    private static async Task<(int Status, string Code)> CodeAsync(TestSilo silo, string path)
    {
        TestSilo.Answer answer = await silo.GetAsync(path);
        return (answer.Status, answer.Code);
    }

    /// <summary>The demo's programme without its own budget, and a campaign that gives a point for a yuan within one.</summary>
    private static JsonObject Programme(long budget)
    {
        JsonObject programme = JsonNode.Parse(TestSilo.Programme())!.AsObject();
        JsonArray campaigns = programme["campaigns"]!.AsArray();
        campaigns.RemoveAt(2);
        JsonObject everyday = campaigns[0]!.AsObject();
        (everyday["id"], everyday["name"], everyday["budget"]) = ("thanks", new JsonObject { ["en"] = "Thanks", ["zh"] = "谢谢" }, budget);
        everyday["earning"]![0]!["id"] = "thanks";
        return programme;
    }

    private async Task<TestSilo> WithBudgetAsync(long budget)
    {
        TestSilo silo = await TestSilo.StartAsync(Seams);
        TestSilo.Answer published = await silo.SendAsync(HttpMethod.Put, "/v1/catalogue", Programme(budget).ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.Equal(200, published.Status);
        await silo.InForceAsync(published.Json.GetProperty("version").GetInt64());
        return silo;
    }

    /// <summary>Points by rule, and what budgets did not give.</summary>
    private static string Told(TestSilo.Answer answer)
    {
        static string Pairs(JsonElement list, string name) =>
            $"[{string.Join(',', list.EnumerateArray().Select(one => $"[\"{one.GetProperty(name).GetString()}\",{one.GetProperty("points")}]"))}]";
        return $"{Pairs(answer.Json.GetProperty("rules"), "rule")} {(answer.Json.TryGetProperty("cuts", out JsonElement cuts) ? Pairs(cuts, "campaign") : "-")}";
    }

    private static async Task<(long Total, long Given, long Allotted, long Left)> BudgetAsync(TestSilo silo)
    {
        JsonElement budget = (await silo.GetAsync("/v1/campaigns/thanks/budget")).Json;
        long Of(string name) => budget.GetProperty(name).GetInt64();
        return (Of("total"), Of("given"), Of("allotted"), Of("left"));
    }

    /// <summary>Waits until what a refund took back has reached the treasury and all shards know.</summary>
    private static async Task HandedInAsync(TestSilo silo, long points)
    {
        while (await silo.Host.Engine.Desk.TakeAsync() is var frame && (frame.Budgets.Single().Left != points || await StillToldAsync(silo)))
        {
        }
    }

    private static async Task<bool> StillToldAsync(TestSilo silo) =>
        (await silo.Host.Engine.Calls.ReadAllAsync(Silo.Api.Position.None, new ToldExhausted("thanks"))).Any(read => read.View);

    private sealed record ToldExhausted(string Campaign) : ShardQuery<bool>
    {
        public override bool Answer(in ReadContext at) => at.State.Budget(Campaign).Account.ToldExhausted;
    }

    private static (long Left, long Right) Sums(LiveFrame frame, string invariant)
    {
        InvariantFigures sums = frame.Invariants.Single(i => i.Name == invariant);
        return (sums.Left, sums.Right);
    }
}
