using Jifen.Grains.Kernel;
using Jifen.Silo.Cluster;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;

namespace Jifen.Silo.Shards;

/// <summary>Receives every record of the silo once it is durable, in order per shard, on the shards' threads.</summary>
public interface IRecordObserver
{
    void Durable(JournalRecord record, RecordBody body);
}

/// <summary>
/// The shards that this process runs, all of a store or those that a cluster gave it: pumps step them, journal threads wait for the disk.
/// </summary>
public sealed class LocalShards : IShards, ILocalShards, IShardHost, IDisposable
{
    private readonly IJournal _journal;
    private readonly SeedVault _vault;
    private readonly IReadOnlyList<IRecordObserver> _observers;
    private readonly JournalThreads[] _threads;
    private readonly ShardEnvironment _environment;
    private readonly ShardLoop?[] _shards;
    private readonly ShardPump[] _pumps;
    private readonly Action<ShardLoop, Exception> _stopped;

    /// <param name="failStop">Ends the process: the disk has failed.</param>
    /// <param name="stopped">A shard has stopped for good.</param>
    /// <param name="notices">What queries see as the silo's notices, or null.</param>
    public LocalShards(
        IJournal journal, SiloClock clock, SeedVault vault, ProgrammeLibrary programmes, ShardLimits limits,
        IReadOnlyList<IRecordObserver> observers, Action<JournalException> failStop, Action<ShardLoop, Exception> stopped,
        INoticeBoard? notices = null)
    {
        (_journal, _vault, _observers, _stopped, Programmes, Limits, Clock) = (journal, vault, observers, stopped, programmes, limits, clock);
        _environment = new(this, clock, vault, programmes, limits) { Notices = notices, IsSurelyAlive = () => IsSurelyAlive() };
        _shards = new ShardLoop?[journal.Identity.ShardCount];
        int pumps = Math.Clamp(Environment.ProcessorCount, 1, Math.Min(8, _shards.Length));
        _pumps = [.. Enumerable.Range(0, pumps).Select(p => new ShardPump($"shards-{p}"))];
        _threads = [.. Enumerable.Range(0, journal.Databases).Select(_ => new JournalThreads(journal, PumpOf, failStop, Math.Clamp(Environment.ProcessorCount, 2, 8)))];
        Array.ForEach(_threads, threads => threads.BatchWritten += batch => BatchWritten?.Invoke(batch));
    }

    /// <summary>Raised on the thread of a database's writer after each group commit, before anybody is told; must return at once.</summary>
    public event Action<WrittenBatch>? BatchWritten;

    public ProgrammeLibrary Programmes { get; }

    public ShardLimits Limits { get; }

    public SiloClock Clock { get; }

    public int Count => _shards.Length;

    /// <summary>Carries what goes to shards that do not run here; null where all do.</summary>
    public IShardMailCarrier? Elsewhere { get; set; }

    /// <summary>Whether nobody can have taken this silo for dead by now; where it has the store for itself nobody does. Any thread asks.</summary>
    public Func<bool> IsSurelyAlive { get; set; } = static () => true;

    /// <summary>True when every shard that is here serves.</summary>
    public bool IsReady => _shards.All(s => s is null or { IsRunning: true });

    /// <summary>The shards that are here, in order.</summary>
    public IReadOnlyList<ShardLoop> All => [.. _shards.OfType<ShardLoop>()];

    public ShardId Of(MemberKey member) => Placement.Of(member, Count);

    public ShardId Of(string grain) => Placement.Of(grain, Count);

    /// <summary>Steps waiting in a shard's mailbox.</summary>
    public int MailboxOf(ShardId shard) => Find(shard)?.Mailbox ?? 0;

    /// <summary>The shard, or null where it is not here.</summary>
    public ShardLoop? Find(ShardId shard) => Volatile.Read(ref _shards[shard.Value]);

    public void Start()
    {
        foreach (ShardPump pump in _pumps)
        {
            pump.Start();
        }
    }

    /// <summary>Takes all shards of the store over and begins to run them.</summary>
    /// <exception cref="StoreRefusedException">A silo of a cluster has some of them.</exception>
    public void OpenAll(string owner)
    {
        ShardId[] ids = [.. Enumerable.Range(0, Count).Select(i => new ShardId(i))];
        IReadOnlyList<ShardHead> heads = _journal.TakeOver(ids, owner);
        if (heads.Count < ids.Length)
        {
            throw new StoreRefusedException("Silos of a cluster run shards of this store.");
        }

        foreach (ShardHead head in heads)
        {
            Open(head);
        }
    }

    /// <summary>Begins to run a shard that was just taken over.</summary>
    public void Open(ShardHead head)
    {
        ShardLoop loop = new(head.Shard, head.Epoch, _environment);
        Volatile.Write(ref _shards[head.Shard.Value], loop);
        ShardPump pump = PumpOf(loop);
        pump.Add(loop);
        pump.Post(loop, s => s.Start());
    }

    /// <summary>
    /// Brings a shard to rest, ends it and calls <paramref name="done"/> once, on the shard's thread; or never, where another owner takes
    /// it meanwhile. Work that comes is refused as to be sent elsewhere.
    /// </summary>
    public void HandOver(ShardId shard, Epoch epoch, Action done)
    {
        if (Find(shard) is { } loop && loop.Epoch == epoch)
        {
            PumpOf(loop).Post(loop, s => s.Drain(() =>
            {
                if (Remove(s))
                {
                    s.Close();
                    done();
                }
            }));
        }
    }

    /// <summary>Ends a shard that another owner has taken under a later epoch.</summary>
    public void Drop(ShardId shard, Epoch epoch)
    {
        if (Find(shard) is { } loop && loop.Epoch == epoch)
        {
            Remove(loop);
            PumpOf(loop).Post(loop, s => s.Drop());
        }
    }

    /// <summary>Sends work to a shard that is here; at the bound of its mailbox the caller is refused at once.</summary>
    public void Post(ShardId shard, ShardWork work)
    {
        if (!TryPost(shard, work))
        {
            work.Sink?.Complete(new NotDone(RejectionCodes.TryAgain, "this shard is not served here") { IsElsewhere = true });
        }
    }

    /// <inheritdoc/>
    public bool TryPost(ShardId shard, ShardWork work)
    {
        if (Find(shard) is not { } loop)
        {
            return false;
        }

        if (loop.Mailbox >= Limits.Mailbox)
        {
            work.Refuse(new(RejectionCodes.Overloaded, "too much waits for this shard"));
        }
        else
        {
            PumpOf(loop).Post(loop, work);
        }

        return true;
    }

    /// <inheritdoc/>
    public bool TryDeliver(ShardId from, ShardId to, Lane lane, IReadOnlyList<OutgoingMessage> messages)
    {
        if (Find(to) is not { } receiver)
        {
            return false;
        }

        PumpOf(receiver).Post(receiver, s => s.Deliver(from, lane, messages));
        return true;
    }

    /// <inheritdoc/>
    public bool TryAcknowledge(ShardId receiver, ShardId sender, Lane lane, long number)
    {
        if (Find(sender) is not { } loop)
        {
            return false;
        }

        PumpOf(loop).Post(loop, s => s.Acknowledged(receiver, lane, number));
        return true;
    }

    /// <inheritdoc/>
    public void SendAgain(IReadOnlySet<ShardId> to)
    {
        foreach (ShardLoop shard in All)
        {
            PumpOf(shard).Post(shard, s => s.SendAgain(to));
        }
    }

    /// <summary>Finishes what was taken in, writes last checkpoints, and completes when the store is at rest.</summary>
    public async Task DrainAsync()
    {
        Task[] drained = [.. All.Select(shard =>
        {
            TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            PumpOf(shard).Post(shard, s => s.Drain(() => done.TrySetResult()));
            return done.Task;
        })];
        await Task.WhenAll(drained).ConfigureAwait(false);
    }

    /// <summary>The store stands at a control generation that shards here may not know yet.</summary>
    public void Spread(ControlState control)
    {
        foreach (ShardLoop shard in All)
        {
            PumpOf(shard).Post(shard, s => s.ControlRaised(control));
        }
    }

    public void Dispose()
    {
        foreach (ShardPump pump in _pumps)
        {
            pump.Dispose();
        }

        Array.ForEach(_threads, threads => threads.Dispose());
    }

    void IShardHost.Append(ShardLoop shard, long incarnation, ShardAppend append, long step) => ThreadsOf(shard).Submit(new(shard, incarnation, append, step));

    void IShardHost.Recover(ShardLoop shard, long incarnation) => ThreadsOf(shard).Queue(shard, incarnation, () =>
    {
        RecoveredShard recovered = RecoveredShard.Read(_journal, shard.Shard, Count);
        return s => s.Recovered(incarnation, recovered);
    });

    void IShardHost.LoadMember(ShardLoop shard, long incarnation, MemberKey member) => ThreadsOf(shard).Queue(shard, incarnation, () =>
    {
        var grain = RecoveredShard.ReadMember(_journal, shard.Shard, member);
        return s => s.MemberLoaded(incarnation, grain);
    });

    void IShardHost.LoadDocument(ShardLoop shard, long incarnation, Hash256 document) => ThreadsOf(shard).Queue(shard, incarnation, () =>
    {
        byte[]? bytes = _journal.ReadDocument(document);
        Invariant.Holds(bytes is not null, $"document {document} is stored");
        Programmes.Add(document, bytes);
        return s => s.DocumentLoaded(incarnation, document);
    });

    void IShardHost.FindAnswer(ShardLoop shard, long incarnation, Request request, Sequence record) => ThreadsOf(shard).Queue(shard, incarnation, () =>
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

    void IShardHost.FindDue(ShardLoop shard, long incarnation, Stamp until) => ThreadsOf(shard).Queue(shard, incarnation, () =>
    {
        IReadOnlyList<MemberKey> due = _journal.ReadDueMembers(shard.Shard, until, 64);
        return s => s.DueFound(incarnation, due);
    });

    void IShardHost.FindOwed(ShardLoop shard, long incarnation, MemberLook look) => ThreadsOf(shard).Queue(shard, incarnation, () =>
    {
        WalkBadges walked = look.Through(_journal, shard.Shard);
        return s => s.OwedFound(incarnation, walked);
    });

    void IShardHost.Send(ShardId from, ShardId to, Lane lane, IReadOnlyList<OutgoingMessage> messages)
    {
        if (!TryDeliver(from, to, lane, messages))
        {
            Elsewhere?.Send(from, to, lane, messages);
        }
    }

    void IShardHost.Acknowledge(ShardId receiver, ShardId sender, Lane lane, long number)
    {
        if (!TryAcknowledge(receiver, sender, lane, number))
        {
            Elsewhere?.Acknowledge(receiver, sender, lane, number);
        }
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

    /// <remarks>One that lost its shard goes; one that met a fault of its own stays where it can be seen, and keeps others from the same fault.</remarks>
    void IShardHost.Stopped(ShardLoop shard, Exception fault)
    {
        if (fault is OwnershipLostException)
        {
            Remove(shard);
        }

        _stopped(shard, fault);
    }

    private bool Remove(ShardLoop loop)
    {
        PumpOf(loop).Remove(loop);
        return Interlocked.CompareExchange(ref _shards[loop.Shard.Value], null, loop) == loop;
    }

    /// <remarks>Each database has threads of its own: one that is slow or away holds up no shard of another.</remarks>
    private JournalThreads ThreadsOf(ShardLoop shard) => _threads[_journal.DatabaseOf(shard.Shard)];

    private ShardPump PumpOf(ShardLoop shard) => _pumps[shard.Shard.Value % _pumps.Length];
}
