using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Jifen.Silo.Api;
using Jifen.Silo.Cluster;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;
using Jifen.Silo.Templates;
using Jifen.Silo.Tests.Cluster;
using Jifen.Silo.Tests.Journal;

namespace Jifen.Silo.Tests.Api;

/// <summary>A whole silo in this process, on a free port, with a store of its own.</summary>
public sealed class TestSilo : IAsyncDisposable
{
    /// <remarks>No silo is declared dead because this machine is busy: a test that wants that moves instants of the store.</remarks>
    private static readonly MembershipLimits Patience = TestedCluster.Limits with { BeatEvery = MembershipLimits.Default.BeatEvery };

    /// <summary>Template of the programme that tests begin with.</summary>
    public const string Starter = "starter";

    public const string BootstrapKey = "bootstrap-key-of-the-tests-0123456789";

    /// <summary>The load of tests comes by one key from one address.</summary>
    public static readonly ApiLimits Unbound = new()
    {
        MemberRate = new(1_000_000, 1_000_000),
        KeyRate = new(1_000_000, 1_000_000),
        AddressRate = new(1_000_000, 1_000_000),
    };

    /// <summary>An account made once: a silo that makes one spends a tenth of a second on the hash of its password.</summary>
    private static readonly Lazy<byte[]> Accounts = new(MakeAccounts);

    private readonly TempFolder _folder;
    private readonly TimeProvider _time;
    private readonly int _shards;

    private TestSilo(TempFolder folder, SiloHost host, TimeProvider time, int shards)
    {
        (_folder, Host, _time, _shards) = (folder, host, time, shards);
        // A stream that is left is closed at once, and not read on for two seconds.
        Client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64, AllowAutoRedirect = false, ResponseDrainTimeout = TimeSpan.Zero }) { BaseAddress = host.Url };
    }

    public SiloHost Host { get; private set; }

    public HttpClient Client { get; private set; }

    public string Folder => _folder.Path;

    /// <summary>The instant that the silo takes for now.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>The document that tests begin with, and change.</summary>
    public static byte[] Programme() => ProgrammeTemplates.Document(Starter);

    /// <summary>A silo with the programme of the template <see cref="Starter"/> in force.</summary>
    public static async Task<TestSilo> StartAsync(SiloSeams? seams = null, int shards = 4, TimeSpan? drainWithin = null, ApiLimits? limits = null,
        ShardLimits? shardLimits = null, Func<SiloOptions, SiloOptions>? with = null)
    {
        TempFolder folder = new();
        with ??= static options => options;
        SiloOptions options = with(OptionsOf(folder.Path, shards, drainWithin, limits) with { Template = Starter, ShardLimits = shardLimits ?? new() });
        seams = Timed(seams ?? new(), new SkippedTime());
        OwnerOnlyFile.Replace(folder[StaffAccounts.FileName], Accounts.Value);
        TestSilo silo = new(folder, await StartedAsync(options, seams), seams.Time, options.ShardCount);
        await silo.InForceAsync(1);
        return silo;
    }

    /// <summary>A silo on a copy of the store of one that was stopped.</summary>
    public static async Task<TestSilo> StartOnCopyAsync(TestSilo stopped, SiloSeams seams)
    {
        TempFolder folder = TempFolder.CopyOf(stopped.Folder);
        return new(folder, await SiloHost.StartAsync(OptionsOf(folder.Path, 4), seams), seams.Time, 4);
    }

    public async Task RestartAsync(SiloSeams? seams = null, Func<SiloOptions, SiloOptions>? with = null)
    {
        Assert.True(await StopAsync());
        await StartAgainAsync(seams, with);
    }

    /// <summary>Starts on the store that was stopped.</summary>
    public async Task StartAgainAsync(SiloSeams? seams = null, Func<SiloOptions, SiloOptions>? with = null)
    {
        with ??= static options => options;
        Host = await SiloHost.StartAsync(with(OptionsOf(Folder, 4)), Timed(seams ?? new(), _time));
        Client = new() { BaseAddress = Host.Url };
    }

    /// <summary>Brings the store to rest and closes it.</summary>
    public async Task<bool> StopAsync()
    {
        Client.Dispose();
        bool atRest = await Host.StopAsync();
        await Host.DisposeAsync();
        return atRest;
    }

    /// <summary>Waits until a version of the programme is in force everywhere. A silo whose time can be skipped skips to that instant.</summary>
    public async Task InForceAsync(long version)
    {
        while (true)
        {
            var reads = await Host.Engine.Calls.ReadAllAsync(Silo.Api.Position.None, new InForceQuery());
            if (reads.All(read => read.View.Version >= version))
            {
                return;
            }

            (_time as SkippedTime)?.SkipTo(version, _shards);
            await Task.Delay(10);
        }
    }

    public Task<Answer> PostAsync(string path, string? json, string? key = null, string bearer = BootstrapKey, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, path, json, key, bearer, cancel: cancel);

    public Task<Answer> GetAsync(string path, string bearer = BootstrapKey, (string Name, string Value)? header = null) =>
        SendAsync(HttpMethod.Get, path, null, null, bearer, header);

    public async Task<Answer> SendAsync(
        HttpMethod method, string path, string? json, string? key, string? bearer, (string Name, string Value)? header = null, string media = "application/json",
        CancellationToken cancel = default)
    {
        using HttpRequestMessage request = new(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, media);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        if (header is { } more)
        {
            request.Headers.Add(more.Name, more.Value);
        }

        using HttpResponseMessage response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        bool isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        return new((int)response.StatusCode, isStream ? "" : await response.Content.ReadAsStringAsync(cancel), response.Headers.Contains("Idempotency-Replayed"));
    }

    public async Task EnrolAsync(string member) => Assert.Equal(201, (await PostAsync("/v1/members", $$"""{"id":"{{member}}"}""")).Status);

    public Task<Answer> EarnAsync(string member, string activity, long amount, DateTimeOffset? at = null) => PostAsync(
        "/v1/activities",
        $$"""{"id":"{{activity}}","memberId":"{{member}}","kind":"purchase","at":"{{at ?? Now:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}}","amount":{{amount}}}""");

    public Task<Answer> PlayAsync(string member, string key) => PostAsync("/v1/lotteries/lucky-wheel/plays", $$"""{"memberId":"{{member}}"}""", key);

    public async Task<string> TokenAsync(string member) =>
        (await PostAsync($"/v1/members/{member}/token", null)).Json.GetProperty("token").GetString()!;

    /// <summary>Newest sequence of every shard: changes with every record.</summary>
    public async Task<long> RecordsAsync() =>
        (await Host.Engine.Calls.ReadAllAsync(Silo.Api.Position.None, new InForceQuery())).Sum(read => read.Place.Sequence.Value);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        _folder.Dispose();
    }

    private static byte[] MakeAccounts()
    {
        using TempFolder folder = new();
        new StaffAccounts(folder.Path, TimeProvider.System).BeginWith(FirstStaff.Name, StaffAccounts.NewPassword(), static () => { });
        return File.ReadAllBytes(folder[StaffAccounts.FileName]);
    }

    /// <summary>A silo goes by this time, unless a test has one of its own.</summary>
    private static SiloSeams Timed(SiloSeams seams, TimeProvider time)
    {
        SiloSeams timed = seams.Time == TimeProvider.System ? seams with { Time = time } : seams;
        return timed.Time is SkippedTime skipped ? timed with { Observers = [.. timed.Observers, skipped] } : timed;
    }

    /// <summary>A silo that makes its store serves once the first version is in force.</summary>
    private static async Task<SiloHost> StartedAsync(SiloOptions options, SiloSeams seams)
    {
        Task<SiloHost> starting = SiloHost.StartAsync(options, seams);
        while (!starting.IsCompleted && seams.Time is SkippedTime time)
        {
            time.SkipTo(1, options.ShardCount);
            await Task.WhenAny(starting, Task.Delay(10));
        }

        return await starting;
    }

    private static SiloOptions OptionsOf(string folder, int shards, TimeSpan? drainWithin = null, ApiLimits? limits = null) => new()
    {
        Port = 0,
        DataFolder = folder,
        ShardCount = shards,
        BootstrapKey = BootstrapKey,
        QuietDemo = true,
        Limits = limits ?? Unbound,
        DrainWithin = drainWithin ?? TimeSpan.FromSeconds(20),
        Cluster = new() { Patience = Patience },
    };

    public sealed record Answer(int Status, string Body, bool Replayed)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;

        public string Code => Json.GetProperty("code").GetString()!;
    }
}
