using Jifen.Grains.Tests.Driving;

namespace Jifen.Grains.Tests.Coupon;

/// <summary>Whatever the shards, the mail, the days and the uploads do: each code goes to one member, on its last day at the latest, and none is lost.</summary>
public class Any_pools
{
    private const int Runs = 40;

    [Fact]
    public void Each_code_goes_to_one_member_and_what_is_left_and_given_is_what_was_uploaded()
    {
        for (ulong seed = 1; seed <= Runs; seed++)
        {
            CouponRun run = new CouponRun(seed).Run();
            run.Check();
            run.CheckDerivable();
        }
    }

    [Fact]
    public void A_pool_is_given_out_to_its_last_code_before_anybody_is_told_that_none_is_left()
    {
        for (ulong seed = 1001; seed <= 1000 + Runs; seed++)
        {
            new CouponRun(seed).Run(60).Empty().Check();
        }
    }

    public static TheoryData<string> Faults =>
        ["a code dealt twice", "a code returned and kept", "a range lost on recall", "a coupon forgotten", "a stand-in beside a code",
            "a code good for a day longer", "a code retired too early", "a retired code recalled", "a code retired twice", "a last day lost on the way"];

    /// <summary>The control: each planted fault is seen.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_seen(string fault) =>
        PlantedFault.IsSeen(fault, Runs, seed => new CouponRun(seed, fault).Run().Empty().Check());
}
