using Jifen.Grains.Kernel;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>
/// Makes the streams of a silo whole in a cluster: records of shards that run here come from those at once, all others from the journal, which
/// every silo reads. Each record is handed on once and in the order of its shard, wherever the shard runs or moves. With no stream open
/// nothing is read. Safe for threads.
/// </summary>
/// <param name="heads">Reads the newest durable record of each shard, in the order of the shards.</param>
/// <param name="isHere">Whether a shard runs here.</param>
internal sealed partial class RecordFollower(
    LiveFeed feed, IJournal journal, Func<IReadOnlyList<Sequence>> heads, Func<ShardId, bool> isHere, TimeProvider time, ILogger<RecordFollower> log)
    : IRecordObserver, IAsyncDisposable
{
    private const int Step = 256;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LookAfterFault = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly CancellationTokenSource _ending = new();
    private Sequence[]? _told;
    private bool[] _behind = [];
    private TaskCompletionSource? _begun;
    private Task _following = Task.CompletedTask;

    public void Start() => _following = Task.Run(FollowAsync);

    /// <summary>Completes when every record that becomes durable from now on is handed on. A stream was opened before.</summary>
    public Task BeginAsync()
    {
        Task begun;
        lock (_gate)
        {
            begun = _told is null ? (_begun ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;
        }

        Wake();
        return begun;
    }

    /// <summary>A shard that runs here has written a record. Where the one before it was not handed on, both are read from the journal.</summary>
    public void Durable(JournalRecord record, RecordBody body)
    {
        if (feed.Open == 0)
        {
            return;
        }

        lock (_gate)
        {
            if (_told is { } told && !TryTell(told, record, body))
            {
                _behind[record.Shard.Value] = true;
                Wake();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(false);
    }

    /// <summary>False where records before this one are missing.</summary>
    private bool TryTell(Sequence[] told, JournalRecord record, RecordBody body)
    {
        ref Sequence last = ref told[record.Shard.Value];
        if (record.Sequence == last.Next)
        {
            feed.Durable(record, body);
            last = record.Sequence;
        }

        return record.Sequence <= last;
    }

    private async Task FollowAsync()
    {
        IReadOnlyList<Sequence> before = [];
        while (!_ending.IsCancellationRequested)
        {
            TimeSpan pause = feed.Open == 0 ? Timeout.InfiniteTimeSpan : LookEvery;
            try
            {
                before = IsWatched() ? Look(before) : [];
            }
            catch (JournalException fault)
            {
                LogUnread(log, fault.Message);
                pause = LookAfterFault;
            }

            await WaitAsync(pause).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets how far it was where nobody watches any more: whoever comes next begins at the heads of then.</summary>
    private bool IsWatched()
    {
        lock (_gate)
        {
            if (feed.Open == 0)
            {
                _told = null;
            }

            return feed.Open > 0;
        }
    }

    /// <remarks>
    /// What a shard of this silo has written it hands on itself, a moment after the store has it; it is read here only when it is missing for a
    /// whole round, or known to be.
    /// </remarks>
    private IReadOnlyList<Sequence> Look(IReadOnlyList<Sequence> before)
    {
        IReadOnlyList<Sequence> now = heads();
        Sequence[] told = Begun(now);
        HashSet<ShardId>? watched = feed.WatchedShards(now.Count);
        for (int number = 0; number < now.Count; number++)
        {
            ShardId shard = new(number);
            Sequence upto = isHere(shard) && !_behind[number] && before.Count > 0 ? before[number] : now[number];
            if (watched is null || watched.Contains(shard))
            {
                Read(told, shard, upto, now[number]);
            }
            else
            {
                // Nobody watched it when the heads were read.
                Skip(told, shard, now[number]);
                Settle(told, shard, now[number]);
            }
        }

        return now;
    }

    /// <summary>How far each shard was handed on; the heads where that begins now.</summary>
    private Sequence[] Begun(IReadOnlyList<Sequence> now)
    {
        lock (_gate)
        {
            if (_told is null)
            {
                (_told, _behind) = ([.. now], new bool[now.Count]);
            }

            _begun?.TrySetResult();
            _begun = null;
            return _told;
        }
    }

    private void Read(Sequence[] told, ShardId shard, Sequence upto, Sequence head)
    {
        try
        {
            while (Last(told, shard) is var last && last < upto && !_ending.IsCancellationRequested)
            {
                Tell(told, journal.ReadRecords(shard, last.Next, Step));
            }
        }
#pragma warning disable CA1031 // what cannot be read of one shard keeps nothing of the others from the streams
        catch (Exception fault) when (fault is not (StoreUnreachableException or AppendOutcomeUnknownException))
#pragma warning restore CA1031
        {
            LogSkipped(log, shard, upto, fault);
            Skip(told, shard, upto);
        }

        Settle(told, shard, head);
    }

    private void Tell(Sequence[] told, IReadOnlyList<JournalRecord> records)
    {
        Invariant.Holds(records.Count > 0, "a record that the head names is in the journal");
        foreach (JournalRecord record in records)
        {
            RecordBody body = RecordCodec.Decode(record.Body.Span);
            lock (_gate)
            {
                TryTell(told, record, body);
            }
        }
    }

    private void Settle(Sequence[] told, ShardId shard, Sequence head)
    {
        lock (_gate)
        {
            _behind[shard.Value] &= told[shard.Value] < head;
        }
    }

    private void Skip(Sequence[] told, ShardId shard, Sequence head)
    {
        lock (_gate)
        {
            if (told[shard.Value] < head)
            {
                told[shard.Value] = head;
            }
        }
    }

    private Sequence Last(Sequence[] told, ShardId shard)
    {
        lock (_gate)
        {
            return told[shard.Value];
        }
    }

    private async ValueTask WaitAsync(TimeSpan pause)
    {
        using CancellationTokenSource rest = new(pause, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(rest.Token, _ending.Token);
        await _wake.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Wake()
    {
        lock (_gate)
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Records of other silos were not read for live streams: {Reason} / 未能为实时流读取其他节点的记录：{Reason}")]
    private static partial void LogUnread(ILogger log, string reason);

    [LoggerMessage(2, LogLevel.Error, "Records of shard {Shard} up to {Upto} are left out of live streams / 分片 {Shard} 至 {Upto} 的记录未进入实时流")]
    private static partial void LogSkipped(ILogger log, ShardId shard, Sequence upto, Exception fault);
}
