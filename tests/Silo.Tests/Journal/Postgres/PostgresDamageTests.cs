using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>Stores that hold something else than was written, and stores that went back in time.</summary>
[Collection(PostgresServer.Collection)]
public sealed class PostgresDamageTests(PostgresServer server) : IDisposable
{
    private readonly PostgresTestedStore _store = new(server);
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("rules = rules + 1")]
    [InlineData("epoch = epoch + 1")]
    [InlineData("stamp = stamp + 1")]
    [InlineData("catalogue = catalogue # 1")]
    [InlineData("control = control # 1")]
    [InlineData("member = NULL")]
    [InlineData("key = gen_random_uuid()")]
    [InlineData("previous = set_bit(previous, 3, 1 - get_bit(previous, 3))")]
    [InlineData("previous = substr(previous, 1, 31)")]
    [InlineData("hash = set_bit(hash, 250, 1 - get_bit(hash, 250))")]
    [InlineData("hash = ''")]
    [InlineData("input_hash = set_bit(input_hash, 0, 1 - get_bit(input_hash, 0))")]
    [InlineData("body = body || ' '")]
    [InlineData("body = ''")]
    [InlineData("sequence = 99")]
    [InlineData("shard = 1")]
    public void An_altered_record_is_named(string damage)
    {
        using PostgresJournal journal = Filled();
        _store.Execute($"UPDATE journal SET {damage} WHERE sequence = 5");
        Assert.StartsWith("Record 5 of shard 0 ", Assert.Throws<JournalDamagedException>(() => journal.ReadRecords(new(0), new(1), 100)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Record 5 of shard 0 ", Assert.Throws<JournalDamagedException>(() => journal.ReadRecords(new(0), new(5), 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_record_is_named()
    {
        using PostgresJournal journal = Filled();
        _store.Execute("DELETE FROM journal WHERE sequence = 5");
        Assert.StartsWith("Record 5 of shard 0 ", Assert.Throws<JournalDamagedException>(() => journal.ReadRecords(new(0), new(1), 100)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE head SET sequence = 9 WHERE shard = 0", "head row of shard 0")]
    [InlineData("UPDATE head SET hash = '' WHERE shard = 0", "head row of shard 0")]
    [InlineData("DELETE FROM head WHERE shard = 0", "head row of shard 0")]
    [InlineData("UPDATE checkpoint SET floor = 3 WHERE shard = 0", "checkpoint row of shard 0")]
    [InlineData("UPDATE checkpoint SET floor_hash = '' WHERE shard = 0", "checkpoint row of shard 0")]
    [InlineData("UPDATE checkpoint SET floor = 11 WHERE shard = 0", "checkpoint row of shard 0")]
    [InlineData("UPDATE owner SET epoch = 0 WHERE shard = 0", "owner row of shard 0")]
    [InlineData("DELETE FROM owner WHERE shard = 0", "owner row of shard 0")]
    public void A_row_that_says_where_a_shard_stands_and_was_altered_is_named(string damage, string named)
    {
        using PostgresJournal journal = Filled();
        _store.Execute(damage);
        Assert.Contains(named, Assert.Throws<JournalDamagedException>(() => journal.ReadHead(new(0))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state = '{\"points\":90}'")]
    [InlineData("due = 7")]
    [InlineData("as_of = 8")]
    [InlineData("member = gen_random_uuid()")]
    public void A_checkpoint_row_that_was_altered_is_named(string damage)
    {
        using PostgresJournal journal = Filled();
        _store.Execute($"UPDATE grain SET {damage}");
        Assert.Contains("member:7 of shard 0", Assert.Throws<JournalDamagedException>(() => journal.ReadGrain(new(0), "member:7")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_beyond_the_head_stops_the_append_by_its_key()
    {
        using PostgresJournal journal = Filled();
        Chain chain = new(journal.ReadHead(new(0)));
        _store.Execute("UPDATE journal SET sequence = 11 WHERE sequence = 1");
        Assert.Throws<JournalDamagedException>(() => journal.Append([chain.Append(1)]));
    }

    [Fact]
    public void Yesterdays_database_is_refused()
    {
        string yesterday = YesterdaysDatabase();
        using PostgresJournal journal = Open(yesterday, "witness");
        JournalWentBackException fault = Assert.Throws<JournalWentBackException>(() => journal.TakeOver([new(0)], "again"));
        Assert.StartsWith("Record 5 of shard 0 was acknowledged", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_its_witness_yesterdays_database_is_seen_to_come_up_short()
    {
        string yesterday = YesterdaysDatabase();
        using PostgresJournal journal = Open(yesterday, "another");
        Assert.Equal(3, journal.TakeOver([new(0)], "again")[0].Sequence.Value);
    }

    [Fact]
    public void A_store_that_was_written_on_from_yesterday_is_refused()
    {
        string yesterday = YesterdaysDatabase();
        using (PostgresJournal other = Open(yesterday, "another"))
        {
            other.TakeOver([new(0)], "other");
            Chain chain = new(other.TakeOver([new(0)], "other")[0]);
            other.Append([chain.Append(4)]);
        }

        using PostgresJournal journal = Open(yesterday, "witness");
        Assert.Contains("holds another record there", Assert.Throws<JournalWentBackException>(() => journal.TakeOver([new(0)], "again")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_is_accepted_only_in_words_and_they_say_what_is_lost()
    {
        string yesterday = YesterdaysDatabase();
        Assert.Throws<ArgumentException>(() => PostgresIncarnation.AcceptLoss(yesterday, _folder["witness"], " ", TimeProvider.System));
        Assert.Equal(
            ["Shard 0 stands at record 3; record 5 was acknowledged."],
            PostgresIncarnation.AcceptLoss(yesterday, _folder["witness"], "restored by hand", TimeProvider.System));
        using (PostgresJournal journal = Open(yesterday, "witness"))
        {
            Assert.Equal(3, journal.TakeOver([new(0)], "again")[0].Sequence.Value);
        }

        PostgresServer.Execute(yesterday, "DELETE FROM incarnation");
        Assert.Throws<JournalWentBackException>(() => Open(yesterday, "witness"));
    }

    [Fact]
    public void A_store_that_goes_back_under_a_running_silo_is_found_out_at_its_next_append()
    {
        using PostgresJournal journal = Filled();
        Chain chain = new(journal.ReadHead(new(0)));
        _store.Execute("DELETE FROM journal WHERE sequence > 8");
        _store.Execute("UPDATE head SET sequence = 8, hash = (SELECT hash FROM journal WHERE sequence = 8) WHERE shard = 0");
        Assert.Equal(AppendStatus.SequenceTaken, journal.Append([chain.Append(1)])[0].Status);
        Assert.Throws<JournalWentBackException>(() => journal.ReadHead(new(0)));
        Assert.Throws<JournalWentBackException>(() => journal.ReadRecords(new(0), new(1), 100));
    }

    [Fact]
    public void The_witness_of_another_store_is_refused()
    {
        _store.OpenPostgres().Dispose();
        string other = server.To("postgres", server.CreateSchema());
        PostgresStore.Establish(other, JournalContract.Identity with { StoreId = Guid.NewGuid() });
        Assert.Contains("belongs to the store", Assert.Throws<StoreRefusedException>(() => _store.Open(other, "first", PostgresStatements.Sound)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_failed_witness_the_journal_refuses_every_write()
    {
        using PostgresJournal journal = PostgresStore.Open(
            _store.Connection, _store.Witness(), PostgresTestedStore.Expectation, TimeProvider.System, PostgresTestedStore.Limits, PostgresStatements.Sound,
            witness => new FailingWitness(witness, from: 3));
        Chain chain = new(journal.TakeOver([new(0)], "one")[0]);
        Assert.Equal(AppendStatus.Written, journal.Append([chain.Append(1)])[0].Status);
        Assert.Throws<JournalFailedException>(() => journal.Append([chain.Append(1)]));
        Assert.Throws<JournalFailedException>(() => journal.Append([chain.Append(1)]));
        Assert.Throws<JournalFailedException>(() => journal.ReadHead(new(0)));
        Assert.Throws<JournalFailedException>(() => journal.TakeOver([new(0)], "one"));
    }

    /// <summary>Ten records of shard 0, a checkpoint at the fourth, and one row.</summary>
    private PostgresJournal Filled()
    {
        PostgresJournal journal = _store.OpenPostgres();
        Chain chain = new(journal.TakeOver([new(0)], "one")[0]);
        JournalRecord[] records = chain.Many(10);
        GrainRow row = new("member:7", Chain.Member(7), new(4), null, "{\"points\":10}"u8.ToArray());
        Assert.Equal(AppendStatus.Written, journal.Append([chain.Append(records) with { Grains = [row], Floor = new(new(4), records[3].Hash) }])[0].Status);
        return journal;
    }

    /// <summary>A copy of a database with three acknowledged records, taken before two more were.</summary>
    private string YesterdaysDatabase()
    {
        string today = server.CreateDatabase();
        PostgresStore.Establish(server.To(today), JournalContract.Identity);
        Write(server.To(today), 3);
        string yesterday = server.CreateDatabase(today);
        Write(server.To(today), 2);
        return server.To(yesterday);
    }

    private void Write(string connection, int count)
    {
        using PostgresJournal journal = Open(connection, "witness");
        Chain chain = new(journal.TakeOver([new(0)], "one")[0]);
        Assert.Equal(AppendStatus.Written, journal.Append([chain.Append(count)])[0].Status);
    }

    private PostgresJournal Open(string connection, string witness) =>
        PostgresStore.Open(connection, _folder[witness], PostgresTestedStore.Expectation, TimeProvider.System, PostgresTestedStore.Limits);
}
