using Jifen.Grains.Tests.Driving;

namespace Jifen.Grains.Tests.Stock;

public sealed class Exact_stock
{
    public static TheoryData<int, int> Towns()
    {
        TheoryData<int, int> towns = [];
        foreach (int shards in new[] { 1, 2, 7, 64 })
        {
            foreach (int stock in new[] { 0, 1, 63, 64, 65, 100 })
            {
                towns.Add(shards, stock);
            }
        }

        return towns;
    }

    [Theory]
    [MemberData(nameof(Towns))]
    public void Enough_plays_that_always_win_give_exactly_the_stock(int shards, int stock)
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            Town town = Plays(shards, stock, seed, plays: stock + 40);
            Assert.Equal(stock, Wins(town));
            Assert.Equal(stock + 40, town.Events<PlaySettled>().Count());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(100)]
    public void With_all_members_on_two_shards_of_sixty_four_the_rest_is_called_back(int stock)
    {
        Town town = Plays(64, stock, seed: 1, plays: stock + 40, 5, 6);

        Assert.Equal(stock, Wins(town));
        Assert.True(town.Checks.Exhaustions > 0);
    }

    [Fact]
    public void Units_lent_ahead_are_called_back_from_the_shard_that_does_not_need_them()
    {
        Town town = new Town(2).With(ProgrammeBuilder.AProgramme().AlwaysWinning(100).FreePlays(1000));
        town.PlayOut(town.Enrol(0, 0));
        MemberKey member = town.Enrol(0, 1);
        int won = Enumerable.Range(0, 110).Count(_ => ((Played)town.PlayOut(member)!).Prize);

        Assert.Equal(99, won);
        Assert.Contains(town.Events<UnitsGivenBack>(), b => b.Units > 0);
    }

    [Fact]
    public void Control_stock_that_is_not_counted_is_caught()
    {
        Town town = Plays(2, 10, seed: 1, plays: 50, plant: shard =>
            shard.Tamper = (_, _, decision) => decision is Decided { Answer: Played or PlayPending } decided
                ? decided with { Events = [.. decided.Events.Where(e => e is not UnitUsed)] }
                : decision);

        Assert.NotEqual(10, Wins(town));
    }

    private static int Wins(Town town) => town.Events<PlaySettled>().Count(s => s.Prize);

    private static Town Plays(int shards, int stock, ulong seed, int plays, params int[] homes) => Plays(shards, stock, seed, plays, static _ => { }, homes);

    private static Town Plays(int shards, int stock, ulong seed, int plays, Action<TestShard> plant, params int[] homes)
    {
        Town town = new Town(shards, seed).With(ProgrammeBuilder.AProgramme().AlwaysWinning(stock).FreePlays(1000));
        town.Shards.ToList().ForEach(plant);
        Dice dice = new(seed + 1000);
        MemberKey[] members = [.. Enumerable.Range(0, 30).Select(n => town.Enrol(n, homes))];
        for (int taken = 0; taken < plays;)
        {
            taken += town.Play(members[dice.Roll(members.Length)]) is Decided ? 1 : 0;
            for (int steps = dice.Roll(6); steps > 0; steps--)
            {
                town.Step();
            }
        }

        town.Settle();
        return town;
    }
}
