using System.Reflection;
using Jifen.Silo.Api;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Live;

/// <summary>What the process uses. Used by one caller at a time.</summary>
internal sealed class ProcessWatch(string silo, SiloClock clock, LiveFeed streams, TimeProvider time)
{
    private static readonly string Version =
        typeof(ProcessWatch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private readonly DateTimeOffset _started = time.GetUtcNow();
    private TimeSpan _used = Environment.CpuUsage.TotalTime;
    private long _looked = time.GetTimestamp();
    private double _share;

    public ProcessFigures Now()
    {
        TimeSpan used = Environment.CpuUsage.TotalTime;
        TimeSpan since = time.GetElapsedTime(_looked);
        if (since > TimeSpan.Zero)
        {
            _share = Math.Clamp((used - _used) / (since * Environment.ProcessorCount), 0, 1);
            (_used, _looked) = (used, time.GetTimestamp());
        }

        return new(silo, Version, _started, Environment.WorkingSet, _share, streams.Open, clock.InDoubt);
    }
}
