using Jifen.Grains.Kernel;

namespace Jifen.Grains.Stock;

/// <summary>
/// A set of numbered units, as ranges that do not overlap, the lowest first; those that touch have other ends. They are used in the order
/// of their ends, those that have none last, and the lower before the higher. Not safe for threads.
/// </summary>
public sealed class Serials
{
    private static readonly Stamp Never = new(long.MaxValue);

    private readonly List<SerialRange> _ranges = [];

    public IReadOnlyList<SerialRange> Ranges => _ranges;

    public long Count { get; private set; }

    /// <summary>The first instant at which one of them has come to its end; null where none ever does.</summary>
    public Stamp? FirstEnd { get; private set; }

    /// <summary>The number that is used next of those that have not come to their end.</summary>
    public long Next(Stamp now) => FirstOf(1, now)[0].First;

    /// <summary>How many have come to their end.</summary>
    public long PastAt(Stamp now) => FirstEnd <= now ? Past(now).Sum(range => range.Count) : 0;

    /// <summary>Those that have come to their end.</summary>
    public IReadOnlyList<SerialRange> Past(Stamp now) => FirstEnd <= now ? _ranges.FindAll(range => range.Ends <= now) : [];

    /// <summary>Those that are used first, so many, in their order, without those that have come to their end.</summary>
    /// <param name="count">0 to <see cref="Count"/> less <see cref="PastAt"/>.</param>
    public IReadOnlyList<SerialRange> FirstOf(long count, Stamp now)
    {
        List<SerialRange> order = InOrderOfUse(now);
        List<SerialRange> taken = [];
        for (int i = 0; count > 0; i++)
        {
            SerialRange range = order[i] with { Count = Math.Min(count, order[i].Count) };
            taken.Add(range);
            count -= range.Count;
        }

        return taken;
    }

    /// <summary>Those that are used last, so many, in their order, without those that have come to their end.</summary>
    /// <param name="count">0 to <see cref="Count"/> less <see cref="PastAt"/>.</param>
    public IReadOnlyList<SerialRange> LastOf(long count, Stamp now)
    {
        List<SerialRange> order = InOrderOfUse(now);
        List<SerialRange> taken = [];
        for (int i = order.Count - 1; count > 0; i--)
        {
            long part = Math.Min(count, order[i].Count);
            taken.Insert(0, order[i] with { First = order[i].End - part, Count = part });
            count -= part;
        }

        return taken;
    }

    /// <summary>Takes in numbers that are not here: one that is here twice would be dealt twice.</summary>
    /// <exception cref="InvariantBrokenException">One of them is here.</exception>
    public void Add(IReadOnlyList<SerialRange> ranges)
    {
        foreach (SerialRange range in ranges)
        {
            Add(range);
        }

        FirstEnd = FindFirstEnd();
    }

    /// <summary>Takes out numbers that are here.</summary>
    /// <exception cref="InvariantBrokenException">One of them is not.</exception>
    public void Remove(IReadOnlyList<SerialRange> ranges)
    {
        foreach (SerialRange range in ranges)
        {
            Remove(range);
        }

        FirstEnd = FindFirstEnd();
    }

    private List<SerialRange> InOrderOfUse(Stamp now) => FirstEnd is null
        ? _ranges
        : [.. _ranges.Where(range => !(range.Ends <= now)).OrderBy(range => range.Ends ?? Never).ThenBy(range => range.First)];

    private Stamp? FindFirstEnd() => _ranges.Exists(range => range.Ends is not null) ? _ranges.Min(range => range.Ends) : null;

    private void Add(SerialRange range)
    {
        int at = PlaceOf(range.First);
        bool fits = range is { First: >= 0, Count: >= 1 } && (at == 0 || _ranges[at - 1].End <= range.First) && (at == _ranges.Count || range.End <= _ranges[at].First);
        Invariant.Holds(fits, "a numbered unit lies in one place");
        Count += range.Count;
        if (at < _ranges.Count && _ranges[at].First == range.End && _ranges[at].Ends == range.Ends)
        {
            range = range with { Count = range.Count + _ranges[at].Count };
            _ranges.RemoveAt(at);
        }

        if (at > 0 && _ranges[at - 1].End == range.First && _ranges[at - 1].Ends == range.Ends)
        {
            _ranges[at - 1] = _ranges[at - 1] with { Count = _ranges[at - 1].Count + range.Count };
            return;
        }

        _ranges.Insert(at, range);
    }

    private void Remove(SerialRange range)
    {
        int at = PlaceOf(range.End) - 1;
        Invariant.Holds(
            range.Count >= 1 && at >= 0 && _ranges[at].First <= range.First && range.End <= _ranges[at].End, "a numbered unit is taken from where it lies");
        SerialRange whole = _ranges[at];
        Count -= range.Count;
        _ranges.RemoveAt(at);
        if (range.End < whole.End)
        {
            _ranges.Insert(at, whole with { First = range.End, Count = whole.End - range.End });
        }

        if (whole.First < range.First)
        {
            _ranges.Insert(at, whole with { Count = range.First - whole.First });
        }
    }

    /// <returns>How many ranges begin below the number.</returns>
    private int PlaceOf(long number)
    {
        (int low, int high) = (0, _ranges.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _ranges[middle].First < number ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
