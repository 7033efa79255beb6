using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Tests.Api;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>Connections that break in the middle of an append: done and not told, not done, still under way, and arriving late.</summary>
[Collection(PostgresServer.Collection)]
public sealed class UnknownOutcomeTests : IDisposable
{
    private readonly PostgresTestedStore _store;
    private readonly CuttingProxy _proxy;

    public UnknownOutcomeTests(PostgresServer server)
    {
        _store = new(server);
        _proxy = new(server.Port);
    }

    private string Proxied => PostgresServer.To(_proxy.Port, "postgres", _store.Schema);

    public void Dispose()
    {
        _proxy.Dispose();
        _store.Dispose();
    }

    [Theory]
    [InlineData(Cut.Before, 3)]
    [InlineData(Cut.After, 5)]
    public void After_a_broken_connection_the_head_tells(Cut cut, int head)
    {
        using PostgresJournal journal = Open();
        Chain chain = Own(journal);
        Assert.Equal(AppendStatus.Written, journal.Append([chain.Append(3)])[0].Status);
        _proxy.CutNext(cut);
        Assert.Throws<AppendOutcomeUnknownException>(() => journal.Append([chain.Append(2)]));
        ShardHead found = journal.ReadHead(new(0));
        Assert.Equal((head, 1), (found.Sequence.Value, found.Epoch.Value));
        Assert.Equal(AppendStatus.Written, journal.Append([new Chain(found).Append(1)])[0].Status);
        Assert.Equal(head + 1, journal.ReadRecords(new(0), new(1), 100).Count);
    }

    [Fact]
    public void Under_random_cuts_a_caller_that_reads_after_each_writes_every_record_once()
    {
        SeededDraw draw = new(20_261_122);
        using PostgresJournal journal = Open();
        Chain chain = Own(journal);
        int unknown = 0;
        for (int i = 0; i < 150; i++)
        {
            ShardAppend append = chain.Append(1 + (i % 3));
            while (!IsWritten(journal, append, (Cut)draw.Below(3)))
            {
                unknown++;
            }
        }

        Assert.Equal(300, journal.ReadRecords(new(0), new(1), 1_000).Count);
        Assert.InRange(unknown, 40, _proxy.Cuts);
    }

    [Fact]
    public void A_caller_that_only_calls_again_is_refused()
    {
        using PostgresJournal journal = Open();
        ShardAppend append = Own(journal).Append(1);
        _proxy.CutNext(Cut.After);
        Assert.Throws<AppendOutcomeUnknownException>(() => journal.Append([append]));
        Assert.Equal(AppendStatus.SequenceTaken, journal.Append([append])[0].Status);
    }

    [Fact]
    public async Task What_is_still_under_way_is_waited_for()
    {
        using PostgresJournal journal = Open();
        Chain chain = Own(journal);
        await using HeldAppends held = await HeldAppends.BeginAsync(_store);
        _proxy.CutNext(Cut.After);
        Assert.Throws<AppendOutcomeUnknownException>(() => journal.Append([chain.Append(2)]));
        Task<ShardHead> head = Task.Run(() => journal.ReadHead(new(0)));
        await held.SomebodyWaitsForOwnersAsync();
        Assert.False(head.IsCompleted);
        await held.EndAsync();
        Assert.Equal(2, (await head).Sequence.Value);
    }

    [Fact]
    public async Task Read_without_waiting_the_head_is_seen_to_lie()
    {
        using PostgresJournal journal = Open(PostgresStatements.Sound with { Settle = "SELECT $1::int[], $2::bigint[], $3::bigint" });
        Chain chain = Own(journal);
        await using HeldAppends held = await HeldAppends.BeginAsync(_store);
        _proxy.CutNext(Cut.After);
        Assert.Throws<AppendOutcomeUnknownException>(() => journal.Append([chain.Append(2)]));
        Assert.Equal(0, journal.ReadHead(new(0)).Sequence.Value);
        await held.EndAsync();
        await held.NothingIsUnderWayAsync();
        Assert.Equal(2, journal.ReadHead(new(0)).Sequence.Value);
    }

    [Fact]
    public async Task What_arrives_after_the_head_was_read_is_refused()
    {
        Assert.Equal(0, await HeadAfterLateArrivalAsync(PostgresStatements.Sound));
    }

    [Fact]
    public async Task Without_sessions_what_arrives_late_is_seen_to_be_written()
    {
        string append = PostgresStatements.Sound.Append.Replace("o.session = $1", "$1::bigint IS NOT NULL", StringComparison.Ordinal);
        Assert.Equal(2, await HeadAfterLateArrivalAsync(PostgresStatements.Sound with { Append = append }));
    }

    [Fact]
    public async Task An_owner_that_stops_in_the_middle_of_an_append_does_not_hold_up_who_takes_over()
    {
        using PostgresJournal journal = Open();
        Chain chain = Own(journal);
        using PostgresJournal other = _store.OpenPostgres("second");
        _proxy.CutNext(Cut.Half);
        Task append = Task.Run(() => Assert.Throws<AppendOutcomeUnknownException>(() => journal.Append([chain.Append(2)])));
        Assert.True(SpinWait.SpinUntil(
            () => _store.Scalar<bool>("SELECT count(*) > 0 FROM pg_locks WHERE relation = 'owner'::regclass AND mode = 'RowShareLock'"), TimeSpan.FromSeconds(20)));
        ShardHead taken = other.TakeOver([new(0)], "second")[0];
        Assert.Equal((2, 0), (taken.Epoch.Value, taken.Sequence.Value));
        Assert.Equal(AppendStatus.Written, other.Append([new Chain(taken).Append(1)])[0].Status);
        await append;
        Assert.Equal(2, journal.ReadHead(new(0)).Epoch.Value);
    }

    [Fact]
    public async Task A_server_that_crashes_and_comes_back_is_found_again()
    {
        using PostgresJournal journal = _store.OpenPostgres();
        Chain chain = Own(journal);
        journal.Append([chain.Append(3)]);
        await _store.Server.CrashAsync();
        Assert.Throws<AppendOutcomeUnknownException>(() => journal.Append([chain.Append(2)]));
        Task<ShardHead> head = Task.Run(() => journal.ReadHead(new(0)));
        await _store.Server.StartAsync();
        Assert.Equal(3, (await head).Sequence.Value);
        Assert.Equal(AppendStatus.Written, journal.Append([new Chain(await head).Append(1)])[0].Status);
    }

    [Fact]
    public void A_store_that_stays_away_is_said_to_be()
    {
        PostgresLimits impatient = PostgresTestedStore.Limits with { ReachWithin = TimeSpan.FromMilliseconds(100) };
        using PostgresJournal journal = Open(PostgresStatements.Sound, impatient);
        Own(journal);
        _proxy.Dispose();
        Assert.Throws<StoreUnreachableException>(() => journal.ReadGrain(new(0), "lottery:wheel"));
    }

    /// <summary>Appends once through a cut, and where the answer is lost reads the head.</summary>
    private bool IsWritten(PostgresJournal journal, ShardAppend append, Cut cut)
    {
        _proxy.CutNext(cut);
        try
        {
            return journal.Append([append])[0].Status == AppendStatus.Written;
        }
        catch (AppendOutcomeUnknownException)
        {
            return journal.ReadHead(append.Shard).Hash == append.Records[^1].Hash;
        }
    }

    private async Task<long> HeadAfterLateArrivalAsync(PostgresStatements statements)
    {
        using PostgresJournal journal = Open(statements);
        Chain chain = Own(journal);
        _proxy.CutNext(Cut.Late);
        Assert.Throws<AppendOutcomeUnknownException>(() => journal.Append([chain.Append(2)]));
        Assert.Equal(0, journal.ReadHead(new(0)).Sequence.Value);
        await _proxy.LetGoAsync();
        return journal.ReadHead(new(0)).Sequence.Value;
    }

    private PostgresJournal Open(PostgresStatements? statements = null, PostgresLimits? limits = null) =>
        _store.Open(Proxied, "first", statements ?? PostgresStatements.Sound, limits ?? PostgresTestedStore.Limits with { LockWithin = TimeSpan.FromSeconds(2) });

    private static Chain Own(PostgresJournal journal) => new(journal.TakeOver([new(0)], "one")[0]);
}
