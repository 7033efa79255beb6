using Jifen.Grains.Kernel;

namespace Jifen.Grains.Cards;

/// <summary>What a member may read of its cards. Looks at the state and changes nothing.</summary>
public static class CardQuery
{
    /// <summary>Null where the member is not in memory, or not enrolled. A card whose time has passed is shown as void, journalled or not.</summary>
    public static CardsView? View(ShardState state, MemberKey key, Stamp now)
    {
        if (state.FindMember(key) is not { Enrolled: true } member)
        {
            return null;
        }

        CardBook cards = member.Cards;
        PlayId Id(Sequence card) => new(state.Shard, card);
        return new(
            [.. cards.Held.Where(c => !c.IsVoid(now)).Select(c => new HeldCardView(Id(c.Card), c.Lottery, c.Serial, c.Commitment, c.Expires))],
            [
                .. cards.VoidBy(now).Reverse().Select(c => new EndedCardView(Id(c.Card), c.Lottery, c.Serial, null)),
                .. cards.Ended.Reverse().Select(c => new EndedCardView(Id(c.Card), c.Lottery, c.Serial, c.Kind)),
            ],
            [.. cards.Waiting.Select(open => new WaitingPlayView(open.Id, open.Taken.Lottery))])
        {
            IsTest = member.IsTest,
        };
    }
}
