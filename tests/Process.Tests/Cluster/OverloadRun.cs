using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Jifen.Process.Tests.Audit;
using Jifen.Process.Tests.Clients;

namespace Jifen.Process.Tests.Cluster;

/// <summary>Offers calls to a cluster, each sent once, and measures what becomes of them.</summary>
public sealed class OverloadRun(SiloCluster cluster) : IAsyncDisposable
{
    /// <summary>Calls under way at once; what is offered beyond that is not sent, and counted.</summary>
    private const int MostUnderWay = 2_048;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromSeconds(60);

    private readonly SiloClient _client = new(Festival.ServerKey, connections: MostUnderWay) { Addresses = cluster.Homes };
    private readonly ConcurrentBag<Call> _refused = [];
    private int _calls;

    /// <summary>Clients that make one call after the other.</summary>
    public async Task<LoadFigures> AtOnceAsync(int clients, TimeSpan time)
    {
        LoadMeasure measure = new();
        long begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(begun) < time)
            {
                await SendAsync(measure);
            }
        })));
        return measure.Figures(Stopwatch.GetElapsedTime(begun));
    }

    /// <summary>So many calls a second, whatever becomes of those before.</summary>
    public async Task<LoadFigures> OfferAsync(int perSecond, TimeSpan time)
    {
        LoadMeasure measure = new();
        using SemaphoreSlim room = new(MostUnderWay);
        long begun = Stopwatch.GetTimestamp();
        for (long offered = 0; Stopwatch.GetElapsedTime(begun) < time;)
        {
            for (long due = (long)(Stopwatch.GetElapsedTime(begun).TotalSeconds * perSecond); offered < due; offered++)
            {
                if (await room.WaitAsync(0))
                {
                    _ = Task.Run(() => SendAsync(measure)).ContinueWith(_ => room.Release(), TaskScheduler.Default);
                }
                else
                {
                    measure.NotSent();
                }
            }

            await Task.Delay(Tick);
        }

        TimeSpan took = Stopwatch.GetElapsedTime(begun);
        for (int i = 0; i < MostUnderWay; i++)
        {
            await room.WaitAsync();
        }

        return measure.Figures(took);
    }

    /// <summary>Until a second of normal load is done as fast as before, with half as much again for chance.</summary>
    public async Task<TimeSpan> RecoversAsync(LoadFigures normal)
    {
        long since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since) < LongestRecovery)
        {
            TimeSpan before = Stopwatch.GetElapsedTime(since);
            LoadFigures now = await AtOnceAsync(clients: 32, TimeSpan.FromSeconds(1));
            if (now.Refused == 0 && now.DoneWithin99 <= normal.DoneWithin99 * 1.5)
            {
                return before;
            }
        }

        return LongestRecovery;
    }

    /// <summary>Refused calls that are in the journal all the same.</summary>
    public IReadOnlyList<string> WrongEffects()
    {
        JournalCount journal = cluster.Count();
        return [.. _refused.Where(call => journal.DecidedUnder(StoreAudit.KeyOf(call)) != 0).Select(call => call.Key).Take(10)];
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SendAsync(LoadMeasure measure)
    {
        int number = Interlocked.Increment(ref _calls);
        string key = string.Create(CultureInfo.InvariantCulture, $"load-{number}");
        Call call = Call.Activity(key, Festival.Member(number % Festival.Members), 100, TimeProvider.System.GetUtcNow());
        long sent = Stopwatch.GetTimestamp();
        Reply? reply = await _client.TryAsync(call);
        measure.Add(reply, Stopwatch.GetElapsedTime(sent));
        if (reply is { Status: HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests } && JsonElement.Parse(reply.Body).GetProperty("code").GetString() == "overloaded")
        {
            _refused.Add(call);
        }
    }
}
