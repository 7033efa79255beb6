using Jifen.Grains.Kernel;

namespace Jifen.Grains.Challenge;

/// <summary>
/// Counts by key, none of them 0, in few bytes: for each key in ascending order what it is beyond the one before, and its count, seven
/// bits a byte, the lowest first. Equal counts are equal bytes. A value: what changes it makes another one.
/// </summary>
public readonly struct PackedCounts(byte[]? bytes)
{
    private readonly byte[]? bytes = bytes is { Length: 0 } ? null : bytes;

    /// <summary>Null where there is nothing.</summary>
    public byte[]? Bytes => bytes;

    public bool IsEmpty => bytes is null;

    /// <summary>The smallest key; null where there is none.</summary>
    public int? FirstKey => IsEmpty ? null : Pairs()[0].Key;

    /// <summary>0 where the key has none.</summary>
    public long this[int key]
    {
        get
        {
            (int at, int known) = (0, 0);
            while (bytes is not null && at < bytes.Length && known <= key)
            {
                known += (int)Read(bytes, ref at);
                long count = Read(bytes, ref at);
                if (known == key)
                {
                    return count;
                }
            }

            return 0;
        }
    }

    /// <summary>Ascending by key.</summary>
    public IReadOnlyList<(int Key, long Count)> Pairs()
    {
        List<(int, long)> pairs = [];
        (int at, int key) = (0, 0);
        while (bytes is not null && at < bytes.Length)
        {
            key += (int)Read(bytes, ref at);
            pairs.Add((key, Read(bytes, ref at)));
        }

        return pairs;
    }

    /// <param name="key">At least 0.</param>
    /// <param name="by">The count may not fall below 0.</param>
    public PackedCounts Plus(int key, long by)
    {
        List<(int Key, long Count)> pairs = [.. Pairs()];
        int place = pairs.FindIndex(pair => pair.Key >= key);
        bool known = place >= 0 && pairs[place].Key == key;
        long count = (known ? pairs[place].Count : 0) + by;
        Invariant.Holds(count >= 0 && key >= 0, "no more is taken from a count than it holds");
        if (known)
        {
            pairs.RemoveAt(place);
        }

        if (count > 0)
        {
            pairs.Insert(place < 0 ? pairs.Count : place, (key, count));
        }

        return Of(pairs);
    }

    /// <summary>Those whose key is to be kept.</summary>
    public PackedCounts Where(Func<int, bool> keeps) => Of([.. Pairs().Where(pair => keeps(pair.Key))]);

    private static PackedCounts Of(List<(int Key, long Count)> pairs)
    {
        List<byte> packed = [];
        int before = 0;
        foreach ((int key, long count) in pairs)
        {
            Write(packed, key - before);
            Write(packed, count);
            before = key;
        }

        return new([.. packed]);
    }

    private static void Write(List<byte> to, long number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            to.Add((byte)((number & 0x7f) | 0x80));
        }

        to.Add((byte)number);
    }

    private static long Read(byte[] from, ref int at)
    {
        (long number, int shift) = (0, 0);
        for (; from[at] >= 0x80; shift += 7)
        {
            number |= (long)(from[at++] & 0x7f) << shift;
        }

        return number | ((long)from[at++] << shift);
    }
}
