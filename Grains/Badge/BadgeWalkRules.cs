using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Badge;

/// <summary>
/// How badges come to members who met their criteria before they were published: the shard looks through its members, those in the store
/// too, and gives each what its counters deserve, in one record a member.
/// </summary>
public static class BadgeWalkRules
{
    public static Decision Decide(ShardState state, BeginBadgeWalk input, in DecisionContext context)
    {
        if (state.Self.Unbound is { } document)
        {
            return new NotYet(new DocumentNeeded(document));
        }

        if (state.Self.InForce(context.Now)?.Programme is not { } programme || Due(state, programme) != input.Version)
        {
            return new Rejected(RejectionCodes.Nothing, "Members have been looked through, or are being so.");
        }

        IEnumerable<GrainEvent> restocked = state.Editions.Where(edition => edition.IsRestocked).Select(edition => new RestockWalked { On = edition.Id });
        return new Decided { Events = [new BadgeWalkBegun(input.Version) { On = BadgeWalk.GrainId }, .. restocked] };
    }

    public static Decision Decide(ShardState state, WalkBadges input)
    {
        BadgeWalk walk = state.BadgeWalk;
        return walk.IsUnderWay && walk.Number == input.Walk && walk.After == input.After && walk.Owed.Count == 0
            ? new Decided { Events = [new BadgesWalked(input.Through, input.Owed) { On = BadgeWalk.GrainId }] }
            : new Rejected(RejectionCodes.Nothing, "The walk is elsewhere.");
    }

    public static Decision Decide(ShardState state, GiveOwedBadges input, in DecisionContext context)
    {
        if (state.FindMember(input.Member) is not { } member)
        {
            return new NotYet(new MemberNeeded(input.Member));
        }

        if (state.Self.Unbound is { } document)
        {
            return new NotYet(new DocumentNeeded(document));
        }

        if (!state.BadgeWalk.Owes(input.Member))
        {
            return new Rejected(RejectionCodes.Nothing, "The member is not owed a badge.");
        }

        Programme programme = state.Self.InForce(context.Now)!.Programme!;
        PlayId record = new(state.Shard, context.Next);
        IEnumerable<GrainEvent> badges = programme.Badges.Where(badge => OwedBadges.Deserves(member, badge))
            .SelectMany(badge => BadgeGift.Give(state, member, badge.Id, programme, record));
        return new Decided { Events = [.. badges, new OwedBadgesGiven(input.Member) { On = BadgeWalk.GrainId }] };
    }

    /// <summary>The walk that has to begin, the members that are owed badges, or those that are still to be looked at.</summary>
    internal static void AddDue(ShardState state, Stamp now, List<DueWork> due, int limit)
    {
        if (due.Count >= limit || state.Self.InForce(now)?.Programme is not { } programme)
        {
            return;
        }

        var walk = state.FindNamed(BadgeWalk.GrainId) as BadgeWalk;
        if (Due(state, programme) is { } version)
        {
            due.Add(new DueInput(new BeginBadgeWalk(version), null, null));
        }
        else if (walk is { Owed.Count: > 0 })
        {
            due.AddRange(walk.Owed.Take(limit - due.Count).Select(member => new DueInput(new GiveOwedBadges(member), member, null)));
        }
        else if (walk is { IsUnderWay: true })
        {
            due.Add(new MembersUnseen(walk.Number, walk.After));
        }
    }

    /// <summary>The version as of which a walk has to begin; null where none has to.</summary>
    private static long? Due(ShardState state, Programme programme)
    {
        if (programme.BadgesSince == 0)
        {
            return null;
        }

        long walked = (state.FindNamed(BadgeWalk.GrainId) as BadgeWalk)?.Version ?? 0;
        if (programme.BadgesSince > walked)
        {
            return programme.BadgesSince;
        }

        for (int i = 0; i < state.Editions.Count; i++)
        {
            if (state.Editions[i].IsRestocked)
            {
                return walked;
            }
        }

        return null;
    }
}
