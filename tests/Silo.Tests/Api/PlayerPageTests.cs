using System.Net;
using System.Text;
using Jifen.Silo.Api;
using Jifen.Silo.Hosting;
using Jifen.Silo.Tests.Journal;

namespace Jifen.Silo.Tests.Api;

/// <summary>The files of the player page, and the guests of the demo.</summary>
public sealed class PlayerPageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Every_file_has_its_type_a_policy_without_inline_script_and_a_tag()
    {
        await using SiloHost silo = await StartAsync();
        using HttpClient client = new() { BaseAddress = silo.Url };
        foreach (string path in PageFile.All.Keys.Select(file => $"/widgets/{file}").Append("/play"))
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            string policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Equal((HttpStatusCode.OK, "no-cache", "*"), (answer.StatusCode, answer.Headers.CacheControl!.ToString(), answer.Headers.GetValues("Access-Control-Allow-Origin").Single()));
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            using HttpRequestMessage again = new(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            using HttpResponseMessage known = await client.SendAsync(again);
            Assert.Equal((HttpStatusCode.NotModified, 0), (known.StatusCode, (await known.Content.ReadAsByteArrayAsync()).Length));
        }
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_problem_and_no_other_file()
    {
        await using SiloHost silo = await StartAsync();
        using HttpClient client = new() { BaseAddress = silo.Url };
        foreach (string path in new[] { "/widgets/demo", "/widgets/stream", "/widgets/none.js", "/widgets/../Silo/Program.cs", "/widgets/%2e%2e/keys.json", "/widgets/play" })
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        }
    }

    [Fact]
    public async Task A_guest_begins_with_one_purchase_and_comes_back_as_itself()
    {
        await using SiloHost silo = await StartAsync();
        using HttpClient browser = new(new SocketsHttpHandler { CookieContainer = new() }) { BaseAddress = silo.Url };
        (int status, TestSilo.Answer first) = await SessionAsync(browser);
        (_, TestSilo.Answer second) = await SessionAsync(browser);
        string guest = first.Json.GetProperty("memberId").GetString()!;
        Assert.Equal((200, guest), (status, second.Json.GetProperty("memberId").GetString()));
        browser.DefaultRequestHeaders.Authorization = new("Bearer", second.Json.GetProperty("token").GetString());
        string history = await browser.GetStringAsync(new Uri($"/v1/members/{guest}/history", UriKind.Relative));
        string[] kinds = [.. new TestSilo.Answer(200, history, false).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("kind").GetString()!)];
        Assert.Equal(["earned", "activity", "enrolled"], kinds);
    }

    [Fact]
    public async Task A_pass_of_another_name_is_none()
    {
        await using SiloHost silo = await StartAsync();
        CookieContainer cookies = new();
        using HttpClient browser = new(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = silo.Url };
        (_, TestSilo.Answer first) = await SessionAsync(browser);
        string pass = cookies.GetCookies(new Uri(silo.Url, "/play/session")).Single().Value;
        using HttpClient thief = new() { BaseAddress = silo.Url };
        thief.DefaultRequestHeaders.Add("Cookie", $"jifen-guest=guest-aaaaaa{pass[pass.IndexOf('.', StringComparison.Ordinal)..]}");
        (int status, TestSilo.Answer other) = await SessionAsync(thief);
        Assert.Equal(200, status);
        Assert.DoesNotContain(other.Json.GetProperty("memberId").GetString(), new[] { "guest-aaaaaa", first.Json.GetProperty("memberId").GetString() });
    }

    [Fact]
    public async Task A_page_of_another_site_makes_no_guest()
    {
        await using SiloHost silo = await StartAsync();
        using HttpClient browser = new() { BaseAddress = silo.Url };
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        (int status, TestSilo.Answer answer) = await SessionAsync(browser);
        Assert.Equal((403, "forbidden"), (status, answer.Code));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 600)]
    public async Task Without_the_demo_or_with_guests_off_there_are_none(bool empty, int guests)
    {
        await using SiloHost silo = await StartAsync(options => options with { Empty = empty, DemoGuests = guests });
        await AssertNoGuestsAsync(silo);
    }

    [Fact]
    public async Task Another_programme_has_no_guests()
    {
        await using SiloHost silo = await StartAsync(options => options with { Template = null, Programme = "brand" });
        await AssertNoGuestsAsync(silo);
    }

    [Fact]
    public async Task Beyond_the_guests_of_an_hour_newcomers_wait_and_those_known_do_not()
    {
        await using SiloHost silo = await StartAsync(options => options with { DemoGuests = 1 });
        using HttpClient known = new(new SocketsHttpHandler { CookieContainer = new() }) { BaseAddress = silo.Url };
        using HttpClient fresh = new() { BaseAddress = silo.Url };
        Assert.Equal(200, (await SessionAsync(known)).Status);
        (int status, TestSilo.Answer answer) = await SessionAsync(fresh);
        Assert.Equal((429, "rate_limited"), (status, answer.Code));
        Assert.Equal(200, (await SessionAsync(known)).Status);
    }

    [Fact]
    public void Of_one_address_five_come_at_once_and_then_one_a_second()
    {
        ManualTime time = new();
        GuestRates rates = new(3_600, time);
        bool[] first = [.. Enumerable.Range(0, 6).Select(_ => rates.Take(IPAddress.Parse("192.0.2.1")) == TimeSpan.Zero)];
        Assert.Equal([true, true, true, true, true, false], first);
        Assert.Equal(TimeSpan.Zero, rates.Take(IPAddress.Parse("192.0.2.2")));
        time.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(1)), (rates.Take(IPAddress.Parse("192.0.2.1")), rates.Take(IPAddress.Parse("192.0.2.1"))));
    }

    [Fact]
    public async Task A_page_of_an_allowed_origin_may_call_and_another_may_not()
    {
        await using SiloHost silo = await StartAsync(options => options with { Origins = ["https://app.example"] });
        Assert.Equal("https://app.example", await AllowedAsync(silo, "https://app.example"));
        Assert.Null(await AllowedAsync(silo, "https://evil.example"));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://app.example/path")]
    [InlineData("app.example")]
    public async Task An_origin_that_is_none_is_refused_by_name(string origin)
    {
        SiloRefusedException refused = await Assert.ThrowsAsync<SiloRefusedException>(() => StartAsync(options => options with { Origins = [origin] }));
        Assert.Contains("origins", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string?> AllowedAsync(SiloHost silo, string origin)
    {
        using HttpClient client = new() { BaseAddress = silo.Url };
        using HttpRequestMessage preflight = new(HttpMethod.Options, "/v1/lotteries/lucky-wheel/plays");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,idempotency-key");
        using HttpResponseMessage answer = await client.SendAsync(preflight);
        return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out IEnumerable<string>? allowed) ? allowed.Single() : null;
    }

    private static async Task AssertNoGuestsAsync(SiloHost silo)
    {
        using HttpClient browser = new() { BaseAddress = silo.Url };
        (int status, TestSilo.Answer answer) = await SessionAsync(browser);
        Assert.Equal((404, "not_found"), (status, answer.Code));
    }

    private static async Task<(int Status, TestSilo.Answer Answer)> SessionAsync(HttpClient browser)
    {
        using HttpResponseMessage answer = await browser.PostAsync(new Uri("/play/session", UriKind.Relative), null);
        return ((int)answer.StatusCode, new((int)answer.StatusCode, Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()), false));
    }

    private Task<SiloHost> StartAsync(Func<SiloOptions, SiloOptions>? change = null)
    {
        SiloOptions options = new() { Port = 0, DataFolder = _folder.Path, ShardCount = 2, BootstrapKey = TestSilo.BootstrapKey, QuietDemo = true, Template = TestSilo.Starter, Limits = TestSilo.Unbound };
        return SiloHost.StartAsync(change?.Invoke(options) ?? options);
    }
}
