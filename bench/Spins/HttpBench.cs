using System.Diagnostics;
using System.Globalization;

namespace Jifen.Bench.Spins;

/// <summary>
/// Durable plays over HTTP beside a bare endpoint with the same authentication and JSON, and beside one that makes a transaction of each
/// play: <c>http [CONNECTIONS]...</c>. All are processes of their own and take turns; wrk, which shares the cores with them, calls.
/// </summary>
internal static class HttpBench
{
    private const int RoundCount = 3;

    public static async Task<int> RunAsync(string[] options)
    {
        int[] sizes = options.Length > 0 ? [.. options.Select(size => int.Parse(size, CultureInfo.InvariantCulture))] : [64, 256];
        using HttpServer bare = await HttpServer.StartAsync("serve-bare");
        using HttpServer naive = await HttpServer.StartAsync("serve-naive");
        using HttpServer spins = await HttpServer.StartAsync("serve-spins");
        Table.Head("durable plays over HTTP");
        foreach (int connections in sizes)
        {
            await MeasureAsync(bare, naive, spins, connections);
        }

        return 0;
    }

    private static async Task MeasureAsync(HttpServer bare, HttpServer naive, HttpServer spins, int connections)
    {
        List<Turn> rounds = [];
        for (int round = 0; round <= RoundCount; round++)
        {
            string run = string.Create(CultureInfo.InvariantCulture, $"r{connections}-{round}");
            rounds.Add(new(await bare.LoadAsync(connections, run), await naive.LoadAsync(connections, run), await spins.LoadAsync(connections, run)));
        }

        Tell(connections, [.. rounds[1..].OrderBy(round => round.Share)]);
    }

    /// <summary>The round of the median ratio is told whole.</summary>
    private static void Tell(int connections, IReadOnlyList<Turn> rounds)
    {
        Turn median = rounds[RoundCount / 2];
        Table.Row($"{connections} connections, bare endpoint, calls a second", median.Bare.PerSecond);
        Table.Row($"{connections} connections, bare endpoint, p99, ms", median.Bare.P99);
        Table.Row($"{connections} connections, naive endpoint, plays a second", median.Naive.PerSecond);
        Table.Row($"{connections} connections, plays a second", median.Spins.PerSecond);
        Table.Row($"{connections} connections, plays, p50, ms", median.Spins.P50);
        Table.Row($"{connections} connections, plays, p99, ms", median.Spins.P99);
        Table.Row($"{connections} connections, plays as a share of bare", median.Share);
        Table.Row($"{connections} connections, the same, lowest round", rounds[0].Share);
        Table.Row($"{connections} connections, the same, highest round", rounds[^1].Share);
        Table.Row($"{connections} connections, plays over naive, times", median.Spins.PerSecond / median.Naive.PerSecond);
    }

    /// <summary>One round: each server had its turn.</summary>
    private sealed record Turn(HttpLoad Bare, HttpLoad Naive, HttpLoad Spins)
    {
        public double Share => Spins.PerSecond / Bare.PerSecond;
    }
}

/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
internal readonly record struct HttpLoad(double PerSecond, double P50, double P99);

/// <summary>A process that serves plays, and how it bears a load.</summary>
internal sealed class HttpServer : IDisposable
{
    private const string Seconds = "5";

    private readonly Process _process;
    private readonly string _tokens;
    private readonly string _url;

    private HttpServer(Process process, string tokens, string url) => (_process, _tokens, _url) = (process, tokens, url);

    public static async Task<HttpServer> StartAsync(string name)
    {
        string tokens = Path.GetTempFileName();
        Process process = Start(Environment.ProcessPath!, [Path.Combine(AppContext.BaseDirectory, "Jifen.Bench.dll"), name, tokens], input: true);
        string url = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{name} did not start.");
        return new(process, tokens, url);
    }

    /// <exception cref="InvalidOperationException">A call was not answered with 200.</exception>
    public async Task<HttpLoad> LoadAsync(int connections, string run)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "plays.lua");
        string many = connections.ToString(CultureInfo.InvariantCulture);
        using Process wrk = Start("wrk", ["-t", "1", "-c", many, "-d", Seconds, "--latency", "-s", script, _url, "--", _tokens, run], input: false);
        string told = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        return told.Contains("Non-2xx", StringComparison.Ordinal) || told.Contains("Socket errors", StringComparison.Ordinal)
            ? throw new InvalidOperationException(told)
            : new(Number(told, "Requests/sec:"), Milliseconds(told, "50%"), Milliseconds(told, "99%"));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_tokens);
    }

    private static Process Start(string file, IEnumerable<string> arguments, bool input) => Process.Start(new ProcessStartInfo(file, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardInput = input,
    })!;

    private static double Number(string told, string after) => double.Parse(WordAfter(told, after), CultureInfo.InvariantCulture);

    /// <remarks>Shares stand elsewhere too, above the distribution.</remarks>
    private static double Milliseconds(string told, string share)
    {
        string word = WordAfter(told[told.IndexOf("Latency Distribution", StringComparison.Ordinal)..], share);
        (string unit, double factor) = word.EndsWith("us", StringComparison.Ordinal) ? ("us", 0.001) : word.EndsWith("ms", StringComparison.Ordinal) ? ("ms", 1) : ("s", 1_000);
        return double.Parse(word[..^unit.Length], CultureInfo.InvariantCulture) * factor;
    }

    private static string WordAfter(string told, string mark) =>
        told[(told.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..].Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries)[0];
}
