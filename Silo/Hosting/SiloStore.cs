using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Journal.Sqlite;
using Jifen.Silo.Security;
using Jifen.Silo.Templates;

namespace Jifen.Silo.Hosting;

/// <summary>A journal, opened to write, with its keys and staff: all in the data folder, or all in PostgreSQL, where silos share them.</summary>
public sealed class SiloStore
{
    private SiloStore(SecretKeys keys, IJournal journal, ISharedDocuments documents) => (Keys, Journal, Documents) = (keys, journal, documents);

    public SecretKeys Keys { get; }

    /// <summary>Server keys and staff.</summary>
    public ISharedDocuments Documents { get; }

    /// <summary>The same, where silos of a cluster share them; else null.</summary>
    public PostgresDocuments? Shared => Documents as PostgresDocuments;

    public IJournal Journal { get; }

    /// <summary>Opens the store of the folder, or that of the database; makes it where there is none.</summary>
    public static SiloStore Open(SiloOptions options, SiloSeams seams)
    {
        CreateFolder(options.DataFolder);
        return options.Postgres is null ? OpenSqlite(options, seams) : OpenPostgres(options, options.Databases, seams);
    }

    /// <remarks>The witnesses stay in the folder: they are this silo's own memory of what it acknowledged.</remarks>
    private static SiloStore OpenPostgres(SiloOptions options, IReadOnlyList<string> databases, SiloSeams seams)
    {
        if (SqliteStore.Exists(options.DataFolder))
        {
            throw new SiloRefusedException(
                $"The setting postgres is refused: the folder {options.DataFolder} holds a store of its own.", $"设置 postgres 被拒绝：目录 {options.DataFolder} 中已有自己的存储。");
        }

        StoreIdentity? found = SpreadStore.Find(databases);
        PostgresDocuments documents = new(databases[0], new(options.ClusterSecret!));
        SecretKeys keys = SharedSecretKeys.OpenOrCreate(documents, found is not null);
        string programme = options.ProgrammeGiven ?? found?.Programme ?? ProgrammeTemplates.Standard;
        SpreadStore.Establish(databases, new(PostgresStore.Format, options.ShardCount, programme, keys.PepperCheck, Guid.NewGuid()));
        return new(keys, SpreadStore.Open(
            databases, place => StoreFiles.Witness(options.DataFolder, place), new(programme, keys.PepperCheck), seams.Time, PostgresLimits.Default,
            PostgresStatements.Sound, seams.Witness), documents);
    }

    private static SiloStore OpenSqlite(SiloOptions options, SiloSeams seams)
    {
        bool exists = SqliteStore.Exists(options.DataFolder);
        SecretKeys keys = SecretKeyFile.OpenOrCreate(options.DataFolder, exists);
        string programme = options.ProgrammeGiven ?? (exists ? ProgrammeOf(options.DataFolder) : ProgrammeTemplates.Standard);
        if (!exists)
        {
            SqliteStore.Create(options.DataFolder, new(1, options.ShardCount, programme, keys.PepperCheck, Guid.NewGuid()));
        }

        return new(keys, SqliteStore.Open(options.DataFolder, new(programme, keys.PepperCheck), SqliteLimits.Default, OpenWitness), new FolderDocuments(options.DataFolder));

        IHeadWitness? OpenWitness(string path) => WitnessFile.Open(path) is { } witness ? seams.Witness(witness) : null;
    }

    /// <summary>Stamp of the newest record of all shards.</summary>
    public Stamp NewestStamp() => Enumerable.Range(0, Journal.Identity.ShardCount).Max(shard => Journal.ReadHead(new(shard)).Stamp);

    /// <summary>The database names persons: other accounts of the machine have no business in its folder.</summary>
    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static string ProgrammeOf(string folder)
    {
        using SqliteJournal journal = SqliteStore.OpenReadOnly(folder);
        return journal.Identity.Programme;
    }
}
