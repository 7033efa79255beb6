using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>A store in a schema of its own. Each owner has a witness of its own.</summary>
public sealed class PostgresTestedStore : ITestedStore
{
    private readonly TempFolder _folder = new();
    private readonly List<IJournal> _others = [];

    public PostgresTestedStore(PostgresServer server)
    {
        Server = server;
        Schema = server.CreateSchema();
        PostgresStore.Establish(Connection, JournalContract.Identity);
    }

    public static StoreExpectation Expectation { get; } = new(JournalContract.Identity.Programme, JournalContract.Identity.PepperCheck);

    public static PostgresLimits Limits { get; } = new() { StatementWithin = TimeSpan.FromSeconds(5), LockWithin = TimeSpan.FromMilliseconds(500), ReachWithin = TimeSpan.FromSeconds(90) };

    public PostgresServer Server { get; }

    public string Schema { get; }

    public string Connection => Server.To("postgres", Schema);

    public string Witness(string owner = "first") => _folder[owner];

    public PostgresJournal OpenPostgres(string owner = "first") => Open(Connection, owner, PostgresStatements.Sound);

    public void Execute(string sql) => PostgresServer.Execute(Connection, sql);

    public T Scalar<T>(string sql) => PostgresServer.Scalar<T>(Connection, sql);

    public IJournal Open() => OpenPostgres();

    public void Close(IJournal journal) => journal.Dispose();

    public IJournal OpenForAnotherOwner(IJournal first)
    {
        PostgresJournal other = OpenPostgres("second");
        _others.Add(other);
        return other;
    }

    public void Dispose()
    {
        _others.ForEach(journal => journal.Dispose());
        _folder.Dispose();
    }

    internal PostgresJournal Open(string connection, string owner, PostgresStatements statements, PostgresLimits? limits = null) =>
        PostgresStore.Open(connection, Witness(owner), Expectation, new AtEpoch(), limits ?? Limits, statements, static file => file);

    /// <summary>The instant of the suite's records, so that their part is there before the first of them.</summary>
    internal sealed class AtEpoch : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
