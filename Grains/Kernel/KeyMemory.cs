namespace Jifen.Grains.Kernel;

/// <summary>
/// The newest request keys of a resident member and the records that answer them, and a print of many older keys, by which a new key
/// is known to be new without a look at the store. A memory of the journal, not state: it is neither saved nor compared. Every key of a
/// record after the shard's checkpoint floor is in it, for those are not indexed yet.
/// </summary>
public sealed class KeyMemory
{
    /// <summary>Keys kept when more are known to the store.</summary>
    public const int Kept = 32;

    /// <summary>Older keys of which a print of four bytes is kept.</summary>
    public const int Printed = 2_048;

    private Entry[] _entries = [];
    private int _count;
    private uint[] _older = [];
    private int _olderCount;
    private bool _hasUnprinted;

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

    /// <summary>
    /// Whether the store may have a record for a key that <see cref="Find"/> does not know. A false alarm costs a look, once in a few
    /// million keys.
    /// </summary>
    public bool MayBeOlder(RequestKey key) => _hasUnprinted || _older.AsSpan(0, _olderCount).Contains(ShortPrint(key));

    /// <summary>Keeps but a print of the oldest keys that the store's index holds.</summary>
    public void Trim(Sequence indexedTo)
    {
        int surplus = _count - Kept;
        int drop = 0;
        while (drop < surplus && _entries[drop].Record <= indexedTo.Value)
        {
            drop++;
        }

        for (int i = 0; i < drop; i++)
        {
            KeepPrint(unchecked((uint)_entries[i].Print));
        }

        if (drop > 0)
        {
            _entries = _entries[drop.._count];
            _count = _entries.Length;
        }
    }

    /// <summary>Starts from what the store's index holds.</summary>
    /// <param name="newest">Keys with their records, oldest first; all but the newest <see cref="Kept"/> are kept as prints.</param>
    /// <param name="hasMore">The index holds still older ones.</param>
    public void Begin(IReadOnlyList<(RequestKey Key, Sequence Record)> newest, bool hasMore)
    {
        _hasUnprinted = hasMore;
        int older = Math.Max(0, newest.Count - Kept);
        foreach ((RequestKey key, _) in newest.Take(older))
        {
            KeepPrint(ShortPrint(key));
        }

        foreach ((RequestKey key, Sequence record) in newest.Skip(older))
        {
            Remember(key, record);
        }
    }

    private void KeepPrint(uint print)
    {
        if (_olderCount == Printed)
        {
            _hasUnprinted = true;
            _older = _older[(Printed / 2)..];
            _olderCount = _older.Length;
        }

        if (_olderCount == _older.Length)
        {
            Array.Resize(ref _older, Math.Min(Printed, Math.Max(8, _olderCount + (_olderCount / 2))));
        }

        _older[_olderCount++] = print;
    }

    /// <remarks>The lower half of a hash; cutting it off is meant.</remarks>
    private static ulong Print(RequestKey key) => unchecked((ulong)key.Value);

    private static uint ShortPrint(RequestKey key) => unchecked((uint)Print(key));

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
