using System.Collections.Concurrent;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Cluster;

/// <summary>
/// A silo's life in its cluster: says that it lives, looks at the others, and lets a <see cref="ShardKeeper"/> take and hand over shards.
/// One thread beats, another carries out, so that a slow take-over does not make the silo fall silent. A silo that was declared dead drops
/// what it had and joins again under a new identity.
/// </summary>
public sealed partial class Membership : IKeeperHost, IAsyncDisposable
{
    private readonly IClusterStore _store;
    private readonly IJournal _journal;
    private readonly LocalShards _shards;
    private readonly SiloHome _home;
    private readonly Action<JournalException> _failStop;
    private readonly ILogger _log;
    private readonly Lock _telling = new();
    private readonly BlockingCollection<Action> _steps = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _keeping;
    private Task _beating = Task.CompletedTask;
    private Task _spreading = Task.CompletedTask;
    private ShardKeeper _keeper;
    private ClusterView? _unseen;
    private long _generation;
    private long _heardAt;
    private bool _leaving;
    private string _address = "";
    private bool _started;

    /// <param name="failStop">Ends the process: the store has failed.</param>
    public Membership(IClusterStore store, IJournal journal, LocalShards shards, SiloHome home, Action<JournalException> failStop, ILogger log)
    {
        (_store, _journal, _shards, _home, _failStop, _log) = (store, journal, shards, home, failStop, log);
        Map = new(shards.Count);
        (Self, _keeper) = Begin();
        shards.IsSurelyAlive = IsSurelyAlive;
        _keeping = new(Keep) { Name = "shard-keeper", IsBackground = true };
    }

    /// <summary>Raised after each look at the cluster, on a thread of its own.</summary>
    public event Action<ClusterView>? Looked;

    /// <summary>What the silo says of itself with each beat; asked on the thread that beats, and must return at once.</summary>
    public Func<SiloStatus?> Status { get; set; } = static () => null;

    /// <summary>The identity under which the silo lives now.</summary>
    public SiloId Self { get; private set; }

    public ShardMap Map { get; }

    /// <summary>What was seen last, or null before the first look.</summary>
    public ClusterView? View { get; private set; }

    /// <summary>True when the silo has what is placed on it, and all of that serves or has met a fault of its own.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Joins the cluster and begins to take shards.</summary>
    /// <param name="address">Where other silos reach this one.</param>
    /// <exception cref="StoreUnreachableException">The store was not reached in all the time that the silo waits for it.</exception>
    public void Start(Uri address)
    {
        _address = address.GetLeftPart(UriPartial.Authority);
        JoinPatiently();
        _started = true;
        _keeping.Start();
        _beating = Task.Factory.StartNew(BeatAsync, TaskCreationOptions.LongRunning).Unwrap();
    }

    /// <summary>A shard has stopped here.</summary>
    public void Stopped(ShardLoop shard, Exception fault)
    {
        if (fault is OwnershipLostException)
        {
            Post(() => _keeper.Stopped(shard.Shard, shard.Epoch));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(false);
        _steps.CompleteAdding();
        if (_started)
        {
            _keeping.Join();
        }

        _steps.Dispose();
        _ending.Dispose();
    }

    /// <remarks>One shard that cannot be taken over does not keep the others from it: then they are taken one by one.</remarks>
    void IKeeperHost.TakeOver(IReadOnlyList<ShardId> shards)
    {
        try
        {
            _keeper.TakenOver(shards, _journal.TakeOver(shards, Self.ToString()));
        }
        catch (JournalException fault) when (fault is JournalDamagedException or JournalWentBackException && shards.Count > 1)
        {
            foreach (ShardId shard in shards)
            {
                ((IKeeperHost)this).TakeOver([shard]);
            }
        }
        catch (JournalFailedException fault)
        {
            _failStop(fault);
        }
        catch (JournalException fault)
        {
            LogTakeOver(_log, shards.Count, fault.Message);
            _keeper.TakeOverFailed(shards);
        }
    }

    void IKeeperHost.Open(ShardHead head)
    {
        _shards.Open(head);
        Map.Correct(head.Shard, Self, head.Epoch);
    }

    void IKeeperHost.HandOver(ShardId shard, Epoch epoch)
    {
        ShardKeeper keeper = _keeper;
        _shards.HandOver(shard, epoch, () => Post(() => keeper.HandedOver(shard, epoch)));
    }

    void IKeeperHost.Drop(ShardId shard, Epoch epoch) => _shards.Drop(shard, epoch);

    void IKeeperHost.Release(IReadOnlyList<(ShardId Shard, Epoch Epoch)> shards)
    {
        try
        {
            Tell(() => _store.Release(Self, shards));
            _keeper.Released(shards);
        }
        catch (StoreUnreachableException fault)
        {
            LogRelease(_log, shards.Count, fault.Message);
            _keeper.ReleaseFailed(shards);
        }
    }

    private (SiloId, ShardKeeper) Begin()
    {
        SiloId self = SiloId.New();
        Map.Become(self);
        return (self, new(self, _shards.Count, this));
    }

    private void Post(Action step)
    {
        try
        {
            _steps.Add(step);
        }
        catch (InvalidOperationException)
        {
            // The silo has ended; its shards have too.
        }
    }

    private void Keep()
    {
        foreach (Action step in _steps.GetConsumingEnumerable())
        {
            step();
        }
    }

    private async Task BeatAsync()
    {
        while (!_ending.IsCancellationRequested && !_left.Task.IsCompleted)
        {
            try
            {
                if (Beat() is { } view)
                {
                    Hear(view);
                }
                else if (!_left.Task.IsCompleted)
                {
                    await RejoinAsync().ConfigureAwait(false);
                }
            }
#pragma warning disable CA1031 // a beat that met a fault must not be the last
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogSilent(_log, fault.Message);
            }

            await _store.WaitForNewsAsync(_home.Patience.BeatEvery, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private ClusterView? Beat()
    {
        lock (_telling)
        {
            long asked = TimeProvider.System.GetTimestamp();
            ClusterView? view = _store.Beat(Self, Status());
            Volatile.Write(ref _heardAt, view is null ? 0 : asked);
            return view;
        }
    }

    /// <remarks>The store has heard of the silo after it was asked, and nobody may declare it dead until that is long enough ago.</remarks>
    private bool IsSurelyAlive() => Volatile.Read(ref _heardAt) is not 0 and { } asked && TimeProvider.System.GetElapsedTime(asked) < _home.Patience.DeadAfter;

    /// <remarks>The store takes one call at a time; the keeper and the beat each have a thread.</remarks>
    private void Tell(Action call)
    {
        lock (_telling)
        {
            call();
        }
    }

    /// <remarks>Where the keeper is busy only the newest look waits for it.</remarks>
    private void Hear(ClusterView view)
    {
        View = view;
        foreach (string fault in view.Unanswered)
        {
            LogSilent(_log, fault);
        }

        Map.See(view);
        if (Interlocked.Exchange(ref _unseen, view) is null)
        {
            Post(See);
        }

        Looked?.Invoke(view);
    }

    private void See()
    {
        ClusterView view = Interlocked.Exchange(ref _unseen, null)!;
        _keeper.Seen(view);
        SayLeaving();
        SpreadControl();
        IsSettled = _keeper.IsSettled && _shards.All.All(shard => shard.IsRunning || shard.Fault is not null);
        LeaveWhenEmpty();
    }

    /// <remarks>
    /// A pause is exact without this, for the store refuses what was decided before it; a shard that writes nothing is told here. It waits for a
    /// store that is away beside everything else.
    /// </remarks>
    private void SpreadControl()
    {
        if (_spreading.IsCompleted)
        {
            _spreading = Task.Run(ReadControl);
        }
    }

    private void ReadControl()
    {
        try
        {
            ControlState control = _journal.ReadControl();
            if (control.Generation > _generation && !_ending.IsCancellationRequested)
            {
                _generation = control.Generation;
                _shards.Spread(control);
            }
        }
        catch (Exception fault) when (fault is JournalException or ObjectDisposedException)
        {
            LogSilent(_log, fault.Message);
        }
    }

    /// <summary>
    /// This silo is gone for the store. Where it has not left by itself, others have declared it dead and may have its shards: it drops them
    /// and begins a new life.
    /// </summary>
    private async Task RejoinAsync()
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            if (_left.Task.IsCompleted)
            {
                done.TrySetResult();
                return;
            }

            LogDead(_log, Self);
            _keeper.DeclaredDead();
            if (_leaving)
            {
                _left.TrySetResult();
            }
            else
            {
                (Self, _keeper) = Begin();
            }

            done.TrySetResult();
        });
        await done.Task.ConfigureAwait(false);
        if (!_leaving)
        {
            Join();
        }
    }

    /// <remarks>A store that answered a moment ago and does not now is busy or on its way to another machine, which is no reason not to start.</remarks>
    private void JoinPatiently()
    {
        long begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                Join();
                return;
            }
            catch (StoreUnreachableException fault) when (TimeProvider.System.GetElapsedTime(begun) < _home.Patience.JoinWithin)
            {
                LogSilent(_log, fault.Message);
                _ending.Token.WaitHandle.WaitOne(_home.Patience.BeatEvery);
            }
        }
    }

    private void Join()
    {
        lock (_telling)
        {
            _store.Join(Self, _home.Name, _address, _home.Folder);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Shards were not taken over ({Count}): {Reason} / 未能接管分片（{Count}）：{Reason}")]
    private static partial void LogTakeOver(ILogger log, int count, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Shards were not released ({Count}): {Reason} / 未能释放分片（{Count}）：{Reason}")]
    private static partial void LogRelease(ILogger log, int count, string reason);

    [LoggerMessage(3, LogLevel.Warning, "The cluster could not be looked at: {Reason} / 无法查看集群：{Reason}")]
    private static partial void LogSilent(ILogger log, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Others have declared silo {Silo} dead; it drops its shards and joins anew / 其他节点已宣告节点 {Silo} 失效；它放弃其分片并重新加入")]
    private static partial void LogDead(ILogger log, SiloId silo);
}
