namespace Jifen.Silo.Tests.Demo;

/// <summary>Half an hour before the demo's evening draw. Wall clock and monotonic clock that go together when they are told to. Timers go by the machine's own time.</summary>
internal sealed class DemoTime : TimeProvider
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 21, 11, 30, 0, TimeSpan.Zero);

    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => Begin.AddTicks(Interlocked.Read(ref _ticks));

    public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
