using Jifen.Silo.Journal;

namespace Jifen.Silo.Live;

/// <summary>
/// How large the store is. A database looks at all of its files to tell, so it is asked every ten seconds at most; while it is away, what it
/// said last stands. Used by one caller at a time.
/// </summary>
internal sealed class SizeWatch(IJournal journal, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private long? _asked;
    private long _bytes;

    /// <summary>Bytes that are used.</summary>
    public long Now()
    {
        if (_asked is not { } asked || time.GetElapsedTime(asked) >= Fresh)
        {
            Ask();
        }

        return _bytes;
    }

    private void Ask()
    {
        _asked = time.GetTimestamp();
        try
        {
            _bytes = journal.ReadSize().UsedBytes;
        }
        catch (JournalException)
        {
            // The picture goes on with what was known.
        }
    }
}
