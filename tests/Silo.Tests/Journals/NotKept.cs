namespace Jifen.Silo.Tests.Journals;

/// <summary>What no journal has that is kept, and why not.</summary>
internal static class NotKept
{
    /// <summary>By name, as of <see cref="RecordKinds"/>.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["badges-walked.through"] = "More members on a shard than are looked at at a time (BadgeWalk.MostOwed).",
        ["challenge-waived.from"] = "A refund breaks only runs and rolling periods into more, and these have none.",
        ["challengeReward.coupon"] = "Records have rewards of boards alone, and boards give no coupons.",
        ["challengeReward.multiplier"] = "Boards give no multipliers.",
        ["couponPrize.otherwise"] = "As challengeReward.coupon.",
        ["multiplierPrize.kinds"] = "As challengeReward.multiplier.",
        ["units-handed-in.day"] = "Only points of budgets are handed in, and these have no day.",
        ["units-regained.day"] = "As units-handed-in.day.",
        ["walk-badges.after"] = "As badges-walked.through.",
        ["walk-badges.through"] = "As badges-walked.through.",
    };
}
