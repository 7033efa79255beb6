namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Makes and opens the stores of single silos. A store is a data folder on a local disk.</summary>
public static class SqliteStore
{
    public static bool Exists(string folder) => StoreFiles.HasDatabase(folder);

    /// <summary>Makes an empty store, durably, and leaves it closed.</summary>
    /// <exception cref="StoreRefusedException">There is a store already, or the witness of a lost one, or the folder is in use.</exception>
    public static void Create(string folder, StoreIdentity identity)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(identity.Format, Schema.Format);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(identity.ShardCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(identity.ShardCount, Schema.MaximumShards);
        Directory.CreateDirectory(folder);
        using StoreLock storeLock = StoreLock.Take(folder);
        if (Exists(folder))
        {
            throw new StoreRefusedException($"There is a store at {folder} already.");
        }

        RefuseLoss(folder);
        Database database = OpenDatabase(folder);
        CreateTables(database, identity);
        WitnessFile.Create(StoreFiles.Witness(folder), new(identity.StoreId, identity.ShardCount)).Dispose();
        database.Dispose();
    }

    /// <summary>Opens a store to write. The folder is locked until the journal is disposed or the process ends.</summary>
    /// <exception cref="StoreRefusedException">There is none, it is open elsewhere, it is another one, or it cannot be made durable.</exception>
    /// <exception cref="JournalWentBackException">There is no witness of a store that holds something, or a witness without its store.</exception>
    public static SqliteJournal Open(string folder, StoreExpectation expectation, SqliteLimits? limits = null) =>
        Open(folder, expectation, limits ?? SqliteLimits.Default, WitnessFile.Open);

    /// <summary>
    /// Opens a store to read, beside the process that writes it or without one: no lock, no take-over, nothing changed.
    /// </summary>
    /// <exception cref="StoreRefusedException">There is no store that can be read.</exception>
    public static SqliteJournal OpenReadOnly(string folder)
    {
        RequireStore(folder);
        WitnessedHeads? witnessed = WitnessFile.Peek(StoreFiles.Witness(folder));
        StoreIdentity identity = Guarded(folder, () =>
        {
            using Database database = Database.OpenReader(StoreFiles.Database(folder));
            return StoreMeta.Read(database);
        });
        KnownHeads known = new(identity.ShardCount);
        if (witnessed is not null)
        {
            RequireSameStore(folder, identity, witnessed);
            known.Learn(witnessed);
        }

        RecordTails tails = Guarded(folder, () =>
        {
            using Database database = Database.OpenReader(StoreFiles.Database(folder));
            return RecordTails.Scan(database, identity.ShardCount);
        });
        return new(folder, identity, new(StoreFiles.Database(folder), known, tails, new()), null, null);
    }

    /// <param name="openWitness">Opens the witness at a path, or null where there is none.</param>
    internal static SqliteJournal Open(string folder, StoreExpectation expectation, SqliteLimits limits, Func<string, IHeadWitness?> openWitness)
    {
        StoreLock? storeLock = null;
        Database? database = null;
        IHeadWitness? witness = null;
        try
        {
            RequireStore(folder);
            storeLock = StoreLock.Take(folder);
            database = OpenDatabase(folder);
            StoreIdentity identity = Guarded(folder, () => StoreMeta.Read(database));
            expectation.Check(identity, folder);
            witness = openWitness(StoreFiles.Witness(folder));
            WitnessedHeads heads = Witnessed(folder, identity, witness?.Read(), database);
            witness ??= WitnessFile.Create(StoreFiles.Witness(folder), heads);
            Limit(database, limits);
            return Assemble(folder, identity, database, witness, heads, storeLock);
        }
        catch
        {
            witness?.Dispose();
            database?.Dispose();
            storeLock?.Dispose();
            throw;
        }
    }

    private static SqliteJournal Assemble(
        string folder, StoreIdentity identity, Database database, IHeadWitness witness, WitnessedHeads heads, StoreLock storeLock)
    {
        FailStop failStop = new();
        KnownHeads known = new(identity.ShardCount);
        known.Learn(heads);
        return Guarded(folder, () =>
        {
            RecordTails tails = RecordTails.Scan(database, identity.ShardCount);
            RequireRoom(tails, folder);
            JournalWriter writer = new(database, witness, heads, known, tails, failStop);
            return new SqliteJournal(folder, identity, new(StoreFiles.Database(folder), known, tails, failStop), writer, storeLock);
        });
    }

    private static void RequireRoom(RecordTails tails, string folder)
    {
        if (tails.Last > Schema.LastPosition)
        {
            throw new JournalDamagedException($"The last row of the journal at {folder} lies at position {tails.Last}, which no append reaches.");
        }
    }

    private static Database OpenDatabase(string folder) => Guarded(folder, () => Database.OpenWriter(StoreFiles.Database(folder)));

    private static void CreateTables(Database database, StoreIdentity identity)
    {
        database.Execute("BEGIN IMMEDIATE");
        foreach (string statement in Schema.Statements)
        {
            database.Execute(statement);
        }

        StoreMeta.Write(database, identity);
        database.Execute("COMMIT");
        database.CheckpointWhole();
    }

    private static void Limit(Database database, SqliteLimits limits)
    {
        if (limits.MaximumBytes is { } bytes)
        {
            database.LimitPages(bytes / 4096);
        }
    }

    private static WitnessedHeads Witnessed(string folder, StoreIdentity identity, WitnessedHeads? witnessed, Database database)
    {
        if (witnessed is not null)
        {
            RequireSameStore(folder, identity, witnessed);
            return witnessed;
        }

        return Guarded(folder, () => database.Scalar("SELECT commits FROM control")) == "0"
            ? new(identity.StoreId, identity.ShardCount)
            : throw new JournalWentBackException(
                $"The store at {folder} holds records, but there is no whole witness beside it to say how many were acknowledged. "
                + "Restore the store, or accept what it holds by jifen restore --accept-loss REASON.");
    }

    private static void RequireSameStore(string folder, StoreIdentity identity, WitnessedHeads witnessed)
    {
        if (witnessed.StoreId != identity.StoreId || witnessed.ShardCount != identity.ShardCount)
        {
            throw new StoreRefusedException($"The witness at {folder} belongs to the store {witnessed.StoreId}, not to {identity.StoreId}.");
        }
    }

    private static void RequireStore(string folder)
    {
        RefuseLoss(folder);
        if (!Exists(folder))
        {
            throw new StoreRefusedException($"There is no store at {folder}.");
        }
    }

    private static void RefuseLoss(string folder)
    {
        if (!Exists(folder) && File.Exists(StoreFiles.Witness(folder)))
        {
            throw new JournalWentBackException($"There is a witness at {folder}, but the database it saw is gone or empty. Restore a backup.");
        }
    }

    private static T Guarded<T>(string folder, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (SqliteFaultException fault)
        {
            throw new StoreRefusedException($"There is no store at {folder} that can be opened: {fault.Message}", fault);
        }
    }
}
