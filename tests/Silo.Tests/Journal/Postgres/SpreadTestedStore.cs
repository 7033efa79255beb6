using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Npgsql;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>A store in two databases: the suite's shards 0 and 1 in the first, 2 and 3 in the second. Each owner has a witness for each.</summary>
public sealed class SpreadTestedStore : ITestedStore
{
    private readonly TempFolder _folder = new();
    private readonly List<IJournal> _opened = [];

    private SpreadTestedStore(IReadOnlyList<string> connections)
    {
        Connections = connections;
        SpreadStore.Establish(connections, JournalContract.Identity);
    }

    public IReadOnlyList<string> Connections { get; }

    /// <summary>In two schemas of one database, which stand for two.</summary>
    public static SpreadTestedStore InSchemas(PostgresServer server) => new([.. Enumerable.Range(0, 2).Select(_ => server.To("postgres", server.CreateSchema()))]);

    /// <summary>In two databases of one server, of which each can be away.</summary>
    public static SpreadTestedStore InDatabases(PostgresServer server) => new([.. Enumerable.Range(0, 2).Select(_ => server.To(server.CreateDatabase()))]);

    public SpreadJournal OpenSpread(string owner = "first") => OpenSpread(owner, PostgresStatements.Sound);

    internal SpreadJournal OpenSpread(string owner, PostgresStatements statements, PostgresLimits? limits = null)
    {
        SpreadJournal journal = (SpreadJournal)SpreadStore.Open(
            Connections, place => Witness(owner, place), PostgresTestedStore.Expectation, new PostgresTestedStore.AtEpoch(), limits ?? PostgresTestedStore.Limits,
            statements, static file => file);
        _opened.Add(journal);
        return journal;
    }

    /// <summary>One database of the store by itself, as nobody opens it but a test.</summary>
    internal PostgresJournal OpenAlone(int place, string owner)
    {
        PostgresJournal journal = PostgresStore.Open(
            Connections[place], Witness(owner, place), PostgresTestedStore.Expectation, new PostgresTestedStore.AtEpoch(), PostgresTestedStore.Limits,
            PostgresStatements.Sound, static file => file, place, Connections.Count);
        _opened.Add(journal);
        return journal;
    }

    public IJournal Open() => OpenSpread();

    public void Close(IJournal journal) => journal.Dispose();

    public IJournal OpenForAnotherOwner(IJournal first) => OpenSpread("second");

    /// <summary>A database of its own answers nobody any more, until it is <see cref="Back"/>.</summary>
    public void Away(int place) => Allow(place, false);

    public void Back(int place) => Allow(place, true);

    public T Scalar<T>(int place, string sql) => PostgresServer.Scalar<T>(Connections[place], sql);

    public void Dispose()
    {
        _opened.ForEach(journal => journal.Dispose());
        _folder.Dispose();
    }

    private void Allow(int place, bool allowed)
    {
        NpgsqlConnectionStringBuilder connection = new(Connections[place]);
        string name = connection.Database!;
        connection.Database = "postgres";
        PostgresServer.Execute(
            connection.ConnectionString,
            $"ALTER DATABASE {name} ALLOW_CONNECTIONS {allowed}; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND NOT {allowed}");
    }

    private string Witness(string owner, int place) => _folder[$"{owner}-{place}"];
}
