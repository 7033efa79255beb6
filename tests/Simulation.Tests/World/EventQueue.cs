namespace Jifen.Simulation.Tests.World;

/// <summary>The one thread of a run: what happens, in the order of simulated time, and of scheduling where times are equal.</summary>
internal sealed class EventQueue
{
    private readonly PriorityQueue<Action, (long Microseconds, long Number)> _events = new();
    private readonly Dictionary<object, long> _streams = [];
    private long _number;

    /// <summary>Microseconds since the run began.</summary>
    public long Now { get; private set; }

    public TimeSpan Elapsed => TimeSpan.FromMicroseconds(Now);

    public void After(TimeSpan delay, Action happens) =>
        _events.Enqueue(happens, (Now + Math.Max(0, (long)delay.TotalMicroseconds), _number++));

    /// <summary>What comes by one stream happens in the order in which it was sent.</summary>
    public void AfterInOrder(object stream, TimeSpan delay, Action happens)
    {
        long at = Math.Max(Now + (long)delay.TotalMicroseconds, _streams.GetValueOrDefault(stream));
        _streams[stream] = at;
        After(TimeSpan.FromMicroseconds(at - Now), happens);
    }

    /// <summary>Runs what happens up to the given instant, or until nothing more does or the run is to end.</summary>
    public void RunUntil(TimeSpan end, Func<bool> over)
    {
        while (!over() && _events.TryPeek(out _, out (long Microseconds, long) at) && at.Microseconds <= (long)end.TotalMicroseconds)
        {
            Action happens = _events.Dequeue();
            Now = at.Microseconds;
            happens();
        }
    }
}
