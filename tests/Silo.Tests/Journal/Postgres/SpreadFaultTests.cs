using System.Security.Cryptography;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>One of two databases is away: what lies in the other goes on, and what is said of both is honest.</summary>
[Collection(PostgresServer.Collection)]
public sealed class SpreadFaultTests : IDisposable
{
    private static readonly PostgresLimits Impatient = PostgresTestedStore.Limits with { ReachWithin = TimeSpan.FromMilliseconds(200) };

    private readonly SpreadTestedStore _store;
    private readonly SpreadJournal _journal;

    public SpreadFaultTests(PostgresServer server)
    {
        _store = SpreadTestedStore.InDatabases(server);
        _journal = _store.OpenSpread("first", PostgresStatements.Sound, Impatient);
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Each_shard_lies_in_one_database_and_has_its_rows_there_alone()
    {
        Assert.Equal([0, 0, 1, 1], Shards(0, 1, 2, 3).Select(_journal.DatabaseOf));
        Assert.Equal(["0,1", "2,3"], Enumerable.Range(0, 2).Select(place => _store.Scalar<string>(place, "SELECT string_agg(shard::text, ',' ORDER BY shard) FROM owner")));
        Assert.Equal(AppendStatus.Written, _journal.Append([Own(3).Append(2)])[0].Status);
        Assert.Equal([0L, 2L], Enumerable.Range(0, 2).Select(place => _store.Scalar<long>(place, "SELECT count(*) FROM journal")));
        Assert.Equal([0, 0, 0, 2], _journal.ReadSequences().Select(sequence => sequence.Value));
    }

    [Fact]
    public void Appends_of_one_database_are_written_while_the_other_is_away()
    {
        (Chain here, Chain there) = (Own(0), Own(2));
        _store.Away(1);
        Assert.Throws<AppendOutcomeUnknownException>(() => _journal.Append([there.Append(1)]));
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(AppendStatus.Written, _journal.Append([here.Append(1)])[0].Status);
        }

        Assert.Equal(5, _journal.ReadHead(new(0)).Sequence.Value);
        Assert.Throws<StoreUnreachableException>(() => _journal.ReadHead(new(2)));
        _store.Back(1);
        Assert.Equal(0, _journal.ReadHead(new(2)).Sequence.Value);
    }

    [Fact]
    public void Of_a_batch_of_both_the_heads_tell_what_was_written()
    {
        (Chain here, Chain there) = (Own(0), Own(2));
        ShardAppend written = here.Append(2);
        _store.Away(1);
        Assert.Throws<AppendOutcomeUnknownException>(() => _journal.Append([written, there.Append(2)]));
        _store.Back(1);
        Assert.Equal((written.Records[^1].Hash, 0), (_journal.ReadHead(new(0)).Hash, (int)_journal.ReadHead(new(2)).Sequence.Value));
    }

    [Fact]
    public void Shards_of_the_database_that_is_there_are_taken_over()
    {
        _store.Away(1);
        Assert.Equal([(1, 1)], _journal.TakeOver([new(3), new(1)], "first").Select(head => (head.Shard.Value, (int)head.Epoch.Value)));
        Assert.Throws<AppendOutcomeUnknownException>(() => _journal.TakeOver([new(3)], "first"));
        _store.Back(1);
        Assert.Equal([(3, 1), (1, 2)], _journal.TakeOver([new(3), new(1)], "first").Select(head => (head.Shard.Value, (int)head.Epoch.Value)));
    }

    [Fact]
    public void A_document_is_found_in_whatever_database_is_there()
    {
        byte[] document = [1, 2, 3];
        Hash256 hash = Hash256.Read(SHA256.HashData(document));
        _journal.StoreDocument(hash, document);
        _store.Away(0);
        Assert.Equal(document, _journal.ReadDocument(hash));
        Assert.Throws<StoreUnreachableException>(() => _journal.ReadDocument(default));
    }

    [Fact]
    public void The_size_is_that_of_all_and_of_one_that_is_away_as_it_was()
    {
        long all = _journal.ReadSize().UsedBytes;
        _store.Away(1);
        Assert.InRange(_journal.ReadSize().UsedBytes, all * 9 / 10, all * 11 / 10);
    }

    private static ShardId[] Shards(params int[] shards) => [.. shards.Select(shard => new ShardId(shard))];

    private Chain Own(int shard) => new(_journal.TakeOver([new(shard)], "first")[0]);
}
