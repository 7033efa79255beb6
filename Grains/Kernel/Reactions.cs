using Jifen.Grains.Badge;
using Jifen.Grains.Challenge;
using Jifen.Grains.Coupon;
using Jifen.Grains.Leaderboard;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member.Multipliers;
using Jifen.Grains.Stock;
using Jifen.Grains.Wallet;

namespace Jifen.Grains.Kernel;

/// <summary>
/// What the grains of a shard make of each other's events, in the same record. Of each event, the consequences included, the follow-ups
/// are asked once, then the reactions until nothing follows any more.
/// </summary>
internal static class Reactions
{
    /// <summary>In the order in which they are asked.</summary>
    private static readonly IReadOnlyList<IFollowUp> Once =
    [
        new BadgesFollowCounters(), new PrizesFollowSets(), new RewardsFollowChallenges(), new OrdersFollowWins(), new CouponsFollowWins(), new MultipliersFollowWins(), new PoolsCallForMore(), new BoardsFollowEvents(), new BoardsFollowStreaks(),
    ];

    /// <summary>In the order in which they are asked.</summary>
    private static readonly IReadOnlyList<IReaction> All =
        [new StockFollowsCatalogue(), new BoardsFollowCatalogue(), new TreasuryServes(), new SliceAsks(), new SetsFollowBadges(), new ChallengesFollowBadges(), new CohortsFollowScores()];

    /// <summary>Folds what follows from a decision that has been folded, and returns the whole.</summary>
    public static Consequences To(ShardState state, Decided decided, in RecordStamp at, in DecisionContext context)
    {
        state.Self.Bind(context.Programmes);
        List<GrainEvent>? more = null;
        List<AddressedMessage>? messages = null;
        for (int i = 0; i < decided.Events.Count + (more?.Count ?? 0); i++)
        {
            GrainEvent happened = i < decided.Events.Count ? decided.Events[i] : more![i - decided.Events.Count];
            FollowUp(state, happened, at, ref more);
            while (Next(state, happened, at) is { } consequence)
            {
                state.Fold([consequence.Event], at);
                (more ??= []).Add(consequence.Event);
                (messages ??= [.. decided.Messages]).AddRange(consequence.Messages);
            }
        }

        return new(more is null ? decided.Events : [.. decided.Events, .. more], messages ?? decided.Messages);
    }

    private static void FollowUp(ShardState state, GrainEvent happened, in RecordStamp at, ref List<GrainEvent>? more)
    {
        for (int i = 0; i < Once.Count; i++)
        {
            IReadOnlyList<GrainEvent> events = Once[i].From(state, happened, at);
            if (events.Count > 0)
            {
                state.Fold(events, at);
                (more ??= []).AddRange(events);
            }
        }
    }

    private static Consequence? Next(ShardState state, GrainEvent happened, in RecordStamp at)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (All[i].Next(state, happened, at) is { } consequence)
            {
                return consequence;
            }
        }

        return null;
    }
}
