using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Badge;

/// <summary>
/// A set is complete with the last of its badges, once for ever. One that is published when a member has all of it already is complete
/// when the shard has looked through its members, or with the member's next activity or play.
/// </summary>
internal sealed class SetsFollowBadges : IReaction
{
    public Consequence? Next(ShardState state, GrainEvent happened, in RecordStamp at)
    {
        if (happened is not (BadgeEarned or OwedBadgesGiven or ActivityCounted or PlaySettled { Refused: false } or CardScratched)
            || state.Self.InForce(at.Stamp)?.Programme is not { BadgeSets.Count: > 0 } programme)
        {
            return null;
        }

        Awards awards = state.FindMember(at.Member!.Value)!.Awards;
        BadgeSetDocument? complete = programme.BadgeSets.FirstOrDefault(set => !awards.HasSet(set.Id) && set.Badges.All(awards.HasBadge));
        return complete is null ? null : new(new BadgeSetCompleted(complete.Id), []);
    }
}
