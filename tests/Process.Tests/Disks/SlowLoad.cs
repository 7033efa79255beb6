using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Jifen.Process.Tests.Clients;

namespace Jifen.Process.Tests.Disks;

/// <summary>Many callers that buy as fast as they are answered, and count how they fare.</summary>
public sealed class SlowLoad(SiloClient silo, int callers)
{
    /// <summary>Between a refusal and the caller's next attempt.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentBag<TimeSpan> _refusals = [];
    private readonly ConcurrentBag<TimeSpan> _done = [];
    private int _other;
    private int _calls;

    public int Done => _done.Count;

    public int Refused => _refusals.Count;

    /// <summary>Answers that are neither done nor a refusal that says when to come again.</summary>
    public int Other => _other;

    /// <summary>Half of the refusals came within this.</summary>
    public TimeSpan MedianRefusal => Median(_refusals);

    /// <summary>Half of what was done was answered within this.</summary>
    public TimeSpan MedianDone => Median(_done);

    /// <summary>Counts from here on.</summary>
    public void Begin()
    {
        _other = 0;
        _done.Clear();
        _refusals.Clear();
    }

    public async Task RunAsync(TimeSpan time)
    {
        using CancellationTokenSource end = new(time);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(caller, end))));
    }

    private static TimeSpan Median(ConcurrentBag<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    private async Task CallAsync(int caller, CancellationTokenSource end)
    {
        while (!end.IsCancellationRequested)
        {
            Call call = Call.Activity($"slow{Interlocked.Increment(ref _calls)}", Festival.Member(caller % Festival.Members), 100, TimeProvider.System.GetUtcNow());
            long begun = Stopwatch.GetTimestamp();
            switch (await silo.TryAsync(call))
            {
                case { Status: HttpStatusCode.OK }:
                    _done.Add(Stopwatch.GetElapsedTime(begun));
                    break;
                case { Status: HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests, SaysWhenToRetry: true }:
                    _refusals.Add(Stopwatch.GetElapsedTime(begun));
                    await Task.Delay(Pause);
                    break;
                default:
                    Interlocked.Increment(ref _other);
                    break;
            }
        }
    }
}
