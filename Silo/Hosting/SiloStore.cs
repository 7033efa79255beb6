using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Sqlite;
using Jifen.Silo.Security;

namespace Jifen.Silo.Hosting;

/// <summary>A data folder, opened to write: its keys and its journal.</summary>
public sealed class SiloStore
{
    private SiloStore(SecretKeys keys, SqliteJournal journal) => (Keys, Journal) = (keys, journal);

    public SecretKeys Keys { get; }

    public SqliteJournal Journal { get; }

    /// <summary>Opens the store of the folder; makes it where there is none.</summary>
    public static SiloStore Open(SiloOptions options, SiloSeams seams)
    {
        CreateFolder(options.DataFolder);
        bool exists = SqliteStore.Exists(options.DataFolder);
        SecretKeys keys = SecretKeyFile.OpenOrCreate(options.DataFolder, exists);
        string programme = options.Programme ?? (exists ? ProgrammeOf(options.DataFolder) : SiloOptions.DemoProgramme);
        if (!exists)
        {
            SqliteStore.Create(options.DataFolder, new(1, options.ShardCount, programme, keys.PepperCheck, Guid.NewGuid()));
        }

        return new(keys, SqliteStore.Open(options.DataFolder, new(programme, keys.PepperCheck), SqliteLimits.Default, OpenWitness));

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
