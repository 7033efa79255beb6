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
            Assert.Equal(stock, town.Checks.Awarded.GetValueOrDefault("lottery:wheel/gold"));
            Assert.Equal(stock + 40, town.Events<PlaySettled>().Count());
        }
    }

    private static Town Plays(int shards, int stock, ulong seed, int plays)
    {
        Town town = new Town(shards, seed).With(ProgrammeBuilder.AProgramme().AlwaysWinning(stock).FreePlays(1000));
        Dice dice = new(seed + 1000);
        MemberKey[] members = [.. Enumerable.Range(0, 30).Select(n => town.Enrol(n))];
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
