using Jifen.Grains.Tests.Driving;

namespace Jifen.Grains.Tests.Orders;

/// <summary>Whatever members and the brand do in whatever order: an order does what a naive one does, and the desk knows those that are open.</summary>
public class Any_orders
{
    private const int Runs = 40;

    [Fact]
    public void Orders_do_what_naive_ones_do_and_each_win_has_one()
    {
        for (ulong seed = 1; seed <= Runs; seed++)
        {
            new OrderRun(seed).Run().Check();
        }
    }

    public static TheoryData<string> Faults => ["an address that stays", "a step that is skipped", "a change after shipping"];

    /// <summary>The control: each planted fault is seen.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_seen(string fault) =>
        PlantedFault.IsSeen(fault, Runs, seed => new OrderRun(seed, fault).Run().Check());
}
