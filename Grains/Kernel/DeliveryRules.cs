using Jifen.Grains.Catalogue;
using Jifen.Grains.Draws;
using Jifen.Grains.Leaderboard;
using Jifen.Grains.Lottery;
using Jifen.Grains.Stock;

namespace Jifen.Grains.Kernel;

/// <summary>
/// Messages taken in. Every one yields a record, if only <see cref="MessageRefused"/>; only a catalogue whose document is not at hand
/// has to wait for it.
/// </summary>
public static class DeliveryRules
{
    public static Decision Decide(ShardState state, Delivery delivery, in DecisionContext context)
    {
        long received = state.Self.Mail.Received(delivery.From, delivery.Lane);
        if (delivery.Number <= received)
        {
            return new Rejected(RejectionCodes.Nothing, "The message was applied before.");
        }

        return delivery.Number > received + 1
            ? new Rejected(RejectionCodes.TryAgain, "A message before this one has not arrived.")
            : Receive(state, delivery.From, delivery.Body, context);
    }

    private static Decision Receive(ShardState state, ShardId from, Message body, in DecisionContext context) => body switch
    {
        UnitsWanted wanted => TreasuryRules.Receive(state, from, wanted),
        UnitsReturned returned => TreasuryRules.Receive(state, from, returned),
        UnitsHandedIn handed => TreasuryRules.Receive(state, from, handed),
        UnitsGranted granted => SliceRules.Receive(state, granted),
        UnitsRecall recall => SliceRules.Receive(state, from, recall, context.Now),
        PrizeExhausted exhausted => SliceRules.Receive(state, exhausted),
        PrizeRestocked restocked => SliceRules.Receive(state, restocked),
        SeedPublished published => SeedRules.Receive(state, published),
        PeriodClosedAtShard closed => SeedRules.Receive(state, from, closed, context.Seeds),
        BoardClosedAtShard closed => BoardRules.Receive(state, from, closed, context),
        BoardBecameFinal final => BoardRules.Receive(state, final, context),
        BoardPlacesWanted wanted => RankingRules.Receive(state, from, wanted),
        BoardPlacesTold told => RankingRules.Receive(state, from, told),
        BoardRewardsDue rewards => BoardRewardRules.Receive(state, rewards, context),
        CohortsWanted wanted => CohortOwnerRules.Receive(state, from, wanted),
        CohortsAssigned assigned => CohortRules.Receive(state, assigned),
        CohortsCompletedAtShard completed => CohortOwnerRules.Receive(state, from, completed),
        CohortPlacesWanted wanted => CohortRules.Receive(state, from, wanted),
        CohortPlacesTold told => CohortOwnerRules.Receive(state, from, told),
        DivisionsMoved moved => CohortRules.Receive(state, moved),
        CohortsBecameSettled settled => CohortRules.Receive(state, settled, context),
        DrawClosedAtShard closed => DrawRules.Receive(state, from, closed, context),
        DrawAwarded awarded => DrawRules.Receive(state, awarded),
        DrawAnswered answered => DrawRules.Receive(state, answered),
        CatalogueOffered offered => CatalogueRules.Receive(state, offered, context),
        _ => Mail.Refuse("no rule takes this kind of message"),
    };
}
