using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Grains.Member.Refunds;

namespace Jifen.Grains.Challenge;

/// <summary>
/// What a refund takes from challenges: what the activity brought under the version that counted it, less what it brings as far as it
/// still stands. Rewards stay; and none becomes due by it.
/// </summary>
internal static class ChallengeReturn
{
    public static IEnumerable<GrainEvent> Of(ShardState state, MemberGrain member, RefundClaim claim, Stamp now)
    {
        if (state.Self.FindVersion(claim.Activity.Catalogue)?.Programme is not { Challenges.Count: > 0 } counted)
        {
            return [];
        }

        Programme programme = state.Self.InForce(now)!.Programme!;
        return claim.Activity.Events.OfType<ChallengeMoved>().SelectMany(moved => Of(member.Challenges, claim, counted, programme, moved)).ToList();
    }

    private static IEnumerable<GrainEvent> Of(ChallengeBook book, RefundClaim claim, Programme counted, Programme programme, ChallengeMoved moved)
    {
        ChallengeEntry entry = book.Of(moved.Challenge, moved.Shape);
        if (counted.FindChallenge(moved.Challenge) is not { } rules || Change(rules, claim, moved, entry) is not { } change)
        {
            yield break;
        }

        yield return change;
        if (programme.FindChallenge(moved.Challenge) is { } now && now.Shape == moved.Shape)
        {
            foreach (ChallengeWaived waived in Waived(now, entry, entry.With(change), moved.From))
            {
                yield return waived;
            }
        }
    }

    /// <summary>Null where nothing changes, or where what was counted is not kept any more.</summary>
    private static ChallengeMoved? Change(ChallengeRules rules, RefundClaim claim, ChallengeMoved moved, ChallengeEntry entry)
    {
        Contribution before = rules.ContributionOf(claim.Activity.Report, claim.Before);
        Contribution after = claim.IsWhole ? default : rules.ContributionOf(claim.Activity.Report, claim.After);
        if (rules.Goal is SetGoal)
        {
            int[] lost = [.. ChallengeTurn.PlacesOf(before.Mask & ~after.Mask).Where(place => entry.Of(moved.From, place) > 0)];
            return lost.Length == 0 ? null : moved with { By = -1, Of = lost };
        }

        long by = Math.Max(after.By - before.By, -entry.Of(moved.From));
        return by == 0 ? null : moved with { By = by };
    }

    /// <summary>Steps that only become due because a run is broken into more than one.</summary>
    private static IEnumerable<ChallengeWaived> Waived(ChallengeRules rules, ChallengeEntry before, ChallengeEntry after, DateOnly? from)
    {
        Dictionary<int, long> dueBefore = ChallengeSteps.Due(rules, before, from).ToDictionary(due => due.Step ?? 0, due => due.Times);
        foreach (DueReward due in ChallengeSteps.Due(rules, after, from))
        {
            long more = due.Times - dueBefore.GetValueOrDefault(due.Step ?? 0);
            if (more > 0)
            {
                yield return (due with { Times = more }).Waived;
            }
        }
    }
}
