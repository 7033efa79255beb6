namespace Jifen.Process.Tests.Audit;

public sealed class BoardAuditTests
{
    [Fact]
    public void A_reward_that_is_forgotten_comes_twice_or_is_another_ranks_is_found_out() => Assert.Equal(
        ["m3 is not given its 200 points", "m2 is given its reward 2 times", "m4 is given 200 points, which are not its rank's"],
        BoardAudit.Faults(["m1", "m2", "m3", "m4"], [("m1", 500), ("m2", 200), ("m2", 200), ("m4", 200)]));
}
