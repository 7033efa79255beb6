using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Sqlite;

namespace Jifen.Silo.Tests.Journal;

public sealed class WitnessTests : IDisposable
{
    private const int Shards = 64;
    private static readonly Guid Store = Guid.Parse("6f1b2c3d-0000-4000-8000-00000000000b");

    private readonly TempFolder _folder = new();

    private string File => _folder["witness"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_remembers_the_heads_written_last()
    {
        WriteTwo();
        WitnessedHeads heads = WitnessFile.Peek(File)!;
        Assert.Equal((Store, 2L, new WitnessedHead(new(22), new(2, 2))), (heads.StoreId, heads.Commits, heads[new(5)]));
        Assert.Equal(default, heads[new(4)]);
    }

    [Fact]
    public void Opened_again_it_goes_on_in_the_other_area()
    {
        WriteTwo();
        using (WitnessFile witness = WitnessFile.Open(File)!)
        {
            WitnessedHeads heads = witness.Read()!;
            heads.Commits = 3;
            witness.Write(heads);
        }

        Assert.Equal(3, WitnessFile.Peek(File)!.Commits);
        DamageArea(0);
        Assert.Equal(2, WitnessFile.Peek(File)!.Commits);
    }

    [Fact]
    public void A_write_torn_at_any_block_leaves_the_heads_before_it()
    {
        WriteTwo();
        byte[] whole = System.IO.File.ReadAllBytes(File);
        for (int at = 0; at < 40 + (Shards * 40) + 32; at += 7)
        {
            byte[] torn = [.. whole];
            torn[(whole.Length / 2) + at] ^= 1;
            System.IO.File.WriteAllBytes(File, torn);
            Assert.Equal((1, 11), (WitnessFile.Peek(File)!.Commits, WitnessFile.Peek(File)![new(5)].Sequence.Value));
        }
    }

    [Fact]
    public void With_both_areas_damaged_there_is_nothing()
    {
        WriteTwo();
        DamageArea(0);
        DamageArea(1);
        Assert.Null(WitnessFile.Peek(File));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(5_000)]
    public void A_witness_cut_short_is_none(int length)
    {
        WriteTwo();
        System.IO.File.WriteAllBytes(File, System.IO.File.ReadAllBytes(File)[..length]);
        Assert.Null(WitnessFile.Peek(File));
    }

    [Fact]
    public void A_store_that_holds_something_does_not_open_without_its_witness()
    {
        using SqliteTestedStore store = new();
        Append(store);
        System.IO.File.Delete(Path.Combine(store.Folder, "witness"));
        Assert.Contains("--accept-loss", Assert.Throws<JournalWentBackException>(() => store.OpenSqlite()).Message, StringComparison.Ordinal);
        Assert.Empty(SqliteIncarnation.AcceptLoss(store.Folder, "the disk was replaced", TimeProvider.System));
        using SqliteJournal journal = store.OpenSqlite();
        Assert.Equal(3, journal.TakeOver([new(0)], "again")[0].Sequence.Value);
    }

    [Fact]
    public void An_empty_store_gets_its_witness_again()
    {
        using SqliteTestedStore store = new();
        System.IO.File.Delete(Path.Combine(store.Folder, "witness"));
        store.OpenSqlite().Dispose();
        Assert.Equal(0, WitnessFile.Peek(Path.Combine(store.Folder, "witness"))!.Commits);
    }

    [Fact]
    public void The_witness_of_another_store_is_refused()
    {
        using SqliteTestedStore store = new();
        WitnessFile.Create(Path.Combine(store.Folder, "witness"), new(Store, JournalContract.ShardCount)).Dispose();
        Assert.Contains("belongs to the store", Assert.Throws<StoreRefusedException>(() => store.OpenSqlite()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_is_accepted_only_in_words_and_they_say_what_is_lost()
    {
        using SqliteTestedStore store = new();
        string database = Path.Combine(store.Folder, "jifen.db");
        System.IO.File.Copy(database, database + ".old");
        Append(store);
        System.IO.File.Move(database + ".old", database, overwrite: true);
        Assert.Throws<ArgumentException>(() => SqliteIncarnation.AcceptLoss(store.Folder, " ", TimeProvider.System));
        Assert.Equal(
            ["Shard 0 stands at record 0; record 3 was acknowledged."],
            SqliteIncarnation.AcceptLoss(store.Folder, "restored by hand", TimeProvider.System));
        using SqliteJournal journal = store.OpenSqlite();
        Assert.Equal(0, journal.TakeOver([new(0)], "again")[0].Sequence.Value);
    }

    [Fact]
    public void After_a_failed_witness_the_journal_refuses_every_call()
    {
        using SqliteTestedStore store = new();
        using SqliteJournal journal = SqliteStore.Open(
            store.Folder, SqliteTestedStore.Expectation, SqliteLimits.Default, path => new FailingWitness(WitnessFile.Open(path)!, from: 3));
        Chain chain = new(journal.TakeOver([new(0)], "one")[0]);
        Assert.Equal(AppendStatus.Written, journal.Append([chain.Append(1)])[0].Status);
        ShardAppend append = chain.Append(1);
        Assert.Throws<JournalFailedException>(() => journal.Append([append]));
        Assert.Throws<JournalFailedException>(() => journal.Append([append]));
        Assert.Throws<JournalFailedException>(() => journal.ReadHead(new(0)));
        Assert.Throws<JournalFailedException>(() => journal.TakeOver([new(0)], "one"));
    }

    private static void Append(SqliteTestedStore store)
    {
        using SqliteJournal journal = store.OpenSqlite();
        Chain chain = new(journal.TakeOver([new(0)], "one")[0]);
        journal.Append([chain.Append(3)]);
    }

    private void WriteTwo()
    {
        WitnessedHeads heads = new(Store, Shards);
        using WitnessFile witness = WitnessFile.Create(File, heads);
        witness.Read();
        foreach (int write in (int[])[1, 2])
        {
            heads.Commits = write;
            heads[new(5)] = new(new(write * 11), new((UInt128)write, (UInt128)write));
            witness.Write(heads);
        }
    }

    private void DamageArea(int area)
    {
        byte[] both = System.IO.File.ReadAllBytes(File);
        both[(both.Length / 2 * area) + 50] ^= 1;
        System.IO.File.WriteAllBytes(File, both);
    }
}
