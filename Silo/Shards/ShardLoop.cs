using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Shards;

/// <summary>
/// The one writer of a shard. A step function: one thread at a time calls it, nothing in it waits. It keeps work while the shard
/// recovers, drops the shard's memory after an append that was refused or failed, and then does the work anew.
/// </summary>
public sealed class ShardLoop : ILoopFigures
{
    private readonly ShardEnvironment _environment;
    private readonly Queue<ShardWork> _held = new();
    private ShardSession? _session;
    private ControlState? _control;
    private Action? _drained;
    private int _mailbox;
    private int _appending;
    private bool _more;
    private bool _closed;

    public ShardLoop(ShardId shard, Epoch epoch, ShardEnvironment environment)
    {
        Shard = shard;
        Epoch = epoch;
        _environment = environment;
    }

    public ShardId Shard { get; }

    /// <summary>The ownership under which this loop appends.</summary>
    public Epoch Epoch { get; }

    /// <summary>Counts the loads of the shard's memory; whatever was asked under an older one is dropped.</summary>
    public long Incarnation { get; private set; }

    /// <summary>An append of the shard is on its way to the store; it is told how that ended, whatever has become of the session that sent it.</summary>
    public void Appending() => _appending++;

    /// <summary>Work on its way to the shard.</summary>
    public int Mailbox => Volatile.Read(ref _mailbox);

    /// <summary>The fault that stopped the shard, or null.</summary>
    public Exception? Fault { get; private set; }

    public bool IsRunning => _session is not null;

    /// <summary>The state in memory, for tests and checks on the shard's thread; null while there is none.</summary>
    public ShardState? State => _session?.State;

    /// <inheritdoc/>
    public LoopFigures Figures => (_session?.Figures ?? default) with { Mailbox = Mailbox };

    /// <summary>Loads the shard; work is kept until it is there.</summary>
    public void Start() => Recover();

    /// <summary>Takes work in. It is replied to exactly once, unless the process ends.</summary>
    public void Accept(ShardWork work) => Guarded(static (loop, work) => loop.Take(work), work);

    /// <summary>Counts work that is on its way here. Any thread may call.</summary>
    public void Enter() => Interlocked.Increment(ref _mailbox);

    /// <summary>Work has arrived.</summary>
    public void Leave() => Interlocked.Decrement(ref _mailbox);

    private void Take(ShardWork work)
    {
        if (Fault is not null || _drained is not null)
        {
            work.Sink?.Complete(NotHere(isElsewhere: Fault is null or OwnershipLostException));
        }
        else if (_session is null)
        {
            Hold(work);
        }
        else
        {
            _session.Accept(work);
        }
    }

    /// <summary>
    /// Takes messages of another shard in, but not while it comes to rest: then they are sent again to whoever has it next. While it recovers
    /// they are kept, up to half of its mailbox.
    /// </summary>
    public void Deliver(ShardId from, Lane lane, IReadOnlyList<OutgoingMessage> messages) => Guarded(() =>
    {
        foreach (OutgoingMessage message in messages)
        {
            TakeMail(new Request(new Delivery(from, lane, message.Number, message.Body), null));
        }
    });

    public void Acknowledged(ShardId to, Lane lane, long number) => _session?.Acknowledged(to, lane, number);

    /// <summary>Other shards run elsewhere than before: mail that they have not acknowledged goes to them again.</summary>
    public void SendAgain(IReadOnlySet<ShardId> to) => Guarded(() => _session?.SendAgain(to));

    private void TakeMail(Request delivery)
    {
        if (Fault is not null || _drained is not null)
        {
            return;
        }

        if (_session is not null)
        {
            _session.Accept(delivery);
        }
        else if (_held.Count < _environment.Limits.Mailbox / 2)
        {
            _held.Enqueue(delivery);
        }
    }

    /// <summary>The store stands at a newer control generation.</summary>
    public void ControlRaised(ControlState control) => Guarded(() =>
    {
        _control = control;
        _session?.Adopt(control);
    });

    /// <summary>Does what is due by time; called some times a second.</summary>
    public void Tick() => Guarded(static (loop, _) => loop._session?.Tick(), 0);

    /// <summary>Hands on what was decided since the last call; called after every round of work.</summary>
    /// <returns>True where more is to be done at once.</returns>
    public bool Flush()
    {
        _more = false;
        Guarded(static (loop, draining) => loop._more = loop._session?.Flush(draining) ?? false, _drained is not null);
        if (_drained is not null && (Fault is not null || _closed || (_appending == 0 && _session is { IsDrained: true })))
        {
            _drained();
        }

        return _more;
    }

    /// <summary>
    /// Refuses new work, writes a last checkpoint and calls <paramref name="drained"/>, perhaps more than once: when nothing of the shard is under way any more, not even an
    /// append of a session that was dropped.
    /// </summary>
    public void Drain(Action drained) => _drained = drained;

    /// <summary>Ends a shard that is at rest: somebody else may have it. What still waits in it is sent there.</summary>
    public void Close()
    {
        if (Fault is null && !_closed)
        {
            _closed = true;
            Incarnation++;
            GiveUp(moved: true);
        }
    }

    /// <summary>Ends a shard that another owner has taken.</summary>
    public void Drop() => Stop(new OwnershipLostException(Shard, Epoch, null));

    public void Recovered(long incarnation, RecoveredShard recovered) => Guarded(() =>
    {
        if (incarnation != Incarnation || Fault is not null || _closed)
        {
            return;
        }

        if (recovered.Head.Epoch != Epoch)
        {
            Stop(new OwnershipLostException(Shard, Epoch, recovered.Head.Epoch));
            return;
        }

        Begin(recovered);
    });

    public void RecoveryFailed(long incarnation, Exception fault) => Stop(incarnation, fault);

    /// <remarks>
    /// A member as of later records says that the store has moved on: by an append of a session before, or by another owner. Deciding on
    /// it would mix two states; the shard is read anew.
    /// </remarks>
    public void MemberLoaded(long incarnation, MemberGrain member) => InSession(incarnation, s =>
    {
        if (s.Knows(member))
        {
            s.MemberLoaded(member);
        }
        else
        {
            Reload(s);
        }
    });

    public void DocumentLoaded(long incarnation, Hash256 document) => InSession(incarnation, s => s.DocumentLoaded(document));

    public void AnswerFound(long incarnation, Request request, FoundAnswer? found) => InSession(incarnation, s => s.AnswerFound(request, found));

    /// <summary>The record looked for lies in an archived part of the journal.</summary>
    public void AnswerArchived(long incarnation, Request request) => InSession(incarnation, s => s.AnswerArchived(request));

    public void DueFound(long incarnation, IReadOnlyList<MemberKey> members) => InSession(incarnation, s => s.DueFound(members));

    public void OwedFound(long incarnation, WalkBadges walked) => InSession(incarnation, s => s.OwedFound(walked));

    /// <summary>An append is durable.</summary>
    public void Appended(long incarnation, Sequence last, long step)
    {
        _appending--;
        InSession(incarnation, s => s.Appended(last, step));
    }

    /// <summary>The store refused an append: nothing of it was written.</summary>
    public void AppendRefused(long incarnation, AppendStatus status, ControlState? control)
    {
        _appending--;
        InSession(incarnation, s =>
        {
            _control = control ?? _control;
            if (status == AppendStatus.StaleEpoch)
            {
                Stop(new OwnershipLostException(Shard, Epoch, null));
            }
            else
            {
                Reload(s);
            }
        });
    }

    /// <summary>An append failed; whether it was written only the store knows.</summary>
    public void AppendFailed(long incarnation, JournalException fault)
    {
        _appending--;
        InSession(incarnation, s =>
        {
            if (fault is StoreFullException)
            {
                s.RefuseUndurable(new(RejectionCodes.StoreFull, "the store has no space; nothing was done"));
            }

            Reload(s);
        });
    }

    /// <summary>
    /// A read for this shard failed. Where the store was not reached the shard is read anew, for as long as it takes; any other fault stops it.
    /// </summary>
    public void Failed(long incarnation, Exception fault)
    {
        if (fault is not (StoreUnreachableException or AppendOutcomeUnknownException))
        {
            Stop(incarnation, fault);
        }
        else if (incarnation == Incarnation && Fault is null && !_closed)
        {
            ReadAnew();
        }
    }

    private void Begin(RecoveredShard recovered)
    {
        _session = new(this, _environment, recovered, Incarnation);
        AdoptWhatIsNew(_session, recovered.Machine.State.Self);

        while (_session is not null && _held.TryDequeue(out ShardWork? work))
        {
            _session.Accept(work);
        }
    }

    /// <remarks>Control comes first: the store refuses even an epoch record that was decided under an older one.</remarks>
    private void AdoptWhatIsNew(ShardSession session, ShardGrain self)
    {
        if (_control is not null)
        {
            session.Adopt(_control);
        }

        if (self.Epoch != Epoch)
        {
            session.Accept(new Request(new OpenEpoch(Epoch), null));
        }
    }

    private void Hold(ShardWork work)
    {
        if (_held.Count >= _environment.Limits.Mailbox)
        {
            work.Refuse(new(RejectionCodes.Overloaded, "too much waits for this shard"));
            return;
        }

        _held.Enqueue(work);
    }

    private void Recover()
    {
        Incarnation++;
        _environment.Host.Recover(this, Incarnation);
    }

    private void ReadAnew()
    {
        if (_session is not null)
        {
            Reload(_session);
            return;
        }

        while (_held.TryDequeue(out ShardWork? work))
        {
            work.Sink?.Complete(new NotDone(RejectionCodes.TryAgain, "the store is not reached; whether the call took effect a retry with its key will tell"));
        }

        Recover();
    }

    private void Reload(ShardSession dropped)
    {
        _session = null;
        foreach (ShardWork work in dropped.TakeWork())
        {
            work.Doubt();
            _held.Enqueue(work);
        }

        Recover();
    }

    private void InSession(long incarnation, Action<ShardSession> step) => Guarded(() =>
    {
        if (incarnation == Incarnation && _session is not null)
        {
            step(_session);
        }
    });

    private void Stop(long incarnation, Exception fault)
    {
        if (incarnation == Incarnation)
        {
            Stop(fault);
        }
    }

    private void Stop(Exception fault)
    {
        if (Fault is not null || _closed)
        {
            return;
        }

        Fault = fault;
        GiveUp(moved: fault is OwnershipLostException);
        _environment.Host.Stopped(this, fault);
    }

    private void GiveUp(bool moved)
    {
        IReadOnlyList<ShardWork> dropped = [.. _session?.TakeWork() ?? [], .. _held];
        _session = null;
        _held.Clear();
        foreach (ShardWork work in dropped)
        {
            work.Sink?.Complete(NotHere(isElsewhere: moved && work is (Read or Request { Key: not null, Member: not null })));
        }
    }

    private static NotDone NotHere(bool isElsewhere) =>
        new(RejectionCodes.TryAgain, "this shard is not served here now; whether the call took effect a retry with its key will tell") { IsElsewhere = isElsewhere };

    private void Guarded(Action step) => Guarded(static (_, step) => step(), step);

    /// <summary>The edge of the loop: any fault that escapes stops the shard, whose memory can no longer be believed.</summary>
    private void Guarded<T>(Action<ShardLoop, T> step, T with)
    {
        try
        {
            step(this, with);
        }
#pragma warning disable CA1031 // nothing may escape into the pump, which serves other shards
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Stop(fault);
        }
    }
}

/// <summary>The record that answers a key, and the hash of the input that was first sent with it.</summary>
public sealed record FoundAnswer(JournalRecord Record, RecordBody Body, Hash256 InputHash);
