namespace Jifen.Silo.Tests.Cluster;

/// <summary>A clock that goes when it is told to, and rings its timers then.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private readonly List<Timer> _timers = [];
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timer timer = new(this, () => callback(state), period);
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Lets time pass in steps of the timers' period, so that none rings late.</summary>
    public void Pass(TimeSpan time)
    {
        long until = _ticks + time.Ticks;
        while (_ticks < until)
        {
            _ticks = Math.Min(until, _ticks + TimeSpan.FromMilliseconds(10).Ticks);
            foreach (Timer timer in _timers.ToArray())
            {
                timer.Ring();
            }
        }
    }

    private sealed class Timer(SteppedTime time, Action ring, TimeSpan period) : ITimer
    {
        private long _next = time._ticks + period.Ticks;

        public void Ring()
        {
            if (time._ticks >= _next)
            {
                _next += period.Ticks;
                ring();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => time._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
