namespace Jifen.Silo.Journal.Sqlite;

/// <summary>
/// Keeps the write-ahead log short. A thread of its own copies the log into the database while commits go on; only when the log
/// has grown past <see cref="CatchUpPages"/> does the writing thread copy the little that is left, after which the log is
/// written from its beginning again.
/// </summary>
internal sealed class LogTrimmer : IDisposable
{
    /// <summary>Pages of 4,096 bytes after which the thread copies: 4 MB.</summary>
    private const int StepPages = 1_000;

    /// <summary>Pages in the log from which the writer lends a hand: 32 MB.</summary>
    private const int CatchUpPages = 8_000;

    private readonly Database _writer;
    private readonly Database _own;
    private readonly FailStop _failStop;
    private readonly AutoResetEvent _wanted = new(false);
    private readonly Thread _thread;
    private volatile bool _closing;
    private volatile bool _behind;
    private int _pages;

    public LogTrimmer(Database writer, FailStop failStop)
    {
        _writer = writer;
        _own = Database.OpenWriter(writer.Path);
        _failStop = failStop;
        _thread = new(Loop) { IsBackground = true, Name = "journal log" };
        _thread.Start();
    }

    /// <summary>After a commit, on the writing thread: asks for a copy where enough was written.</summary>
    public void Notice()
    {
        _pages += _writer.TakeWrittenPages();
        if (_pages >= StepPages)
        {
            _pages = 0;
            _wanted.Set();
        }
    }

    /// <summary>Before a transaction, on the writing thread: copies the rest of a log that is too long.</summary>
    /// <exception cref="JournalFailedException">The disk failed a sync.</exception>
    public void CatchUp()
    {
        if (!_behind)
        {
            return;
        }

        _behind = false;
        _failStop.Check();
        Copy(_writer);
    }

    public void Dispose()
    {
        _closing = true;
        _wanted.Set();
        _thread.Join();
        _own.Dispose();
        _wanted.Dispose();
    }

    private void Loop()
    {
        while (_wanted.WaitOne() && !_closing && !_failStop.IsRaised)
        {
            try
            {
                _behind = Copy(_own) > CatchUpPages;
            }
            catch (JournalException)
            {
                // A failed disk is remembered by the latch and told to the next caller; a full one ends the next append.
                _behind = false;
            }
        }
    }

    private int Copy(Database database)
    {
        try
        {
            return database.CheckpointPassively().InLog;
        }
        catch (SqliteFaultException fault) when (fault.IsFull)
        {
            throw new StoreFullException($"The log could not be copied: {fault.Message}", fault);
        }
        catch (SqliteFaultException fault)
        {
            throw _failStop.Raise("The log could not be copied into the database", fault);
        }
    }
}
