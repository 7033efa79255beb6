using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Tests.Api;

/// <summary>Refunds over HTTP, their retries, and what <c>verify</c> makes of them.</summary>
public class RefundTests
{
    protected virtual SiloSeams Seams => new();

    [Fact]
    public async Task A_refund_takes_back_what_the_activity_gave_and_its_retry_gets_the_same_bytes()
    {
        await using TestSilo silo = await TestSilo.StartAsync(Seams);
        await silo.EnrolAsync("ann");
        Assert.Equal(200, (await silo.EarnAsync("ann", "order 1/ä%2F", 7000)).Status);

        var part = await RefundAsync(silo, "order 1/ä%2F", """{"memberId":"ann","amount":1000}""", "r1");
        var again = await RefundAsync(silo, "order 1/ä%2F", """{"memberId":"ann","amount":1000}""", "r1");
        var other = await RefundAsync(silo, "order 1/ä%2F", """{"memberId":"ann","amount":1001}""", "r1");
        var rest = await RefundAsync(silo, "order 1/ä%2F", """{"memberId":"ann"}""", null);
        var nothing = await RefundAsync(silo, "order 1/ä%2F", """{"memberId":"ann"}""", null);

        Assert.Equal((200, """{"id":"order 1/ä%2F","points":10,"owed":0,"available":60}"""), (part.Status, part.Body));
        Assert.Equal((part.Body, true), (again.Body, again.Replayed));
        Assert.Equal((422, "key_reused"), (other.Status, other.Code));
        Assert.Equal((200, 60L, 0L), (rest.Status, rest.Json.GetProperty("points").GetInt64(), rest.Json.GetProperty("available").GetInt64()));
        Assert.Equal((409, "conflict"), (nothing.Status, nothing.Code));
    }

    [Fact]
    public async Task Spent_points_are_owed_until_an_earning_pays_them()
    {
        await using TestSilo silo = await TestSilo.StartAsync(Seams);
        await silo.EnrolAsync("ann");
        await silo.EarnAsync("ann", "a", 2000);
        long won = 0;
        for (int play = 0; play < 2; play++)
        {
            won = (await silo.PlayAsync("ann", $"k{play}")).Json.GetProperty("available").GetInt64();
        }

        var refund = await RefundAsync(silo, "a", """{"memberId":"ann"}""", "r");
        long owed = refund.Json.GetProperty("owed").GetInt64();
        var points = (await silo.GetAsync("/v1/members/ann")).Json.GetProperty("points");

        Assert.Equal(Math.Max(0, 20 - won), owed);
        Assert.Equal((owed, Math.Max(0, won - 20)), (points.GetProperty("owed").GetInt64(), points.GetProperty("available").GetInt64()));
        Assert.Equal(200, (await silo.EarnAsync("ann", "b", 100_000)).Status);
        var after = (await silo.GetAsync("/v1/members/ann")).Json.GetProperty("points");
        Assert.Equal((0L, 1000 + won - 20), (after.GetProperty("owed").GetInt64(), after.GetProperty("available").GetInt64()));
    }

    [Fact]
    public async Task What_cannot_be_refunded_is_named()
    {
        await using TestSilo silo = await TestSilo.StartAsync(Seams);
        await silo.EnrolAsync("ann");
        await silo.EarnAsync("ann", "a", 2000);

        Assert.Equal((404, "unknown_activity"), Told(await RefundAsync(silo, "b", """{"memberId":"ann"}""", "r1")));
        Assert.Equal((404, "unknown_member"), Told(await RefundAsync(silo, "a", """{"memberId":"bob"}""", "r2")));
        Assert.Equal((422, "invalid"), Told(await RefundAsync(silo, "a", """{"memberId":"ann","amount":0}""", "r3")));
        Assert.Equal((422, "invalid"), Told(await RefundAsync(silo, "a", """{"memberId":"ann","lines":[{"line":0}]}""", "r4")));
        Assert.Equal((409, "conflict"), Told(await RefundAsync(silo, "a", """{"memberId":"ann","amount":2001}""", "r5")));
    }

    [Fact]
    public async Task Where_no_amount_is_given_it_is_the_sum_of_the_lines()
    {
        await using TestSilo silo = await TestSilo.StartAsync(Seams);
        await silo.EnrolAsync("ann");
        string at = silo.Now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

        var earned = await silo.PostAsync(
            "/v1/activities",
            $$"""{"id":"a","memberId":"ann","kind":"purchase","at":"{{at}}","lines":[{"sku":"s","category":"c","quantity":1,"amount":300},{"sku":"t","category":"d","quantity":1,"amount":400}]}""");
        var refund = await RefundAsync(silo, "a", """{"memberId":"ann","lines":[{"line":1}]}""", "r");

        Assert.Equal(7, earned.Json.GetProperty("points").GetInt64());
        Assert.Equal((4L, 3L), (refund.Json.GetProperty("points").GetInt64(), refund.Json.GetProperty("available").GetInt64()));
    }

    /// <summary>Enough keyed calls between that the report is known to the store's index alone.</summary>
    [Fact]
    public async Task A_refund_finds_an_old_report_and_the_store_verifies()
    {
        await using TestSilo silo = await TestSilo.StartAsync(Seams);
        await silo.EnrolAsync("ann");
        await silo.EarnAsync("ann", "first", 5000);
        for (int i = 0; i < 100; i++)
        {
            await silo.EarnAsync("ann", $"a{i}", 100);
        }

        await silo.RestartAsync();
        var refund = await RefundAsync(silo, "first", """{"memberId":"ann"}""", "r");
        Assert.Equal((50L, 100L), (refund.Json.GetProperty("points").GetInt64(), refund.Json.GetProperty("available").GetInt64()));
        Assert.True(await silo.StopAsync());
        using StoreVerification verification = StoreVerification.Open(silo.Folder, SecretKeyFile.OpenOrCreate(silo.Folder, storeExists: true));
        VerificationResult result = verification.Run();
        Assert.Empty(result.Faults);
        Assert.Equal(result.Counts.Records, result.Counts.Rederived);
    }

    private static Task<TestSilo.Answer> RefundAsync(TestSilo silo, string activity, string body, string? key) =>
        silo.PostAsync($"/v1/activities/{Uri.EscapeDataString(activity)}/refund", body, key);

    private static (int, string) Told(TestSilo.Answer answer) => (answer.Status, answer.Code);
}
