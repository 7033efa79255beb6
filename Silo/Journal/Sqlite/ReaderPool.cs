using System.Collections.Concurrent;

namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Connections that read, one for each thread reading at the moment. May be used by any thread.</summary>
internal sealed class ReaderPool(string path, KnownHeads known, RecordTails tails, FailStop failStop) : IDisposable
{
    private const int MaximumIdle = 8;

    private readonly ConcurrentBag<JournalReader> _idle = [];
    private volatile bool _closed;

    /// <exception cref="JournalDamagedException">What was read is not what was written.</exception>
    /// <exception cref="JournalFailedException">The disk refused to read.</exception>
    public T Read<T>(Func<JournalReader, T> read)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        failStop.Check();
        try
        {
            JournalReader reader = _idle.TryTake(out JournalReader? idle) ? idle : JournalReader.Open(path, known, tails);
            try
            {
                return read(reader);
            }
            finally
            {
                Return(reader);
            }
        }
        catch (SqliteFaultException fault)
        {
            throw Translate(fault);
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out JournalReader? reader))
        {
            reader.Dispose();
        }
    }

    private JournalException Translate(SqliteFaultException fault) =>
        fault.IsDamage
            ? new JournalDamagedException($"The database {path} is damaged: {fault.Message}", fault)
            : failStop.Raise($"The database {path} cannot be read", fault);

    private void Return(JournalReader reader)
    {
        if (_closed || _idle.Count >= MaximumIdle)
        {
            reader.Dispose();
        }
        else
        {
            _idle.Add(reader);
        }
    }
}
