using Jifen.Silo.Cluster;
using Jifen.Silo.Cluster.Postgres;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Tests.Journal;
using Jifen.Silo.Tests.Journal.Postgres;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>Shards are taken from nobody who lives, and each by one. Conditions are left out once and seen to be needed.</summary>
[Collection(PostgresServer.ClusterCollection)]
public sealed class ShardHandoverTests(PostgresServer server) : IDisposable
{
    private readonly TestedCluster _cluster = new(server);

    private static int Rounds => Environment.GetEnvironmentVariable("JIFEN_DEEP") is null or "0" ? 300 : 5_000;

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public void From_a_silo_that_lives_nothing_is_taken_and_it_goes_on()
    {
        (TestedSilo anna, PostgresJournal first) = Join("anna");
        (TestedSilo ben, PostgresJournal second) = Join("ben");
        Chain chain = new(TakeAll(first, anna)[0]);
        Assert.Empty(TakeAll(second, ben));
        Assert.Equal(AppendStatus.Written, first.Append([chain.Append(1)])[0].Status);
        anna.Store.BeginLeaving(anna.Id);
        Assert.Empty(TakeAll(second, ben));
        Assert.Empty(second.TakeOver(TestedCluster.Shards, "no silo"));
        Assert.Equal([anna.Id, anna.Id, anna.Id, anna.Id], ben.Owners());
    }

    [Fact]
    public void What_is_free_is_taken_and_the_rest_left_out()
    {
        (TestedSilo anna, PostgresJournal first) = Join("anna");
        (TestedSilo ben, PostgresJournal second) = Join("ben");
        first.TakeOver([new(1)], anna.Id.ToString());
        first.TakeOver([new(2)], "no silo");
        first.TakeOver([new(3)], SiloId.New().ToString());
        Assert.Equal([3, 0, 2], second.TakeOver([new(3), new(1), new(0), new(2)], ben.Id.ToString()).Select(head => head.Shard.Value));
        Assert.Equal([ben.Id, anna.Id, ben.Id, ben.Id], anna.Owners());
    }

    [Fact]
    public void A_silo_takes_its_own_again_under_the_next_epoch()
    {
        (TestedSilo anna, PostgresJournal journal) = Join("anna");
        TakeAll(journal, anna);
        Assert.Equal([2, 2, 2, 2], TakeAll(journal, anna).Select(head => head.Epoch.Value));
    }

    [Fact]
    public void The_shards_of_a_silo_that_died_or_left_are_free()
    {
        (TestedSilo anna, PostgresJournal first) = Join("anna");
        (TestedSilo ben, PostgresJournal second) = Join("ben");
        Chain chain = new(TakeAll(first, anna)[0]);
        _cluster.Pass(70, ben);
        Assert.Equal(4, TakeAll(second, ben).Count);
        Assert.Equal(AppendStatus.StaleEpoch, first.Append([chain.Append(1)])[0].Status);
        ben.Store.Leave(ben.Id);
        (TestedSilo cara, PostgresJournal third) = Join("cara");
        Assert.Equal(4, TakeAll(third, cara).Count);
    }

    [Fact]
    public void A_silo_that_was_declared_dead_takes_nothing()
    {
        (TestedSilo anna, PostgresJournal first) = Join("anna");
        (TestedSilo ben, _) = Join("ben");
        _cluster.Pass(70, ben);
        Assert.Empty(TakeAll(first, anna));
        Assert.Equal([null, null, null, null], ben.Owners());
    }

    [Fact]
    public void Released_are_those_that_the_silo_owns_under_these_epochs()
    {
        (TestedSilo anna, PostgresJournal first) = Join("anna");
        (TestedSilo ben, PostgresJournal second) = Join("ben");
        first.TakeOver([new(1)], anna.Id.ToString());
        TakeAll(first, anna);
        ben.Store.Release(ben.Id, [(new(0), new(1))]);
        anna.Store.Release(anna.Id, [(new(0), new(1)), (new(1), new(1)), (new(2), new(1))]);
        Assert.Equal([null, anna.Id, null, anna.Id], ben.Owners());
        Assert.Equal([0, 2], TakeAll(second, ben).Select(head => head.Shard.Value));
    }

    [Theory]
    [InlineData(" AND o.epoch = a.epoch", "")]
    [InlineData("o.owner = $1", "$1::text IS NOT NULL")]
    public void Without_epoch_or_owner_a_late_release_is_seen_to_give_away_what_was_taken_since(string condition, string instead)
    {
        string release = ClusterStatements.Sound.Release.Replace(condition, instead, StringComparison.Ordinal);
        Assert.NotEqual(ClusterStatements.Sound.Release, release);
        TestedSilo anna = _cluster.Join("anna", statements: ClusterStatements.Sound with { Release = release });
        (TestedSilo ben, PostgresJournal journal) = Join("ben");
        string owner = condition.Contains("epoch", StringComparison.Ordinal) ? anna.Id.ToString() : ben.Id.ToString();
        journal.TakeOver([new(0)], owner);
        Epoch epoch = owner == anna.Id.ToString() ? default : new(1);
        anna.Store.Release(anna.Id, [(new(0), epoch)]);
        Assert.Null(ben.Owners()[0]);
    }

    [Fact]
    public async Task Silos_that_race_for_the_shards_of_a_dead_one_take_each_once()
    {
        Assert.Equal([0, 1, 2, 3], await RaceAsync(PostgresStatements.Sound));
    }

    [Fact]
    public async Task Judged_once_before_the_wait_each_is_seen_to_be_taken_twice()
    {
        string unconditional = PostgresStatements.Sound.TakeOver.Replace(PostgresStatements.IsFree, "true", StringComparison.Ordinal);
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3], await RaceAsync(PostgresStatements.Sound with { TakeOver = unconditional }));
    }

    [Fact]
    public async Task Judged_in_the_statement_that_waits_each_is_seen_to_be_taken_twice()
    {
        string unlocked = PostgresStatements.Sound.LockFree.Replace(" FOR UPDATE OF o", "", StringComparison.Ordinal);
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3], await RaceAsync(PostgresStatements.Sound with { LockFree = unlocked }));
    }

    [Fact]
    public async Task An_append_of_a_silo_that_lives_is_not_ended_by_one_that_wants_its_shard()
    {
        (TestedSilo anna, PostgresJournal first) = Join("anna");
        (TestedSilo ben, PostgresJournal second) = Join("ben");
        Chain chain = new(first.TakeOver([new(0)], anna.Id.ToString())[0]);
        await using HeldAppends held = await HeldAppends.BeginAsync(_cluster.Store);
        Task<IReadOnlyList<AppendResult>> append = Task.Run(() => first.Append([chain.Append(1)]));
        await held.SomebodyIsHeldAsync();
        Assert.Equal([1, 2, 3], TakeAll(second, ben).Select(head => head.Shard.Value));
        await held.EndAsync();
        Assert.Equal(AppendStatus.Written, (await append)[0].Status);
    }

    [Fact]
    public async Task In_a_duel_nobody_beats_after_death_and_nothing_is_taken_from_the_living()
    {
        ClusterDuel duel = new(_cluster, PostgresStatements.Sound, seed: 43);
        await duel.RunAsync(Rounds);
        Assert.Empty(duel.Judge());
        Assert.NotEqual(0, duel.Deaths);
        Assert.NotEqual(0, duel.TakenFromTheDead);
    }

    [Fact]
    public async Task Without_the_condition_the_duel_is_seen_to_take_from_the_living()
    {
        PostgresStatements greedy = PostgresStatements.Sound with
        {
            LockFree = PostgresStatements.Sound.LockFree.Replace(PostgresStatements.IsFree, "$2::text IS NOT NULL", StringComparison.Ordinal),
            TakeOver = PostgresStatements.Sound.TakeOver.Replace(PostgresStatements.IsFree, "true", StringComparison.Ordinal),
        };
        ClusterDuel duel = new(_cluster, greedy, seed: 43);
        await duel.RunAsync(100);
        Assert.Contains(duel.Judge(), wrong => wrong.Contains("lived", StringComparison.Ordinal));
    }

    private (TestedSilo Silo, PostgresJournal Journal) Join(string name) => (_cluster.Join(name), _cluster.OpenJournal(name));

    private static IReadOnlyList<ShardHead> TakeAll(PostgresJournal journal, TestedSilo silo) => journal.TakeOver(TestedCluster.Shards, silo.Id.ToString());

    /// <summary>Two silos take the shards of a dead one. Both have begun, and wait for a row, before either gets one. Returns what both took.</summary>
    /// <remarks>Each has a thread of its own: who waited for one of the pool's could come when the other has given the row up.</remarks>
    private async Task<IEnumerable<int>> RaceAsync(PostgresStatements statements)
    {
        (TestedSilo dead, PostgresJournal last) = Join("dead");
        TakeAll(last, dead);
        TestedSilo[] racing = [_cluster.Join("anna"), _cluster.Join("ben")];
        _cluster.Pass(70, racing);
        PostgresJournal[] journals = [.. racing.Select(silo => _cluster.OpenJournal(silo.Name, statements))];
        await using HeldRows held = await HeldRows.BeginAsync(_cluster.Store, "SELECT FROM owner FOR UPDATE");
        Task<IReadOnlyList<ShardHead>>[] taking =
        [
            .. racing.Select((silo, i) => Task.Factory.StartNew(
                () => TakeAll(journals[i], silo), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
        ];
        await held.AreAwaitedAsync(2);
        await held.EndAsync();
        return (await Task.WhenAll(taking)).SelectMany(heads => heads.Select(head => head.Shard.Value)).Order();
    }
}
