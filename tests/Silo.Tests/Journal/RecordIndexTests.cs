using System.Globalization;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Sqlite;

namespace Jifen.Silo.Tests.Journal;

/// <summary>When the index of a shard's records is written, and how far a start must walk.</summary>
public sealed class RecordIndexTests : IDisposable
{
    private readonly SqliteTestedStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_plain_append_writes_no_index()
    {
        using SqliteJournal journal = _store.OpenSqlite();
        journal.Append([Own(journal).Append(100)]);
        Assert.Equal((0, 1), (Number("SELECT count(*) FROM record_index"), UnindexedFrom));
    }

    [Fact]
    public void Rows_lie_in_the_order_of_appends_without_a_gap()
    {
        using SqliteJournal journal = _store.OpenSqlite();
        Chain[] chains = [Own(journal, 2), Own(journal, 0)];
        journal.Append([chains[0].Append(2), chains[1].Append(1)]);
        journal.Append([chains[1].Append(chains[1].Many(2)[1]), chains[0].Append(1)]);
        Assert.Equal("2:1 2:2 0:1 2:3", Text("SELECT group_concat(shard || ':' || sequence, ' ') FROM (SELECT * FROM journal ORDER BY position)"));
        Assert.Equal((1, 4), (Number("SELECT min(position) FROM journal"), Number("SELECT max(position) FROM journal")));
    }

    [Fact]
    public void Steps_of_a_checkpoint_index_a_slice_each_of_what_was_there_before_them()
    {
        using SqliteJournal journal = _store.OpenSqlite();
        Chain chain = Own(journal);
        Chain other = Own(journal, 1);
        ShardAppend first = chain.Append(700);
        journal.Append([first, other.Append(1)]);
        MemberIndexRow row = new(Chain.Member(1), new(1), null);
        journal.Append([chain.Append(1) with { Index = [row] }]);
        Assert.Equal((512, 513), (Number("SELECT count(*) FROM record_index"), UnindexedFrom));
        journal.Append([chain.Append() with { Floor = new(new(700), first.Records[^1].Hash) }]);
        Assert.Equal((701, 701), (Number("SELECT count(*) FROM record_index"), UnindexedFrom));
        journal.Append([other.Append() with { Index = [row] }]);
        Assert.Equal((702, 703), (Number("SELECT count(*) FROM record_index"), UnindexedFrom));
        Assert.Equal(701, journal.ReadRecords(new(0), new(1), int.MaxValue).Count);
    }

    [Fact]
    public void A_shard_that_holds_the_walk_up_is_helped_by_the_checkpoints_of_others()
    {
        using SqliteJournal journal = _store.OpenSqlite();
        using Database database = Database.OpenWriter(Path.Combine(_store.Folder, "jifen.db"));
        RecordTails tails = RecordTails.Scan(database, 2);
        tails.Extend([new(new(0), new(1), 1), .. Enumerable.Range(1, 262_144).Select(i => new RecordPlace(new(1), new(i), i + 1))], (_, _) => 0);
        RecordIndexer indexer = new(new(database), tails);
        indexer.Ride(new(1));
        Assert.Equal((1, 512), (indexer.UnindexedFrom(), Number("SELECT count(*) FROM record_index")));
        tails.Extend([new(new(1), new(262_145), 262_146)], (_, _) => 0);
        indexer.Ride(new(1));
        Assert.Equal((1_026, 1_025), (indexer.UnindexedFrom(), Number("SELECT count(*) FROM record_index")));
    }

    [Fact]
    public void A_reader_beside_the_writer_follows_appends_and_checkpoints()
    {
        using SqliteJournal journal = _store.OpenSqlite();
        Chain chain = Own(journal);
        using SqliteJournal beside = SqliteStore.OpenReadOnly(_store.Folder);
        for (int i = 1; i <= 20; i++)
        {
            ShardAppend append = chain.Append(10);
            journal.Append([i % 3 == 0 ? append with { Floor = new(append.Records[0].Sequence, append.Records[0].Hash) } : append]);
            Assert.Equal(10 * i, beside.ReadHead(new(0)).Sequence.Value);
            Assert.Equal(10 * i, beside.ReadRecords(new(0), new(1), int.MaxValue).Count);
        }
    }

    [Fact]
    public void An_index_that_lost_a_row_or_leads_elsewhere_is_found()
    {
        using SqliteJournal journal = _store.OpenSqlite();
        Chain chain = Own(journal);
        journal.Append([chain.Append(40)]);
        journal.Append([chain.Append() with { Index = [new(Chain.Member(1), new(1), null)] }]);
        Alter("DELETE FROM record_index WHERE sequence = 7");
        Alter("UPDATE record_index SET position = 12 WHERE sequence = 11");
        Assert.StartsWith("Record 7 of shard 0 ", Assert.Throws<JournalDamagedException>(() => journal.ReadRecords(new(0), new(1), 40)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Record 11 of shard 0 ", Assert.Throws<JournalDamagedException>(() => journal.ReadRecords(new(0), new(9), 40)).Message, StringComparison.Ordinal);
        Assert.Equal(["Record 7 ", "Record 11"], journal.ScrubRecords(new(0), new(1), 100).Damage.Select(words => words[..9]));
        Assert.Equal(
            ["Record 7 of shard 0 lies at position 7, where no reader finds it.", "Record 11 of shard 0 lies at position 11, and is known to lie at 12."],
            journal.ScrubPositions(1, 100).Damage);
    }

    [Fact]
    public void A_row_beyond_every_append_is_refused()
    {
        using (SqliteJournal journal = _store.OpenSqlite())
        {
            journal.Append([Own(journal).Append(3)]);
        }

        Alter("UPDATE journal SET position = 1 << 61 WHERE position = 3");
        Assert.Contains("which no append reaches", Assert.Throws<JournalDamagedException>(() => _store.OpenSqlite()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_commit_that_failed_leaves_neither_rows_nor_a_gap()
    {
        using SqliteJournal journal = _store.OpenSqlite(new SqliteLimits { MaximumBytes = 256 * 1024 });
        Chain chain = Own(journal);
        journal.Append([chain.Append(10)]);
        Chain lost = new(journal.ReadHead(new(0)));
        ShardAppend large = lost.Append(lost.Next(), lost.Next("{\"x\":\"" + new string('x', 400_000) + "\"}")) with { Index = [new(Chain.Member(1), new(1), null)] };
        Assert.Throws<StoreFullException>(() => journal.Append([large]));
        Assert.Equal((0, 1), (Number("SELECT count(*) FROM record_index"), UnindexedFrom));
        Assert.Equal(AppendStatus.Written, journal.Append([chain.Append(2) with { Index = [new(Chain.Member(1), new(1), null)] }])[0].Status);
        Assert.Equal((10, 12), (Number("SELECT count(*) FROM record_index"), Number("SELECT max(position) FROM journal")));
        Assert.Empty(journal.ScrubPositions(1, 100).Damage);
    }

    private long UnindexedFrom => Number("SELECT unindexed_from FROM control");

    private static Chain Own(SqliteJournal journal, int shard = 0) => new(journal.TakeOver([new(shard)], "one")[0]);

    private long Number(string sql) => long.Parse(Text(sql), CultureInfo.InvariantCulture);

    private string Text(string sql)
    {
        using Database database = Database.OpenReader(Path.Combine(_store.Folder, "jifen.db"));
        return database.Scalar(sql);
    }

    private void Alter(string damage)
    {
        using Database database = Database.OpenWriter(Path.Combine(_store.Folder, "jifen.db"));
        database.Execute(damage);
    }
}
