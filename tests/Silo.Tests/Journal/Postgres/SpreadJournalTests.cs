namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>A journal in two databases keeps the contract of every journal.</summary>
[Collection(PostgresServer.Collection)]
public sealed class SpreadJournalTests(PostgresServer server) : JournalContract
{
    protected override ITestedStore MakeStore() => SpreadTestedStore.InSchemas(server);
}
