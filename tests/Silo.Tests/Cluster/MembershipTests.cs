using Jifen.Silo.Cluster;
using Jifen.Silo.Cluster.Postgres;
using Jifen.Silo.Tests.Journal.Postgres;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>Who lives, who is declared dead, and that nobody comes back. Conditions are left out once and seen to be needed.</summary>
[Collection(PostgresServer.ClusterCollection)]
public sealed class MembershipTests(PostgresServer server) : IDisposable
{
    private readonly TestedCluster _cluster = new(server);

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public void Silos_that_joined_see_each_other()
    {
        TestedSilo anna = _cluster.Join("anna");
        TestedSilo ben = _cluster.Join("ben");
        ClusterView view = anna.Beat()!;
        Assert.Equal(new[] { anna.Id, ben.Id }.OrderBy(id => id.ToString(), StringComparer.Ordinal), view.Silos.Select(silo => silo.Id));
        SiloMember member = view.Find(ben.Id)!;
        Assert.Equal(("ben", "http://ben:5081", SiloStanding.Live), (member.Name, member.Address, member.Standing));
        Assert.Equal(TestedCluster.Shards.Select(shard => new ShardOwner(shard, default, null)), view.Owners);
    }

    [Fact]
    public void How_long_ago_a_silo_joined_and_beat_is_told_by_the_clock_of_the_store()
    {
        TestedSilo anna = _cluster.Join("anna");
        TestedSilo ben = _cluster.Join("ben");
        _cluster.Pass(20);
        SiloMember member = anna.Beat()!.Find(ben.Id)!;
        Assert.InRange(member.SinceBeat, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
        Assert.Equal(_cluster.Store.Scalar<DateTime>($"SELECT joined FROM silo WHERE id = '{ben.Id}'"), member.Joined.UtcDateTime);
    }

    [Fact]
    public void A_silo_that_never_joined_is_told_so() => Assert.Null(_cluster.Open().Beat(SiloId.New()));

    [Fact]
    public void A_silent_silo_is_declared_dead_by_one_that_was_heard_of_all_the_time()
    {
        TestedSilo anna = _cluster.Join("anna");
        TestedSilo ben = _cluster.Join("ben");
        _cluster.Pass(50, anna);
        Assert.Equal([("anna", SiloStanding.Live), ("ben", SiloStanding.Live)], anna.Look());
        _cluster.Pass(20, anna);
        Assert.Equal([("anna", SiloStanding.Live), ("ben", SiloStanding.Dead)], anna.Look());
        Assert.Null(ben.Beat());
    }

    [Fact]
    public void A_silo_that_is_leaving_dies_of_silence_as_well()
    {
        TestedSilo anna = _cluster.Join("anna");
        TestedSilo ben = _cluster.Join("ben");
        ben.Store.BeginLeaving(ben.Id);
        _cluster.Pass(70, anna);
        Assert.Equal("dead", _cluster.Standing(ben));
    }

    [Fact]
    public void Nobody_dies_of_a_time_in_which_all_were_silent()
    {
        TestedSilo anna = _cluster.Join("anna");
        TestedSilo ben = _cluster.Join("ben");
        _cluster.Pass(1_000);
        Assert.NotNull(anna.Beat());
        Assert.NotNull(ben.Beat());
    }

    [Fact]
    public void Silence_counts_from_when_the_one_who_judges_was_heard_of_again()
    {
        TestedSilo anna = _cluster.Join("anna");
        TestedSilo ben = _cluster.Join("ben");
        _cluster.Pass(1_000);
        anna.Beat();
        _cluster.Pass(50, anna);
        Assert.Equal("live", _cluster.Standing(ben));
        _cluster.Pass(20, anna);
        Assert.Equal("dead", _cluster.Standing(ben));
    }

    [Fact]
    public void Without_that_the_first_one_to_return_is_seen_to_kill_the_others()
    {
        string declare = Without(ClusterStatements.Sound.Declare, " AND fresh_since <= clock_timestamp() - $2", "");
        TestedSilo anna = _cluster.Join("anna", statements: ClusterStatements.Sound with { Declare = declare });
        TestedSilo ben = _cluster.Join("ben");
        _cluster.Pass(1_000);
        anna.Beat();
        Assert.Null(ben.Beat());
    }

    [Fact]
    public void Nobody_dies_of_an_absence_of_the_store_that_is_shorter_than_death()
    {
        (TestedSilo anna, TestedSilo ben) = BeatAtDifferentTimes(ClusterStatements.Sound);
        _cluster.Pass(45);
        anna.Beat();
        Assert.NotNull(ben.Beat());
    }

    [Fact]
    public void With_a_gap_as_long_as_death_the_one_who_beat_earlier_is_seen_to_die_of_it()
    {
        (TestedSilo anna, TestedSilo ben) = BeatAtDifferentTimes(ClusterStatements.Sound with { Hear = ClusterStatements.Sound.Hear.Replace("$2", "2 * $2", StringComparison.Ordinal) });
        _cluster.Pass(45);
        anna.Beat();
        Assert.Null(ben.Beat());
    }

    [Fact]
    public void When_the_clock_of_the_store_goes_back_nobody_dies_and_the_silent_still_do()
    {
        TestedSilo anna = _cluster.Join("anna");
        TestedSilo ben = _cluster.Join("ben");
        TestedSilo cara = _cluster.Join("cara");
        _cluster.Pass(100, anna, ben, cara);
        _cluster.Pass(-1_000);
        Assert.NotNull(anna.Beat());
        Assert.NotNull(ben.Beat());
        _cluster.Pass(70, anna, ben);
        Assert.Equal(("live", "dead"), (_cluster.Standing(ben), _cluster.Standing(cara)));
    }

    [Fact]
    public void Who_was_declared_dead_never_returns()
    {
        TestedSilo anna = _cluster.Join("anna");
        TestedSilo ben = _cluster.Join("ben");
        _cluster.Pass(70, anna);
        ben.Store.Join(ben.Id, "ben", "http://ben:5081", "ben");
        ben.Store.BeginLeaving(ben.Id);
        ben.Store.Leave(ben.Id);
        Assert.Null(ben.Beat());
        Assert.Equal("dead", _cluster.Standing(ben));
    }

    [Fact]
    public void Who_was_forgotten_is_as_dead_as_before()
    {
        TestedSilo anna = _cluster.Join("anna");
        TestedSilo ben = _cluster.Join("ben");
        TestedSilo cara = _cluster.Join("cara");
        _cluster.Pass(70, anna, cara);
        cara.Store.Leave(cara.Id);
        _cluster.Pass(3 * 3_600);
        Assert.Equal([("anna", SiloStanding.Live)], anna.Look());
        Assert.Equal(("dead", "left"), (_cluster.Standing(ben), _cluster.Standing(cara)));
        _cluster.Pass(7 * 24 * 3_600);
        TestedSilo dora = _cluster.Join("dora");
        Assert.NotNull(dora.Beat());
        Assert.Equal(2, _cluster.Store.Scalar<long>("SELECT count(*) FROM silo"));
        Assert.Null(ben.Beat());
        Assert.Null(cara.Beat());
    }

    [Fact]
    public void Whoever_was_there_from_the_same_home_is_dead_at_once()
    {
        TestedSilo left = _cluster.Join("left", home: "folder");
        left.Store.Leave(left.Id);
        TestedSilo before = _cluster.Join("before", home: "folder");
        TestedSilo other = _cluster.Join("other");
        TestedSilo after = _cluster.Join("after", home: "folder");
        Assert.Null(before.Beat());
        Assert.Equal(
            [("after", SiloStanding.Live), ("before", SiloStanding.Dead), ("left", SiloStanding.Left), ("other", SiloStanding.Live)], after.Look());
        Assert.NotNull(other.Beat());
    }

    [Fact]
    public async Task Of_silos_that_join_from_one_home_at_once_one_lives()
    {
        TestedSilo[] silos = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => new TestedSilo(Opened(), SiloId.New(), $"silo {i}"))));
        await Task.WhenAll(silos.Select(silo => Task.Run(() => silo.Store.Join(silo.Id, silo.Name, "http://one:5081", "folder"))));
        Assert.Single(silos, silo => silo.Beat() is not null);
    }

    [Fact]
    public void Entering_again_after_an_unknown_outcome_changes_nothing()
    {
        TestedSilo anna = _cluster.Join("anna");
        anna.Store.BeginLeaving(anna.Id);
        anna.Store.Join(anna.Id, "anna", "http://anna:5081", "anna");
        Assert.Equal([("anna", SiloStanding.Leaving)], anna.Look());
    }

    [Fact]
    public void A_silo_that_leaves_is_seen_to_leave_and_then_to_have_left()
    {
        TestedSilo anna = _cluster.Join("anna");
        TestedSilo ben = _cluster.Join("ben");
        ben.Store.BeginLeaving(ben.Id);
        Assert.Equal([("anna", SiloStanding.Live), ("ben", SiloStanding.Leaving)], anna.Look());
        Assert.NotNull(ben.Beat());
        ben.Store.Leave(ben.Id);
        Assert.Null(ben.Beat());
        _cluster.Pass(200, anna);
        Assert.Equal([("anna", SiloStanding.Live), ("ben", SiloStanding.Left)], anna.Look());
    }

    [Fact]
    public async Task A_silo_whose_beat_is_under_way_is_not_declared_dead_and_nobody_waits_for_it()
    {
        (TestedSilo anna, TestedSilo ben) = await JudgeDuringBeatAsync(ClusterStatements.Sound);
        Assert.NotNull(ben.Beat());
        Assert.NotNull(anna.Beat());
    }

    [Fact]
    public async Task Without_the_lock_one_whose_beat_came_in_time_is_seen_to_be_declared_dead()
    {
        string declare = Without(ClusterStatements.Sound.Declare, "FOR UPDATE SKIP LOCKED", "");
        (_, TestedSilo ben) = await JudgeDuringBeatAsync(ClusterStatements.Sound with { Declare = declare });
        Assert.Null(ben.Beat());
    }

    [Fact]
    public void By_default_silence_of_three_seconds_is_death() =>
        Assert.Equal((3.0, 1.5, 0.5), (MembershipLimits.Default.DeadAfter.TotalSeconds, MembershipLimits.Default.GapAfter.TotalSeconds, MembershipLimits.Default.BeatEvery.TotalSeconds));

    [Fact]
    public void Heartbeats_stay_in_their_page()
    {
        TestedSilo[] silos = [_cluster.Join("anna"), _cluster.Join("ben"), _cluster.Join("cara")];
        for (int beat = 0; beat < 200; beat++)
        {
            Array.ForEach(silos, silo => silo.Beat());
        }

        Array.ForEach(silos, silo => silo.Store.Dispose());
        Assert.True(SpinWait.SpinUntil(() => Statistic("n_tup_upd") == 600, TimeSpan.FromMinutes(2)));
        Assert.Equal(600, Statistic("n_tup_hot_upd"));
    }

    private long Statistic(string name) => _cluster.Store.Scalar<long>($"SELECT {name} FROM pg_stat_user_tables WHERE relid = 'silo'::regclass");

    private PostgresClusterStore Opened()
    {
        lock (_cluster)
        {
            return _cluster.Open();
        }
    }

    /// <summary>Both are heard of all the time; at the end one beat just now, the other 25 seconds ago.</summary>
    private (TestedSilo Anna, TestedSilo Ben) BeatAtDifferentTimes(ClusterStatements statements)
    {
        TestedSilo anna = _cluster.Join("anna", statements: statements);
        TestedSilo ben = _cluster.Join("ben");
        _cluster.Pass(100, anna, ben);
        _cluster.Pass(25);
        Assert.NotNull(anna.Beat());
        return (anna, ben);
    }

    /// <summary>One silo judges while the beat of another, which was silent for long, has not committed yet.</summary>
    private async Task<(TestedSilo Anna, TestedSilo Ben)> JudgeDuringBeatAsync(ClusterStatements statements)
    {
        TestedSilo anna = _cluster.Join("anna", statements: statements);
        TestedSilo ben = _cluster.Join("ben");
        _cluster.Pass(50, anna);
        _cluster.Pass(20);
        await using HeldRows beat = await HeldRows.BeginAsync(_cluster.Store, $"UPDATE silo SET heartbeat = clock_timestamp() WHERE id = '{ben.Id}'");
        Task judging = Task.Run(anna.Beat);
        await Task.WhenAny(judging, beat.AreAwaitedAsync(1));
        await beat.EndAsync();
        await judging;
        return (anna, ben);
    }

    private static string Without(string statement, string condition, string instead)
    {
        string changed = statement.Replace(condition, instead, StringComparison.Ordinal);
        Assert.NotEqual(statement, changed);
        return changed;
    }
}
