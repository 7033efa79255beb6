namespace Jifen.Silo.Shards;

/// <summary>Keys: what was answered before is answered again from its record.</summary>
internal sealed partial class ShardSession
{
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
            request.Refuse(new(RejectionCodes.KeyReused, "the Idempotency-Key was used before with another request"));
        }
        else
        {
            Repeat(request, found);
        }
    }

    /// <summary>The record that would tell lies in an archive: the call that needs it cannot be decided.</summary>
    public void AnswerArchived(Request request)
    {
        _waiting.EndSearch(request);
        (_waiting.EndLookBack(request) ?? request).Refuse(new(RejectionCodes.TryAgain, "the record that answers this call is archived"));
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
            if (member.Waits(pending.Play))
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

        request.Sink?.Complete(new Answered(found.Body.Answer ?? new Acknowledged(), place, true) { Origin = found.Body.Origin });
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

        waiting.Past = isIt
            ? new(found!.Record.Key!.Value, found.Record.Stamp, found.Body) { Catalogue = found.Record.CatalogueVersion }
            : new(probe.Key!.Value, default, null);
        Again([waiting]);
    }
}
