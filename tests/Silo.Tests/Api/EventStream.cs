using System.Net.Http.Headers;
using System.Text.Json;

namespace Jifen.Silo.Tests.Api;

/// <summary>A client of server-sent events.</summary>
internal sealed class EventStream : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventStream(HttpResponseMessage response, Stream body) => (_response, _lines) = (response, new(body));

    public static async Task<EventStream> OpenAsync(TestSilo silo, string path, string bearer = TestSilo.BootstrapKey, string? last = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (last is not null)
        {
            request.Headers.Add("Last-Event-ID", last);
        }

        HttpResponseMessage response = await silo.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((200, "text/event-stream"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        return new(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event; null where the stream is over. A comment is an event named <c>:</c>.</summary>
    public async Task<Event?> NextAsync()
    {
        string id = "";
        string name = "";
        string data = "";
        while (await _lines.ReadLineAsync() is { } line)
        {
            if (line.Length == 0)
            {
                return new(id, name, data);
            }

            string value = line[(line.IndexOf(':') + 1)..].TrimStart();
            (id, name, data) = line[0] switch
            {
                ':' => (id, ":", value),
                'i' => (value, name, data),
                'e' => (id, value, data),
                _ => (id, name, value),
            };
        }

        return null;
    }

    /// <summary>The next event that is no comment.</summary>
    public async Task<Event> NextEventAsync()
    {
        while (await NextAsync() is { } next)
        {
            if (next.Name != ":")
            {
                return next;
            }
        }

        throw new InvalidOperationException("the stream is over");
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }

    public sealed record Event(string Id, string Name, string Data)
    {
        public JsonElement Json => JsonDocument.Parse(Data).RootElement;

        public string Kinds => string.Join(' ', Json.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("kind").GetString()));
    }
}
