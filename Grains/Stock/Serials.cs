using Jifen.Grains.Kernel;

namespace Jifen.Grains.Stock;

/// <summary>A set of numbered units, as ranges that neither touch nor overlap, the lowest first. Not safe for threads.</summary>
public sealed class Serials
{
    private readonly List<SerialRange> _ranges = [];

    public IReadOnlyList<SerialRange> Ranges => _ranges;

    public long Count { get; private set; }

    /// <summary>The lowest number.</summary>
    public long Lowest => _ranges[0].First;

    /// <summary>The lowest numbers, so many.</summary>
    /// <param name="count">0 to <see cref="Count"/>.</param>
    public IReadOnlyList<SerialRange> LowestOf(long count)
    {
        List<SerialRange> taken = [];
        for (int i = 0; count > 0; i++)
        {
            SerialRange range = _ranges[i] with { Count = Math.Min(count, _ranges[i].Count) };
            taken.Add(range);
            count -= range.Count;
        }

        return taken;
    }

    /// <summary>The highest numbers, so many, the lowest of them first.</summary>
    /// <param name="count">0 to <see cref="Count"/>.</param>
    public IReadOnlyList<SerialRange> HighestOf(long count)
    {
        List<SerialRange> taken = [];
        for (int i = _ranges.Count - 1; count > 0; i--)
        {
            long part = Math.Min(count, _ranges[i].Count);
            taken.Insert(0, new(_ranges[i].End - part, part));
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
    }

    /// <summary>Takes out numbers that are here.</summary>
    /// <exception cref="InvariantBrokenException">One of them is not.</exception>
    public void Remove(IReadOnlyList<SerialRange> ranges)
    {
        foreach (SerialRange range in ranges)
        {
            Remove(range);
        }
    }

    private void Add(SerialRange range)
    {
        int at = PlaceOf(range.First);
        bool fits = range is { First: >= 0, Count: >= 1 } && (at == 0 || _ranges[at - 1].End <= range.First) && (at == _ranges.Count || range.End <= _ranges[at].First);
        Invariant.Holds(fits, "a numbered unit lies in one place");
        Count += range.Count;
        if (at < _ranges.Count && _ranges[at].First == range.End)
        {
            range = range with { Count = range.Count + _ranges[at].Count };
            _ranges.RemoveAt(at);
        }

        if (at > 0 && _ranges[at - 1].End == range.First)
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
        SerialRange from = _ranges[at];
        Count -= range.Count;
        _ranges.RemoveAt(at);
        if (range.End < from.End)
        {
            _ranges.Insert(at, new(range.End, from.End - range.End));
        }

        if (from.First < range.First)
        {
            _ranges.Insert(at, new(from.First, range.First - from.First));
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
