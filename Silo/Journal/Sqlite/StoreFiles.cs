using System.Globalization;

namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Names of the files in a data folder.</summary>
internal static class StoreFiles
{
    public const string DatabaseName = "jifen.db";
    public const string WitnessName = "witness";
    public const string ManifestName = "manifest.json";

    public static string Database(string folder) => Path.Combine(folder, DatabaseName);

    public static string Log(string folder) => Path.Combine(folder, DatabaseName + "-wal");

    public static string Witness(string folder) => Path.Combine(folder, WitnessName);

    /// <summary>The witness of one of the databases of a store in PostgreSQL: <c>witness</c>, <c>witness-2</c>, and so on.</summary>
    public static string Witness(string folder, int place) => place == 0 ? Witness(folder) : string.Create(CultureInfo.InvariantCulture, $"{Witness(folder)}-{place + 1}");

    public static string Manifest(string folder) => Path.Combine(folder, ManifestName);

    public static string Lock(string folder) => Path.Combine(folder, "jifen.lock");

    /// <summary>A database that SQLite has begun but nothing was put in counts as none.</summary>
    public static bool HasDatabase(string folder) => new FileInfo(Database(folder)) is { Exists: true, Length: > 0 };
}
