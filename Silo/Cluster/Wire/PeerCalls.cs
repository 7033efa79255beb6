namespace Jifen.Silo.Cluster.Wire;

/// <summary>The calls of one stream that wait for an answer. Whoever takes a call out tells it; so each is told once. Any thread may call.</summary>
internal sealed class PeerCalls(WireLimits limits, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, Waiting> _calls = [];
    private long _last;
    private bool _closed;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _calls.Count;
            }
        }
    }

    /// <param name="left">How long the call may take.</param>
    public SendOutcome TryAdd(IPeerCall call, TimeSpan left, out long number)
    {
        long until = time.GetTimestamp() + (long)(left.TotalSeconds * time.TimestampFrequency);
        lock (_lock)
        {
            number = _last + 1;
            if (_closed || _calls.Count >= limits.UnansweredCalls)
            {
                return _closed ? SendOutcome.NotConnected : SendOutcome.Full;
            }

            _last = number;
            _calls.Add(number, new(call, until));
            return SendOutcome.Sent;
        }
    }

    /// <summary>Null where the call was taken out before: its answer came too late.</summary>
    public IPeerCall? Take(long number)
    {
        lock (_lock)
        {
            return _calls.Remove(number, out Waiting waiting) ? waiting.Call : null;
        }
    }

    /// <summary>Tells the calls whose time is over.</summary>
    public void Expire()
    {
        long now = time.GetTimestamp();
        long[] late;
        lock (_lock)
        {
            late = [.. _calls.Where(call => call.Value.Until <= now).Select(call => call.Key)];
        }

        foreach (long number in late)
        {
            Take(number)?.Lost();
        }
    }

    /// <summary>The stream has ended: tells all calls and takes no more.</summary>
    public void Close()
    {
        Waiting[] lost;
        lock (_lock)
        {
            _closed = true;
            lost = [.. _calls.OrderBy(call => call.Key).Select(call => call.Value)];
            _calls.Clear();
        }

        foreach (Waiting waiting in lost)
        {
            waiting.Call.Lost();
        }
    }

    private readonly record struct Waiting(IPeerCall Call, long Until);
}
