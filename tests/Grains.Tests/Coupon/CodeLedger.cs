using Jifen.Grains.Kernel;
using Jifen.Grains.Tests.Driving;

namespace Jifen.Grains.Tests.Coupon;

/// <summary>
/// What became of each code of a pool, counted naively from the records: who was given it, on which day of Shanghai, and whether it was
/// retired. Knows the last days from who uploaded, not from the shards.
/// </summary>
internal sealed class CodeLedger(string pool)
{
    private readonly List<DateOnly?> _days = [];
    private readonly HashSet<long> _given = [];
    private readonly HashSet<long> _retired = [];

    public long Uploaded => _days.Count;

    public IReadOnlyCollection<long> Given => _given;

    public IReadOnlyCollection<long> Retired => _retired;

    public void Upload(int count, DateOnly? last) => _days.AddRange(Enumerable.Repeat(last, count));

    /// <summary>Shanghai has no daylight saving.</summary>
    public static DateOnly DayOf(Stamp at) => DateOnly.FromDateTime(at.ToInstant().ToOffset(TimeSpan.FromHours(8)).DateTime);

    /// <summary>Codes that are still good, given or not.</summary>
    public long GoodOn(DateOnly day) => _days.Count(last => !(last < day));

    public bool IsGoodOn(long serial, DateOnly day) => !(_days[(int)serial] < day);

    public void See(TestShard shard, RecordBody body, RecordStamp at)
    {
        DateOnly today = DayOf(at.Stamp);
        List<long> used = [];
        foreach (GrainEvent happened in body.Events ?? [])
        {
            if (happened is UnitUsed { Serial: { } serial } && happened.On == CouponName.Of(pool))
            {
                Assert.False(_days[(int)serial] < today, $"code {serial}, good until {_days[(int)serial]}, is given on {today}");
                Assert.True(_given.Add(serial) && !_retired.Contains(serial), $"code {serial} is given twice, or after it was retired");
                used.Add(serial);
            }
            else if (happened is UnitsExpired expired)
            {
                Retire(expired, today);
            }
        }

        SoonestCameFirst(shard, used, today);
    }

    private void Retire(UnitsExpired expired, DateOnly today)
    {
        foreach (long serial in Numbers(expired.Serials))
        {
            Assert.True(_days[(int)serial] < today, $"code {serial}, good until {_days[(int)serial]}, is retired on {today}");
            Assert.True(_retired.Add(serial) && !_given.Contains(serial), $"code {serial} is retired twice, or after it was given");
        }
    }

    private void SoonestCameFirst(TestShard shard, List<long> used, DateOnly today)
    {
        long[] left = [.. Numbers(shard.State.Coupons(pool).Account.Serials?.Ranges ?? []).Where(serial => !(_days[(int)serial] < today))];
        Assert.All(used, serial => Assert.All(left, other => Assert.True(Order(serial).CompareTo(Order(other)) < 0, $"code {serial} is given before {other}")));
    }

    private (DateOnly Last, long Serial) Order(long serial) => (_days[(int)serial] ?? DateOnly.MaxValue, serial);

    private static IEnumerable<long> Numbers(IEnumerable<SerialRange> ranges) =>
        ranges.SelectMany(range => Enumerable.Range(0, (int)range.Count).Select(n => range.First + n));
}
