using System.Globalization;
using Jifen.Bench.Spins;
using Jifen.Silo.Hosting;
using Jifen.Silo.Shards;
using Jifen.Silo.Tests.Journal.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jifen.Bench.Cluster;

/// <summary>
/// Durable plays of one, two and three silos on one PostgreSQL, all on this machine: <c>cluster [CALLERS]</c>. Beside them the same on SQLite, a
/// transaction a play, and rows alone.
/// </summary>
internal static class ClusterBench
{
    private const string Secret = "a secret of the bench, long enough";
    private const int RoundCount = 3;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    private static SiloSeams Quiet { get; } = new() { Log = static log => log.SetMinimumLevel(LogLevel.Error) };

    /// <summary>Which silo a caller asks for a member.</summary>
    private enum Way
    {
        /// <summary>The one that has the member.</summary>
        Owner,

        /// <summary>One that has not.</summary>
        Other,

        /// <summary>Each in turn, as behind a balancer.</summary>
        Any,
    }

    public static async Task<int> RunAsync(string[] options)
    {
        int callers = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 1_024;
        PostgresServer server = new();
        await server.InitializeAsync();
        try
        {
            Table.Head("durable plays on PostgreSQL beside it");
            Load naive = await NaiveAsync(server, Math.Min(callers, 64));
            Table.Row("a transaction a play, 64 callers, a second", naive.PerSecond);
            Load sqlite = await SqliteAsync(callers);
            Tell($"SQLite, {callers} callers", sqlite);
            string database = Database();
            ClusterLoad one = await SilosAsync(server, database, 1, callers, Way.Owner);
            Tell($"1 silo, {callers} callers", one);
            double rows = await RawRows.MeasureAsync(database, Round);
            Table.Row("its rows alone (unnest, one connection), a second", rows);
            Table.Row("1 silo: share of the rows alone", one.Load.PerSecond / rows);
            Table.Row("1 silo: share of SQLite", one.Load.PerSecond / sqlite.PerSecond);
            Table.Row("1 silo: times a transaction a play", one.Load.PerSecond / naive.PerSecond);
            Tell("2 silos, asked in turn", await SilosAsync(server, Database(), 2, callers, Way.Any));
            ClusterLoad three = await SilosAsync(server, Database(), 3, callers, Way.Any);
            Tell("3 silos, asked in turn", three);
            Table.Row("3 silos: share of one", three.Load.PerSecond / one.Load.PerSecond);
            Tell("3 silos, the owner asked", await SilosAsync(server, Database(), 3, callers, Way.Owner));
            Tell("3 silos, another asked", await SilosAsync(server, Database(), 3, callers, Way.Other));
            return 0;
        }
        finally
        {
            await server.DisposeAsync();
        }

        string Database() => server.To(server.CreateDatabase());
    }

    private static void Tell(string what, ClusterLoad cluster)
    {
        (Load load, StoreUsage used) = cluster;
        Tell(what, load);
        Table.Row($"{what}, a play: PostgreSQL, us", new Cost(double.NaN, used.ProcessorSeconds * 1e6 / load.Count));
        Table.Row($"{what}, a play: bytes of log", used.LogBytes / load.Count);
        Table.Row($"{what}, a play: bytes stored", used.StoredBytes / load.Count);
        Table.Row($"{what}, plays a commit", load.Count / used.Commits);
        Table.Row($"{what}, a play: bytes over the loopback", used.LoopbackBytes / load.Count);
    }

    private static void Tell(string what, Load load)
    {
        Table.Row($"{what}, plays a second", load.PerSecond);
        Table.Row($"{what}, a play, us", new Cost(1e6 / load.PerSecond, load.ProcessorSeconds * 1e6 / load.Count));
        Table.Row($"{what}, p50, ms", load.Quantile(0.5).TotalMilliseconds);
        Table.Row($"{what}, p99, ms", load.Quantile(0.99).TotalMilliseconds);
    }

    private static async Task<Load> NaiveAsync(PostgresServer server, int callers)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(server.To(server.CreateDatabase()));
        NaivePostgres naive = await NaivePostgres.MakeAsync(source);
        return await MedianAsync(() => Load.MeasureAsync(callers, Round, caller => () => naive.PlayAsync(caller)), load => load.PerSecond);
    }

    private static async Task<Load> SqliteAsync(int callers)
    {
        await using SpinTown town = SpinTown.Found();
        await using SiloEngine engine = await town.StartEngineAsync();
        MemberKey[] members = await SpinTown.PopulateAsync(engine);
        return await MedianAsync(() => Load.MeasureAsync(callers, Round, caller => Player([engine], Way.Owner, members, caller, callers)), load => load.PerSecond);
    }

    private static async Task<ClusterLoad> SilosAsync(PostgresServer server, string connection, int count, int callers, Way way)
    {
        SpinTown[] towns = [.. Enumerable.Range(0, count).Select(i => SpinTown.Found(new SiloOptions
        {
            Port = 0,
            Postgres = connection,
            ClusterSecret = Secret,
            BootstrapKey = "jfk_a-key-of-the-bench-with-enough-characters",
            Cluster = new() { Name = string.Create(CultureInfo.InvariantCulture, $"silo-{i}") },
        }))];
        SiloHost[] hosts = await Task.WhenAll(towns.Select(town => SiloHost.StartAsync(town.Options, Quiet)));
        try
        {
            SiloEngine[] engines = [.. hosts.Select(host => host.Engine)];
            MemberKey[] members = await SpinTown.PopulateAsync(engines[0]);
            return await MedianAsync(
                () => ClusterLoad.MeasureAsync(server, () => Load.MeasureAsync(callers, Round, caller => Player(engines, way, members, caller, callers))), cluster => cluster.Load.PerSecond);
        }
        finally
        {
            await Task.WhenAll(hosts.Select(host => host.DisposeAsync().AsTask()));
            await Task.WhenAll(towns.Select(town => town.DisposeAsync().AsTask()));
        }
    }

    private static async Task<T> MedianAsync<T>(Func<Task<T>> measure, Func<T, double> rate)
    {
        List<T> rounds = [];
        for (int round = 0; round <= RoundCount; round++)
        {
            rounds.Add(await measure());
        }

        return rounds[1..].OrderBy(rate).ElementAt(RoundCount / 2);
    }

    /// <summary>A round, and what the store did in it.</summary>
    private sealed record ClusterLoad(Load Load, StoreUsage Used)
    {
        public static async Task<ClusterLoad> MeasureAsync(PostgresServer server, Func<Task<Load>> measure)
        {
            StoreUsage before = StoreUsage.Of(server);
            Load load = await measure();
            return new(load, StoreUsage.Of(server) - before);
        }
    }

    private static Func<Task> Player(SiloEngine[] engines, Way way, MemberKey[] members, int caller, int callers)
    {
        int turn = 0;
        int share = members.Length / callers;
        return async () =>
        {
            MemberKey member = members[caller + (callers * (turn++ % share))];
            RequestKey key = SpinTown.FreshKey();
            SiloEngine engine = Asked(engines, way, member, turn);
            Answered reply = await engine.Calls.DecideAsync(engine.Calls.Of(member), new Play(member, SpinTown.Lottery, ""), member, key);
            if (reply.Answer is not Played)
            {
                throw new InvalidOperationException($"No play but {reply.Answer}.");
            }
        };
    }

    private static SiloEngine Asked(SiloEngine[] engines, Way way, MemberKey member, int turn)
    {
        int owner = Array.FindIndex(engines, engine => engine.Shards.Find(engine.Calls.Of(member)) is not null);
        return way switch
        {
            Way.Owner => engines[Math.Max(0, owner)],
            Way.Other => engines[(owner + 1 + (turn % (engines.Length - 1))) % engines.Length],
            _ => engines[turn % engines.Length],
        };
    }
}
