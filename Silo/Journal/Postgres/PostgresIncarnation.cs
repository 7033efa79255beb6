using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// The only way back in time: accepts what a store holds now as all there is. A new incarnation begins, written down in the store with
/// the reason and the acknowledged records that are lost, and the heads of every witness from before it are void.
/// </summary>
public static class PostgresIncarnation
{
    /// <summary>Begins a new incarnation. All silos of the store must be stopped; each makes its witness anew when it starts.</summary>
    /// <param name="witness">File of a silo's witness, which tells what is lost; there may be none.</param>
    /// <returns>A sentence for each shard that lost records by that witness.</returns>
    /// <exception cref="StoreRefusedException">There is no store.</exception>
    /// <exception cref="JournalDamagedException">The newest record of a shard is damaged: such a store cannot be accepted.</exception>
    public static IReadOnlyList<string> AcceptLoss(string connection, string witness, string reason, TimeProvider clock) =>
        AcceptLoss([connection], _ => witness, reason, clock);

    /// <summary>The same for a store in several databases: each begins a new incarnation and notes what is lost in it.</summary>
    /// <param name="connections">All databases of the store, in their order.</param>
    /// <param name="witness">Names the file of a silo's witness for each.</param>
    public static IReadOnlyList<string> AcceptLoss(IReadOnlyList<string> connections, Func<int, string> witness, string reason, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        using ISharedJournal journal = SpreadStore.OpenReadOnly(connections);
        IReadOnlyList<PostgresJournal> databases = SpreadStore.DatabasesOf(journal);
        string[][] lost = [.. databases.Select((database, place) => Compare(database, StoreShare.Of(place, databases.Count, journal.Identity.ShardCount), WitnessFile.Peek(witness(place))))];
        for (int place = 0; place < databases.Count; place++)
        {
            databases[place].Read(alone => Note(alone, reason, clock.GetUtcNow(), lost[place]));
        }

        return [.. lost.SelectMany(of => of)];
    }

    private static string[] Compare(PostgresJournal journal, StoreShare share, WitnessedHeads? witnessed) =>
        witnessed?.StoreId == journal.Identity.StoreId ? [.. Compared(journal, share, witnessed)] : [];

    private static IEnumerable<string> Compared(PostgresJournal journal, StoreShare share, WitnessedHeads witnessed)
    {
        for (int shard = share.First; shard < share.Below; shard++)
        {
            ShardHead now = journal.ReadHead(new(shard));
            WitnessedHead then = witnessed[now.Shard];
            if (now.Sequence < then.Sequence || (now.Sequence == then.Sequence && now.Hash != then.Hash))
            {
                yield return $"Shard {shard} stands at record {now.Sequence}; record {then.Sequence} was acknowledged.";
            }
        }
    }

    private static bool Note(NpgsqlConnection alone, string reason, DateTimeOffset now, string[] lost)
    {
        Sql.Of(
            alone, "INSERT INTO incarnation (at, reason, lost) VALUES ($1, $2, $3)", Sql.Value(now.ToUniversalTime()), Sql.Value(reason), Sql.Value(lost)).Run();
        return true;
    }
}
