using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Jifen.Process.Tests.Clients;

namespace Jifen.Process.Tests.Histories;

/// <summary>Sends single attempts to silos that may be dead, stand still or serve. Safe for threads.</summary>
public sealed class HistoryClient(IReadOnlyList<Uri> silos) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 1_024 }) { Timeout = Timeout.InfiniteTimeSpan };

    public int Silos => silos.Count;

    /// <summary>Sends a call once. Null where no answer came, or one that says to try again: it may have been done.</summary>
    /// <exception cref="InvalidOperationException">The answer is none that any state could give.</exception>
    public async Task<HistoryAnswer?> TryAsync(int silo, HistoryCall call, TimeSpan within, string? position = null)
    {
        using CancellationTokenSource late = new(within);
        using HttpRequestMessage request = Request(silo, call, position);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, late.Token);
            string text = await response.Content.ReadAsStringAsync(late.Token);
            return response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
                ? null
                : Answer(call, response, text);
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private static HistoryAnswer Answer(HistoryCall call, HttpResponseMessage response, string text)
    {
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Conflict or HttpStatusCode.NotFound))
        {
            throw new InvalidOperationException($"{call.Path} was answered {(int)response.StatusCode} {text}");
        }

        JsonElement body = JsonElement.Parse(text);
        string? position = response.Headers.TryGetValues("Jifen-Position", out IEnumerable<string>? named) ? named.First()
            : body.TryGetProperty("asOf", out JsonElement seen) ? seen.GetProperty("position").GetString() : null;
        return new(response.StatusCode, body, position);
    }

    private HttpRequestMessage Request(int silo, HistoryCall call, string? position)
    {
        HttpRequestMessage request = new(call.Method, new Uri(silos[silo], call.Path));
        request.Headers.Authorization = new("Bearer", Festival.ServerKey);
        if (call.Body is not null)
        {
            request.Content = new StringContent(call.Body, new MediaTypeHeaderValue("application/json"));
            request.Headers.Add("Idempotency-Key", call.Key);
        }

        if (position is not null)
        {
            request.Headers.Add("Jifen-Position", position);
        }

        return request;
    }
}

/// <summary>A call of a session, as it may be sent more than once.</summary>
/// <param name="Key">Under which it is done once; null for a read.</param>
public sealed record HistoryCall(HttpMethod Method, string Path, string? Body = null, string? Key = null)
{
    public static HistoryCall Enrol(string member, string key) => new(HttpMethod.Post, "/v1/members", $$"""{"id":"{{member}}"}""", key);

    public static HistoryCall Earn(string member, string key, long points, DateTimeOffset at) =>
        new(HttpMethod.Post, "/v1/activities", Call.Activity(key, member, points * 100, at).Body, key);

    public static HistoryCall Play(string member, string key, string wheel) =>
        new(HttpMethod.Post, $"/v1/lotteries/{wheel}/plays", $$"""{"memberId":"{{member}}"}""", key);

    public static HistoryCall Read(string member, bool strong) =>
        new(HttpMethod.Get, $"/v1/members/{member}{(strong ? "?consistency=strong" : "")}");
}
