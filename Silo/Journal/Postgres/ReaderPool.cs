using System.Diagnostics;
using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// Connections that read. A read that the database could not be reached for is made again, for as long as the limits say. May be used by
/// any thread.
/// </summary>
internal sealed class ReaderPool(PostgresAddress address) : IDisposable
{
    private readonly ManualResetEventSlim _closing = new();

    public NpgsqlDataSource Source { get; } = address.OpenPool();

    /// <exception cref="JournalException">What was read does not hold, or the store cannot be reached.</exception>
    /// <param name="within">How long it is made again; null is as long as the limits say.</param>
    public T Read<T>(Func<NpgsqlConnection, T> read, TimeSpan? within = null) => Again(
        () =>
        {
            using NpgsqlConnection connection = Source.OpenConnection();
            return read(connection);
        },
        within);

    /// <summary>Does what may be done again until it is done, or the time is over.</summary>
    public T Again<T>(Func<T> attempt, TimeSpan? within = null)
    {
        TimeSpan patience = within ?? address.Limits.ReachWithin;
        long since = Stopwatch.GetTimestamp();
        TimeSpan pause = TimeSpan.FromMilliseconds(20);
        while (true)
        {
            ObjectDisposedException.ThrowIf(_closing.IsSet, this);
            try
            {
                return attempt();
            }
            catch (Exception fault) when (PostgresFault.IsFault(fault) && (!PostgresFault.IsPassing(fault) || IsOver(since, patience)))
            {
                throw PostgresFault.OfRead(fault, address.Name);
            }
            catch (Exception fault) when (PostgresFault.IsFault(fault) || (fault is StoreUnreachableException && !IsOver(since, patience)))
            {
                // Reached again after the pause.
            }

            _closing.Wait(pause);
            pause = pause < TimeSpan.FromSeconds(1) ? pause * 2 : pause;
        }
    }

    private static bool IsOver(long since, TimeSpan patience) => Stopwatch.GetElapsedTime(since) > patience;

    public void Dispose()
    {
        _closing.Set();
        Source.Dispose();
    }
}
