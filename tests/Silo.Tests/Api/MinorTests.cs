using System.Text.Json.Nodes;
using Jifen.Silo.Hosting;

namespace Jifen.Silo.Tests.Api;

/// <summary>What minors may play, over HTTP and through a restart.</summary>
public class MinorTests
{
    private const string Age = "/v1/members/kim/adult-from";

    protected virtual SiloSeams Seams => new();

    [Fact]
    public async Task A_minor_is_refused_by_name_until_the_brand_says_otherwise()
    {
        await using TestSilo silo = await WithoutMinorsAsync();
        Assert.Equal(201, (await silo.PostAsync("/v1/members", """{"id":"kim","adultFrom":"2999-01-01"}""")).Status);
        Assert.Equal(("none", "2999-01-01"), (
            (await silo.GetAsync("/v1/lotteries/lucky-wheel")).Json.GetProperty("minors").GetString(),
            (await silo.GetAsync("/v1/members/kim")).Json.GetProperty("adultFrom").GetString()));
        TestSilo.Answer refused = await silo.PlayAsync("kim", "a");
        Assert.Equal((409, "not_for_minors"), (refused.Status, refused.Code));

        Assert.Equal(403, (await silo.SendAsync(HttpMethod.Put, Age, """{"adultFrom":null}""", null, await silo.TokenAsync("kim"))).Status);
        await silo.RestartAsync();
        Assert.Equal("not_for_minors", (await silo.PlayAsync("kim", "b")).Code);
        Assert.Equal(200, (await silo.SendAsync(HttpMethod.Put, Age, """{"adultFrom":"2020-01-01"}""", null, TestSilo.BootstrapKey)).Status);
        Assert.Equal(200, (await silo.PlayAsync("kim", "c")).Status);
    }

    /// <summary>The demo's programme with a wheel that is not for minors.</summary>
    private async Task<TestSilo> WithoutMinorsAsync()
    {
        TestSilo silo = await TestSilo.StartAsync(Seams);
        JsonObject programme = JsonNode.Parse(TestSilo.Programme())!.AsObject();
        programme["campaigns"]!.AsArray().Single(campaign => (string)campaign!["id"]! == "festival")!["lotteries"]![0]!["minors"] = "none";
        TestSilo.Answer published = await silo.SendAsync(HttpMethod.Put, "/v1/catalogue", programme.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.Equal(200, published.Status);
        await silo.InForceAsync(published.Json.GetProperty("version").GetInt64());
        return silo;
    }
}
