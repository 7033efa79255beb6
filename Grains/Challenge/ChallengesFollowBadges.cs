using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Challenge;

/// <summary>
/// A set of badges moves with each badge of the member, and is complete with the last; one that is published when the member has badges
/// of it already moves when the shard has looked through its members, or with its next activity or play. While its campaign is closed or paused it rests.
/// </summary>
internal sealed class ChallengesFollowBadges : IReaction
{
    public Consequence? Next(ShardState state, GrainEvent happened, in RecordStamp at)
    {
        if (happened is not (BadgeEarned or OwedBadgesGiven or ActivityCounted or PlaySettled { Refused: false } or CardScratched)
            || state.Self.InForce(at.Stamp)?.Programme is not { Challenges.Count: > 0 } programme)
        {
            return null;
        }

        MemberGrain member = state.FindMember(at.Member!.Value)!;
        foreach (ChallengeRules rules in programme.Challenges)
        {
            if (rules.FollowsBadges && IsOpen(state, rules.Campaign, at.Stamp) && member.Challenges.HasRoomFor(rules.Id) && Next(rules, member) is { } next)
            {
                return new(next, []);
            }
        }

        return null;
    }

    /// <summary>Whether the challenge is yet to count badges that the member has.</summary>
    public static bool Moves(ChallengeRules rules, MemberGrain member) => member.Challenges.HasRoomFor(rules.Id) && Next(rules, member) is not null;

    private static bool IsOpen(ShardState state, CampaignRules campaign, Stamp now) =>
        campaign.IsOpen(now) && !state.Self.IsPaused(PauseTarget.Campaign(campaign.Id));

    private static GrainEvent? Next(ChallengeRules rules, MemberGrain member)
    {
        SetGoal set = (SetGoal)rules.Goal;
        ChallengeEntry entry = member.Challenges.Of(rules.Id, rules.Shape);
        int[] had = [.. Enumerable.Range(0, set.Members.Count).Where(place => entry.Of(null, place) == 0 && member.Awards.HasBadge(set.Members[place]))];
        return had.Length > 0
            ? new ChallengeMoved(rules.Id, rules.Shape, null, 1, had)
            : ChallengeSteps.Due(rules, entry, null).FirstOrDefault()?.Given;
    }
}
