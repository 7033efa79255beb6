using System.Globalization;
using Jifen.Silo.Cluster;
using Jifen.Silo.Cluster.Postgres;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Tests.Journal;
using Jifen.Silo.Tests.Journal.Postgres;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>
/// Silos on a store of their own. Time passes for them when all instants of their rows are moved back; what passes meanwhile on the
/// database's clock is nothing beside their patience.
/// </summary>
internal sealed class TestedCluster(PostgresServer server) : IDisposable
{
    private readonly List<IDisposable> _opened = [];

    /// <summary>Dead after a minute, a gap after half of it.</summary>
    public static MembershipLimits Limits { get; } = new() { DeadAfter = TimeSpan.FromMinutes(1), AnswerWithin = TimeSpan.FromSeconds(30) };

    public static ShardId[] Shards { get; } = [.. Enumerable.Range(0, JournalContract.ShardCount).Select(shard => new ShardId(shard))];

    public PostgresTestedStore Store { get; } = new(server);

    public TestedSilo Join(string name, string? home = null, ClusterStatements? statements = null)
    {
        TestedSilo silo = new(Open(statements), SiloId.New(), name);
        silo.Store.Join(silo.Id, name, $"http://{name}:5081", home ?? name);
        return silo;
    }

    public PostgresClusterStore Open(ClusterStatements? statements = null, string? connection = null, MembershipLimits? limits = null)
    {
        PostgresClusterStore store = new(connection ?? Store.Connection, TimeProvider.System, limits ?? Limits, statements ?? ClusterStatements.Sound);
        _opened.Add(store);
        return store;
    }

    public PostgresJournal OpenJournal(string name, PostgresStatements? statements = null)
    {
        PostgresJournal journal = Store.Open(Store.Connection, name, statements ?? PostgresStatements.Sound);
        _opened.Add(journal);
        return journal;
    }

    public void Pass(double seconds)
    {
        string back = seconds.ToString(CultureInfo.InvariantCulture);
        Store.Execute($"""
            UPDATE silo AS s SET joined = joined - t, heartbeat = heartbeat - t, fresh_since = fresh_since - t, gone = gone - t
            FROM make_interval(secs => {back}) AS t
            """);
    }

    /// <summary>Time passes while these silos beat, and the others are silent.</summary>
    public void Pass(double seconds, params TestedSilo[] beating)
    {
        for (double passed = 0; passed < seconds; passed += 10)
        {
            Pass(10);
            Array.ForEach(beating, silo => Assert.NotNull(silo.Beat()));
        }
    }

    public string Standing(TestedSilo silo) => Store.Scalar<string>($"SELECT standing FROM silo WHERE id = '{silo.Id}'");

    public void Dispose()
    {
        _opened.ForEach(opened => opened.Dispose());
        Store.Dispose();
    }
}

internal sealed record TestedSilo(PostgresClusterStore Store, SiloId Id, string Name)
{
    public ClusterView? Beat() => Store.Beat(Id);

    /// <summary>What it sees of the cluster: names and standings, by name.</summary>
    public (string Name, SiloStanding Standing)[] Look() => [.. Beat()!.Silos.Select(silo => (silo.Name, silo.Standing)).Order()];

    /// <summary>The owner of each shard as this silo sees it.</summary>
    public SiloId?[] Owners() => [.. Beat()!.Owners.Select(owner => owner.Silo)];
}
