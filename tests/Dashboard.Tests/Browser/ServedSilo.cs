using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Jifen.Silo.Api;
using Jifen.Silo.Hosting;

namespace Jifen.Dashboard.Tests.Browser;

/// <summary>A whole silo in this process on a free port, with a store of its own that goes with it.</summary>
public sealed class ServedSilo : IAsyncDisposable
{
    public const string BootstrapKey = "bootstrap-key-of-the-tests-0123456789";

    private readonly string _folder;
    private readonly SiloOptions _options;
    private readonly SiloSeams? _seams;

    private ServedSilo(string folder, SiloOptions options, SiloSeams? seams, SiloHost host) =>
        (_folder, _options, _seams, Host, Client, Url) = (folder, options, seams, host, ClientOf(host), host.Url);

    public SiloHost Host { get; private set; }

    public HttpClient Client { get; private set; }

    public Uri Url { get; }

    /// <summary>Folder of the store.</summary>
    public string Folder => _folder;

    /// <summary>Serves the template <c>starter</c>, or a programme of its own, without simulated players on four shards; <paramref name="change"/> says what differs.</summary>
    public static async Task<ServedSilo> StartAsync(Func<SiloOptions, SiloOptions>? change = null, SiloSeams? seams = null)
    {
        string folder = Directory.CreateTempSubdirectory("jifen-").FullName;
        SiloOptions options = new()
        {
            Port = 0,
            DataFolder = folder,
            ShardCount = 4,
            BootstrapKey = BootstrapKey,
            QuietDemo = true,
            Limits = Wide,
            DrainWithin = TimeSpan.FromSeconds(20),
        };
        options = change?.Invoke(options) ?? options;
        options = options with { Template = options.Programme is null ? options.Template ?? "starter" : null };
        return new(folder, options, seams, await SiloHost.StartAsync(options, seams));
    }

    /// <summary>Stops the silo; its port stays free until <see cref="StartAgainAsync"/>.</summary>
    public async Task StopAsync()
    {
        Client.Dispose();
        Assert.True(await Host.StopAsync());
        await Host.DisposeAsync();
    }

    /// <summary>Starts the silo on the same store and, as visitors know it, the same port.</summary>
    public async Task StartAgainAsync()
    {
        Host = await SiloHost.StartAsync(_options with { Port = Url.Port }, _seams);
        Client = ClientOf(Host);
    }

    public Task<Reply> PostAsync(string path, string? json = null, string? key = null, string? bearer = BootstrapKey) =>
        SendAsync(HttpMethod.Post, path, json, key, bearer);

    public Task<Reply> GetAsync(string path, string? bearer = BootstrapKey) => SendAsync(HttpMethod.Get, path, null, null, bearer);

    public async Task<Reply> SendAsync(HttpMethod method, string path, string? json, string? key, string? bearer)
    {
        using HttpRequestMessage request = new(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using HttpResponseMessage response = await Client.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The load of tests comes by one key from one address.</summary>
    private static ApiLimits Wide { get; } = new()
    {
        MemberRate = new(1_000_000, 1_000_000),
        KeyRate = new(1_000_000, 1_000_000),
        AddressRate = new(1_000_000, 1_000_000),
    };

    private static HttpClient ClientOf(SiloHost host) => new() { BaseAddress = host.Url };
}

/// <summary>What the API answered.</summary>
public sealed record Reply(int Status, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}
