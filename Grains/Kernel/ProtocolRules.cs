using Jifen.Grains.Badge;
using Jifen.Grains.Budget;
using Jifen.Grains.Cards;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Challenge;
using Jifen.Grains.Coupon;
using Jifen.Grains.Draws;
using Jifen.Grains.Leaderboard;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member;
using Jifen.Grains.Member.Limits;
using Jifen.Grains.Member.Refunds;
using Jifen.Grains.Stock;
using Jifen.Grains.Wallet;

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
        SetAdultFrom adult => EnrolRules.Decide(state, adult),
        SettlePlay settle => SettleRules.Decide(state, settle, context),
        GrantTickets grant => GrantRules.Decide(state, grant, context),
        ScratchCard scratch => ScratchRules.Decide(state, scratch, context),
        ClaimDrawPrize claim => DrawPrizeRules.Decide(state, claim, context),
        GiveDrawPrize give => DrawPrizeRules.Decide(state, give, context),
        LapseDrawPrize lapse => DrawPrizeRules.Decide(state, lapse, context),
        GiveBadge give => BadgeGift.Decide(state, give),
        BeginBadgeWalk begin => BadgeWalkRules.Decide(state, begin, context),
        WalkBadges walk => BadgeWalkRules.Decide(state, walk),
        GiveOwedBadges give => BadgeWalkRules.Decide(state, give, context),
        MarkSeen seen => SettleRules.Decide(state, seen),
        RepairStreak repair => StreakRules.Decide(state, repair, context),
        PauseStreak pause => StreakRules.Decide(state, pause, context),
        SetZone zone => StreakRules.Decide(state, zone, context),
        SetSelfLimits limits => SelfLimitRules.Decide(state, limits, context),
        SweepMember sweep => ActivityRules.Decide(state, sweep, context),
        Delivery delivery => DeliveryRules.Decide(state, delivery, context),
        PublishProgramme publish => CatalogueRules.Decide(state, publish, context),
        SetPaused pause => CatalogueRules.Decide(state, pause),
        OfferSeed offer => SeedRules.Decide(state, offer),
        ClosePeriod close => SeedRules.Decide(state, close, context),
        CloseBoard close => BoardRules.Decide(state, close, context),
        GiveBoardReward give => BoardRewardRules.Decide(state, give, context),
        AskCohorts ask => CohortRules.Decide(state, ask),
        CompleteCohorts complete => CohortRules.Decide(state, complete),
        TellDivision tell => DivisionTelling.Decide(state, tell),
        SetGroups groups => GroupRules.Decide(state, groups),
        SetFriends friends => FriendRules.Decide(state, friends),
        SetBoardName name => BoardNameRules.Decide(state, name),
        GiveAddress give => OrderRules.Decide(state, give),
        EraseAddress erase => OrderRules.Decide(state, erase),
        MoveOrder move => OrderRules.Decide(state, move),
        AddCodes codes => CouponRules.Decide(state, codes, context),
        SetPoolAlarm alarm => CouponRules.Decide(state, alarm),
        RecallDay recall => TreasuryRules.Decide(state, recall, context),
        ReleaseStock release => TreasuryRules.Decide(state, release, context),
        RetireUnits retire => TreasuryRules.Decide(state, retire, context),
        AskBudget ask => BudgetRules.Decide(state, ask),
        HandInBudget handIn => BudgetRules.Decide(state, handIn),
        OpenEpoch open => ShardRules.Decide(open),
        AdoptControl adopt => ShardRules.Decide(state, adopt),
        AcceptClock accept => ShardRules.Decide(accept),
        _ => throw new InvariantBrokenException($"no rule decides {input.GetType().Name}"),
    };
}
