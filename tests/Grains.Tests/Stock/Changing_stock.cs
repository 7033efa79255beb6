using Jifen.Grains.Stock;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Stock;

public sealed class Changing_stock
{
    [Fact]
    public void Raised_stock_ends_exhaustion_everywhere()
    {
        Town town = new Town(7).With(Always(1));
        Play(town, 3);
        Assert.Equal(1, Awarded(town));

        town.With(Always(3));
        Play(town, 5);

        Assert.Equal(3, Awarded(town));
        Assert.Equal((3, 3), (TreasuryOf(town).Total, TreasuryOf(town).Out));
    }

    [Fact]
    public void Raised_stock_serves_a_wish_that_waits_for_a_recall()
    {
        Town town = new Town(3).With(Always(16));
        MemberKey member = town.Enrol(0, 0);
        town.PlayOut(town.Enrol(0, 1));
        RequestKey key = town.NewKey();
        for (; !town.Events<RecallBegun>().Any(); key = town.NewKey())
        {
            town.Play(member, key);
            while (town.DeliverNext<UnitsWanted>() || town.DeliverNext<UnitsGranted>())
            {
                town.DoAllDue();
            }
        }

        Assert.Single(TreasuryOf(town).Wishes);
        town.CatalogueHome.Submit(new PublishProgramme(town.Store(Always(20)), null, "lin"), town.Now);
        Assert.True(town.DeliverNext<CatalogueOffered>(town.HomeOf(WheelId).State.Shard));

        Assert.True(TreasuryOf(town).IsRecalling);
        Assert.Empty(TreasuryOf(town).Wishes);
        town.Settle();
        Assert.Equal(town.Events<PlayTaken>().Count(), Awarded(town));
    }

    [Fact]
    public void Lowered_stock_takes_what_is_free_at_once_and_recalls_the_rest()
    {
        Town town = new Town(2).With(Always(1000));
        Play(town, 4);
        Assert.True(TreasuryOf(town).Out > 4);

        town.With(Always(4));

        Treasury treasury = TreasuryOf(town);
        Assert.Equal((4, 4, 0, 4), (treasury.Total, treasury.Target, treasury.Free, treasury.Out));
        Play(town, 3);
        Assert.Equal(4, Awarded(town));
    }

    [Fact]
    public void Stock_lowered_below_what_is_awarded_stays_at_what_is_awarded()
    {
        Town town = new Town(2).With(Always(10));
        Play(town, 6);

        town.With(Always(2));
        Play(town, 2);
        Assert.Equal((6, 6, 2), (Awarded(town), TreasuryOf(town).Total, TreasuryOf(town).Target));

        town.With(Always(7));
        Play(town, 4);
        Assert.Equal(7, Awarded(town));
    }

    [Fact]
    public void An_unchanged_stock_sets_nothing_anew()
    {
        Town town = new Town(2).With(Always(10));

        town.With(Always(10).Costing(99));

        Assert.Single(town.Events<StockSet>());
    }

    private static ProgrammeBuilder Always(long stock) => AProgramme().AlwaysWinning(stock).FreePlays(1000);

    private static Treasury TreasuryOf(Town town) => town.HomeOf(WheelId).State.Treasury(WheelId, "gold");

    private static long Awarded(Town town) => town.Checks.Awarded.GetValueOrDefault("lottery:wheel/gold");

    private static void Play(Town town, int plays)
    {
        for (int n = 0; n < plays; n++)
        {
            MemberKey member = town.KeyFor(n);
            town.HomeOf(member).Submit(new Enrol(member), town.Now);
            town.PlayOut(member);
        }
    }
}
