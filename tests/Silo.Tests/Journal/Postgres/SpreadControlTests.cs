using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>A generation that is raised in one database holds in all before anybody is told. What makes it so is left out once and seen to be needed.</summary>
[Collection(PostgresServer.Collection)]
public sealed class SpreadControlTests(PostgresServer server) : IDisposable
{
    private static readonly ControlState Pause = new(1, ["campaign:spring"]);
    private static readonly PostgresStatements NotSpread = PostgresStatements.Sound with { RaiseControl = "SELECT $1::bigint, $2::text[]" };

    private SpreadTestedStore? _store;

    private SpreadTestedStore Store => _store ??= SpreadTestedStore.InSchemas(server);

    public void Dispose() => _store?.Dispose();

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    public void What_was_decided_before_is_refused_in_every_database_once_a_generation_is_raised(int raising, int other)
    {
        using SpreadJournal journal = Store.OpenSpread();
        (Chain chain, Chain before) = (Own(journal, raising), Own(journal, other));
        Assert.Equal(AppendStatus.Written, Raise(journal, chain));
        AppendResult refused = journal.Append([before.Append(1)])[0];
        Assert.Equal((AppendStatus.StaleControl, 1, "campaign:spring"), (refused.Status, refused.Control!.Generation, Assert.Single(refused.Control.Paused)));
        Assert.Equal((1, "campaign:spring"), (journal.ReadControl().Generation, Assert.Single(journal.ReadControl().Paused)));
        Assert.Equal([(1, 1), (1, 1)], Enumerable.Range(0, 2).Select(Standing));
    }

    [Fact]
    public void Raised_in_its_own_database_alone_it_is_seen_to_be_passed_in_the_other()
    {
        using SpreadJournal journal = Store.OpenSpread("first", NotSpread);
        (Chain chain, Chain before) = (Own(journal, 3), Own(journal, 0));
        Assert.Equal(AppendStatus.Written, Raise(journal, chain));
        Assert.Equal(AppendStatus.Written, journal.Append([before.Append(1)])[0].Status);
    }

    [Fact]
    public void In_one_batch_it_is_judged_by_it_what_comes_behind_it_in_another_database()
    {
        using SpreadJournal journal = Store.OpenSpread();
        (Chain chain, Chain other) = (Own(journal, 3), Own(journal, 0));
        IReadOnlyList<AppendResult> results = journal.Append([other.Append(1), chain.Append(1) with { RaisesControl = Pause }, other.Append(1)]);
        Assert.Equal([AppendStatus.Written, AppendStatus.Written, AppendStatus.StaleControl], results.Select(result => result.Status));
    }

    [Fact]
    public void A_store_whose_silo_died_between_the_databases_is_brought_together_when_it_is_opened()
    {
        Chain before = RaiseInOneAlone();
        using SpreadJournal opened = Store.OpenSpread("second");
        Assert.Equal([(1, 1), (1, 1)], Enumerable.Range(0, 2).Select(Standing));
        using PostgresJournal first = Store.OpenAlone(0, "third");
        Assert.Equal(1, first.ReadControl().Generation);
        Assert.Equal(AppendStatus.StaleEpoch, first.Append([before.Append(1)])[0].Status);
    }

    [Fact]
    public void Whoever_reads_the_head_of_the_shard_that_raised_it_brings_the_databases_together_first()
    {
        using SpreadJournal journal = Store.OpenSpread();
        Chain before = Own(journal, 0);
        RaiseInOneAlone();
        Assert.Equal([(0, 0), (1, 0)], Enumerable.Range(0, 2).Select(Standing));
        Assert.Equal(0, journal.ReadHead(new(2)).Sequence.Value);
        Assert.Equal([(0, 0), (1, 0)], Enumerable.Range(0, 2).Select(Standing));
        Assert.Equal(1, journal.ReadHead(new(3)).Sequence.Value);
        Assert.Equal([(1, 1), (1, 1)], Enumerable.Range(0, 2).Select(Standing));
        Assert.Equal(AppendStatus.StaleControl, journal.Append([before.Append(1)])[0].Status);
    }

    [Fact]
    public void A_head_that_is_read_without_that_is_seen_to_tell_what_does_not_hold_yet()
    {
        using SpreadJournal journal = Store.OpenSpread();
        Chain before = Own(journal, 0);
        RaiseInOneAlone();
        using PostgresJournal alone = Store.OpenAlone(1, "third");
        Assert.Equal(1, alone.ReadHead(new(3)).Sequence.Value);
        Assert.Equal(AppendStatus.Written, journal.Append([before.Append(1)])[0].Status);
    }

    [Fact]
    public void While_a_database_is_away_nobody_is_told_that_a_generation_holds_and_shards_beside_it_go_on()
    {
        using SpreadTestedStore store = SpreadTestedStore.InDatabases(server);
        using SpreadJournal journal = store.OpenSpread("first", PostgresStatements.Sound, PostgresTestedStore.Limits with { ReachWithin = TimeSpan.FromMilliseconds(200) });
        (Chain chain, Chain beside, Chain before) = (Own(journal, 0), Own(journal, 1), Own(journal, 2));
        store.Away(1);
        Assert.Throws<AppendOutcomeUnknownException>(() => Raise(journal, chain));
        Assert.Throws<StoreUnreachableException>(() => journal.ReadHead(new(0)));
        Assert.Throws<StoreUnreachableException>(() => journal.ReadControl());
        Assert.Equal(AppendStatus.Written, journal.Append([beside.Append(beside.Next(control: 1))])[0].Status);
        Assert.Equal(1, journal.ReadHead(new(1)).Sequence.Value);
        store.Back(1);
        Assert.Equal(1, journal.ReadHead(new(0)).Sequence.Value);
        Assert.Equal(AppendStatus.StaleControl, AppendSettled(journal, before).Status);
    }

    /// <summary>The first append after the database was away settles what was under way, and may say that it does not know.</summary>
    private static AppendResult AppendSettled(SpreadJournal journal, Chain chain)
    {
        ShardAppend append = chain.Append(1);
        try
        {
            return journal.Append([append])[0];
        }
        catch (AppendOutcomeUnknownException)
        {
            return journal.Append([append])[0];
        }
    }

    /// <summary>A pause that is committed by shard 3 in its database, by a silo that dies right after.</summary>
    /// <returns>Another shard of that silo, under the generation before.</returns>
    private Chain RaiseInOneAlone()
    {
        using PostgresJournal alone = Store.OpenAlone(1, "dying");
        Assert.Equal(AppendStatus.Written, alone.Append([Own(alone, 3).Append(1) with { RaisesControl = Pause }])[0].Status);
        using PostgresJournal first = Store.OpenAlone(0, "dying");
        return new(first.ReadHead(new(0)));
    }

    private static AppendStatus Raise(SpreadJournal journal, Chain chain) => journal.Append([chain.Append(1) with { RaisesControl = Pause }])[0].Status;

    private static Chain Own(IJournal journal, int shard) => new(journal.TakeOver([new(shard)], "first")[0]);

    private (long Generation, long Everywhere) Standing(int place) =>
        (Store.Scalar<long>(place, "SELECT generation FROM control"), Store.Scalar<long>(place, "SELECT everywhere FROM control"));
}
