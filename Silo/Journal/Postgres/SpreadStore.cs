namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// Makes and opens a store by the databases that it lies in, one or several. The first one is its home: it has the documents that silos share,
/// and says what the store is.
/// </summary>
public static class SpreadStore
{
    /// <summary>What the store was created with, or null where there is none.</summary>
    /// <param name="connections">All databases of the store, in their order.</param>
    /// <exception cref="StoreRefusedException">They are not those of one store, all and in their order, or one is not served.</exception>
    public static StoreIdentity? Find(IReadOnlyList<string> connections) => FindRows(connections)[0]?.Identity;

    /// <summary>Brings the tables of all databases to the newest version and makes an empty store in them, unless another silo was first.</summary>
    /// <returns>The identity of the store that is there now.</returns>
    /// <exception cref="StoreRefusedException">They cannot be those of one store, one is not served, weakens durability, or is newer than this binary.</exception>
    public static StoreIdentity Establish(IReadOnlyList<string> connections, StoreIdentity identity)
    {
        StoreIdentity found = Find(connections) ?? identity;
        StoreDivision.RequireShards(connections.Count, found.ShardCount);
        for (int place = 0; place < connections.Count; place++)
        {
            // Of silos that begin at once, the one that makes the home says what the store is.
            StoreIdentity there = PostgresStore.Establish(connections[place], found, StoreShare.Of(place, connections.Count, found.ShardCount));
            found = place == 0 ? there : found;
            FindRows(connections);
        }

        PostgresStore.Complete(connections[0]);
        return found;
    }

    /// <summary>Opens a store to write, beside other silos that have it open.</summary>
    /// <param name="witness">Names the file of this silo's witness for each database; it is made where there is none.</param>
    /// <exception cref="StoreRefusedException">There is none, it is another one, or it cannot be made durable.</exception>
    /// <exception cref="JournalWentBackException">A witness is of a later incarnation than its database.</exception>
    public static ISharedJournal Open(
        IReadOnlyList<string> connections, Func<int, string> witness, StoreExpectation expectation, TimeProvider clock, PostgresLimits? limits = null) =>
        Open(connections, witness, expectation, clock, limits ?? PostgresLimits.Default, PostgresStatements.Sound, static file => file);

    /// <param name="around">Stands between the journal and each witness.</param>
    internal static ISharedJournal Open(
        IReadOnlyList<string> connections, Func<int, string> witness, StoreExpectation expectation, TimeProvider clock, PostgresLimits limits,
        PostgresStatements statements, Func<IHeadWitness, IHeadWitness> around)
    {
        FindRows(connections);
        ISharedJournal opened = OpenAll(connections, place =>
            PostgresStore.Open(connections[place], witness(place), expectation, clock, limits, statements, around, place, connections.Count));
        try
        {
            (opened as SpreadJournal)?.LevelControl();
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Opens a store to read, beside silos that write it: no take-over, nothing changed.</summary>
    /// <exception cref="StoreRefusedException">There is no store that can be read, or not all of it was named.</exception>
    public static ISharedJournal OpenReadOnly(IReadOnlyList<string> connections) => OpenReadOnly(connections, _ => null);

    /// <param name="witnessed">Heads that each database must have, or null.</param>
    internal static ISharedJournal OpenReadOnly(IReadOnlyList<string> connections, Func<int, WitnessedHeads?> witnessed)
    {
        FindRows(connections);
        return OpenAll(connections, place => PostgresStore.OpenReadOnly(connections[place], witnessed(place), place, connections.Count));
    }

    /// <summary>The databases of an opened store, in their order.</summary>
    internal static IReadOnlyList<PostgresJournal> DatabasesOf(ISharedJournal journal) => journal is SpreadJournal spread ? spread.All : [(PostgresJournal)journal];

    private static ISharedJournal OpenAll(IReadOnlyList<string> connections, Func<int, PostgresJournal> open)
    {
        List<PostgresJournal> opened = [];
        try
        {
            for (int place = 0; place < connections.Count; place++)
            {
                opened.Add(open(place));
            }

            return opened.Count == 1 ? opened[0] : new SpreadJournal(opened);
        }
        catch
        {
            opened.ForEach(journal => journal.Dispose());
            throw;
        }
    }

    private static StoreRow?[] FindRows(IReadOnlyList<string> connections)
    {
        StoreRow?[] rows = [.. connections.Select(PostgresStore.FindRow)];
        StoreDivision.Check([.. connections.Select(PostgresStore.NameOf).Zip(rows)]);
        return rows;
    }
}
