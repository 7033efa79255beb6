using System.Globalization;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Npgsql;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>The journal's parts by month: there before they are needed, found across their borders, detached and put back.</summary>
[Collection(PostgresServer.Collection)]
public sealed class JournalPartsTests(PostgresServer server) : IDisposable
{
    private const string Parts = "SELECT string_agg(inhrelid::regclass::text, ' ' ORDER BY inhrelid::regclass::text COLLATE \"C\") FROM pg_inherits WHERE inhparent = 'journal'::regclass";

    private readonly PostgresTestedStore _store = new(server);

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Parts_are_made_two_months_ahead_and_again_when_the_month_before_the_last_begins()
    {
        using PostgresJournal journal = _store.OpenPostgres();
        Assert.Equal("journal_197001 journal_197002 journal_197003", _store.Scalar<string>(Parts));
        Append(journal, "1970-01-31T23:59:59.999999Z");
        Assert.Equal("journal_197001 journal_197002 journal_197003", _store.Scalar<string>(Parts));
        Append(journal, "1970-02-28T12:00:00Z", "1970-03-01T00:00:00Z");
        Assert.Equal("journal_197001 journal_197002 journal_197003 journal_197004 journal_197005", _store.Scalar<string>(Parts));
        Append(journal, "2026-12-31T23:59:59Z");
        Assert.EndsWith("journal_202612 journal_202701 journal_202702", _store.Scalar<string>(Parts), StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_holds_the_stamps_of_its_month_in_utc()
    {
        using PostgresJournal journal = _store.OpenPostgres();
        Append(journal, "1970-01-31T23:59:59.999999Z", "1970-02-01T00:00:00Z", "1970-02-28T23:59:59.999999Z", "1970-03-01T00:00:00Z");
        Assert.Equal(1, _store.Scalar<long>("SELECT count(*) FROM journal_197001"));
        Assert.Equal(2, _store.Scalar<long>("SELECT count(*) FROM journal_197002"));
        Assert.Equal([1, 2, 3, 4], Read(journal));
    }

    [Fact]
    public async Task Silos_that_need_a_part_at_once_make_it_once()
    {
        PostgresJournal[] silos = [.. Enumerable.Range(0, 4).Select(i => _store.OpenPostgres($"silo {i}"))];
        Chain[] chains = [.. silos.Select((silo, i) => new Chain(At(silo.TakeOver([new(i)], "silo")[0], "2030-05-05T00:00:00Z")))];
        IReadOnlyList<AppendResult>[] results = await Task.WhenAll(silos.Select((silo, i) => Task.Run(() => silo.Append([chains[i].Append(1)]))));
        Assert.All(results, result => Assert.Equal(AppendStatus.Written, result[0].Status));
        Array.ForEach(silos, silo => silo.Dispose());
    }

    [Fact]
    public void Appends_go_on_while_a_part_is_being_made()
    {
        using PostgresJournal journal = _store.OpenPostgres();
        Append(journal, "1970-01-05T00:00:00Z");
        using NpgsqlConnection other = new(_store.Connection + ";Pooling=false");
        other.Open();
        using NpgsqlTransaction open = other.BeginTransaction();
        using NpgsqlCommand make = new("SELECT make_journal_part('journal_209901', 4070908800000000, 4073587200000000)", other);
        make.ExecuteNonQuery();
        Append(journal, "1970-01-06T00:00:00Z");
        open.Commit();
        Assert.Equal([1, 2], Read(journal));
    }

    [Fact]
    public void A_part_behind_every_checkpoint_is_detached_and_the_rest_still_proves_itself()
    {
        using PostgresJournal journal = _store.OpenPostgres();
        JournalRecord[] records = AppendTwoMonths(journal);
        Detach("journal_197001");
        Assert.Equal(2, _store.Scalar<long>("SELECT count(*) FROM journal_197001"));
        RecordAssert.Equal(records[2..], journal.ReadRecords(new(0), new(3), 10));
        RecordAssert.Equal(records[4..], journal.ReadRecords(new(0), new(5), 10));
        Assert.Equal(5, journal.TakeOver([new(0)], "again")[0].Sequence.Value);
        Assert.Contains("journal_197001", Assert.Throws<RecordArchivedException>(() => journal.ReadRecords(new(0), new(1), 10)).Message, StringComparison.Ordinal);
        Assert.Throws<RecordArchivedException>(() => journal.ReadRecords(new(0), new(2), 10));
    }

    [Fact]
    public void The_first_record_behind_an_archive_must_follow_it()
    {
        using PostgresJournal journal = _store.OpenPostgres();
        AppendTwoMonths(journal);
        Detach("journal_197001");
        _store.Execute("UPDATE archived SET last_hash = decode(repeat('ab', 32), 'hex')");
        Assert.Throws<JournalDamagedException>(() => journal.ReadRecords(new(0), new(3), 10));
    }

    [Fact]
    public void A_part_that_a_shard_still_needs_is_not_detached()
    {
        using PostgresJournal journal = _store.OpenPostgres();
        Append(journal, "1970-01-05T00:00:00Z", "1970-02-05T00:00:00Z");
        Assert.Contains("shard 0 has no checkpoint", Assert.Throws<PostgresException>(() => Detach("journal_197001")).Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], Read(journal));
        Assert.Equal(0, _store.Scalar<long>("SELECT count(*) FROM archived"));
    }

    [Fact]
    public void A_detached_part_is_put_back()
    {
        using PostgresJournal journal = _store.OpenPostgres();
        AppendTwoMonths(journal);
        Detach("journal_197001");
        _store.Execute("SELECT attach_journal_part('journal_197001', 0, 2678400000000)");
        Assert.Equal([1, 2, 3, 4, 5], Read(journal));
    }

    private void Detach(string part) => _store.Execute($"SELECT detach_journal_part('{part}')");

    /// <summary>Two records in January and three in February, with a checkpoint at the fourth.</summary>
    private static JournalRecord[] AppendTwoMonths(PostgresJournal journal)
    {
        JournalRecord[] records = Append(journal, "1970-01-05T00:00:00Z", "1970-01-06T00:00:00Z", "1970-02-05T00:00:00Z", "1970-02-06T00:00:00Z", "1970-02-07T00:00:00Z");
        Chain chain = new(journal.ReadHead(new(0)));
        Assert.Equal(AppendStatus.Written, journal.Append([chain.Append() with { Floor = new(new(4), records[3].Hash) }])[0].Status);
        return records;
    }

    private static JournalRecord[] Append(PostgresJournal journal, params string[] instants)
    {
        ShardHead head = journal.ReadHead(new(0)) is { Epoch.Value: > 0 } owned ? owned : journal.TakeOver([new(0)], "one")[0];
        List<JournalRecord> records = [];
        foreach (string instant in instants)
        {
            JournalRecord record = new Chain(At(head, instant)).Next();
            records.Add(record);
            head = head with { Sequence = record.Sequence, Hash = record.Hash };
        }

        ShardAppend append = new() { Shard = new(0), Epoch = head.Epoch, ControlGeneration = 0, Previous = records[0].Previous, Records = records };
        Assert.Equal(AppendStatus.Written, journal.Append([append])[0].Status);
        return [.. records];
    }

    /// <summary>A head whose next record has this stamp.</summary>
    private static ShardHead At(ShardHead head, string instant) =>
        head with { Stamp = new(Stamp.From(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)).Microseconds - 10) };

    private static IEnumerable<long> Read(PostgresJournal journal) => journal.ReadRecords(new(0), new(1), 100).Select(record => record.Sequence.Value);
}
