using Jifen.Grains.Kernel;
using Jifen.Silo.Live;
using Jifen.Silo.Tests.Api;

namespace Jifen.Silo.Tests.Live;

/// <summary>Each figure of a sound shard is doctored once, and an invariant is shown as broken.</summary>
public sealed class InvariantWallTests
{
    [Fact]
    public async Task A_doctored_tally_is_shown_as_broken()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        await LiveDeskTests.ActAsync(silo);
        ShardView[] sound = await LookAsync(silo);
        Assert.All(Of(sound), invariant => Assert.True(invariant.Holds, $"{invariant}"));

        foreach ((string name, Func<ShardView, ShardView> doctor) in Doctors())
        {
            ShardView[] doctored = [doctor(sound[0]), .. sound[1..]];
            InvariantFigures broken = Of(doctored).Single(invariant => invariant.Name == name);
            Assert.False(broken.Holds, $"{broken}");
            Assert.NotEqual(broken.Left, broken.Right);
        }
    }

    [Fact]
    public void A_prize_given_beyond_its_stock_is_shown_with_its_own_figures()
    {
        ShardView shard = new(
            new(0), new(0, 0, 0, 0, default, default, default, default, []), default, 0, 0, [new(new(0), "wheel", "cup", 3, 3, 0, 0, 0), new(new(0), "wheel", "pen", 1, 1, 0, 0, 0)],
            [], []);
        TreasuryStockView[] treasuries = [new("wheel", "cup", 2, null, 0, 2), new("wheel", "pen", 100, null, 99, 1)];

        InvariantFigures awards = InvariantWall.Of([shard], treasuries, default).Single(i => i.Name == InvariantWall.AwardsWithinStock);

        Assert.Equal(new(InvariantWall.AwardsWithinStock, 3, 2, AtMost: true, Holds: false, default), awards);
    }

    [Fact]
    public void A_budget_that_is_overspent_is_shown_with_its_own_figures()
    {
        ShardView shard = new(
            new(0), new(0, 0, 0, 0, default, default, default, default, []), default, 0, 0, [new(new(0), "budget:treats", "points", 101, 101, 0, 0, 0)], [], []);

        IReadOnlyList<InvariantFigures> wall = InvariantWall.Of([shard], [new("budget:treats", "points", 100, null, 0, 100)], default);

        Assert.Equal(new(InvariantWall.SpentWithinBudget, 101, 100, AtMost: true, Holds: false, default), wall.Single(i => i.Name == InvariantWall.SpentWithinBudget));
        Assert.True(wall.Single(i => i.Name == InvariantWall.AwardsWithinStock).Holds);
    }

    [Fact]
    public async Task They_hold_while_members_play_and_units_move()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        List<bool> held = [];
        Task playing = Task.WhenAll(Enumerable.Range(0, 8).Select(i => LiveDeskTests.ActAsync(silo, $"crowd{i}")));
        while (!playing.IsCompleted)
        {
            held.AddRange((await silo.Host.Engine.Desk.TakeAsync()).Invariants.Select(i => i.Holds));
        }

        await playing;
        Assert.DoesNotContain(false, held);
        Assert.NotEmpty(held);
    }

    private static IEnumerable<(string, Func<ShardView, ShardView>)> Doctors() =>
    [
        (InvariantWall.LotsAreBalances, v => Points(v, p => p with { Lots = p.Lots + 1 })),
        (InvariantWall.LotsAreBalances, v => Points(v, p => p with { Balance = p.Balance - 1 })),
        (InvariantWall.PointsAreConserved, v => Points(v, p => p with { Earned = p.Earned + 1 })),
        (InvariantWall.PointsAreConserved, v => Points(v, p => p with { Spent = p.Spent - 1 })),
        (InvariantWall.PointsAreConserved, v => Points(v, p => p with { Expired = p.Expired + 1 })),
        (InvariantWall.RefundsAreBooked, v => Points(v, p => p with { Owed = p.Owed + 1 })),
        (InvariantWall.RefundsAreBooked, v => Points(v, p => p with { Claimed = p.Claimed - 1 })),
        (InvariantWall.PlaysAreSettled, v => v with { Tally = v.Tally with { Plays = v.Tally.Plays with { Taken = v.Tally.Plays.Taken + 1 } } }),
        (InvariantWall.PlaysAreSettled, v => v with { Waiting = v.Waiting + 1 }),
        (InvariantWall.CardsAreKept, v => v with { CardsHeld = v.CardsHeld + 1 }),
        (InvariantWall.CardsAreKept, v => v with { Tally = v.Tally with { Cards = new() { Dealt = 1 } } }),
        (InvariantWall.UnitsAreKept, v => v with { Unused = v.Unused + 1 }),
        (InvariantWall.UnitsAreKept, v => v with { Tally = v.Tally with { Budgets = v.Tally.Budgets with { Used = v.Tally.Budgets.Used + 1 } } }),
        (InvariantWall.UnitsAreOut, v => v with { Tally = v.Tally with { Budgets = v.Tally.Budgets with { Back = v.Tally.Budgets.Back + 1 } } }),
        (InvariantWall.UnitsAreOut, v => v with { Tally = v.Tally with { Units = v.Tally.Units with { Lent = v.Tally.Units.Lent + 1 } } }),
    ];

    private static ShardView Points(ShardView view, Func<PointCounts, PointCounts> doctor) =>
        view with { Tally = view.Tally with { Points = doctor(view.Tally.Points) } };

    private static async Task<ShardView[]> LookAsync(TestSilo silo) =>
    [
        .. (await silo.Host.Engine.Calls.ReadAllAsync(Silo.Api.Position.None, new ShardViewQuery())).Select(read => read.View),
    ];

    private static IReadOnlyList<InvariantFigures> Of(IReadOnlyList<ShardView> views) =>
        InvariantWall.Of(views, [.. views.SelectMany(v => v.Treasuries)], default);
}
