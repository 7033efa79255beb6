using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Shards;

/// <summary>
/// A shard while its memory is good: decides, records, holds replies until they are durable. After a failed append the whole session
/// is dropped.
/// </summary>
internal sealed partial class ShardSession
{
    private readonly ShardLoop _loop;
    private readonly ShardEnvironment _environment;
    private readonly long _incarnation;
    private readonly ShardMachine _machine;
    private readonly RecordWriter _writer;
    private readonly PendingRecords _pending = new();
    private readonly WaitingWork _waiting;
    private readonly OpenPlays _openPlays = new();
    private readonly Checkpointer _checkpointer;
    private readonly ShardMail _mail;
    private readonly DueKeeper _due;
    private readonly Queue<ShardWork> _ready = new();
    private readonly Stamp _loadedAt;
    private readonly long _loaded;
    private Sequence _durable;
    private bool _running;

    public ShardSession(ShardLoop loop, ShardEnvironment environment, RecoveredShard recovered, long incarnation)
    {
        (_loop, _environment, _incarnation, _machine) = (loop, environment, incarnation, recovered.Machine);
        _durable = recovered.Head.Sequence;
        (_loadedAt, _loaded) = (recovered.Head.Stamp, environment.Clock.Timestamp());
        _writer = new(loop, recovered);
        _waiting = new(environment.Limits);
        _checkpointer = new(State, environment.Limits, recovered.Head.Floor, recovered.Unindexed);
        _mail = new(loop.Shard, environment, recovered.Outbox, State.Self.Mail);
        _due = new(loop, environment, incarnation, _machine);
    }

    public ShardState State => _machine.State;

    public bool IsDrained => _durable == _writer.Head && _checkpointer.Floor == _durable && !_checkpointer.UnderWay && _checkpointer.AllDurable;

    public LoopFigures Figures => new(_writer.Head, _durable, _checkpointer.Floor, State.MemberCount, _pending.Count, _waiting.Count, _mail.Outbox.Count);

    public void Accept(ShardWork work)
    {
        if (work.Sink is not null && _pending.Count >= _environment.Limits.Undurable)
        {
            work.Refuse(new(RejectionCodes.Overloaded, "too many records of this shard wait for the disk"));
            return;
        }

        _ready.Enqueue(work);
        Run();
    }

    public void Adopt(ControlState control)
    {
        if (control.Generation > State.Self.ControlGeneration)
        {
            Accept(new Request(new AdoptControl(control.Generation, control.Paused), null));
        }
    }

    public void Acknowledged(ShardId to, Lane lane, long number) => _mail.Outbox.Acknowledge(to, lane, number);

    public void SendAgain(IReadOnlySet<ShardId> to) => _mail.SendAgain(to, _durable);

    public void Tick()
    {
        Stamp now = Now();
        _openPlays.ReplyToThoseWaitingSince(now.Plus(-_environment.Limits.UnitWait), _durable);
        foreach (ShardWork late in _waiting.TakeOlderThan(now.Plus(-_environment.Limits.ParkWait)))
        {
            late.Refuse(new(RejectionCodes.TryAgain, "what the call needs has not arrived in time"));
        }

        _mail.SendAgain(now, _durable);
        _due.Tick(now, _environment.Clock.InDoubt);
        Residency.Trim(State, _environment.Limits.ResidentMembers, _checkpointer.DurableFloor, _waiting);
    }

    public bool Flush(bool draining)
    {
        bool more = RunDue(draining);
        Stamp now = Now();
        _checkpointer.Consider(_writer.Head, _writer.HeadHash, now, draining);
        CheckpointStep step = _checkpointer.Step(_mail.Outbox, _writer.Head, now);
        IReadOnlyList<ShardAppend> appends = _writer.Take(step);
        for (int i = 0; i < appends.Count; i++)
        {
            _loop.Appending();
            // The step rides on the last one only: the others may be durable without it.
            _environment.Host.Append(_loop, _incarnation, appends[i], i == appends.Count - 1 ? step.Number : 0);
        }

        return more || _checkpointer.HasStep;
    }

    /// <summary>Whether the member is as of records that this session has.</summary>
    public bool Knows(MemberGrain member) => member.AsOf <= _writer.Head;

    public void MemberLoaded(MemberGrain member)
    {
        if (State.FindMember(member.Key) is null)
        {
            State.Seat(member);
        }

        Again(_waiting.ForMember.Take(member.Key));
    }

    public void DocumentLoaded(Hash256 document)
    {
        Again(_waiting.ForDocument.Take(document));
        _due.FetchDocument();
    }

    public void DueFound(IReadOnlyList<MemberKey> members)
    {
        foreach (MemberKey member in members)
        {
            Accept(new Request(new SweepMember(member), null) { Member = member });
        }
    }

    public void OwedFound(WalkBadges walked) => Accept(new Request(walked, null));

    public void Appended(Sequence last, long step)
    {
        _durable = last > _durable ? last : _durable;
        _checkpointer.Durable(step);
        foreach (PendingRecords.Entry entry in _pending.Release(_durable))
        {
            Release(entry);
        }
    }

    /// <summary>Tells everybody whose record is not durable, instead of doing it anew.</summary>
    public void RefuseUndurable(NotDone reason)
    {
        foreach (ShardWork work in _pending.TakeAll().Concat(_openPlays.TakeAfter(_durable)))
        {
            work.Refuse(reason);
        }
    }

    /// <summary>All work that has not been replied to, to be done anew.</summary>
    public IReadOnlyList<ShardWork> TakeWork() =>
    [
        .. _pending.TakeAll().Where(w => w.Sink is not null),
        .. _openPlays.TakeAfter(Sequence.None),
        .. _waiting.TakeAll().Where(w => w.Sink is not null),
        .. _ready.Where(w => w.Sink is not null),
    ];

    private Stamp Now()
    {
        Stamp now = _environment.Clock.Now(_loadedAt, _loaded);
        return now > _writer.HeadStamp ? now : _writer.HeadStamp;
    }

    private void Run()
    {
        if (_running)
        {
            return;
        }

        _running = true;
        while (_ready.TryDequeue(out ShardWork? work))
        {
            Begin(work);
        }

        _running = false;
    }

    private void Again(IReadOnlyList<ShardWork> work)
    {
        foreach (ShardWork one in work)
        {
            _ready.Enqueue(one);
        }

        Run();
    }

    private void Begin(ShardWork work)
    {
        if (work.Member is { } key)
        {
            MemberGrain? member = State.FindMember(key);
            if (member is null)
            {
                ParkForMember(key, work);
                return;
            }

            member.IsRecent = true;
        }

        switch (work)
        {
            case Read read:
                Serve(read);
                break;
            case Request { Input: Delivery delivery } request:
                Take(request, delivery);
                break;
            case Request { Input: SettlePlay } request:
                Decide(request);
                break;
            case Request request:
                BeginKeyed(request);
                break;
        }
    }

    private void Serve(Read read)
    {
        State.Self.Bind(_environment.Programmes);
        object? view = read.Query.See(new(State, Now(), _checkpointer, _loop) { Notices = _environment.Notices });
        ReadDone reply = new(view, new(_loop.Shard, _writer.Head, Now(), State.Self.InForce(Now())?.Version ?? 0));
        ReplyWhenSeenIsDurable(read, reply);
    }

    private void ReplyWhenSeenIsDurable(ShardWork work, Reply reply)
    {
        if (_durable == _writer.Head)
        {
            work.Sink?.Complete(reply);
        }
        else
        {
            _pending.AddAfter(_writer.Head, work, () => work.Sink?.Complete(reply));
        }
    }

    private bool RunDue(bool draining)
    {
        bool any = false;
        foreach (DueInput input in _due.Take(Now(), draining))
        {
            if (input.Member is { } member && State.FindMember(member) is null)
            {
                Fetch(member);
            }
            else
            {
                Accept(new Request(input.Input, null) { Member = input.Member, Key = input.Key });
                any = true;
            }
        }

        return any;
    }

    /// <summary>Brings a member into memory; what is due for it comes up again then.</summary>
    private void Fetch(MemberKey member)
    {
        if (_waiting.ForMember.TryExpect(member, Now()))
        {
            _environment.Host.LoadMember(_loop, _incarnation, member);
        }
    }

    private void Release(PendingRecords.Entry entry)
    {
        if (entry.Release is not null)
        {
            entry.Release();
            return;
        }

        JournalRecord record = entry.Journalled!;
        RecordPlace place = new(_loop.Shard, record.Sequence, record.Stamp, record.CatalogueVersion);
        Answered reply = new(entry.Body!.Answer ?? new Acknowledged(), place, false) { Origin = entry.Body.Origin };
        foreach (ShardWork work in entry.Work)
        {
            work.Sink?.Complete(reply);
        }

        _mail.Durable(entry.Body);
        _environment.Host.Observe(record, entry.Body);
    }
}
