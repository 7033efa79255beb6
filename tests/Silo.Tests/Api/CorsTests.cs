using Jifen.Silo.Hosting;

namespace Jifen.Silo.Tests.Api;

/// <summary>What pages of other origins may do.</summary>
public sealed class CorsTests : IAsyncLifetime
{
    private const string Shop = "https://shop.example";
    private const string App = "http://localhost:3000";

    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync(with: options => options with { Origins = [Shop, App] });

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Theory]
    [InlineData(Shop, Shop)]
    [InlineData(App, App)]
    [InlineData("https://shop.example.evil", "")]
    [InlineData("http://shop.example", "")]
    [InlineData("https://SHOP.example:444", "")]
    [InlineData("null", "")]
    public async Task A_preflight_is_answered_without_a_key_and_only_for_the_origins(string origin, string allowed)
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Options, "/v1/lotteries/lucky-wheel/plays", origin, preflight: true);
        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal(allowed, Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("", Header(response, "Access-Control-Allow-Credentials"));
        Assert.Equal(allowed.Length == 0 ? "" : "DELETE,GET,POST,PUT", string.Join(',', Header(response, "Access-Control-Allow-Methods").Split(',').Order(StringComparer.Ordinal)));
        string headers = Header(response, "Access-Control-Allow-Headers");
        Assert.Equal(allowed.Length == 0 ? "" : "Authorization,Content-Type,Idempotency-Key,Jifen-Position,Last-Event-ID", string.Join(',', headers.Split(',').Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("/v1/lotteries", 401)]
    [InlineData("/health/live", 200)]
    [InlineData("/v1/nothing", 404)]
    public async Task Answers_and_problems_can_be_read_by_the_origins(string path, int status)
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, path, Shop, preflight: false);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(Shop, Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("Retry-After,Idempotency-Replayed,Jifen-Position", Header(response, "Access-Control-Expose-Headers"));
        Assert.Equal("Origin", Header(response, "Vary"));
    }

    [Fact]
    public async Task Without_the_setting_no_origin_is_let_in()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Options, "/v1/lotteries");
        request.Headers.Add("Origin", Shop);
        request.Headers.Add("Access-Control-Request-Method", "GET");
        using HttpResponseMessage response = await silo.Client.SendAsync(request);
        Assert.Equal("", Header(response, "Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://shop.example/")]
    [InlineData("https://*.example")]
    [InlineData("shop.example")]
    [InlineData("ftp://shop.example")]
    [InlineData("https://me@shop.example")]
    public void What_is_no_exact_origin_is_refused_at_the_start(string origin) =>
        Assert.Contains("origins", Assert.Throws<SiloRefusedException>(new SiloOptions { Origins = [origin] }.Check).Message, StringComparison.Ordinal);

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string origin, bool preflight)
    {
        HttpRequestMessage request = new(method, path);
        request.Headers.Add("Origin", origin);
        if (preflight)
        {
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", "authorization,idempotency-key,content-type");
        }

        return _silo.Client.SendAsync(request);
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(',', values) : "";
}
