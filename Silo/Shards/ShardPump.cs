using System.Diagnostics;

namespace Jifen.Silo.Shards;

/// <summary>A thread that steps some shards. Whatever concerns them is posted here and run in the order of its arrival.</summary>
internal sealed class ShardPump : IDisposable
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(25);

    private readonly Lock _gate = new();
    private readonly AutoResetEvent _arrived = new(false);
    private readonly List<ShardLoop> _shards = [];
    private readonly List<ShardLoop> _ticking = [];
    private readonly HashSet<ShardLoop> _touched = [];
    private readonly Thread _thread;
    private List<Posted> _posted = [];
    private List<Posted> _running = [];
    private volatile bool _ended;
    private bool _sleeping;

    public ShardPump(string name) => _thread = new(Run) { Name = name, IsBackground = true };

    public void Start() => _thread.Start();

    /// <summary>Lets a shard tick from now on. Any thread may call.</summary>
    public void Add(ShardLoop shard)
    {
        lock (_gate)
        {
            _shards.Add(shard);
        }
    }

    /// <summary>Lets a shard tick no more; steps that are posted for it still run. Any thread may call.</summary>
    public void Remove(ShardLoop shard)
    {
        lock (_gate)
        {
            _shards.Remove(shard);
        }
    }

    /// <summary>Queues a step of a shard. Any thread may call.</summary>
    public void Post(ShardLoop shard, Action<ShardLoop> step) => Post(new Posted(shard, null, step));

    /// <summary>Queues work of a shard. Any thread may call.</summary>
    public void Post(ShardLoop shard, ShardWork work)
    {
        shard.Enter();
        Post(new Posted(shard, work, null));
    }

    /// <summary>Queues steps of several shards at once.</summary>
    public void Post(IReadOnlyList<(ShardLoop Shard, Action<ShardLoop> Step)> steps)
    {
        bool wake;
        lock (_gate)
        {
            foreach ((ShardLoop shard, Action<ShardLoop> step) in steps)
            {
                _posted.Add(new(shard, null, step));
            }

            wake = _sleeping;
            _sleeping = false;
        }

        Wake(wake);
    }

    public void Dispose()
    {
        _ended = true;
        _arrived.Set();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _arrived.Dispose();
    }

    private void Post(in Posted posted)
    {
        bool wake;
        lock (_gate)
        {
            _posted.Add(posted);
            wake = _sleeping;
            _sleeping = false;
        }

        Wake(wake);
    }

    private void Wake(bool wake)
    {
        if (wake)
        {
            _arrived.Set();
        }
    }

    private void Run()
    {
        long ticked = Stopwatch.GetTimestamp();
        bool more = false;
        while (!_ended)
        {
            Take(more ? TimeSpan.Zero : TickEvery);
            _running.ForEach(Step);
            _running.Clear();
            if (Stopwatch.GetElapsedTime(ticked) >= TickEvery)
            {
                ticked = Stopwatch.GetTimestamp();
                Tick();
            }

            more = Flush();
        }
    }

    private void Take(TimeSpan wait)
    {
        lock (_gate)
        {
            _sleeping = _posted.Count == 0 && wait > TimeSpan.Zero;
        }

        if (_sleeping)
        {
            _arrived.WaitOne(wait);
        }

        lock (_gate)
        {
            _sleeping = false;
            (_posted, _running) = (_running, _posted);
        }
    }

    private void Step(Posted posted)
    {
        if (posted.Work is not null)
        {
            posted.Shard.Leave();
            posted.Shard.Accept(posted.Work);
        }
        else
        {
            posted.Step!(posted.Shard);
        }

        _touched.Add(posted.Shard);
    }

    private void Tick()
    {
        lock (_gate)
        {
            _ticking.AddRange(_shards);
        }

        foreach (ShardLoop shard in _ticking)
        {
            shard.Tick();
            _touched.Add(shard);
        }

        _ticking.Clear();
    }

    private bool Flush()
    {
        bool more = false;
        _touched.RemoveWhere(shard =>
        {
            bool again = shard.Flush();
            more |= again;
            return !again;
        });
        return more;
    }

    private readonly record struct Posted(ShardLoop Shard, ShardWork? Work, Action<ShardLoop>? Step);
}
