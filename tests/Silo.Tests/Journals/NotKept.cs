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
        ["claimed.had"] = "As played.had.",
        ["couponPrize.otherwise"] = "As challengeReward.coupon.",
        ["division-told"] = "Younger than the journals that are kept: the next one is to have it.",
        ["grant-tickets"] = "Younger than the journals that are kept: the next one is to have it.",
        ["multiplierPrize.kinds"] = "As challengeReward.multiplier.",
        ["played.had"] = "Younger than the journals that are kept: the next one is to have it.",
        ["scratched.had"] = "As played.had.",
        ["tell-division"] = "Younger than the journals that are kept: the next one is to have it.",
        ["tickets-granted"] = "Younger than the journals that are kept: the next one is to have it.",
        ["units-handed-in.day"] = "Only points of budgets are handed in, and these have no day.",
        ["units-regained.day"] = "As units-handed-in.day.",
        ["walk-badges.after"] = "As badges-walked.through.",
        ["walk-badges.through"] = "As badges-walked.through.",
    };
}
