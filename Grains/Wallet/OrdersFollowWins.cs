using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Wallet;

/// <summary>A card or a draw that is worth goods begins an order, in the record that opened or gave it. Orders of wheels follow their plays, those of sets of badges the sets.</summary>
internal sealed class OrdersFollowWins : IFollowUp
{
    public IReadOnlyList<GrainEvent> From(ShardState state, GrainEvent happened, in RecordStamp at) => happened switch
    {
        CardScratched { Prize: true } card => OfCard(state, card, at),
        DrawPrizeWon { Deadline: null } won => OfDraw(state, won.Lottery, won.Prize, won.Catalogue, at),
        DrawPrizeClaimed claimed when MemberOf(state, at).Draws.Find(claimed.Lottery, claimed.Period)?.Win is { } win =>
            OfDraw(state, claimed.Lottery, win.Prize, win.Catalogue, at),
        _ => [],
    };

    /// <summary>The events of goods whose order is kept; none of any other prize.</summary>
    /// <param name="part">As of <see cref="PrizeId"/>.</param>
    public static IEnumerable<GrainEvent> Order(Prize prize, PlayId play, int part, string source, long catalogue) =>
        prize is GoodsPrize { Delivery: { } delivery }
            ? [new GoodsWon(play, source, catalogue, delivery == GoodsDelivery.Address) { Part = part == 0 ? null : part }]
            : [];

    /// <summary>Place of what a record brings next, as of <see cref="PrizeId"/>; from 1 on.</summary>
    public static int Next(MemberGrain member, PlayId play) => member.Wallet.CountOf(play.Sequence) + member.Orders.CountOf(play.Sequence) + 1;

    private static IReadOnlyList<GrainEvent> OfCard(ShardState state, CardScratched card, in RecordStamp at)
    {
        Programme programme = state.Self.Newest!.Programme!;
        return [.. Order(
            programme.DecksEver.Find(card.Lottery)!.Kind(card.Face).Prize, card.Card, Next(MemberOf(state, at), card.Card), PrizeSource.OfCard(card.Lottery, card.Face),
            programme.Version)];
    }

    private static IReadOnlyList<GrainEvent> OfDraw(ShardState state, string lottery, string prize, long catalogue, in RecordStamp at)
    {
        PlayId play = new(at.Shard, at.Sequence);
        Draw draw = state.Self.FindVersion(catalogue)!.Programme!.FindDraw(lottery)!;
        return [.. Order(draw.Prize(prize).Prize, play, Next(MemberOf(state, at), play), PrizeSource.OfDraw(lottery, prize), catalogue)];
    }

    private static MemberGrain MemberOf(ShardState state, in RecordStamp at) => state.FindMember(at.Member!.Value)!;
}
