using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>One writing connection and its number. Whatever ends it, no other connection ever has that number.</summary>
internal sealed class WritingSession : IDisposable
{
    /// <remarks>Appends are planned once for any number of rows, and joins by hash hold for all of them.</remarks>
    private const string Settings =
        "SELECT set_config('default_transaction_isolation', 'read committed', false), set_config('enable_nestloop', 'off', false)";

    private WritingSession(NpgsqlConnection connection) => Connection = connection;

    public NpgsqlConnection Connection { get; }

    public long Number { get; } = RandomNumber.Next();

    /// <exception cref="StoreRefusedException">The database would not keep what is committed.</exception>
    public static WritingSession Open(PostgresAddress address)
    {
        WritingSession session = new(address.OpenAlone());
        try
        {
            Sql.Of(session.Connection, Settings).Run();
            DurableSettings.Require(session.Connection, address.Name);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public void Dispose() => Connection.Dispose();
}
