using System.Net.Sockets;
using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Turns what PostgreSQL or the way to it answered into a fault of the journal.</summary>
internal static class PostgresFault
{
    private const string LostPart = PostgresErrorCodes.CheckViolation;

    /// <summary>idle_in_transaction_session_timeout</summary>
    private const string StoodStill = "25P03";

    public static bool IsFault(Exception fault) => fault is NpgsqlException or SocketException or IOException or TimeoutException;

    /// <summary>The database may be reached again, and the call may be made again then if it only reads.</summary>
    public static bool IsPassing(Exception fault) => fault is not PostgresException { SqlState: var state } || IsPassing(state);

    /// <summary>What is known after a call that writes: the database has undone it whole wherever it answered.</summary>
    public static JournalException OfWrite(Exception fault, string store, FailStop failStop) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
            new StoreFullException($"The store {store} has no space, nothing was written: {fault.Message}", fault),
        PostgresException { SqlState: LostPart } or PostgresException when IsPassing(fault) =>
            new AppendOutcomeUnknownException($"The store {store} refused for the moment, read its heads: {fault.Message}", fault),
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } =>
            new JournalDamagedException($"The store {store} holds a record that its head does not know: {fault.Message}", fault),
        PostgresException answered when IsDamage(answered) => new JournalDamagedException($"The store {store} is damaged: {fault.Message}", fault),
        PostgresException => failStop.Raise($"The store {store} failed", fault),
        _ => new AppendOutcomeUnknownException($"The connection to {store} was lost, read its heads: {fault.Message}", fault),
    };

    public static JournalException OfRead(Exception fault, string store) => fault switch
    {
        PostgresException answered when IsDamage(answered) => new JournalDamagedException($"The store {store} is damaged: {fault.Message}", fault),
        PostgresException when !IsPassing(fault) => new JournalFailedException($"The store {store} failed: {fault.Message}", fault),
        _ => new StoreUnreachableException($"The store {store} cannot be reached: {fault.Message}", fault),
    };

    private static bool IsDamage(PostgresException fault) => fault.SqlState is PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted;

    /// <remarks>
    /// Classes 08 connection, 40 rollback, 53 resources, 55 state, 57 operator; 25006 is a server that has become a standby, 25P03 the end of a
    /// transaction that stood still.
    /// </remarks>
    private static bool IsPassing(string state) =>
        state[..2] is "08" or "40" or "53" or "55" or "57" || state is PostgresErrorCodes.ReadOnlySqlTransaction or StoodStill;
}
