using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Shards;

/// <summary>
/// A shard while its memory is good: decides, records, holds replies until they are durable. After a failed append the whole session
/// is dropped.
/// </summary>
internal sealed class ShardSession
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
    private Sequence _durable;
    private bool _running;

    public ShardSession(ShardLoop loop, ShardEnvironment environment, RecoveredShard recovered, long incarnation)
    {
        (_loop, _environment, _incarnation, _machine) = (loop, environment, incarnation, recovered.Machine);
        _durable = recovered.Head.Sequence;
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
            Refuse(work, new(RejectionCodes.Overloaded, "too many records of this shard wait for the disk"));
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

    public void Deliver(ShardId from, Lane lane, IReadOnlyList<OutgoingMessage> messages)
    {
        foreach (OutgoingMessage message in messages)
        {
            Accept(new Request(new Delivery(from, lane, message.Number, message.Body), null));
        }
    }

    public void Acknowledged(ShardId to, Lane lane, long number) => _mail.Outbox.Acknowledge(to, lane, number);

    public void Tick()
    {
        Stamp now = Now();
        _openPlays.ReplyToThoseWaitingSince(now.Plus(-_environment.Limits.UnitWait), _durable);
        foreach (ShardWork late in _waiting.TakeOlderThan(now.Plus(-_environment.Limits.ParkWait)))
        {
            Refuse(late, new(RejectionCodes.TryAgain, "what the call needs has not arrived in time"));
        }

        _mail.SendAgain(now, _durable);
        _due.Tick(now, _environment.Clock.InDoubt);
        Residency.Trim(State, _environment.Limits.ResidentMembers, _checkpointer.DurableFloor, _waiting);
    }

    public bool Flush(bool draining)
    {
        bool more = RunDue();
        Stamp now = Now();
        _checkpointer.Consider(_writer.Head, _writer.HeadHash, now, draining);
        CheckpointStep step = _checkpointer.Step(_mail.Outbox, _writer.Head, now);
        IReadOnlyList<ShardAppend> appends = _writer.Take(step);
        for (int i = 0; i < appends.Count; i++)
        {
            // The step rides on the last one only: the others may be durable without it.
            _environment.Host.Append(_loop, _incarnation, appends[i], i == appends.Count - 1 ? step.Number : 0);
        }

        return more || _checkpointer.HasStep;
    }

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

    public void AnswerFound(Request request, FoundAnswer? found)
    {
        _waiting.EndSearch(request);
        if (_waiting.EndLookBack(request) is { } waiting)
        {
            LookedBack(request, waiting, found);
        }
        else if (found is null || found.Record.Key != request.Key)
        {
            Sequence record = Remembered(request);
            if (record == Sequence.None || record == found?.Record.Sequence)
            {
                Decide(request);
                Run();
            }
            else
            {
                Repeat(request, record);
            }
        }
        else if (found.InputHash != request.InputHash)
        {
            Refuse(request, new(RejectionCodes.KeyReused, "the Idempotency-Key was used before with another request"));
        }
        else
        {
            Repeat(request, found);
        }
    }

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
            Refuse(work, reason);
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
        Stamp now = _environment.Clock.Now();
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

    private void BeginKeyed(Request request)
    {
        Sequence record = Remembered(request);
        if (record != Sequence.None)
        {
            Repeat(request, record);
        }
        else if (request is { Key: { } wanted, Member: { } key } && State.FindMember(key)!.Keys.MayBeOlder(wanted))
        {
            Search(request, Sequence.None);
        }
        else
        {
            Decide(request);
        }
    }

    private Sequence Remembered(Request request) =>
        request is { Key: { } key, Member: { } member } && State.FindMember(member) is { } grain ? grain.Keys.Find(key) : Sequence.None;

    private void Search(Request request, Sequence record)
    {
        _waiting.BeginSearch(request);
        _environment.Host.FindAnswer(_loop, _incarnation, request, record);
    }

    private void Repeat(Request request, Sequence record)
    {
        if (record > _durable)
        {
            _pending.AddAfter(record, request, () => Search(request, record));
        }
        else
        {
            Search(request, record);
        }
    }

    private void Repeat(Request request, FoundAnswer found)
    {
        RecordPlace place = new(_loop.Shard, found.Record.Sequence, found.Record.Stamp, found.Record.CatalogueVersion);
        if (found.Body.Answer is PlayPending pending && State.FindMember(request.Member!.Value) is { } member)
        {
            if (member.FindOpen(pending.Play) is not null)
            {
                _openPlays.Wait(pending.Play, request, new(pending, place, true), Now());
                return;
            }

            if (Remembered(request) is { } settled && settled > found.Record.Sequence)
            {
                Repeat(request, settled);
                return;
            }
        }

        request.Sink?.Complete(new Answered(found.Body.Answer ?? new Acknowledged(), place, true));
    }

    /// <summary>Searches a record of the member that a decision needs, the way a repeated call's answer is searched.</summary>
    private bool LookBack(Request request, RecordNeeded needed)
    {
        Request probe = new(request.Input, null) { Member = needed.Member, Key = needed.Key };
        Sequence record = Remembered(probe);
        if (record == Sequence.None && !State.FindMember(needed.Member)!.Keys.MayBeOlder(needed.Key))
        {
            request.Past = new(needed.Key, default, null);
            _ready.Enqueue(request);
        }
        else
        {
            _waiting.BeginLookBack(probe, request);
            Repeat(probe, record);
        }

        return true;
    }

    private void LookedBack(Request probe, Request waiting, FoundAnswer? found)
    {
        bool isIt = found is not null && found.Record.Key == probe.Key;
        Sequence record = isIt ? Sequence.None : Remembered(probe);
        if (record != Sequence.None && record != found?.Record.Sequence)
        {
            _waiting.BeginLookBack(probe, waiting);
            Repeat(probe, record);
            return;
        }

        waiting.Past = isIt ? new(found!.Record.Key!.Value, found.Record.Stamp, found.Body) : new(probe.Key!.Value, default, null);
        Again([waiting]);
    }

    private void Take(Request request, Delivery delivery)
    {
        if (_mail.IsNext(delivery))
        {
            Decide(request);
        }
    }

    private void Serve(Read read)
    {
        State.Self.Bind(_environment.Programmes);
        object? view = read.View(new(State, Now(), _environment.Programmes, _checkpointer));
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

    private void Decide(Request request)
    {
        Stamp now = Now();
        if (_environment.Clock.DoubtedSince is { } known && CalendarDecisions.Wait(State, request.Input, known, now))
        {
            ReplyWhenSeenIsDurable(request, new NotDone(RejectionCodes.ClockDoubt, "the clock is in doubt and a new day has begun by it"));
            return;
        }

        DecisionContext context = new(now, _writer.Head.Next, request.Key, _environment.Seeds, _environment.Programmes, request.Past);
        switch (_machine.Decide(request.Input, context))
        {
            case Decided decided when request.Sink is not null && _mail.WouldOverflow(decided.Messages):
                Refuse(request, new(RejectionCodes.Overloaded, "too many messages wait for another shard"));
                break;
            case Decided decided:
                Record(request, decided, context);
                break;
            case Rejected rejected:
                ReplyWhenSeenIsDurable(request, new NotDone(rejected.Code, rejected.Detail));
                break;
            case NotYet notYet:
                Park(request, notYet.Need);
                break;
        }
    }

    private void Record(Request request, Decided decided, in DecisionContext context)
    {
        long version = State.Self.InForce(context.Now)?.Version ?? 0;
        RecordStamp at = new(_loop.Shard, context.Next, context.Now, request.Member, request.Key);
        RecordBody body = _machine.Fold(request.Input, decided, at, context);
        JournalRecord record = _writer.Write(request, body, at, version, State.Self);
        _mail.Outbox.Add(body.Messages ?? [], record.Sequence);
        _checkpointer.Recorded(record);
        _pending.Add(record, body, CallersOf(request, body, record));
        TrimKeys(request.Member);
        Wake(request, body);
    }

    /// <summary>Whose calls this record answers: a play that waits keeps its callers until it is settled.</summary>
    private IReadOnlyList<ShardWork> CallersOf(Request request, RecordBody body, JournalRecord record)
    {
        if (body.Answer is PlayPending pending)
        {
            RecordPlace place = new(_loop.Shard, record.Sequence, record.Stamp, record.CatalogueVersion);
            _openPlays.Wait(pending.Play, request, new(pending, place, false), record.Stamp);
            return [];
        }

        return request.Input is SettlePlay settle && body.Answer is not null ? _openPlays.Take(settle.Play) : [request];
    }

    private void TrimKeys(MemberKey? member)
    {
        if (member is { } key && State.FindMember(key) is { } grain)
        {
            grain.Keys.Trim(_checkpointer.DurableFloor);
        }
    }

    /// <summary>Lets go on what waited for something that this record brought.</summary>
    private void Wake(Request request, RecordBody body)
    {
        foreach (GrainEvent happened in body.Events ?? [])
        {
            IReadOnlyList<ShardWork> woken = happened switch
            {
                PlaySettled settled when request.Member is { } member => _waiting.ForSettlement.Take((member, settled.Lottery)),
                SeedAdopted seed => _waiting.ForSeed.Take((seed.Lottery, seed.Period)),
                ClockAccepted => AcceptClock(),
                _ => [],
            };
            foreach (ShardWork work in woken)
            {
                _ready.Enqueue(work);
            }
        }
    }

    private IReadOnlyList<ShardWork> AcceptClock()
    {
        _environment.Clock.Accept();
        return [];
    }

    private void Park(Request request, Need need)
    {
        Stamp now = Now();
        bool parked = need switch
        {
            MemberNeeded member => ParkForMember(member.Member, request),
            SettlementNeeded play => _waiting.ForSettlement.TryPark((play.Member, play.Lottery), request, now, out _),
            SeedNeeded seed => _waiting.ForSeed.TryPark((seed.Lottery, seed.Period), request, now, out _),
            RecordNeeded past => LookBack(request, past),
            DocumentNeeded document => ParkForDocument(document.Document, request, now),
            _ => throw new InvariantBrokenException($"nothing meets {need}"),
        };
        if (!parked)
        {
            Refuse(request, new(RejectionCodes.Overloaded, "too many calls wait for the same thing"));
        }
    }

    private bool ParkForMember(MemberKey member, ShardWork work)
    {
        bool parked = _waiting.ForMember.TryPark(member, work, Now(), out bool first);
        if (first)
        {
            _environment.Host.LoadMember(_loop, _incarnation, member);
        }

        if (!parked)
        {
            Refuse(work, new(RejectionCodes.Overloaded, "too many calls wait for this member"));
        }

        return true;
    }

    private bool ParkForDocument(Hash256 document, Request request, Stamp now)
    {
        bool parked = _waiting.ForDocument.TryPark(document, request, now, out bool first);
        if (first)
        {
            _environment.Host.LoadDocument(_loop, _incarnation, document);
        }

        return parked;
    }

    private bool RunDue()
    {
        IReadOnlyList<DueInput> due = _due.Take(Now());
        foreach (DueInput input in due)
        {
            if (input.Member is { } member && State.FindMember(member) is null)
            {
                Fetch(member);
            }
            else
            {
                Accept(new Request(input.Input, null) { Member = input.Member, Key = input.Key });
            }
        }

        return due.Count > 0;
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
        Answered reply = new(entry.Body!.Answer ?? new Acknowledged(), place, false);
        foreach (ShardWork work in entry.Work)
        {
            work.Sink?.Complete(reply);
        }

        _mail.Durable(entry.Body);
        _environment.Host.Observe(record, entry.Body);
    }

    private static void Refuse(ShardWork work, NotDone reason) => work.Sink?.Complete(reason);
}
