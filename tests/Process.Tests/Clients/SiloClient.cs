using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Jifen.Process.Tests.Clients;

/// <summary>
/// Speaks HTTP with a silo that may die at any time and come back at another address. Safe for threads.
/// </summary>
/// <param name="serverKey">Of the brand's back end.</param>
public sealed class SiloClient(string serverKey, int connections = 64) : ICaller, IDisposable
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestOutage = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseProxy = false }) { Timeout = LongestCall };
    private readonly ConcurrentDictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private volatile Uri[] _addresses = [];
    private int _calls;

    /// <summary>Where the silo is; null while it is down.</summary>
    public Uri? Address
    {
        get => _addresses.FirstOrDefault();
        set => _addresses = value is null ? [] : [value];
    }

    /// <summary>Where the silos of a cluster are; each call goes to the next of them.</summary>
    public IReadOnlyList<Uri> Addresses
    {
        get => _addresses;
        set => _addresses = [.. value];
    }

    /// <summary>Makes the call until it has an answer that is not only for now.</summary>
    /// <exception cref="TimeoutException">The silo does not come back.</exception>
    public async Task<Reply> AnswerAsync(Call call)
    {
        using CancellationTokenSource patience = new(LongestOutage);
        while (!patience.IsCancellationRequested)
        {
            Reply? answer = await TryAsync(call);
            if (answer is { IsForNow: false })
            {
                return answer;
            }

            await Task.Delay(Pause);
        }

        throw new TimeoutException($"no answer to {call}");
    }

    /// <summary>Makes the call once. Null where the outcome is not known.</summary>
    public async Task<Reply?> TryAsync(Call call, CancellationToken cancel = default)
    {
        try
        {
            using HttpRequestMessage request = await RequestAsync(Next(), call);
            using HttpResponseMessage response = await _http.SendAsync(request, cancel);
            return new(
                response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancel), response.Headers.Contains("Idempotency-Replayed"),
                response.Headers.RetryAfter is not null);
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    /// <summary>A call of the back end that needs no repetition.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, string? body, HttpStatusCode expected)
    {
        using HttpRequestMessage request = new(method, new Uri(Next(), path));
        request.Headers.Authorization = new("Bearer", serverKey);
        request.Content = body is null ? null : Json(body);
        using HttpResponseMessage response = await _http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{method} {path}: {(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Sends a text of lines; it may be sent again.</summary>
    public async Task UploadAsync(string path, string lines)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(Next(), path)) { Content = new StringContent(lines, Encoding.UTF8, "text/plain") };
        request.Headers.Authorization = new("Bearer", serverKey);
        using HttpResponseMessage response = await _http.SendAsync(request);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>How the silo answers a read of the back end.</summary>
    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(Next(), path));
        request.Headers.Authorization = new("Bearer", serverKey);
        using HttpResponseMessage response = await _http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>What a member has to spend, as the silo says it.</summary>
    public async Task<long> AvailableAsync(string member)
    {
        JsonElement seen = await SendAsync(HttpMethod.Get, $"/v1/members/{member}", null, HttpStatusCode.OK);
        return seen.GetProperty("points").GetProperty("available").GetInt64();
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpRequestMessage> RequestAsync(Uri address, Call call)
    {
        bool byPlayer = call.Kind == CallKind.Play && !call.Body.Contains("memberId", StringComparison.Ordinal);
        HttpRequestMessage request = new(HttpMethod.Post, new Uri(address, call.Path)) { Content = Json(call.Body) };
        request.Headers.Authorization = new("Bearer", byPlayer ? await TokenAsync(call.Member) : serverKey);
        if (call.Kind == CallKind.Play)
        {
            request.Headers.Add("Idempotency-Key", call.Key);
        }

        return request;
    }

    private async Task<string> TokenAsync(string member)
    {
        if (_tokens.TryGetValue(member, out string? known))
        {
            return known;
        }

        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(Next(), $"/v1/members/{member}/token"));
        request.Headers.Authorization = new("Bearer", serverKey);
        using HttpResponseMessage response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        JsonElement token = await response.Content.ReadFromJsonAsync<JsonElement>();
        return _tokens.GetOrAdd(member, token.GetProperty("token").GetString()!);
    }

    /// <exception cref="HttpRequestException">No silo is up.</exception>
    private Uri Next()
    {
        Uri[] addresses = _addresses;
        return addresses.Length == 0
            ? throw new HttpRequestException("no silo is up")
            : addresses[(uint)Interlocked.Increment(ref _calls) % (uint)addresses.Length];
    }

    private static StringContent Json(string body)
    {
        StringContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
