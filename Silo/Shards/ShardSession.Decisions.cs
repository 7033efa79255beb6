using Jifen.Grains.Kernel;

namespace Jifen.Silo.Shards;

/// <summary>Decisions: what they record, whom they wake, and what they wait for.</summary>
internal sealed partial class ShardSession
{
    private void Take(Request request, Delivery delivery)
    {
        if (_mail.IsNext(delivery))
        {
            Decide(request);
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

        if (request is { Input: ReportActivity or RepairStreak, Member: { } member } && _waiting.ForBudget.CampaignOf(member) is { } campaign)
        {
            ParkBehind(campaign, request, now);
            return;
        }

        DecisionContext context = new(now, _writer.Head.Next, request.Key, _environment.Seeds, _environment.Programmes, request.Past);
        switch (_machine.Decide(request.Input, context))
        {
            case Decided decided when request.Sink is not null && _mail.WouldOverflow(decided.Messages):
                request.Refuse(new(RejectionCodes.Overloaded, "too many messages wait for another shard"));
                break;
            case Decided decided:
                Record(request, decided, context);
                break;
            case Rejected when !_environment.IsSurelyAlive():
                ReplyWhenSeenIsDurable(request, new NotDone(RejectionCodes.TryAgain, "whether this silo still has the shard is not known; nothing was done") { IsElsewhere = true });
                break;
            case Rejected rejected:
                ReplyWhenSeenIsDurable(request, new NotDone(rejected.Code, rejected.Detail) { Field = rejected.Field });
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
        RecordBody body = _machine.Fold(request.Input, decided, at, context) with { Origin = request.Origin };
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

        return request.Input is SettlePlay settle && body.Answer is not null ? _openPlays.Settle(settle.Play) : [request];
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
                CardDealt dealt when request.Member is { } member => _waiting.ForSettlement.Take((member, dealt.Lottery)),
                CardUndone undone when request.Member is { } member => _waiting.ForSettlement.Take((member, undone.Lottery)),
                SeedAdopted seed => _waiting.ForSeed.Take((seed.Lottery, seed.Period)),
                UnitsReceived or ExhaustionTold when BudgetName.IsKeptBy(happened.On) => _waiting.ForBudget.Take(BudgetName.CampaignOf(happened.On!)),
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
            BudgetNeeded budget => ParkForBudget(budget, request, now),
            RecordNeeded past => LookBack(request, past),
            DocumentNeeded document => ParkForDocument(document.Document, request, now),
            _ => throw new InvariantBrokenException($"nothing meets {need}"),
        };
        if (!parked)
        {
            request.Refuse(new(RejectionCodes.Overloaded, "too many calls wait for the same thing"));
        }
    }

    private bool ParkForBudget(BudgetNeeded needed, Request request, Stamp now)
    {
        _ready.Enqueue(new Request(new AskBudget(needed.Campaign, needed.Points), null));
        return _waiting.ForBudget.TryPark(needed.Campaign, request, now);
    }

    private void ParkBehind(string campaign, Request request, Stamp now)
    {
        if (!_waiting.ForBudget.TryPark(campaign, request, now))
        {
            request.Refuse(new(RejectionCodes.Overloaded, "too many calls wait for the same thing"));
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
            work.Refuse(new(RejectionCodes.Overloaded, "too many calls wait for this member"));
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
}
