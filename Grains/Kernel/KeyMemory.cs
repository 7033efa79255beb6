namespace Jifen.Grains.Kernel;

/// <summary>
/// The newest request keys of a resident member and the records that answer them. A memory of the journal, not state: it is
/// neither saved nor compared. Every key of a record after the shard's checkpoint floor is in it, for those are not indexed yet.
/// </summary>
public sealed class KeyMemory
{
    /// <summary>Keys kept when more are known to the store.</summary>
    public const int Kept = 32;

    private Entry[] _entries = [];
    private int _count;

    /// <summary>Older keys exist that only the store's index knows.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>Newest record that any key here points to.</summary>
    public Sequence Newest { get; private set; }

    /// <summary>Remembers that the record answers the key; a later record for the same key takes its place.</summary>
    public void Remember(RequestKey key, Sequence record)
    {
        Newest = record;
        ulong print = Print(key);
        int at = IndexOf(print);
        if (at >= 0)
        {
            _entries[at] = new(print, record.Value);
            return;
        }

        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(2, _count + (_count / 2) + 1));
        }

        _entries[_count++] = new(print, record.Value);
    }

    /// <summary>Record that answers the key, as far as memory knows; the record itself tells whether the key is the very same.</summary>
    public Sequence Find(RequestKey key)
    {
        int at = IndexOf(Print(key));
        return at < 0 ? Sequence.None : new(_entries[at].Record);
    }

    /// <summary>Drops the oldest keys that the store's index holds.</summary>
    public void Trim(Sequence indexedTo)
    {
        int surplus = _count - Kept;
        int drop = 0;
        while (drop < surplus && _entries[drop].Record <= indexedTo.Value)
        {
            drop++;
        }

        if (drop > 0)
        {
            HasOlder = true;
            _entries = _entries[drop.._count];
            _count = _entries.Length;
        }
    }

    /// <summary>Starts from what the store's index holds, oldest first.</summary>
    public void Begin(IReadOnlyList<(RequestKey Key, Sequence Record)> newest, bool hasOlder)
    {
        HasOlder = hasOlder;
        foreach ((RequestKey key, Sequence record) in newest)
        {
            Remember(key, record);
        }
    }

    /// <remarks>The lower half of a hash; cutting it off is meant.</remarks>
    private static ulong Print(RequestKey key) => unchecked((ulong)key.Value);

    private int IndexOf(ulong print)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_entries[i].Print == print)
            {
                return i;
            }
        }

        return -1;
    }

    private readonly record struct Entry(ulong Print, long Record);
}
