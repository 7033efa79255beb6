using Jifen.Grains.Kernel;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;

namespace Jifen.Silo.Shards;

/// <summary>Receives every record of the silo once it is durable, in order per shard, on the shards' threads.</summary>
public interface IRecordObserver
{
    void Durable(JournalRecord record, RecordBody body);
}

/// <summary>
/// All shards of a store, run by this process: pumps step them, journal threads wait for the disk. The seam to a cluster is
/// <see cref="Of(MemberKey)"/> (who owns shard k) and <see cref="Post"/> (send it this).
/// </summary>
public sealed class LocalShards : IShards, IShardHost, IDisposable
{
    private readonly IJournal _journal;
    private readonly SeedVault _vault;
    private readonly IReadOnlyList<IRecordObserver> _observers;
    private readonly JournalThreads _threads;
    private readonly ShardLoop[] _shards;
    private readonly ShardPump[] _pumps;
    private readonly Action<ShardLoop, Exception> _stopped;

    /// <param name="failStop">Ends the process: the disk has failed.</param>
    /// <param name="stopped">A shard has stopped for good.</param>
    public LocalShards(
        IJournal journal, SiloClock clock, SeedVault vault, ProgrammeLibrary programmes, ShardLimits limits, string owner,
        IReadOnlyList<IRecordObserver> observers, Action<JournalException> failStop, Action<ShardLoop, Exception> stopped)
    {
        (_journal, _vault, _observers, _stopped, Programmes, Limits, Clock) = (journal, vault, observers, stopped, programmes, limits, clock);
        ShardEnvironment environment = new(this, clock, vault, programmes, limits);
        ShardId[] ids = [.. Enumerable.Range(0, journal.Identity.ShardCount).Select(i => new ShardId(i))];
        _shards = [.. journal.TakeOver(ids, owner).Select(head => new ShardLoop(head.Shard, head.Epoch, environment))];
        int pumps = Math.Clamp(Environment.ProcessorCount, 1, Math.Min(8, _shards.Length));
        _pumps = [.. Enumerable.Range(0, pumps).Select(p => new ShardPump($"shards-{p}", [.. _shards.Where(s => s.Shard.Value % pumps == p)]))];
        _threads = new(journal, PumpOf, failStop, Math.Clamp(Environment.ProcessorCount, 2, 8));
        _threads.BatchWritten += batch => BatchWritten?.Invoke(batch);
    }

    /// <summary>Raised on the writer's thread after each group commit, before anybody is told; must return at once.</summary>
    public event Action<WrittenBatch>? BatchWritten;

    public ProgrammeLibrary Programmes { get; }

    public ShardLimits Limits { get; }

    public SiloClock Clock { get; }

    public int Count => _shards.Length;

    /// <summary>True when every shard serves.</summary>
    public bool IsReady => _shards.All(s => s.IsRunning);

    public IReadOnlyList<ShardLoop> All => _shards;

    public ShardId Of(MemberKey member) => Placement.Of(member, Count);

    public ShardId Of(string grain) => Placement.Of(grain, Count);

    /// <summary>Steps waiting in a shard's mailbox.</summary>
    public int MailboxOf(ShardId shard) => _shards[shard.Value].Mailbox;

    public void Start()
    {
        foreach (ShardPump pump in _pumps)
        {
            pump.Start();
        }

        foreach (ShardLoop shard in _shards)
        {
            PumpOf(shard).Post(shard, s => s.Start());
        }
    }

    /// <summary>Sends work to a shard; at the bound of its mailbox the caller is refused at once.</summary>
    public void Post(ShardId shard, ShardWork work)
    {
        ShardLoop loop = _shards[shard.Value];
        if (loop.Mailbox >= Limits.Mailbox)
        {
            work.Sink?.Complete(new NotDone(RejectionCodes.Overloaded, "too much waits for this shard"));
            return;
        }

        PumpOf(loop).Post(loop, work);
    }

    /// <summary>Finishes what was taken in, writes last checkpoints, and completes when the store is at rest.</summary>
    public async Task DrainAsync()
    {
        Task[] drained = [.. _shards.Select(shard =>
        {
            TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            PumpOf(shard).Post(shard, s => s.Drain(() => done.TrySetResult()));
            return done.Task;
        })];
        await Task.WhenAll(drained).ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (ShardPump pump in _pumps)
        {
            pump.Dispose();
        }

        _threads.Dispose();
    }

    void IShardHost.Append(ShardLoop shard, long incarnation, ShardAppend append, long step) => _threads.Submit(new(shard, incarnation, append, step));

    void IShardHost.Recover(ShardLoop shard, long incarnation) => _threads.Queue(shard, incarnation, () =>
    {
        RecoveredShard recovered = RecoveredShard.Read(_journal, shard.Shard, Count);
        return s => s.Recovered(incarnation, recovered);
    });

    void IShardHost.LoadMember(ShardLoop shard, long incarnation, MemberKey member) => _threads.Queue(shard, incarnation, () =>
    {
        var grain = RecoveredShard.ReadMember(_journal, shard.Shard, member);
        return s => s.MemberLoaded(incarnation, grain);
    });

    void IShardHost.LoadDocument(ShardLoop shard, long incarnation, Hash256 document) => _threads.Queue(shard, incarnation, () =>
    {
        byte[]? bytes = _journal.ReadDocument(document);
        Invariant.Holds(bytes is not null, $"document {document} is stored");
        Programmes.Add(document, bytes);
        return s => s.DocumentLoaded(incarnation, document);
    });

    void IShardHost.FindAnswer(ShardLoop shard, long incarnation, Request request, Sequence record) => _threads.Queue(shard, incarnation, () =>
    {
        try
        {
            FoundAnswer? found = AnswerSearch.Find(_journal, shard.Shard, request, record);
            return s => s.AnswerFound(incarnation, request, found);
        }
        catch (RecordArchivedException)
        {
            return s => s.AnswerArchived(incarnation, request);
        }
    });

    void IShardHost.FindDue(ShardLoop shard, long incarnation, Stamp until) => _threads.Queue(shard, incarnation, () =>
    {
        IReadOnlyList<MemberKey> due = _journal.ReadDueMembers(shard.Shard, until, 64);
        return s => s.DueFound(incarnation, due);
    });

    void IShardHost.Send(ShardId from, ShardId to, Lane lane, IReadOnlyList<OutgoingMessage> messages)
    {
        ShardLoop receiver = _shards[to.Value];
        PumpOf(receiver).Post(receiver, s => s.Deliver(from, lane, messages));
    }

    void IShardHost.Acknowledge(ShardId receiver, ShardId sender, Lane lane, long number)
    {
        ShardLoop loop = _shards[sender.Value];
        PumpOf(loop).Post(loop, s => s.Acknowledged(receiver, lane, number));
    }

    void IShardHost.MakeSeed(ShardLoop shard, string lottery, string period)
    {
        (Hash256 commitment, string wrapped) = _vault.NewSeed(lottery, period);
        PumpOf(shard).Post(shard, new Request(new OfferSeed(lottery, period, commitment, wrapped), null));
    }

    void IShardHost.Observe(JournalRecord record, RecordBody body)
    {
        if (body.RaisesControl is not null && body.Events!.OfType<ControlRaised>().Single() is { } raised)
        {
            Spread(new(raised.Generation, raised.Paused));
        }

        foreach (IRecordObserver observer in _observers)
        {
            observer.Durable(record, body);
        }
    }

    void IShardHost.Stopped(ShardLoop shard, Exception fault) => _stopped(shard, fault);

    /// <summary>Tells the other shards of a raised control at once; the store would tell them at their next append.</summary>
    private void Spread(ControlState control)
    {
        foreach (ShardLoop shard in _shards)
        {
            PumpOf(shard).Post(shard, s => s.ControlRaised(control));
        }
    }

    private ShardPump PumpOf(ShardLoop shard) => _pumps[shard.Shard.Value % _pumps.Length];
}
