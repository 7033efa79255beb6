using FsCheck;
using FsCheck.Fluent;
using Jifen.Silo.Api;

namespace Jifen.Silo.Tests.Api;

public sealed class RateTableTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void After_a_burst_one_call_is_let_in_for_each_interval()
    {
        RateTable<string> table = new(new(5, 20), 100, _time);
        Assert.Equal(20, Taken(table, "a", 100));
        Assert.Equal(TimeSpan.FromMilliseconds(200), table.Take("a"));
        _time.Pass(TimeSpan.FromMilliseconds(199));
        Assert.Equal(TimeSpan.FromMilliseconds(1), table.Take("a"));
        _time.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, Taken(table, "a", 10));
        _time.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal(10, Taken(table, "a", 100));
        _time.Pass(TimeSpan.FromHours(1));
        Assert.Equal(20, Taken(table, "a", 100));
    }

    [Fact]
    public void Callers_have_buckets_of_their_own()
    {
        RateTable<string> table = new(new(1, 3), 100, _time);
        Assert.Equal(3, Taken(table, "a", 10));
        Assert.Equal(3, Taken(table, "b", 10));
        Assert.Equal(2, table.Count);
    }

    [Fact]
    public void Who_is_idle_leaves_and_who_is_not_stays()
    {
        RateTable<string> table = new(new(1, 3), 100, _time);
        Assert.Equal(1, Taken(table, "idle", 1));
        Assert.Equal(3, Taken(table, "busy", 3));
        _time.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal(1, Taken(table, "new", 1));
        Assert.Equal(2, table.Count);
        Assert.Equal(2, Taken(table, "busy", 10));
    }

    [Fact]
    public void Beyond_the_bound_newcomers_are_refused_until_others_leave()
    {
        RateTable<int> table = new(new(1, 1), 10, _time);
        Assert.Equal(10, Enumerable.Range(0, 1_000).Count(caller => table.Take(caller) == TimeSpan.Zero));
        Assert.Equal(10, table.Count);
        Assert.Equal(TimeSpan.FromSeconds(1), table.Take(5_000));
        _time.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, table.Take(5_000));
        Assert.Equal(1, table.Count);
    }

    /// <summary>No row of calls gets more than burst + rate × time, and waiting as long as told is always enough.</summary>
    [Fact]
    public void Never_more_than_the_rate_and_the_told_wait_is_enough() => Prop.ForAll(
        ArbMap.Default.ArbFor<(PositiveInt Rate, PositiveInt Burst, NonNegativeInt[] Pauses)>(),
        drawn =>
        {
            Rate rate = new(1 + (drawn.Rate.Get % 1_000), 1 + (drawn.Burst.Get % 50));
            ManualTime time = new();
            RateTable<int> table = new(rate, 1, time);
            long let = 0;
            foreach (NonNegativeInt pause in drawn.Pauses)
            {
                TimeSpan wait = table.Take(1);
                if (wait > TimeSpan.Zero)
                {
                    time.Pass(wait);
                    Assert.Equal(TimeSpan.Zero, table.Take(1));
                }

                let++;
                time.Pass(TimeSpan.FromMilliseconds(pause.Get));
            }

            long interval = TimeSpan.TicksPerSecond / rate.PerSecond;
            return let <= rate.Burst + (time.GetTimestamp() / interval);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Callers_at_once_take_no_more_tokens_than_there_are()
    {
        RateTable<int> table = new(new(1, 500), 10, _time);
        int[] taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Taken(table, 1, 200))));
        Assert.Equal(500, taken.Sum());
        Assert.Equal(1, table.Count);
    }

    private static int Taken<T>(RateTable<T> table, T caller, int calls)
        where T : notnull => Enumerable.Range(0, calls).Count(_ => table.Take(caller) == TimeSpan.Zero);
}
