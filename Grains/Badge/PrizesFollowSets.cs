using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member;
using Jifen.Grains.Member.Multipliers;
using Jifen.Grains.Wallet;

namespace Jifen.Grains.Badge;

/// <summary>
/// A complete set brings its grand prize in the record that completes it. A badge among the prizes may complete the next set, in the same
/// record; a coupon may get its code in a later one.
/// </summary>
internal sealed class PrizesFollowSets : IFollowUp
{
    /// <summary>Rule of the points that a grand prize gives.</summary>
    public const string Rule = "badge-set";

    /// <summary>How the points and tickets of a grand prize name the set.</summary>
    public static string CauseOf(string set) => $"{Rule}:{set}";

    public IReadOnlyList<GrainEvent> From(ShardState state, GrainEvent happened, in RecordStamp at)
    {
        if (happened is not BadgeSetCompleted completed)
        {
            return [];
        }

        Programme programme = state.Self.InForce(at.Stamp)!.Programme!;
        MemberGrain member = state.FindMember(at.Member!.Value)!;
        PlayId record = new(at.Shard, at.Sequence);
        string source = PrizeSource.OfSet(completed.Set);
        return PrizeGift.Due(member, programme.BadgeSets.First(set => set.Id == completed.Set).Grand) switch
        {
            PointsPrize points => Points(points, CauseOf(completed.Set), programme, member.Purse, at.Stamp),
            TicketPrize tickets => [new TicketsGiven(tickets.Lottery, tickets.Count, CauseOf(completed.Set))],
            BadgePrize badge => BadgeGift.Give(state, member, badge.Badge, programme, record),
            GoodsPrize goods => [.. OrdersFollowWins.Order(goods, record, OrdersFollowWins.Next(member, record), source, programme.Version)],
            CouponPrize coupon => CouponGift.Give(state, member, record, source, coupon, programme, 1, at.Stamp),
            MultiplierPrize multiplier => MultipliersFollowWins.Give(member, multiplier, source, null, 1, at.Stamp),
            _ => [],
        };
    }

    /// <summary>The points, of which what the member owes is paid first.</summary>
    private static IReadOnlyList<GrainEvent> Points(PointsPrize grand, string cause, Programme programme, Purse purse, Stamp now)
    {
        Stamp? expires = programme.Calendar.ExpiryOf(now, programme.Expiry);
        PointsEarned earned = new(cause, Rule, null, grand.Points, purse.LotFor(expires), expires, programme.Calendar.DayOf(now));
        return [earned, .. purse.Repayment(cause, [new(earned.Lot, earned.Points, expires)], now)];
    }
}
