using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>Which databases are taken for a store, and which are refused, by name and in both languages.</summary>
[Collection(PostgresServer.Collection)]
public sealed class SpreadStoreTests(PostgresServer server) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 64)]
    [InlineData(2, 64)]
    [InlineData(3, 64)]
    [InlineData(7, 10)]
    [InlineData(64, 64)]
    [InlineData(3, 4_096)]
    public void Shares_follow_each_other_and_none_is_empty(int databases, int shards)
    {
        StoreShare[] shares = [.. Enumerable.Range(0, databases).Select(place => StoreShare.Of(place, databases, shards))];
        Assert.Equal(Enumerable.Range(0, shards), shares.SelectMany(share => Enumerable.Range(share.First, share.Below - share.First)));
        Assert.All(shares, share => Assert.InRange(share.Below - share.First, shards / databases, (shards + databases - 1) / databases));
    }

    [Fact]
    public void The_wrong_order_is_refused()
    {
        string[] made = Made(2);
        Refused([made[1], made[0]], $"The database {Name(made[1])} is number 2 of the 2 of its store, but is named as number 1", "第 2 个，却被列为第 1 个");
    }

    [Fact]
    public void A_missing_one_is_refused()
    {
        string[] made = Made(3);
        Refused([made[0]], $"The database {Name(made[0])} is number 1 of the 3 of its store, but 1 are named", "3 个数据库中的第 1 个，但列出了 1 个");
        Refused([made[0], made[1]], "is number 1 of the 3 of its store, but 2 are named", "但列出了 2 个");
        Refused([made[1]], $"The database {Name(made[1])} is number 2 of the 3 of its store, but 1 are named", "第 2 个，但列出了 1 个");
    }

    [Fact]
    public void One_too_many_is_refused()
    {
        string[] made = Made(1);
        Refused([made[0], Empty()], $"The database {Name(made[0])} is number 1 of the 1 of its store, but 2 are named", "但列出了 2 个");
    }

    [Fact]
    public void One_of_another_store_is_refused()
    {
        (string[] one, string[] other) = (Made(2), Made(2));
        Refused([one[0], other[1]], $"The database {Name(other[1])} belongs to the store ", "数据库 ");
        Refused([Empty(), one[1]], $"The database {Name(one[1])} belongs to the store ", "属于存储");
    }

    [Fact]
    public void Two_names_of_one_database_are_refused()
    {
        string[] made = Made(2);
        string again = made[0].Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        Refused([made[0], again], $"it names one database twice, as {Name(made[0])} and as {Name(again)}", "同一数据库被列出两次");
        string empty = Empty();
        Refused([empty, empty], "it names one database twice", "同一数据库被列出两次");
    }

    [Fact]
    public void An_empty_one_in_the_place_of_one_that_was_made_is_refused()
    {
        string[] made = Made(2);
        string empty = Empty();
        Refused([made[0], empty], $"The database {Name(empty)} holds nothing, but the store of {Name(made[0])} lies in 2 databases that were all made", "是空的");
    }

    [Fact]
    public void More_databases_than_shards_are_refused() =>
        Refused([.. Enumerable.Range(0, 5).Select(_ => Empty())], "it names 5 databases, but the store has 4 shards", "列出了 5 个数据库，而存储只有 4 个分片");

    [Fact]
    public void A_store_that_was_only_begun_is_made_to_its_end()
    {
        string[] connections = [Empty(), Empty()];
        PostgresStore.Establish(connections[0], JournalContract.Identity, StoreShare.Of(0, 2, JournalContract.ShardCount));
        Assert.Equal(JournalContract.Identity.StoreId, SpreadStore.Establish(connections, JournalContract.Identity with { StoreId = Guid.NewGuid() }).StoreId);
        Open(connections);
    }

    [Fact]
    public async Task Of_silos_that_begin_at_once_all_find_one_store()
    {
        string[] connections = [Empty(), Empty(), Empty()];
        StoreIdentity[] made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => SpreadStore.Establish(connections, JournalContract.Identity with { StoreId = Guid.NewGuid() }))));
        Assert.All(made, identity => Assert.Equal(made[0], identity));
        Assert.Equal(made[0], SpreadStore.Find(connections));
        Open(connections);
    }

    [Fact]
    public void A_store_of_the_tables_before_there_were_several_is_whole_in_its_database()
    {
        string connection = Made(1)[0];
        PostgresServer.Execute(connection, """
            ALTER TABLE store DROP COLUMN place, DROP COLUMN databases, DROP COLUMN first_shard, DROP COLUMN below_shard, DROP COLUMN database_id, DROP COLUMN complete;
            ALTER TABLE control DROP COLUMN raised_by, DROP COLUMN everywhere;
            UPDATE control SET generation = 7, paused = '{a}';
            DELETE FROM schema_version WHERE version = 5
            """);
        Assert.Equal(JournalContract.Identity, SpreadStore.Find([connection]));
        using (IJournal before = SpreadStore.OpenReadOnly([connection]))
        {
            Assert.Equal(7, before.ReadControl().Generation);
        }

        Open([connection]);
        Assert.Equal(
            "0/1 0-4 7", PostgresServer.Scalar<string>(connection, "SELECT place || '/' || databases || ' ' || first_shard || '-' || below_shard || ' ' || everywhere FROM store, control"));
    }

    private void Refused(IReadOnlyList<string> connections, string english, string chinese)
    {
        foreach (Action call in (Action[])[() => SpreadStore.Establish(connections, JournalContract.Identity), () => Open(connections), () => SpreadStore.OpenReadOnly(connections).Dispose()])
        {
            StoreRefusedException? refused = Record.Exception(call) as StoreRefusedException;
            Assert.NotNull(refused);
            if (refused.ChineseMessage is not null)
            {
                Assert.Contains(english, refused.Message, StringComparison.Ordinal);
                Assert.Contains(chinese, refused.ChineseMessage, StringComparison.Ordinal);
            }
            else
            {
                Assert.Contains("There is no store at", refused.Message, StringComparison.Ordinal);
            }
        }
    }

    private void Open(IReadOnlyList<string> connections)
    {
        using IJournal journal = SpreadStore.Open(
            connections, place => _folder[$"witness-{place}"], PostgresTestedStore.Expectation, new PostgresTestedStore.AtEpoch());
        Assert.Equal(JournalContract.ShardCount, journal.TakeOver([.. Enumerable.Range(0, JournalContract.ShardCount).Select(shard => new ShardId(shard))], "one").Count);
    }

    private string[] Made(int databases)
    {
        string[] connections = [.. Enumerable.Range(0, databases).Select(_ => Empty())];
        SpreadStore.Establish(connections, JournalContract.Identity with { StoreId = databases == 1 ? JournalContract.Identity.StoreId : Guid.NewGuid() });
        return connections;
    }

    private string Empty() => server.To("postgres", server.CreateSchema());

    private static string Name(string connection) => PostgresStore.NameOf(connection);
}
