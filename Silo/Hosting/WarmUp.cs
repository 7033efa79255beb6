using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Hosting;

/// <summary>
/// Has a silo do what it will be asked for, on a store of its own that is thrown away, before it listens and takes shards. Code is compiled when it first
/// runs, which takes seconds of a busy machine: members of shards that move to a silo would wait for that.
/// </summary>
internal sealed partial class WarmUp
{
    private const string Template = "play-festival";
    private const int Shards = 4;
    private const int Members = 4;
    private const int Rounds = 20;
    private static readonly string[] Games = ["lucky-wheel", "lucky-cards", "evening-draw"];

    private readonly string _folder;
    private readonly string _key = Convert.ToHexString(RandomNumberGenerator.GetBytes(SiloOptions.ShortestBootstrapKey));

    private WarmUp(string folder) => _folder = folder;

    /// <summary>Goes through two lives of a silo, of which the second begins with what the first left, and reads shards of the store as one that takes them over. A fault keeps no silo from starting.</summary>
    /// <param name="dataFolder">Of the silo that is to start; the store lies in it meanwhile.</param>
    public static async Task RunAsync(string dataFolder, IJournal journal, ILogger log, CancellationToken cancel)
    {
        long begun = TimeProvider.System.GetTimestamp();
        WarmUp run = new(Path.Combine(dataFolder, "warm-up"));
        try
        {
            run.Clear();
            await run.LiveAsync("first", cancel).ConfigureAwait(false);
            await run.LiveAsync("second", cancel).ConfigureAwait(false);
            await Task.Run(() => ReadSome(journal), cancel).ConfigureAwait(false);
            run.Clear();
            LogDone(log, (long)TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds);
        }
#pragma warning disable CA1031 // a cold silo is slow at first, which is better than none
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(log, fault);
        }
    }

    private static void ReadSome(IJournal journal)
    {
        for (int shard = 0; shard < Math.Min(Shards, journal.Identity.ShardCount); shard++)
        {
            RecoveredShard.Read(journal, new(shard), journal.Identity.ShardCount);
        }
    }

    private void Clear()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task LiveAsync(string life, CancellationToken cancel)
    {
        SiloOptions options = new()
        {
            Port = 0,
            DataFolder = _folder,
            ShardCount = Shards,
            Template = Template,
            QuietDemo = true,
            BootstrapKey = _key,
            ShardLimits = new() { CheckpointAge = TimeSpan.FromMilliseconds(100) },
        };
        SiloHost silo = await SiloHost.StartAsync(options, new() { Log = static log => log.ClearProviders() }, cancel).ConfigureAwait(false);
        await using (silo.ConfigureAwait(false))
        {
            using HttpClient client = new() { BaseAddress = silo.Url };
            client.DefaultRequestHeaders.Authorization = new("Bearer", _key);
            await Task.WhenAll(Enumerable.Range(0, Members).Select(member => PlayAsync(client, $"{life}-{member}", cancel))).ConfigureAwait(false);
        }
    }

    private static async Task PlayAsync(HttpClient client, string member, CancellationToken cancel)
    {
        await PostAsync(client, "/v1/members", $$"""{"id":"{{member}}"}""", cancel).ConfigureAwait(false);
        await PostAsync(client, $"/v1/members/{member}/token", "{}", cancel).ConfigureAwait(false);
        for (int round = 0; round < Rounds; round++)
        {
            await PostAsync(client, "/v1/activities", Purchase(member, round), cancel).ConfigureAwait(false);
            foreach (string game in Games)
            {
                await PostAsync(client, $"/v1/lotteries/{game}/plays", $$"""{"memberId":"{{member}}"}""", cancel).ConfigureAwait(false);
            }

            using HttpResponseMessage read = await client.GetAsync(new Uri($"/v1/members/{member}", UriKind.Relative), cancel).ConfigureAwait(false);
        }
    }

    private static string Purchase(string member, int number)
    {
        string at = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return $$"""{"id":"{{member}}-{{number}}","memberId":"{{member}}","kind":"purchase","at":"{{at}}","amount":9900}""";
    }

    /// <remarks>What is refused, such as a play for which the points are gone, was done too.</remarks>
    private static async Task PostAsync(HttpClient client, string path, string json, CancellationToken cancel)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using HttpResponseMessage answer = await client.SendAsync(request, cancel).ConfigureAwait(false);
    }

    [LoggerMessage(1, LogLevel.Information, "Warmed up in {Milliseconds} ms / 预热用时 {Milliseconds} 毫秒")]
    private static partial void LogDone(ILogger log, long milliseconds);

    [LoggerMessage(2, LogLevel.Warning, "The silo could not warm up; its first calls take longer / 未能预热；最初的调用会较慢")]
    private static partial void LogFailed(ILogger log, Exception fault);
}
