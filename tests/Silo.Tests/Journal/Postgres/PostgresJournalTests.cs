namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>The journal in PostgreSQL keeps the contract of every journal.</summary>
[Collection(PostgresServer.Collection)]
public sealed class PostgresJournalTests(PostgresServer server) : JournalContract
{
    protected override ITestedStore MakeStore() => new PostgresTestedStore(server);
}
