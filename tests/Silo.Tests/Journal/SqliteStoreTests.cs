using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Sqlite;

namespace Jifen.Silo.Tests.Journal;

public sealed class SqliteStoreTests : IDisposable
{
    private readonly SqliteTestedStore _store = new();
    private readonly TempFolder _other = new();

    public void Dispose()
    {
        _store.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void A_store_that_is_open_is_refused_to_a_second_writer()
    {
        using SqliteJournal first = _store.OpenSqlite();
        Assert.Contains("open elsewhere", Assert.Throws<StoreRefusedException>(() => _store.OpenSqlite()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("carnival", "pepper-check", 4, "belongs to the programme 'festival', not to 'carnival'")]
    [InlineData("festival", "other", 4, "another pepper")]
    [InlineData("festival", "pepper-check", 8, "created with 4 shards, not 8")]
    public void Another_store_than_expected_is_refused_and_the_difference_named(string programme, string pepper, int shards, string words)
    {
        StoreRefusedException fault = Assert.Throws<StoreRefusedException>(() => SqliteStore.Open(_store.Folder, new(programme, pepper, shards)));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_format_is_refused()
    {
        using (Database database = Database.OpenWriter(Path.Combine(_store.Folder, "jifen.db")))
        {
            database.Execute("UPDATE meta SET value = '2' WHERE key = 'format'");
        }

        Assert.Contains("format '2'", Assert.Throws<StoreRefusedException>(() => _store.OpenSqlite()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_store_is_refused_and_stays_empty()
    {
        Assert.Throws<StoreRefusedException>(() => SqliteStore.Open(_other.Path, SqliteTestedStore.Expectation));
        Assert.Throws<StoreRefusedException>(() => SqliteStore.OpenReadOnly(_other.Path));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_other.Path));
    }

    [Fact]
    public void A_store_is_not_made_over_another() =>
        Assert.Throws<StoreRefusedException>(() => SqliteStore.Create(_store.Folder, JournalContract.Identity));

    [Fact]
    public void It_can_be_read_beside_the_writer_and_alone_but_not_written()
    {
        JournalRecord[] records = Append(_store, 3);
        using SqliteJournal alone = SqliteStore.OpenReadOnly(_store.Folder);
        RecordAssert.Equal(records, alone.ReadRecords(new(0), new(1), 10));
        JournalRecord[] more = Append(_store, 2);
        RecordAssert.Equal([.. records, .. more], alone.ReadRecords(new(0), new(1), 10));
        Assert.Throws<InvalidOperationException>(() => alone.TakeOver([new(0)], "reader"));
    }

    [Fact]
    public void A_full_store_writes_nothing_and_goes_on_when_there_is_space()
    {
        Sequence full;
        using (SqliteJournal journal = _store.OpenSqlite(new SqliteLimits { MaximumBytes = 512 * 1024 }))
        {
            Chain chain = new(journal.TakeOver([new(0)], "one")[0]);
            full = FillUp(journal, chain);
            Assert.Equal(full.Value, journal.ReadRecords(new(0), new(1), int.MaxValue).Count);
            Chain again = new(journal.ReadHead(new(0)));
            ShardAppend large = again.Append(again.Next("{\"x\":\"" + new string('x', 9_000) + "\"}"));
            Assert.Throws<StoreFullException>(() => journal.Append([large]));
        }

        using SqliteJournal larger = _store.OpenSqlite();
        Chain next = new(larger.TakeOver([new(0)], "two")[0]);
        Assert.Equal(AppendStatus.Written, larger.Append([next.Append(10)])[0].Status);
        Assert.Equal(full.Value + 10, larger.ReadHead(new(0)).Sequence.Value);
    }

    [Fact]
    public void The_log_stays_short_under_a_stream_of_appends()
    {
        using SqliteJournal journal = _store.OpenSqlite();
        Chain chain = new(journal.TakeOver([new(0)], "one")[0]);
        string body = "{\"x\":\"" + new string('x', 100_000) + "\"}";
        for (int i = 0; i < 1_500; i++)
        {
            journal.Append([chain.Append(chain.Next(body))]);
        }

        Assert.InRange(new FileInfo(Path.Combine(_store.Folder, "jifen.db-wal")).Length, 1, 96 * 1024 * 1024);
    }

    [Fact]
    public void A_backup_taken_under_load_opens_as_one_instant_of_the_store()
    {
        Append(_store, 5);
        using SqliteJournal journal = _store.OpenSqlite();
        Chain chain = new(journal.TakeOver([new(0)], "one")[0]);
        journal.Append([chain.Append(20)]);
        BackupManifest manifest = SqliteBackup.Take(_store.Folder, _other["backup"], TimeProvider.System);
        journal.Append([chain.Append(20)]);
        Assert.Equal(25, manifest.Heads[0].Sequence);
        SqliteBackup.Restore(_other["backup"], _other["restored"]);
        using SqliteJournal restored = SqliteStore.Open(_other["restored"], SqliteTestedStore.Expectation);
        Assert.Equal(25, restored.TakeOver([new(0)], "two")[0].Sequence.Value);
        RecordAssert.Equal(journal.ReadRecords(new(0), new(1), 25), restored.ReadRecords(new(0), new(1), 100));
    }

    [Theory]
    [InlineData("jifen.db")]
    [InlineData("witness")]
    public void A_backup_that_was_altered_is_not_restored(string file)
    {
        Append(_store, 5);
        SqliteBackup.Take(_store.Folder, _other["backup"], TimeProvider.System);
        string path = Path.Combine(_other["backup"], file);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^100] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains(file, Assert.Throws<JournalDamagedException>(() => SqliteBackup.Restore(_other["backup"], _other["restored"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backup_goes_into_an_empty_folder_only() =>
        Assert.Throws<StoreRefusedException>(() => SqliteBackup.Take(_store.Folder, _store.Folder, TimeProvider.System));

    [Fact]
    public void The_scrub_names_each_damaged_record_and_goes_on()
    {
        Append(_store, 30);
        using SqliteJournal journal = _store.OpenSqlite();
        Alter("UPDATE journal SET body = '{}' WHERE position = 7");
        Alter("DELETE FROM journal WHERE position = 20");
        List<string> damage = [];
        ScrubStep step = new(new(1), false, []);
        while (!step.IsEnd)
        {
            step = journal.ScrubRecords(new(0), step.Next, 4);
            damage.AddRange(step.Damage);
        }

        Assert.Equal(31, step.Next.Value);
        Assert.Equal(["Record 7 of shard 0", "Record 20 of shard 0"], damage.Select(words => string.Join(' ', words.Split(' ').Take(5))));
    }

    [Fact]
    public void The_scrub_names_a_record_that_its_members_index_lacks_and_a_damaged_row()
    {
        using SqliteJournal journal = _store.OpenSqlite();
        Chain chain = new(journal.TakeOver([new(0)], "one")[0]);
        JournalRecord[] records = chain.Many(4);
        journal.Append([chain.Append(records) with
        {
            Index = [.. records.Select(record => new MemberIndexRow(record.Member!.Value, record.Sequence, record.Key))],
            Floor = new(new(4), records[3].Hash),
            Grains = [new("a", null, new(4), null, "{}"u8.ToArray()), new("b", null, new(4), null, "{}"u8.ToArray())],
        }]);
        Assert.Empty(journal.ScrubRecords(new(0), new(1), 10).Damage);
        Assert.Empty(journal.ScrubGrains(new(0), "", 10).Damage);
        Alter("DELETE FROM member_index WHERE sequence = 3");
        Alter("UPDATE grain SET state = '[]' WHERE grain = 'b'");
        Assert.StartsWith("Record 3 of shard 0", Assert.Single(journal.ScrubRecords(new(0), new(1), 10).Damage), StringComparison.Ordinal);
        Assert.Contains("row b of shard 0", Assert.Single(journal.ScrubGrains(new(0), "", 10).Damage), StringComparison.Ordinal);
    }

    private static Sequence FillUp(SqliteJournal journal, Chain chain)
    {
        Sequence written = Sequence.None;
        while (true)
        {
            ShardAppend append = chain.Append(chain.Next("{\"x\":\"" + new string('x', 3_000) + "\"}"));
            try
            {
                Assert.Equal(AppendStatus.Written, journal.Append([append])[0].Status);
                written = append.Records[0].Sequence;
            }
            catch (StoreFullException)
            {
                return written;
            }
        }
    }

    private static JournalRecord[] Append(SqliteTestedStore store, int count)
    {
        using SqliteJournal journal = store.OpenSqlite();
        Chain chain = new(journal.TakeOver([new(0)], "one")[0]);
        JournalRecord[] records = chain.Many(count);
        Assert.Equal(AppendStatus.Written, journal.Append([chain.Append(records)])[0].Status);
        return records;
    }

    private void Alter(string damage)
    {
        using Database database = Database.OpenWriter(Path.Combine(_store.Folder, "jifen.db"));
        database.Execute(damage);
    }
}
