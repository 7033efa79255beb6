using System.IO.Compression;
using System.Text.Json;
using Jifen.Silo.Journal.Sqlite;
using Jifen.Silo.Security;
using Jifen.Silo.Tests.Journal;
using Jifen.Silo.Verification;
using Jifen.Tests;

namespace Jifen.Silo.Tests.Journals;

/// <summary>A journal that an earlier binary has written, kept in the repository with what it came to.</summary>
/// <param name="Name">Of its folder: the release that wrote it.</param>
public sealed record KeptJournal(string Name)
{
    private const string Folder = "tests/Silo.Tests/Journals";

    /// <summary>What the journal comes to, beside its backup.</summary>
    private const string TruthName = "state.json";

    private const string BackupName = "backup.zip";

    public static IEnumerable<string> Names =>
        Directory.EnumerateDirectories(Repository.PathOf(Folder)).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    private string Place => Path.Combine(Repository.PathOf(Folder), Name);

    /// <summary>What it came to when it was written.</summary>
    public KeptState Truth => JsonSerializer.Deserialize<KeptState>(File.ReadAllText(Path.Combine(Place, TruthName)), Form)!;

    private static JsonSerializerOptions Form { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Restores the backup into an empty folder, as an operator does.</summary>
    public void RestoreInto(string folder)
    {
        using TempFolder backup = new();
        ZipFile.ExtractToDirectory(Path.Combine(Place, BackupName), backup.Path);
        SqliteBackup.Restore(backup.Path, folder);
        string keys = Path.Combine(folder, SecretKeyFile.Name);
        File.Copy(backup[SecretKeyFile.Name], keys);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(keys, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Keeps the store of a silo that runs, with its keys, which are those of this journal alone.</summary>
    public void Keep(string store)
    {
        using TempFolder into = new();
        string backup = into["backup"];
        SqliteBackup.Take(store, backup, TimeProvider.System);
        File.Copy(Path.Combine(store, SecretKeyFile.Name), Path.Combine(backup, SecretKeyFile.Name));
        Directory.CreateDirectory(Place);
        ZipFile.CreateFromDirectory(backup, Path.Combine(Place, BackupName), CompressionLevel.SmallestSize, includeBaseDirectory: false);
        using TempFolder restored = new();
        RestoreInto(restored.Path);
        File.WriteAllText(Path.Combine(Place, TruthName), JsonSerializer.Serialize(StateOf(restored.Path), Form) + "\n");
    }

    /// <summary>What the records in a folder come to, from the first.</summary>
    public static KeptState StateOf(string folder)
    {
        using StoreVerification verification = StoreVerification.Open(folder, SecretKeyFile.OpenOrCreate(folder, storeExists: true));
        VerificationResult result = verification.Run();
        Assert.Empty(result.Faults);
        return new(result.State.ToString(), result.Counts.Records, RecordKinds.In(folder));
    }
}

/// <param name="State">Hash of the state of all grains.</param>
/// <param name="Kinds">What its records are made of, as of <see cref="RecordKinds"/>.</param>
public sealed record KeptState(string State, long Records, IReadOnlyList<string> Kinds);
