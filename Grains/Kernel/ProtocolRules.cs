using Jifen.Grains.Budget;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Leaderboard;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member;
using Jifen.Grains.Member.Refunds;
using Jifen.Grains.Stock;

namespace Jifen.Grains.Kernel;

/// <summary>The rules of the engine, each kind of input to its own.</summary>
public sealed class ProtocolRules : IShardRules
{
    private ProtocolRules()
    {
    }

    public static ProtocolRules Instance { get; } = new();

    public Decision Decide(ShardState state, ShardInput input, in DecisionContext context) => input switch
    {
        Play play => PlayRules.Decide(state, play, context),
        ReportActivity activity => ActivityRules.Decide(state, activity, context),
        RefundActivity refund => RefundRules.Decide(state, refund, context),
        OpenMember open => OpeningRules.Decide(state, open, context),
        Enrol enrol => EnrolRules.Decide(state, enrol),
        SettlePlay settle => SettleRules.Decide(state, settle, context),
        MarkSeen seen => SettleRules.Decide(state, seen),
        SweepMember sweep => ActivityRules.Decide(state, sweep, context),
        Delivery delivery => DeliveryRules.Decide(state, delivery, context),
        PublishProgramme publish => CatalogueRules.Decide(state, publish, context),
        SetPaused pause => CatalogueRules.Decide(state, pause),
        OfferSeed offer => SeedRules.Decide(state, offer),
        ClosePeriod close => SeedRules.Decide(state, close, context),
        CloseBoard close => BoardRules.Decide(state, close, context),
        RecallDay recall => TreasuryRules.Decide(state, recall, context),
        AskBudget ask => BudgetRules.Decide(state, ask),
        HandInBudget handIn => BudgetRules.Decide(state, handIn),
        OpenEpoch open => ShardRules.Decide(open),
        AdoptControl adopt => ShardRules.Decide(state, adopt),
        AcceptClock accept => ShardRules.Decide(accept),
        _ => throw new InvariantBrokenException($"no rule decides {input.GetType().Name}"),
    };
}
