using Jifen.Grains.Kernel;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Kernel;

public sealed class What_falls_due
{
    [Fact]
    public void Plays_then_periods_then_days_then_seeds()
    {
        Town town = new Town(1).With(AProgramme().AlwaysWinning(100, perDay: 40).FreePlays(9));
        town.PlayOut(town.Enrol(0));
        MemberKey second = town.Enrol(1);
        for (int n = 2; n < 12; n++)
        {
            town.Play(town.Enrol(n));
        }

        town.Play(second);
        town.DeliverNext<UnitsWanted>();
        town.DeliverNext<UnitsGranted>();
        town.Now = At("2026-11-22T12:00:00+08:00");
        IReadOnlyList<DueWork> due = town.Shards[0].Machine.Due(town.Now, 100);

        Assert.Equal(
            ["ClosePeriod", "RecallDay", "SeedMissing"],
            due.Select(Name).SkipWhile(name => name == "SettlePlay"));
        Assert.Equal("SettlePlay", Name(due[0]));
        Assert.Equal(new SeedMissing(WheelId, "2026-11-23"), due[^1]);
        Assert.Equal(due.Take(2), town.Shards[0].Machine.Due(town.Now, 2));
    }

    [Fact]
    public void A_shard_at_rest_owes_nothing()
    {
        Town town = new Town(2).With(AProgramme().AlwaysWinning(100).FreePlays(9));
        town.PlayOut(town.Enrol(0));

        Assert.All(town.Shards, s => Assert.Empty(s.Machine.Due(town.Now, 100)));
    }

    [Fact]
    public void A_shard_without_a_programme_owes_nothing() => Assert.Empty(new Town(1).Shards[0].Machine.Due(new(0), 100));

    private static string Name(DueWork work) => work is DueInput input ? input.Input.GetType().Name : work.GetType().Name;
}
