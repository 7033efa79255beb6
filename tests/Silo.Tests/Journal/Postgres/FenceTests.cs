using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Npgsql;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>Only the owner of the newest epoch writes. Each condition of the append is left out once, and is seen to be needed.</summary>
[Collection(PostgresServer.Collection)]
public sealed class FenceTests(PostgresServer server) : IDisposable
{
    private const ulong Seed = 41;

    private readonly PostgresTestedStore _store = new(server);

    private static int TakeOvers => Environment.GetEnvironmentVariable("JIFEN_DEEP") is null or "0" ? 500 : 5_000;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Two_owners_that_race_for_a_shard_make_one_chain()
    {
        Duel duel = new(_store, PostgresStatements.Sound, Seed);
        await duel.RunAsync(TakeOvers);
        Assert.Empty(duel.Judge());
        Assert.Equal(TakeOvers, duel.TakeOvers);
        Assert.Equal((TakeOvers - 1, 0), (duel.RefusedAs(AppendStatus.StaleEpoch), duel.RefusedAs(AppendStatus.SequenceTaken)));
        Assert.Equal(duel.Acknowledged, _store.Scalar<long>("SELECT count(*) FROM journal"));
    }

    [Theory]
    [InlineData(" FOR SHARE OF o", "")]
    [InlineData("o.epoch = a.epoch AND o.session = $1", "$1::bigint IS NOT NULL")]
    public async Task Without_the_lock_or_the_epoch_the_race_is_seen_to_be_lost(string condition, string instead)
    {
        Duel duel = new(_store, Without(condition, instead), Seed);
        await duel.RunAsync(200);
        Assert.Contains(duel.Judge(), wrong => wrong.Contains("an older one wrote on", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_epoch_and_head_the_keys_of_the_parts_are_seen_to_save_the_chain()
    {
        string append = Without("o.epoch = a.epoch AND o.session = $1", "$1::bigint IS NOT NULL").Append
            .Replace(" AND h.sequence = coalesce(a.before, h.sequence) AND h.hash = a.previous", "", StringComparison.Ordinal);
        using PostgresJournal one = _store.Open(_store.Connection, "one", PostgresStatements.Sound with { Append = append });
        using PostgresJournal two = _store.OpenPostgres("two");
        Chain first = new(one.TakeOver([new(0)], "one")[0]);
        Chain second = new(two.TakeOver([new(0)], "two")[0]);
        Assert.Equal(AppendStatus.Written, two.Append([second.Append(1)])[0].Status);
        Assert.Throws<JournalDamagedException>(() => one.Append([first.Append(1)]));
        Assert.Equal(1, _store.Scalar<long>("SELECT count(*) FROM journal"));
    }

    [Fact]
    public async Task A_take_over_waits_for_the_append_that_was_judged_before_it()
    {
        (ShardHead taken, long head) = await TakeOverDuringAppendAsync(PostgresStatements.Sound);
        Assert.Equal((2, 2), (taken.Sequence.Value, head));
    }

    [Fact]
    public async Task Without_the_lock_the_append_is_seen_to_land_behind_its_back()
    {
        (ShardHead taken, long head) = await TakeOverDuringAppendAsync(Without(" FOR SHARE OF o", ""));
        Assert.Equal((0, 2), (taken.Sequence.Value, head));
    }

    /// <remarks>Its locks are those of no owner that the rows tell of, so that nobody else can end its connection by them.</remarks>
    [Fact]
    public void A_take_over_that_stands_still_in_the_middle_keeps_nobody_from_its_shards()
    {
        TimeSpan patience = TimeSpan.FromMinutes(1);
        PostgresLimits limits = PostgresTestedStore.Limits with { StandsStillWithin = TimeSpan.FromSeconds(2), LockWithin = patience, StatementWithin = patience };
        using WritingSession stopped = WritingSession.Open(new(_store.Connection, limits));
        using NpgsqlTransaction open = stopped.Connection.BeginTransaction();
        Assert.Equal([new(0), new(1)], new Ownership(PostgresStatements.Sound, limits).TakeOver(stopped, [new(0), new(1)], "stopped"));

        using PostgresJournal journal = _store.Open(_store.Connection, "first", PostgresStatements.Sound, limits);
        Assert.Equal([(0, 1), (1, 1)], journal.TakeOver([new(0), new(1)], "first").Select(head => (head.Shard.Value, head.Epoch.Value)));

        PostgresException woken = Assert.Throws<PostgresException>(open.Commit);
        Assert.IsType<AppendOutcomeUnknownException>(PostgresFault.OfWrite(woken, "store", new()));
    }

    [Fact]
    public async Task A_raised_generation_waits_for_what_was_judged_before_it_and_refuses_what_comes_after()
    {
        Assert.Equal((2, AppendStatus.StaleControl), await RaiseDuringAppendAsync(PostgresStatements.Sound));
    }

    [Fact]
    public async Task Without_its_lock_the_raise_is_seen_to_return_too_early()
    {
        Assert.Equal((0, AppendStatus.StaleControl), await RaiseDuringAppendAsync(Without("FROM control FOR SHARE", "FROM control")));
    }

    [Fact]
    public void Without_the_generation_what_was_paused_is_seen_to_be_written()
    {
        using PostgresJournal journal = _store.Open(_store.Connection, "one", Without("s.generation <= a.generation", "true"));
        Chain chain = new(journal.TakeOver([new(0)], "one")[0]);
        journal.Append([chain.Append(1) with { RaisesControl = new(1, ["campaign:spring"]) }]);
        journal.Append([chain.Append(1)]);
        Assert.Equal(2, journal.ReadHead(new(0)).Sequence.Value);
    }

    /// <summary>What a take-over finds while an append was judged and not committed, and the head at the end.</summary>
    private async Task<(ShardHead Taken, long Head)> TakeOverDuringAppendAsync(PostgresStatements statements)
    {
        PostgresLimits patient = PostgresTestedStore.Limits with { LockWithin = TimeSpan.FromSeconds(4) };
        using PostgresJournal one = _store.Open(_store.Connection, "one", statements, patient);
        using PostgresJournal two = _store.Open(_store.Connection, "two", statements, patient);
        Chain chain = new(one.TakeOver([new(0)], "one")[0]);
        await using HeldAppends held = await HeldAppends.BeginAsync(_store);
        Task append = Task.Run(() => one.Append([chain.Append(2)]));
        await held.SomebodyIsHeldAsync();
        Task<ShardHead> taking = Task.Run(() => two.TakeOver([new(0)], "two")[0]);
        await Task.WhenAny(taking, held.SomebodyWaitsForOwnersAsync());
        await held.EndAsync();
        await append;
        return (await taking, _store.Scalar<long>("SELECT sequence FROM head WHERE shard = 0"));
    }

    /// <summary>Records there when the raise of another shard's owner returned, during an append that was judged before it; and what becomes of the next append.</summary>
    private async Task<(long Head, AppendStatus After)> RaiseDuringAppendAsync(PostgresStatements statements)
    {
        using PostgresJournal one = _store.Open(_store.Connection, "one", statements);
        using PostgresJournal two = _store.OpenPostgres("two");
        Chain chain = new(one.TakeOver([new(0)], "one")[0]);
        Chain raising = new(two.TakeOver([new(1)], "two")[0]);
        await using HeldAppends held = await HeldAppends.BeginAsync(_store);
        Task append = Task.Run(() => one.Append([chain.Append(2)]));
        await held.SomebodyIsHeldAsync();
        held.LetPass(new(1));
        Task<long> raise = Task.Run(() =>
        {
            two.Append([raising.Append(1) with { RaisesControl = new(1, ["campaign:spring"]) }]);
            return _store.Scalar<long>("SELECT sequence FROM head WHERE shard = 0");
        });
        await Task.WhenAny(raise, held.SomebodyWaitsForOwnersAsync());
        await held.EndAsync();
        await append;
        return (await raise, one.Append([chain.Append(1)])[0].Status);
    }

    private static PostgresStatements Without(string condition, string instead)
    {
        string append = PostgresStatements.Sound.Append.Replace(condition, instead, StringComparison.Ordinal);
        Assert.NotEqual(PostgresStatements.Sound.Append, append);
        return PostgresStatements.Sound with { Append = append };
    }
}
