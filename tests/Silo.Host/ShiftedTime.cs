namespace Jifen.Silo.Host;

/// <summary>The system's time with a wall clock that can be moved. Intervals are not touched. Safe for threads.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private readonly Lock _gate = new();
    private TimeSpan _shift;
    private TimeSpan _step;
    private long _stepsSince;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return System.GetUtcNow() + _shift + (_step * Seconds());
        }
    }

    /// <summary>Moves the wall clock by this much from where it should be.</summary>
    public void Shift(TimeSpan by)
    {
        lock (_gate)
        {
            (_shift, _step) = (by, TimeSpan.Zero);
        }
    }

    /// <summary>Moves the wall clock by this much in each second from now on.</summary>
    public void StepEachSecond(TimeSpan by)
    {
        lock (_gate)
        {
            (_step, _stepsSince) = (by, System.GetTimestamp());
        }
    }

    private double Seconds() => _step == TimeSpan.Zero ? 0 : Math.Floor(System.GetElapsedTime(_stepsSince).TotalSeconds);
}

/// <summary>A planted fault: even intervals are those of the wall clock.</summary>
internal sealed class BelievedTime(TimeProvider wall) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => wall.GetUtcNow();

    public override long GetTimestamp() => wall.GetUtcNow().UtcTicks;
}
