using Jifen.Silo.Live;
using Jifen.Silo.Tests.Api;

namespace Jifen.Silo.Tests.Live;

public sealed class LatencyTests
{
    [Theory]
    [InlineData(1UL, 1)]
    [InlineData(2UL, 999)]
    [InlineData(3UL, 10_000)]
    [InlineData(4UL, 100_000)]
    public void Quantiles_are_those_of_the_sorted_samples_within_two_percent(ulong seed, int samples)
    {
        SeededDraw draw = new(seed);
        LatencyMeter meter = new();
        long[] sorted = [.. Enumerable.Range(0, samples).Select(_ => Sample(draw)).Order()];
        foreach (long ticks in sorted)
        {
            meter.Record((int)(ticks % 64), TimeSpan.FromTicks(ticks));
        }

        Latencies found = new RecentLatency(meter).Advance(1);

        Assert.Equal(samples, found.Count);
        RequireNear(sorted, 500, found.P50);
        RequireNear(sorted, 990, found.P99);
        RequireNear(sorted, 999, found.P999);
    }

    [Fact]
    public void What_is_older_than_a_minute_counts_no_more()
    {
        LatencyMeter meter = new();
        RecentLatency recent = new(meter);
        meter.Record(0, TimeSpan.FromMilliseconds(5));
        Assert.Equal(1, recent.Advance(1).Count);
        meter.Record(0, TimeSpan.FromMilliseconds(7));

        Assert.Equal(2, recent.Advance(1).Count);
        Assert.Equal(2, recent.Advance(58).Count);
        Assert.Equal(1, recent.Advance(1).Count);
        Assert.Equal(new Latencies(0, null, null, null), recent.Advance(1));
    }

    [Fact]
    public void Every_bucket_holds_its_own_middle()
    {
        for (int bucket = 0; bucket < LatencyMeter.Buckets; bucket++)
        {
            TimeSpan middle = LatencyMeter.MiddleOf(bucket);
            if (middle > TimeSpan.FromMicroseconds(10))
            {
                Assert.Equal(bucket, LatencyMeter.BucketOf(middle.Ticks * TimeSpan.NanosecondsPerTick));
            }
        }
    }

    /// <summary>One microsecond to some 17 minutes, as many in each octave.</summary>
    private static long Sample(SeededDraw draw) => (10L << draw.Below(30)) + draw.Below(1 << 20) % (10L << draw.Below(30));

    private static void RequireNear(long[] sorted, long thousandths, TimeSpan? found)
    {
        long exact = sorted[(int)(((sorted.Length * thousandths) + 999) / 1000) - 1];
        Assert.True(Math.Abs(found!.Value.Ticks - exact) <= Math.Max(1, exact * 0.02), $"{found.Value.Ticks} for {exact}");
    }
}
