using Jifen.Grains.Stock;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Stock;

public sealed class Daily_stock
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void A_day_gives_its_own_stock_and_the_next_day_again_until_all_is_gone(int shards)
    {
        Town town = new Town(shards).With(Daily(total: 5, perDay: 2));
        int[] won = new int[4];
        for (int day = 0; day < won.Length; day++)
        {
            town.Now = At($"2026-11-{21 + day}T13:00:00+08:00");
            town.Settle();
            won[day] = PlayWins(town, 6);
        }

        Assert.Equal([2, 2, 1, 0], won);
    }

    [Fact]
    public void Units_of_a_day_that_is_over_come_back_to_be_given_again()
    {
        Town town = new Town(2).With(Daily(total: 100, perDay: 40));
        PlayWins(town, 1);
        Treasury treasury = town.HomeOf(WheelId).State.Treasury(WheelId, "gold");
        Assert.True(treasury.Out > 1);

        town.Now = At("2026-11-22T00:00:00+08:00");
        town.Settle();

        Assert.Equal((1, 99), (treasury.Out, treasury.Free));
        Assert.Equal(1, treasury.FindDay(new DateOnly(2026, 11, 21))!.Out);
        Assert.Null(treasury.OldestHeldDay);
    }

    [Fact]
    public void A_day_is_not_recalled_before_it_is_over()
    {
        Town town = new Town(1).With(Daily(total: 100, perDay: 40));
        PlayWins(town, 1);
        RecallDay recall = new(WheelId, "gold", new DateOnly(2026, 11, 21));

        Assert.IsType<Rejected>(town.Shards[0].Submit(recall, At("2026-11-21T23:59:59.999999+08:00")));
        Assert.IsType<Decided>(town.Shards[0].Submit(recall, At("2026-11-22T00:00:00+08:00")));
        Assert.IsType<Rejected>(town.Shards[0].Submit(recall, At("2026-11-22T00:00:00+08:00")));
    }

    [Fact]
    public void A_play_taken_before_midnight_is_served_from_its_own_day_after_it()
    {
        Town town = new Town(1).With(Daily(total: 9, perDay: 1));
        MemberKey member = town.Enrol(0);
        town.Now = At("2026-11-21T23:59:59.999999+08:00");
        RequestKey key = town.NewKey();
        town.Play(member, key);

        town.Now = At("2026-11-22T00:00:01+08:00");
        town.Settle();

        Assert.Equal("gold", Assert.IsType<Played>(town.AnswerOf(member, key)).Segment);
        Assert.Equal(new DateOnly(2026, 11, 21), Assert.Single(town.Events<UnitUsed>()).Day);
        Assert.Equal(1, PlayWins(town, 3));
    }

    [Fact]
    public void Where_a_lowered_limit_leaves_units_out_they_come_back()
    {
        Town town = new Town(1).With(Daily(total: 100, perDay: 40));
        PlayWins(town, 1);

        town.With(Daily(total: 100, perDay: 2));

        Assert.Equal(1, PlayWins(town, 4));
    }

    [Fact]
    public void A_raised_limit_ends_the_exhaustion_of_the_day()
    {
        Town town = new Town(2).With(Daily(total: 100, perDay: 1));
        Assert.Equal(1, PlayWins(town, 3));

        town.With(Daily(total: 100, perDay: 3));

        Assert.Equal(2, PlayWins(town, 4));
    }

    [Fact]
    public void Accounts_of_days_long_past_are_summed_up()
    {
        Town town = new Town(1).With(Daily(total: 100, perDay: 3));
        for (int day = 1; day <= 12; day++)
        {
            town.Now = At($"2026-12-{day:00}T12:00:00+08:00");
            town.Settle();
            Assert.Equal(3, PlayWins(town, 5));
        }

        Assert.True(town.Shards[0].State.Lottery(WheelId).Accounts.Count <= 9);
        SliceStockView slice = Assert.Single(StockQuery.Slice(town.Shards[0].State, WheelId));
        TreasuryStockView treasury = Assert.Single(StockQuery.Treasuries(town.Shards[0].State, WheelId));
        Assert.Equal((36, 0, 36), (slice.Used, slice.Unused, treasury.Out));
        town.Shards[0].AssertReplays();
    }

    private static ProgrammeBuilder Daily(long total, long perDay) => AProgramme().AlwaysWinning(total, perDay).FreePlays(1000);

    private static int PlayWins(Town town, int plays)
    {
        int won = 0;
        for (int n = 0; n < plays; n++)
        {
            MemberKey member = town.KeyFor(n);
            town.HomeOf(member).Submit(new Enrol(member), town.Now);
            won += Assert.IsType<Played>(town.PlayOut(member)).Prize ? 1 : 0;
        }

        return won;
    }
}
