namespace Jifen.Silo.Coupons;

/// <summary>Codes of an upload that are read and not yet added, by their last day: what is added in one record expires on one day. Used by one caller at a time.</summary>
internal sealed class CodesByDay
{
    /// <summary>Codes of one chunk.</summary>
    private const int ChunkCodes = 2_000;

    /// <summary>Codes that wait, of all days.</summary>
    private const int MostWaiting = 20_000;

    private readonly Dictionary<DateOnly, List<ReadCode>> _days = [];
    private int _count;

    /// <summary>Takes a code in.</summary>
    /// <returns>Codes of one day that are to be added now; empty while fewer wait.</returns>
    public List<ReadCode> Take(ReadCode code)
    {
        DateOnly day = KeyOf(code);
        if (!_days.TryGetValue(day, out List<ReadCode>? codes))
        {
            _days.Add(day, codes = []);
        }

        codes.Add(code);
        _count++;
        return codes.Count == ChunkCodes ? Release(day)
            : _count == MostWaiting ? Release(_days.MaxBy(one => one.Value.Count).Key)
            : [];
    }

    /// <summary>What still waits, the soonest day first, codes that never expire last.</summary>
    public IEnumerable<List<ReadCode>> TakeAll()
    {
        foreach (DateOnly day in _days.Keys.Order().ToList())
        {
            yield return Release(day);
        }
    }

    private static DateOnly KeyOf(ReadCode code) => code.Code.Expires ?? DateOnly.MaxValue;

    private List<ReadCode> Release(DateOnly day)
    {
        _days.Remove(day, out List<ReadCode>? codes);
        _count -= codes!.Count;
        return codes;
    }
}

/// <param name="Line">From 1 on.</param>
internal readonly record struct ReadCode(long Line, CouponCode Code);
