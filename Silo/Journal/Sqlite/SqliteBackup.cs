using System.Security.Cryptography;
using System.Text.Json;
using SQLitePCL;

namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Copies stores. A backup may be taken by any process while the silo runs; it holds one instant of the store.</summary>
public static class SqliteBackup
{
    /// <summary>Copies the store into an empty folder: database, a witness of the heads in it, and the manifest, which is written last.</summary>
    /// <exception cref="StoreRefusedException">The target is not empty, or there is no store.</exception>
    /// <exception cref="JournalDamagedException">The copy does not hold what was acknowledged when it was begun.</exception>
    public static BackupManifest Take(string folder, string into, TimeProvider clock)
    {
        RequireEmpty(into);
        using SqliteJournal source = SqliteStore.OpenReadOnly(folder);
        KnownHeads known = new(source.Identity.ShardCount);
        if (WitnessFile.Peek(StoreFiles.Witness(folder)) is { } witnessed)
        {
            known.Learn(witnessed);
        }

        try
        {
            CopyPages(StoreFiles.Database(folder), StoreFiles.Database(into));
            WitnessedHeads heads = StoreHeads.Read(into, source.Identity, known);
            WitnessFile.Create(StoreFiles.Witness(into), heads).Dispose();
            return WriteManifest(into, source.Identity, heads, clock.GetUtcNow());
        }
        catch (SqliteFaultException fault)
        {
            throw new StoreRefusedException($"The store at {folder} could not be copied to {into}: {fault.Message}", fault);
        }
    }

    /// <summary>Checks a backup against its manifest and copies it into an empty folder.</summary>
    /// <exception cref="StoreRefusedException">The folder is not empty, or there is no manifest that can be read.</exception>
    /// <exception cref="JournalDamagedException">A file of the backup is not the one the manifest was made of; it is named.</exception>
    public static BackupManifest Restore(string backup, string folder)
    {
        BackupManifest manifest = Check(backup);
        RequireEmpty(folder);
        foreach (string name in manifest.Files.Keys)
        {
            string target = Path.Combine(folder, name);
            File.Copy(Path.Combine(backup, name), target);
            using FileStream file = new(target, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }

        DiskSync.Folder(folder);
        return manifest;
    }

    /// <summary>The manifest of a backup, after its files were compared with it.</summary>
    /// <exception cref="StoreRefusedException">There is no manifest that can be read.</exception>
    /// <exception cref="JournalDamagedException">A file of the backup is not the one the manifest was made of; it is named.</exception>
    public static BackupManifest Check(string backup)
    {
        BackupManifest manifest = ReadManifest(backup);
        foreach ((string name, string hash) in manifest.Files)
        {
            string path = Path.Combine(backup, name);
            if (Path.GetFileName(name) != name || !File.Exists(path) || HashOf(path) != hash)
            {
                throw new JournalDamagedException($"The file {name} of the backup at {backup} is missing, or not the one its manifest was made of.");
            }
        }

        return manifest;
    }

    private static BackupManifest ReadManifest(string backup)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(StoreFiles.Manifest(backup)), StoreJson.Default.BackupManifest)
                ?? throw new JsonException("it is empty");
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            throw new StoreRefusedException($"There is no backup at {backup} whose manifest can be read: {fault.Message}", fault);
        }
    }

    private static void RequireEmpty(string folder)
    {
        Directory.CreateDirectory(folder);
        if (Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new StoreRefusedException($"The folder {folder} is not empty.");
        }
    }

    /// <summary>All pages in one step, so that the copy is one instant however long it takes; commits go on into the log meanwhile.</summary>
    private static void CopyPages(string from, string to)
    {
        using Database source = Database.OpenReader(from);
        using Database target = new(to, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        using (sqlite3_backup copy = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main"))
        {
            int code = raw.sqlite3_backup_step(copy, -1);
            if (code != raw.SQLITE_DONE)
            {
                throw new SqliteFaultException(code, $"the copy ended with code {code}");
            }
        }

        target.Execute("PRAGMA synchronous = FULL");
        target.CheckpointWhole();
    }

    private static BackupManifest WriteManifest(string folder, StoreIdentity identity, WitnessedHeads heads, DateTimeOffset now)
    {
        string[] names = [StoreFiles.DatabaseName, StoreFiles.WitnessName];
        BackupManifest manifest = new(
            identity.Format,
            identity.StoreId,
            identity.Programme,
            identity.ShardCount,
            now,
            heads.Commits,
            [.. Enumerable.Range(0, heads.ShardCount).Select(shard => Head(shard, heads[new(shard)]))],
            names.ToDictionary(name => name, name => HashOf(Path.Combine(folder, name)), StringComparer.Ordinal));
        using FileStream file = new(StoreFiles.Manifest(folder), FileMode.CreateNew);
        JsonSerializer.Serialize(file, manifest, StoreJson.Default.BackupManifest);
        file.Flush(flushToDisk: true);
        DiskSync.Folder(folder);
        return manifest;
    }

    private static BackupHead Head(int shard, WitnessedHead head) => new(shard, head.Sequence.Value, head.Hash.ToString());

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
