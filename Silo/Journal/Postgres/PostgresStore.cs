using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Makes and opens stores in PostgreSQL. A store is a database, or the first schema of the connection's search path.</summary>
public static class PostgresStore
{
    /// <summary>Version of the store's records and their meaning; the tables have versions of their own.</summary>
    public const int Format = 1;

    private const int MaximumShards = 1 << 15;

    /// <summary>Whether a text can be a connection string.</summary>
    public static bool IsConnection(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 };
        }
        catch (Exception refused) when (refused is ArgumentException or FormatException)
        {
            return false;
        }
    }

    /// <summary>What the store was created with, or null where there is none.</summary>
    /// <exception cref="StoreRefusedException">The database is not served.</exception>
    public static StoreIdentity? Find(string connection) => FindRow(connection)?.Identity;

    internal static StoreRow? FindRow(string connection) => Guarded(connection, (_, alone) => StoreRows.Find(alone));

    /// <summary>Brings the tables to the newest version and makes an empty store, unless another silo was first.</summary>
    /// <returns>The identity of the store that is there now.</returns>
    /// <exception cref="StoreRefusedException">The database is not served, weakens durability, or is newer than this binary.</exception>
    public static StoreIdentity Establish(string connection, StoreIdentity identity) => Establish(connection, identity, StoreShare.Of(0, 1, identity.ShardCount));

    /// <inheritdoc cref="Establish(string, StoreIdentity)"/>
    /// <param name="share">What of the store lies in this database.</param>
    internal static StoreIdentity Establish(string connection, StoreIdentity identity, StoreShare share)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(identity.Format, Format);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(identity.ShardCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(identity.ShardCount, MaximumShards);
        return Guarded(connection, (address, alone) =>
        {
            Prepare(address, alone);
            return (StoreRows.Find(alone) ?? StoreRows.Create(alone, identity, share)).Identity;
        });
    }

    /// <summary>Notes in the first database of a store that all the others were made.</summary>
    internal static void Complete(string connection) => Guarded(connection, (_, alone) =>
    {
        StoreRows.Complete(alone);
        return true;
    });

    /// <summary>Opens a store to write, beside other silos that have it open.</summary>
    /// <param name="witness">File of this silo's witness; it is made where there is none.</param>
    /// <exception cref="StoreRefusedException">There is none, it is another one, or it cannot be made durable.</exception>
    /// <exception cref="JournalWentBackException">The witness is of a later incarnation than the store.</exception>
    public static PostgresJournal Open(string connection, string witness, StoreExpectation expectation, TimeProvider clock, PostgresLimits? limits = null) =>
        Open(connection, witness, expectation, clock, limits ?? PostgresLimits.Default, PostgresStatements.Sound, static file => file);

    /// <summary>Opens a store to read, beside silos that write it: no take-over, nothing changed.</summary>
    /// <exception cref="StoreRefusedException">There is no store that can be read.</exception>
    public static PostgresJournal OpenReadOnly(string connection) => OpenReadOnly(connection, null);

    /// <param name="witnessed">Heads that the store must have, or null.</param>
    /// <param name="place">Which of the databases of its store it is.</param>
    /// <param name="databases">How many the store lies in.</param>
    internal static PostgresJournal OpenReadOnly(string connection, WitnessedHeads? witnessed, int place = 0, int databases = 1)
    {
        StoreRow found = FindRow(connection) ?? throw Missing(connection);
        StoreDivision.RequirePlace(NameOf(connection), found, place, databases);
        StoreIdentity identity = found.Identity;
        AcknowledgedHeads acknowledged = new(witnessed ?? new(identity.StoreId, identity.ShardCount));
        return new(identity, new(new(connection, PostgresLimits.Default)), acknowledged, null, PostgresStatements.Sound);
    }

    /// <param name="around">Stands between the journal and the witness.</param>
    /// <param name="place">Which of the databases of its store it is.</param>
    /// <param name="databases">How many the store lies in.</param>
    internal static PostgresJournal Open(
        string connection, string witness, StoreExpectation expectation, TimeProvider clock, PostgresLimits limits, PostgresStatements statements,
        Func<IHeadWitness, IHeadWitness> around, int place = 0, int databases = 1)
    {
        (StoreRow found, int incarnation) = Guarded(connection, (address, alone) =>
        {
            Prepare(address, alone);
            return (StoreRows.Find(alone) ?? throw Missing(connection), Incarnation(alone));
        });
        StoreDivision.RequirePlace(NameOf(connection), found, place, databases);
        StoreIdentity identity = found.Identity;
        PostgresAddress address = new(connection, limits);
        expectation.Check(identity, address.Name);
        IHeadWitness file = around(OpenWitness(witness, identity, incarnation));
        ReaderPool readers = new(address);
        AcknowledgedHeads acknowledged = new(file.Read() ?? throw new StoreRefusedException($"The witness {witness} cannot be read."));
        PostgresWriter writer = new(address, statements, readers, acknowledged, file);
        PostgresJournal journal = new(identity, readers, acknowledged, writer, statements);
        try
        {
            writer.Prepare(Stamp.From(clock.GetUtcNow()));
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Brings the tables of a database to the newest version, whether or not there is a store in it.</summary>
    /// <exception cref="StoreRefusedException">The database is not served, weakens durability, or is newer than this binary.</exception>
    internal static void Prepare(string connection) => Guarded(connection, (address, alone) =>
    {
        Prepare(address, alone);
        return true;
    });

    private static void Prepare(PostgresAddress address, NpgsqlConnection alone)
    {
        DurableSettings.Require(alone, address.Name);
        SchemaMigration.Run(alone, address.Name, Migration.All);
    }

    private static int Incarnation(NpgsqlConnection alone) =>
        Sql.Of(alone, "SELECT coalesce(max(number), 0) FROM incarnation").Rows(row => row.GetInt32(0)).Single();

    /// <remarks>
    /// The count of commits without records is the number of the incarnation here: a loss that was accepted makes the heads of older
    /// witnesses void.
    /// </remarks>
    private static WitnessFile OpenWitness(string path, StoreIdentity identity, int incarnation)
    {
        WitnessedHeads? witnessed = WitnessFile.Peek(path);
        if (witnessed is not null && (witnessed.StoreId != identity.StoreId || witnessed.ShardCount != identity.ShardCount))
        {
            throw new StoreRefusedException($"The witness {path} belongs to the store {witnessed.StoreId}, not to {identity.StoreId}.");
        }

        if (witnessed?.Commits > incarnation)
        {
            throw new JournalWentBackException($"The store is of incarnation {incarnation}, but the witness {path} saw incarnation {witnessed.Commits}.");
        }

        return witnessed?.Commits == incarnation
            ? WitnessFile.Open(path)!
            : WitnessFile.Create(path, new(identity.StoreId, identity.ShardCount) { Commits = incarnation });
    }

    private static StoreRefusedException Missing(string connection) => new($"There is no store at {NameOf(connection)}.");

    /// <summary>Server and database, without user and password.</summary>
    internal static string NameOf(string connection) => new PostgresAddress(connection, PostgresLimits.Default).Name;

    private static T Guarded<T>(string connection, Func<PostgresAddress, NpgsqlConnection, T> work)
    {
        PostgresAddress address = new(connection, PostgresLimits.Default);
        try
        {
            using NpgsqlConnection alone = address.OpenAlone();
            return work(address, alone);
        }
        catch (Exception fault) when (PostgresFault.IsFault(fault))
        {
            throw new StoreRefusedException($"There is no store at {address.Name} that can be opened: {fault.Message}", fault);
        }
    }
}
