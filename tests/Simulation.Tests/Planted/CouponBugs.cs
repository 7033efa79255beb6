using Jifen.Grains.Kernel;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>What may go wrong with coupons.</summary>
internal static class CouponBugs
{
    /// <summary>A coupon that waited gets the code before its own.</summary>
    public static Decided GivesAgain(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Select(e => e is CodeGiven { Serial: > 0 } given ? given with { Serial = given.Serial - 1 } : e)] };

    /// <summary>A code is used up, and its coupon goes on waiting.</summary>
    public static Decided ForgetsCoupon(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Where(e => e is not CodeGiven)] };

    /// <summary>A coupon is replaced while its code lies on the shard.</summary>
    public static Decided ReplacesEarly(ShardState state, ShardInput input, Decided decided) => decided.Events.Any(e => e is CodeGiven)
        ? decided with { Events = [.. decided.Events.Where(e => e is not UnitUsed).Select(e => e is CodeGiven given ? new CouponReplaced(given.Prize, given.Part) : e)] }
        : decided;

    /// <summary>A coupon that is replaced brings nothing.</summary>
    public static Decided KeepsStandIn(ShardState state, ShardInput input, Decided decided) => decided.Events.Any(e => e is CouponReplaced)
        ? decided with { Events = [.. decided.Events.Where(e => e is not PointsEarned)] }
        : decided;
}

/// <summary>A pool takes what is uploaded without a look at what it has.</summary>
internal sealed class TakesAnyUpload : IShardRules
{
    public Decision Decide(ShardState state, ShardInput input, in DecisionContext context) => ProtocolRules.Instance.Decide(
        state, input is AddCodes codes ? codes with { Before = state.CouponPool(codes.Pool).Total } : input, context);
}
