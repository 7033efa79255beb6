using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Sqlite;

namespace Jifen.Silo.Tests.Journal;

/// <summary>Damages the files of a store. Refusing is right; coming up short is not.</summary>
public sealed class StoreDamageTests : IDisposable
{
    private const int Acknowledged = 120;
    private const int FrameBytes = 24 + 4096;
    private const int LogHeaderBytes = 32;
    private const string Log = "jifen.db-wal";
    private const string Database = "jifen.db";

    private readonly SqliteTestedStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_byte_flipped_in_any_of_50_frames_of_the_log_is_refused()
    {
        using TempFolder copy = CopyWhileOpen();
        foreach (int frame in Frames(copy))
        {
            using TempFolder damaged = TempFolder.CopyOf(copy.Path);
            Flip(damaged[Log], LogHeaderBytes + (frame * (long)FrameBytes) + 1_000);
            using SqliteJournal journal = SqliteStore.Open(damaged.Path, SqliteTestedStore.Expectation);
            Assert.Throws<JournalWentBackException>(() => journal.TakeOver([new(0)], "again"));
            Assert.Throws<JournalDamagedException>(() => journal.ReadRecords(new(0), new(1), int.MaxValue));
        }
    }

    [Fact]
    public void Without_a_witness_the_same_damage_comes_up_short_in_silence()
    {
        using TempFolder copy = CopyWhileOpen();
        List<int> held = [];
        foreach (int frame in Frames(copy))
        {
            using TempFolder damaged = TempFolder.CopyOf(copy.Path);
            Flip(damaged[Log], LogHeaderBytes + (frame * (long)FrameBytes) + 1_000);
            using SqliteJournal journal = SqliteStore.Open(damaged.Path, SqliteTestedStore.Expectation, SqliteLimits.Default, _ => new ForgetfulWitness());
            journal.TakeOver([new(0)], "again");
            held.Add(journal.ReadRecords(new(0), new(1), int.MaxValue).Count);
        }

        Assert.All(held, count => Assert.InRange(count, 0, Acknowledged - 1));
    }

    [Fact]
    public void A_byte_flipped_in_any_page_of_the_database_is_refused_or_changes_nothing()
    {
        string[] written = Write();
        long pages = new FileInfo(Path.Combine(_store.Folder, Database)).Length / 4096;
        int refused = 0;
        for (long at = 4096 + 200; at < pages * 4096; at += 512)
        {
            using TempFolder damaged = TempFolder.CopyOf(_store.Folder);
            Flip(damaged[Database], at);
            refused += ReadAll(damaged.Path) is { } read ? AssertWhole(written, read) : 1;
        }

        Assert.NotEqual(0, refused);
    }

    [Fact]
    public void A_deleted_log_is_refused()
    {
        using TempFolder copy = CopyWhileOpen();
        File.Delete(copy[Log]);
        using SqliteJournal journal = SqliteStore.Open(copy.Path, SqliteTestedStore.Expectation);
        Assert.Contains("of shard 0 was acknowledged", Assert.Throws<JournalWentBackException>(() => journal.TakeOver([new(0)], "again")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Yesterdays_database_is_refused()
    {
        Write();
        string database = Path.Combine(_store.Folder, Database);
        File.Copy(database, database + ".yesterday");
        Write();
        File.Move(database + ".yesterday", database, overwrite: true);
        using SqliteJournal journal = _store.OpenSqlite();
        JournalWentBackException fault = Assert.Throws<JournalWentBackException>(() => journal.TakeOver([new(0)], "again"));
        Assert.StartsWith($"Record {2 * Acknowledged} of shard 0 ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_commit_without_records_is_refused()
    {
        Write();
        string database = Path.Combine(_store.Folder, Database);
        File.Copy(database, database + ".yesterday");
        byte[] document = [1, 2, 3];
        using (SqliteJournal journal = _store.OpenSqlite())
        {
            journal.TakeOver([new(0)], "one");
            journal.StoreDocument(Hash256.Read(System.Security.Cryptography.SHA256.HashData(document)), document);
        }

        File.Move(database + ".yesterday", database, overwrite: true);
        using SqliteJournal again = _store.OpenSqlite();
        Assert.StartsWith("The store stands at commit ", Assert.Throws<JournalWentBackException>(() => again.TakeOver([new(0)], "two")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_database_that_is_empty_or_gone_is_refused(bool gone)
    {
        Write();
        string database = Path.Combine(_store.Folder, Database);
        if (gone)
        {
            File.Delete(database);
        }
        else
        {
            File.WriteAllBytes(database, []);
        }

        Assert.Throws<JournalWentBackException>(() => _store.OpenSqlite());
        Assert.Throws<JournalWentBackException>(() => SqliteStore.Create(_store.Folder, JournalContract.Identity));
    }

    [Fact]
    public void A_database_cut_in_half_is_refused()
    {
        Write();
        string database = Path.Combine(_store.Folder, Database);
        using (FileStream file = new(database, FileMode.Open))
        {
            file.SetLength(file.Length / 8192 * 4096);
        }

        Assert.Null(ReadAll(_store.Folder));
    }

    [Fact]
    public void A_checkpoint_row_that_was_altered_is_named()
    {
        using SqliteJournal journal = _store.OpenSqlite();
        Chain chain = new(journal.TakeOver([new(0)], "one")[0]);
        journal.Append([chain.Append(1) with { Grains = [new("member:7", Chain.Member(7), new(1), null, "{\"points\":10}"u8.ToArray())] }]);
        using (Silo.Journal.Sqlite.Database beside = Silo.Journal.Sqlite.Database.OpenWriter(Path.Combine(_store.Folder, Database)))
        {
            beside.Execute("UPDATE grain SET state = '{\"points\":90}'");
        }

        Assert.Contains("member:7 of shard 0", Assert.Throws<JournalDamagedException>(() => journal.ReadGrain(new(0), "member:7")).Message, StringComparison.Ordinal);
    }

    private static int AssertWhole(string[] written, string[] read)
    {
        Assert.Equal(written, read);
        return 0;
    }

    /// <summary>Hashes of all records as a restarted silo reads them, or null where it refuses.</summary>
    private static string[]? ReadAll(string folder)
    {
        try
        {
            using SqliteJournal journal = SqliteStore.Open(folder, SqliteTestedStore.Expectation);
            journal.TakeOver([new(0)], "again");
            return [.. journal.ReadRecords(new(0), new(1), int.MaxValue).Select(record => record.Hash.ToString())];
        }
        catch (JournalException)
        {
            return null;
        }
    }

    private static void Flip(string path, long at)
    {
        using FileStream file = new(path, FileMode.Open);
        file.Position = at;
        int value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ 0x10));
    }

    /// <summary>Fifty frames spread from the first to the last.</summary>
    private static IEnumerable<int> Frames(TempFolder copy)
    {
        int frames = (int)((new FileInfo(copy[Log]).Length - LogHeaderBytes) / FrameBytes);
        return Enumerable.Range(0, 50).Select(i => i * (frames - 1) / 49);
    }

    private string[] Write()
    {
        using SqliteJournal journal = _store.OpenSqlite();
        return Write(journal);
    }

    private static string[] Write(SqliteJournal journal)
    {
        Chain chain = new(journal.TakeOver([new(0)], "one")[0]);
        JournalRecord[] records = chain.Many(Acknowledged);
        foreach (JournalRecord record in records)
        {
            Assert.Equal(AppendStatus.Written, journal.Append([chain.Append(record)])[0].Status);
        }

        return [.. records.Select(record => record.Hash.ToString())];
    }

    /// <summary>The files as a killed process leaves them: everything acknowledged, most of it in the log.</summary>
    private TempFolder CopyWhileOpen()
    {
        using SqliteJournal journal = _store.OpenSqlite();
        Write(journal);
        return TempFolder.CopyOf(_store.Folder);
    }
}
