namespace Jifen.Silo.Tests.Journal;

public sealed class SqliteJournalTests : JournalContract
{
    protected override ITestedStore MakeStore() => new SqliteTestedStore();
}
