namespace Jifen.Simulation.Tests.World;

/// <summary>The clocks of the machine: the monotonic one is the run's own time, the wall clock can be set wrong.</summary>
internal sealed class MachineClock(EventQueue events, DateTimeOffset start) : TimeProvider
{
    private TimeSpan _wrong;

    public override long TimestampFrequency => 1_000_000;

    /// <summary>Sets the wall clock ahead of, or behind, the true time.</summary>
    public void SetWrongBy(TimeSpan wrong) => _wrong = wrong;

    public override DateTimeOffset GetUtcNow() => start + events.Elapsed + _wrong;

    public override long GetTimestamp() => events.Now;
}
