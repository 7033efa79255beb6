namespace Jifen.Silo.Shards;

/// <summary>Callers of plays that wait for a unit. Each is answered by the settlement, or after a while with the play's id.</summary>
internal sealed class OpenPlays
{
    private readonly Dictionary<PlayId, List<Caller>> _callers = [];

    public void Wait(PlayId play, Request request, Answered meanwhile, Stamp since)
    {
        if (!_callers.TryGetValue(play, out List<Caller>? callers))
        {
            _callers.Add(play, callers = []);
        }

        callers.Add(new(request, meanwhile, since));
    }

    /// <summary>The play is settled: its callers get the settlement's answer. Should that not be written, the play was taken all the same.</summary>
    public IReadOnlyList<ShardWork> Settle(PlayId play)
    {
        IReadOnlyList<ShardWork> callers = Take(play);
        foreach (ShardWork caller in callers)
        {
            caller.Doubt();
        }

        return callers;
    }

    /// <summary>Tells those who have waited long enough which play it is; it goes on without them.</summary>
    public void ReplyToThoseWaitingSince(Stamp since, Sequence durable)
    {
        foreach ((PlayId play, List<Caller> callers) in _callers.ToArray())
        {
            foreach (Caller late in callers.Where(c => c.Since <= since && play.Sequence <= durable).ToArray())
            {
                callers.Remove(late);
                late.Request.Sink?.Complete(late.Meanwhile);
            }

            if (callers.Count == 0)
            {
                _callers.Remove(play);
            }
        }
    }

    /// <summary>Takes the callers of plays that were taken after a record.</summary>
    public IReadOnlyList<ShardWork> TakeAfter(Sequence record)
    {
        PlayId[] plays = [.. _callers.Keys.Where(p => p.Sequence > record)];
        return [.. plays.SelectMany(Take)];
    }

    private IReadOnlyList<ShardWork> Take(PlayId play) => _callers.Remove(play, out List<Caller>? callers) ? [.. callers.Select(c => c.Request)] : [];

    private sealed record Caller(Request Request, Answered Meanwhile, Stamp Since);
}
