using Jifen.Silo.Journal;

namespace Jifen.Silo.Cluster.Postgres;

/// <summary>
/// The silos of a store that lies in several databases. A silo joins and beats in each, for each judges by itself who may take a shard over.
/// Whoever is gone in one is declared dead in the others, so that a life ends as a whole.
/// </summary>
/// <remarks>
/// A database that does not answer in time is left out of the view until it does: nothing of its shards is taken or given up meanwhile, and the
/// silos go on by the other databases. Joining needs all of them.
/// </remarks>
public sealed class SpreadClusterStore : IClusterStore
{
    private readonly BeatLine[] _lines;
    private readonly Func<ShardId, int> _databaseOf;
    private readonly int _shardCount;
    private readonly MembershipLimits _limits;
    private readonly Task?[] _news;

    /// <param name="databases">All databases of the store, in their order.</param>
    public SpreadClusterStore(IReadOnlyList<PostgresClusterStore> databases, IJournal journal, MembershipLimits? limits = null)
    {
        _lines = [.. databases.Select(database => new BeatLine(database))];
        (_databaseOf, _shardCount, _limits) = (journal.DatabaseOf, journal.Identity.ShardCount, limits ?? MembershipLimits.Default);
        _news = new Task?[databases.Count];
    }

    /// <remarks>Where a database does not answer in time it is asked a second time: half joined, a silo would have to begin another life.</remarks>
    public void Join(SiloId self, string name, string address, string home)
    {
        foreach (BeatLine line in _lines)
        {
            try
            {
                line.TellAnyway(store => store.Join(self, name, address, home));
            }
            catch (StoreUnreachableException)
            {
                line.TellAnyway(store => store.Join(self, name, address, home));
            }
        }
    }

    /// <remarks>
    /// It waits no longer than one interval of the beats, so that a database which is away makes no gap in the others. A beat that takes longer
    /// goes on, and the next call hears of it.
    /// </remarks>
    public ClusterView? Beat(SiloId self, SiloStatus? status = null)
    {
        Array.ForEach(_lines, line => line.Begin(self, status));
        Task.WaitAll([.. _lines.Select(line => line.Beating)], _limits.BeatEvery);
        BeatLine.Beaten[] beats = [.. _lines.Select(line => line.Answer(self))];
        if (beats.Any(beat => beat is { Fault: null, View: null }))
        {
            return null;
        }

        string[] faults = [.. beats.Select(beat => beat.Fault).OfType<string>()];
        if (faults.Length == _lines.Length)
        {
            throw new StoreUnreachableException(faults[0]);
        }

        SpreadView view = new([.. beats.Select(beat => beat.View)], [.. _lines.Select(line => line.Seen)]);
        SpreadEnds(view);
        return view.Of(_shardCount, faults);
    }

    public void BeginLeaving(SiloId self) => Array.ForEach(_lines, line => line.Tell(store => store.BeginLeaving(self)));

    public void Release(SiloId self, IReadOnlyList<(ShardId Shard, Epoch Epoch)> shards)
    {
        foreach (IGrouping<int, (ShardId, Epoch)> held in shards.GroupBy(held => _databaseOf(held.Shard)))
        {
            _lines[held.Key].Tell(store => store.Release(self, [.. held]));
        }
    }

    public void Leave(SiloId self) => Array.ForEach(_lines, line => line.Tell(store => store.Leave(self)));

    /// <inheritdoc cref="PostgresClusterStore.WaitForNewsAsync"/>
    /// <remarks>The first database that has news ends the wait; in the others it goes on into the next call.</remarks>
    public async Task WaitForNewsAsync(TimeSpan atMost, CancellationToken cancel)
    {
        for (int place = 0; place < _lines.Length; place++)
        {
            _news[place] ??= _lines[place].WaitForNewsAsync(atMost, cancel);
        }

        await Task.WhenAny(_news!).ConfigureAwait(false);
        for (int place = 0; place < _news.Length; place++)
        {
            _news[place] = _news[place]!.IsCompleted ? null : _news[place];
        }

        cancel.ThrowIfCancellationRequested();
    }

    public void Dispose() => Array.ForEach(_lines, line => line.Dispose());

    /// <remarks>A database that is not reached now is told after the next beat, by whichever silo beats there.</remarks>
    private void SpreadEnds(SpreadView view)
    {
        for (int place = 0; place < _lines.Length; place++)
        {
            if (view.GoneElsewhere(place) is { Count: > 0 } gone)
            {
                try
                {
                    _lines[place].Tell(store => store.Declare(gone));
                }
                catch (StoreUnreachableException)
                {
                    continue;
                }
            }
        }
    }
}
