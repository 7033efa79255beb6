namespace Jifen.Silo.Journal;

/// <summary>
/// Remembers that the disk failed. A store's next commit after a failed sync may succeed, so nothing may be asked of it again.
/// May be used by any thread.
/// </summary>
internal sealed class FailStop
{
    private volatile JournalFailedException? _first;

    /// <exception cref="JournalFailedException">The disk failed earlier.</exception>
    public void Check()
    {
        if (_first is { } first)
        {
            throw new JournalFailedException($"The journal stopped earlier: {first.Message}", first);
        }
    }

    public bool IsRaised => _first is not null;

    public JournalFailedException Raise(string what, Exception cause)
    {
        JournalFailedException failure = new($"{what}: {cause.Message}", cause);
        Interlocked.CompareExchange(ref _first, failure, null);
        return failure;
    }
}
