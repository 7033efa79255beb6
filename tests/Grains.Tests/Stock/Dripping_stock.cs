using Jifen.Grains.Kernel;
using Jifen.Grains.Stock;
using Jifen.Grains.Tests.Driving;
using Xunit.Sdk;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Stock;

public sealed class Dripping_stock
{
    private const long Minute = 60_000_000;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Each_hour_gives_its_share_and_what_was_not_won_stays_to_be_won(int shards)
    {
        Town town = new Town(shards).With(Dripping(total: 6, "2026-11-21T13:00:00+08:00", "2026-11-21T16:00:00+08:00"));
        Assert.Equal(0, PlayWins(town, 3));
        int[] won = [PlayAt(town, "13:00", 5), PlayAt(town, "14:00", 1), PlayAt(town, "14:59", 0), PlayAt(town, "15:00", 9), PlayAt(town, "18:00", 3)];

        Assert.Equal([2, 1, 0, 3, 0], won);
        Assert.All(town.Shards, shard => shard.AssertReplays());
        Assert.All(town.Shards, shard => shard.AssertDerivable());
    }

    [Fact]
    public void Before_its_time_a_prize_gives_its_fallback_and_the_receipt_says_that_it_was_out()
    {
        OneShard shard = ShardBuilder.AShard().Running(Dripping(1, "2026-11-21T13:00:00+08:00", "2026-11-21T14:00:00+08:00")).Build();
        Played played = Assert.IsType<Played>(shard.PlayOut());
        Assert.Equal(("none", "gold"), (played.Segment, Assert.Single(played.Exhausted!)));

        shard.GoTo("2026-11-21T13:00:00+08:00");
        Assert.Equal("gold", Assert.IsType<Played>(shard.PlayOut()).Segment);
    }

    [Fact]
    public void A_release_is_due_at_its_instant_and_not_before()
    {
        OneShard shard = ShardBuilder.AShard().Running(Dripping(2, "2026-11-21T13:00:00+08:00", "2026-11-21T15:00:00+08:00")).Build();
        ReleaseStock release = new(WheelId, "gold");
        TestShard home = shard.Town.Shards[0];

        Assert.IsType<Rejected>(home.Submit(release, At("2026-11-21T12:59:59.999999+08:00")));
        Assert.IsType<Decided>(home.Submit(release, At("2026-11-21T13:00:00+08:00")));
        Assert.IsType<Rejected>(home.Submit(release, At("2026-11-21T13:00:00+08:00")));
        Assert.Equal(new StockRelease(1, At("2026-11-21T14:00:00+08:00")), home.State.Treasury(WheelId, "gold").Release);
    }

    [Fact]
    public void A_drip_that_begins_on_a_live_wheel_calls_back_what_lies_unused_on_shards()
    {
        Town town = new Town(2).With(AProgramme().AlwaysWinning(100).FreePlays(1000));
        Assert.Equal(1, PlayWins(town, 1));
        Treasury treasury = town.HomeOf(WheelId).State.Treasury(WheelId, "gold");
        Assert.True(treasury.Out > 1);

        town.With(Dripping(100, "2026-11-21T13:00:00+08:00", "2026-11-21T23:00:00+08:00"));
        Assert.Equal(1, treasury.Out);
        Assert.Equal(0, PlayWins(town, 4));
        Assert.Equal(9, PlayAt(town, "13:00", 20));

        town.With(AProgramme().AlwaysWinning(100).FreePlays(1000));
        Assert.Equal(20, PlayWins(town, 20));
    }

    [Fact]
    public void A_prize_that_a_version_takes_away_is_not_released_any_more()
    {
        Town town = new Town(1).With(Dripping(6, "2026-11-21T13:00:00+08:00", "2026-11-21T16:00:00+08:00"));
        town.With(AProgramme().FreePlays(9));
        town.Now = At("2026-11-21T17:00:00+08:00");
        town.Settle();

        Assert.Equal(new StockRelease(0, null), town.Shards[0].State.Treasury(WheelId, "gold").Release);
    }

    [Fact]
    public void Never_is_more_won_than_is_released_and_all_is_won_in_the_end()
    {
        int exhausted = 0;
        for (ulong seed = 1; seed <= 60; seed++)
        {
            exhausted += Hold(seed, static _ => { });
        }

        Assert.True(exhausted > 60, $"{exhausted} plays met an empty stock");
    }

    /// <summary>The control: a treasury that releases a unit too many is found by the same check.</summary>
    [Fact]
    public void Control_a_unit_released_too_early_is_caught()
    {
        XunitException caught = Assert.ThrowsAny<XunitException>(() =>
        {
            for (ulong seed = 1; seed <= 60; seed++)
            {
                Hold(seed, town =>
                {
                    foreach (TestShard shard in town.Shards)
                    {
                        shard.Tamper = OneTooMany;
                    }
                });
            }
        });
        Assert.Contains("are released", caught.Message, StringComparison.Ordinal);
    }

    /// <summary>A random run on 1, 2, 7 or 16 shards, with a naive count of what is released.</summary>
    /// <returns>Plays that were given the fallback.</returns>
    private static int Hold(ulong seed, Action<Town> plant)
    {
        Dice dice = new(seed);
        long total = 1 + dice.Roll(80);
        int steps = 1 + dice.Roll(12);
        int every = 5 + dice.Roll(60);
        int[] counts = [1, 2, 7, 16];
        Stamp from = At("2026-11-21T13:00:00+08:00");
        Town town = new Town(counts[dice.Roll(4)], seed).With(Dripping(total, from, new(from.Microseconds + (steps * every * Minute)), every));
        plant(town);
        (long won, int missed) = (0, 0);
        for (int turn = 0; turn < 60; turn++)
        {
            town.Now = new(town.Now.Microseconds + (dice.Roll(2 * ((steps * every) + 60)) * Minute / 60));
            town.Settle();
            MemberKey member = Somebody(town, dice.Roll(40));
            bool prize = Assert.IsType<Played>(town.PlayOut(member)).Prize;
            (won, missed) = (won + (prize ? 1 : 0), missed + (prize ? 0 : 1));
            long passed = (town.Now.Microseconds - from.Microseconds) / (every * Minute);
            long released = town.Now < from ? 0 : Math.Min(total, total * (passed + 1) / steps);
            Assert.True(won <= released, $"seed {seed}: {won} are won, and {released} are released");
            Assert.True(prize || won == released, $"seed {seed}: the fallback is given, and {won} of {released} are won");
        }

        town.Now = new(Math.Max(town.Now.Microseconds, from.Microseconds + (steps * every * Minute)));
        town.Settle();
        won += PlayWins(town, 120);
        Assert.True(won == total, $"seed {seed}: {won} of {total} are won in the end");
        return missed;
    }

    private static Decision OneTooMany(ShardState state, ShardInput input, Decision decision) => decision is Decided { Events: [StockReleased released] } decided
        ? decided with { Events = [released with { Release = released.Release with { Units = released.Release.Units + 1 } }] }
        : decision;

    private static ProgrammeBuilder Dripping(long total, string from, string to) => Dripping(total, At(from), At(to), 60);

    private static ProgrammeBuilder Dripping(long total, Stamp from, Stamp to, int minutes) => AProgramme().FreePlays(1000).WithSegments(
        Stocked("gold", 1_000_000_000_000, total) with { Stock = new StockRule(total, null) { Drip = new(from, to, minutes) } }, Segment("none", 1));

    private static int PlayAt(Town town, string time, int plays)
    {
        town.Now = At($"2026-11-21T{time}:00+08:00");
        town.Settle();
        return PlayWins(town, plays);
    }

    private static int PlayWins(Town town, int plays)
    {
        int won = 0;
        for (int n = 0; n < plays; n++)
        {
            won += Assert.IsType<Played>(town.PlayOut(Somebody(town, n))).Prize ? 1 : 0;
        }

        return won;
    }

    private static MemberKey Somebody(Town town, int n)
    {
        MemberKey member = town.KeyFor(n);
        town.HomeOf(member).Submit(new Enrol(member), town.Now);
        return member;
    }
}
