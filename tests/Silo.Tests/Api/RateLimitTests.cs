using System.Net.Http.Headers;
using Jifen.Silo.Api;
using Jifen.Silo.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jifen.Silo.Tests.Api;

public sealed class RateLimitTests
{
    private static readonly Rate Few = new(1, 3);

    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_member_at_its_rate_is_told_when_to_call_again_and_others_are_served()
    {
        await using TestSilo silo = await StartAsync(TestSilo.Unbound with { MemberRate = Few });
        await silo.EnrolAsync("busy");
        await silo.EnrolAsync("calm");
        string token = await silo.TokenAsync("busy");
        string again = await silo.TokenAsync("busy");
        Answers busy = await CallAsync(silo, "/v1/members/busy", [token, again, token, again, token, again, token, again]);
        Assert.Equal(3, busy.Served);
        Assert.Equal((429, "rate_limited", "1"), busy.Refused);
        Assert.Equal(200, (await silo.GetAsync("/v1/members/calm", await silo.TokenAsync("calm"))).Status);
        Assert.Equal(200, (await silo.GetAsync("/v1/members/busy")).Status);
        _time.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await CallAsync(silo, "/v1/members/busy", [token, token])).Served);
    }

    [Fact]
    public async Task A_server_key_has_a_rate_of_its_own()
    {
        await using TestSilo silo = await StartAsync(TestSilo.Unbound with { KeyRate = Few });
        string one = silo.Host.Engine.ServerKeys.Create("one", ["plays"]).Text;
        string other = silo.Host.Engine.ServerKeys.Create("other", ["plays"]).Text;
        Answers answers = await CallAsync(silo, "/v1/lotteries", [one, one, one, one, one, one]);
        Assert.Equal(3, answers.Served);
        Assert.Equal((429, "rate_limited", "1"), answers.Refused);
        Assert.Equal(200, (await silo.GetAsync("/v1/lotteries", other)).Status);
    }

    [Fact]
    public async Task Made_up_keys_count_for_the_address_and_probes_are_always_answered()
    {
        await using TestSilo silo = await StartAsync(TestSilo.Unbound with { AddressRate = Few });
        Answers answers = await CallAsync(silo, "/v1/lotteries", [.. Enumerable.Range(0, 8).Select(i => $"jfk_made-up-{i}")]);
        Assert.Equal(0, answers.Served);
        Assert.Equal((429, "rate_limited", "1"), answers.Refused);
        Assert.Equal(200, (await silo.GetAsync("/v1/lotteries")).Status);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => silo.GetAsync("/health/live", ""))), probe => Assert.Equal(200, probe.Status));
    }

    /// <summary>Who has spent its calls still gets the page whole; what is kept under an account or a member counts.</summary>
    [Theory]
    [InlineData("/play", 200)]
    [InlineData("/fair", 200)]
    [InlineData("/widgets/wheel", 200)]
    [InlineData("/widgets/jifen.js", 200)]
    [InlineData("/widgets/nowhere.js", 404)]
    [InlineData("/", 302)]
    [InlineData("/_framework/blazor.web.js", 200)]
    public async Task Files_are_not_counted(string path, int status)
    {
        await using TestSilo silo = await StartAsync(TestSilo.Unbound with { AddressRate = Few });
        await CallAsync(silo, path, ["", "", "", "", "", ""]);
        Assert.Equal(status, (await silo.SendAsync(HttpMethod.Get, path, null, null, null)).Status);
        Assert.Equal(401, (await silo.SendAsync(HttpMethod.Get, "/v1/lotteries", null, null, null)).Status);
    }

    [Theory]
    [InlineData("GET", "/v1/lotteries")]
    [InlineData("GET", "/sign-in")]
    [InlineData("POST", "/sign-in")]
    [InlineData("POST", "/play/session")]
    [InlineData("GET", "/nowhere")]
    public async Task Whatever_is_no_file_counts_for_the_address(string method, string path)
    {
        await using TestSilo silo = await StartAsync(TestSilo.Unbound with { AddressRate = Few });
        for (int call = 0; call < Few.Burst; call++)
        {
            Assert.NotEqual(429, (await silo.SendAsync(new(method), path, null, null, null)).Status);
        }

        Assert.Equal(429, (await silo.SendAsync(new(method), path, null, null, null)).Status);
    }

    [Fact]
    public void Rates_are_settings()
    {
        IConfiguration settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["limits:member-rate"] = "7",
            ["limits:key-burst"] = "2000",
            ["limits:address-rate"] = "9",
            ["limits:rate-partitions"] = "11",
        }).Build();
        ApiLimits limits = SiloSettings.Options(settings).Limits;
        Assert.Equal((new Rate(7, 20), new Rate(500, 2_000), new Rate(9, 50), 11), (limits.MemberRate, limits.KeyRate, limits.AddressRate, limits.RatePartitions));
        Assert.Throws<SiloRefusedException>(() => (new SiloOptions() with { Limits = new() { KeyRate = new(0, 1) } }).Check());
    }

    /// <summary>A silo whose rates go by a clock that stands still.</summary>
    private Task<TestSilo> StartAsync(ApiLimits limits) =>
        TestSilo.StartAsync(new() { Build = web => web.Services.AddSingleton(new CallRates(limits, _time)) });

    private static async Task<Answers> CallAsync(TestSilo silo, string path, string[] bearers)
    {
        int served = 0;
        (int, string, string) refused = default;
        foreach (string bearer in bearers)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            using HttpResponseMessage response = await silo.Client.SendAsync(request);
            if ((int)response.StatusCode == 429)
            {
                TestSilo.Answer answer = new(429, await response.Content.ReadAsStringAsync(), false);
                refused = (answer.Status, answer.Code, response.Headers.RetryAfter!.ToString());
            }

            served += (int)response.StatusCode == 200 ? 1 : 0;
        }

        return new(served, refused);
    }

    private sealed record Answers(int Served, (int Status, string Code, string RetryAfter) Refused);
}
