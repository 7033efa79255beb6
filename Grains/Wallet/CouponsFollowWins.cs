using Jifen.Grains.Catalogue;
using Jifen.Grains.Challenge;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Wallet;

/// <summary>A card or a reward that is worth a coupon puts it into the wallet, in the record that opened or reached it.</summary>
internal sealed class CouponsFollowWins : IFollowUp
{
    public IReadOnlyList<GrainEvent> From(ShardState state, GrainEvent happened, in RecordStamp at) => happened switch
    {
        CardScratched { Prize: true } card => OfCard(state, card, at),
        ChallengeRewarded rewarded => OfChallenge(state, rewarded, at),
        _ => [],
    };

    private static IReadOnlyList<GrainEvent> OfCard(ShardState state, CardScratched card, in RecordStamp at) =>
        state.Self.Newest!.Programme!.DecksEver.Find(card.Lottery)!.Kind(card.Face).Prize is CouponPrize coupon
            ? Give(state, card.Card, PrizeSource.OfCard(card.Lottery, card.Face), coupon, state.Self.Newest.Programme, 1, at)
            : [];

    private static IReadOnlyList<GrainEvent> OfChallenge(ShardState state, ChallengeRewarded rewarded, in RecordStamp at)
    {
        Programme programme = state.Self.InForce(at.Stamp)!.Programme!;
        return ChallengeSteps.RewardOf(programme.FindChallenge(rewarded.Challenge)!.Goal, rewarded.Step).Coupon is { } coupon
            ? Give(
                state, new(at.Shard, at.Sequence), PrizeSource.OfChallenge(rewarded.Challenge, rewarded.Step), coupon, programme, rewarded.Times, at)
            : [];
    }

    private static IReadOnlyList<GrainEvent> Give(
        ShardState state, PlayId play, string source, CouponPrize coupon, Programme programme, long times, in RecordStamp at)
    {
        MemberGrain member = state.FindMember(at.Member!.Value)!;
        return CouponGift.Give(state, member, play, source, coupon, programme, times, at.Stamp);
    }
}
