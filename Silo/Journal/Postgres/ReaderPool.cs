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
    public T Read<T>(Func<NpgsqlConnection, T> read) => Again(() =>
    {
        using NpgsqlConnection connection = Source.OpenConnection();
        return read(connection);
    });

    /// <summary>Does what may be done again until it is done, or the time is over.</summary>
    public T Again<T>(Func<T> attempt)
    {
        long since = Stopwatch.GetTimestamp();
        TimeSpan pause = TimeSpan.FromMilliseconds(20);
        while (true)
        {
            ObjectDisposedException.ThrowIf(_closing.IsSet, this);
            try
            {
                return attempt();
            }
            catch (Exception fault) when (PostgresFault.IsFault(fault) && (!PostgresFault.IsPassing(fault) || IsOver(since)))
            {
                throw PostgresFault.OfRead(fault, address.Name);
            }
            catch (Exception fault) when (PostgresFault.IsFault(fault) || (fault is StoreUnreachableException && !IsOver(since)))
            {
                // Reached again after the pause.
            }

            _closing.Wait(pause);
            pause = pause < TimeSpan.FromSeconds(1) ? pause * 2 : pause;
        }
    }

    private bool IsOver(long since) => Stopwatch.GetElapsedTime(since) > address.Limits.ReachWithin;

    public void Dispose()
    {
        _closing.Set();
        Source.Dispose();
    }
}
