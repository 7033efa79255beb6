using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Jifen.Process.Tests.Logs;

/// <summary>Calls of every kind, also such as fail, whose secrets are remembered.</summary>
internal sealed partial class MarkedCalls : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);

    private readonly Secrets _secrets;
    private readonly string _serverKey;
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _browser;
    private readonly HttpClient _backEnd;
    private readonly string _member;

    public MarkedCalls(Uri silo, string serverKey, Secrets secrets)
    {
        (_secrets, _serverKey) = (secrets, secrets.Add("server key", serverKey));
        _browser = new(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = silo };
        _backEnd = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = silo };
        _member = secrets.Add("member id", $"brand-{Guid.NewGuid():N}");
    }

    /// <summary>Status of each call, in order.</summary>
    public List<(string Call, int Status)> Statuses { get; } = [];

    public void Dispose()
    {
        _browser.Dispose();
        _backEnd.Dispose();
    }

    /// <summary>A person signs in, at the second attempt, and makes a server key.</summary>
    public async Task SignInAsync(string name, string password)
    {
        await SendFormAsync("sign-in refused", name, _secrets.Add("bad password", $"not-{Guid.NewGuid():N}"));
        await SendFormAsync("sign-in", name, _secrets.Add("password", password));
        JsonElement me = await CallAsync("me", _browser, new(HttpMethod.Get, "/v1/me"));
        using HttpRequestMessage create = Post("/v1/keys", """{"name":"marked","scopes":["members"]}""");
        create.Headers.Add("Jifen-Antiforgery", _secrets.Add("antiforgery token", me.GetProperty("antiforgery").GetString()!));
        JsonElement made = await CallAsync("key", _browser, create);
        _secrets.Add("made key", made.GetProperty("key").GetString()!);
        foreach (Cookie cookie in _cookies.GetAllCookies().Where(cookie => cookie.Value.Length > 20))
        {
            _secrets.Add($"cookie {cookie.Name}", cookie.Value);
        }
    }

    /// <summary>A member with a marked name buys, plays, is looked for, and is refused.</summary>
    public async Task BuyAndPlayAsync()
    {
        string profile = _secrets.Add("profile", $"Mei-{Guid.NewGuid():N}");
        await BackEndAsync("enrol", Post("/v1/members", $$$"""{"id":"{{{_member}}}","profile":{"name":"{{{profile}}}"}}"""));
        await BackEndAsync("unknown member", new(HttpMethod.Get, $"/v1/members/{_member}x"));
        await BackEndAsync("malformed", Post("/v1/activities", $$"""{"id":"{{_member}}","memberId":"{{_member}}","kind":"""));
        await BackEndAsync("invalid", Post("/v1/activities", $$"""{"id":"a1","memberId":"{{_member}}","kind":"purchase","at":"{{_member}}","amount":1}"""));
        JsonElement token = await BackEndAsync("token", Post($"/v1/members/{_member}/token", null));
        string player = _secrets.Add("player token", token.GetProperty("token").GetString()!);
        await CallAsync("play", _backEnd, Post("/v1/lotteries/lucky-wheel/plays", "{}", player, "marked-play-1"));
        await CallAsync("another member", _backEnd, new(HttpMethod.Get, "/v1/members/another"), player);
        await CallAsync("broken token", _backEnd, new(HttpMethod.Get, $"/v1/members/{_member}"), player + "x");
        await CallAsync("broken key", _backEnd, new(HttpMethod.Get, $"/v1/members/{_member}"), _secrets.Add("broken key", "jfk_" + Guid.NewGuid().ToString("N")));
        await GlanceAtEventsAsync(player);
        JsonElement guest = await CallAsync("guest", _browser, Post("/play/session", null));
        _secrets.Add("guest token", guest.GetProperty("token").GetString()!);
        await SpeakNonsenseAsync();
    }

    /// <summary>Sends an import whose lines are refused, and waits for its end if there is one.</summary>
    public async Task ImportAsync(string call)
    {
        StringContent lines = new($$"""{"id":"i1","memberId":"{{_member}}","kind":"purchase"}{{"\n"}}{"id":"{{_member}}"}""", Encoding.UTF8, "application/x-ndjson");
        JsonElement begun = await BackEndAsync(call, new(HttpMethod.Post, "/v1/imports") { Content = lines });
        while (begun.TryGetProperty("id", out JsonElement id) && await StateAsync(id.GetString()!) != "done")
        {
        }
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    private static HttpRequestMessage Post(string path, string? json, string? bearer = null, string? key = null)
    {
        HttpRequestMessage request = new(HttpMethod.Post, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return request;
    }

    private async Task<string?> StateAsync(string import)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"/v1/imports/{import}");
        request.Headers.Authorization = new("Bearer", _serverKey);
        using HttpResponseMessage response = await _backEnd.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("state").GetString();
    }

    private async Task SendFormAsync(string call, string name, string password)
    {
        string page = await _browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        string token = _secrets.Add($"form token of {call}", FormToken().Match(page).Groups[1].Value);
        FormUrlEncodedContent form = new([new("__RequestVerificationToken", token), new("name", name), new("password", password), new("to", "/live")]);
        await CallAsync(call, _browser, new(HttpMethod.Post, "/sign-in") { Content = form });
    }

    private Task<JsonElement> BackEndAsync(string call, HttpRequestMessage request) => CallAsync(call, _backEnd, request, _serverKey);

    private async Task<JsonElement> CallAsync(string call, HttpClient client, HttpRequestMessage request, string? bearer = null)
    {
        request.Headers.Authorization ??= bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        using HttpResponseMessage response = await client.SendAsync(request);
        Statuses.Add((call, (int)response.StatusCode));
        string body = await response.Content.ReadAsStringAsync();
        return body.StartsWith('{') ? JsonDocument.Parse(body).RootElement : default;
    }

    /// <summary>Opens the player's stream and cuts it off in the middle.</summary>
    private async Task GlanceAtEventsAsync(string player)
    {
        using CancellationTokenSource glance = new(Glance);
        using HttpRequestMessage request = new(HttpMethod.Get, $"/v1/members/{_member}/events");
        request.Headers.Authorization = new("Bearer", player);
        using HttpResponseMessage events = await _backEnd.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, glance.Token);
        Statuses.Add(("events", (int)events.StatusCode));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => events.Content.ReadAsStringAsync(glance.Token));
    }

    /// <summary>What is no HTTP, with secrets in it.</summary>
    private async Task SpeakNonsenseAsync()
    {
        using TcpClient client = new();
        await client.ConnectAsync(_backEnd.BaseAddress!.Host, _backEnd.BaseAddress.Port);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /v1/members/{_member} HTTP/1.1\r\nAuthorization Bearer {_serverKey}\r\n\r\n"));
        using StreamReader answer = new(stream);
        Statuses.Add(("nonsense", int.Parse((await answer.ReadLineAsync())!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)));
    }
}
