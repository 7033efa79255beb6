using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member;

namespace Jifen.Grains.Badge;

/// <summary>
/// How a member gets a badge that it has met the criteria of. One without a limit comes at once. One of a limited edition comes with a unit
/// that lies on the shard, or waits for one; who is told that none is left misses it, and is asked about again when the limit was raised.
/// </summary>
internal static class BadgeGift
{
    /// <summary>What follows where the member deserves the badge; nothing where it has it, waits for it, or there is still none left.</summary>
    /// <param name="record">The record that brings it.</param>
    public static IReadOnlyList<GrainEvent> Give(ShardState state, MemberGrain member, string badge, Programme programme, PlayId record)
    {
        EditionStanding standing = member.Awards.EditionOf(badge).Standing;
        if (member.Awards.HasBadge(badge) || standing == EditionStanding.Awaited)
        {
            return [];
        }

        if (programme.EditionsEver.LimitOf(badge) is null)
        {
            return Earned(member, badge, null);
        }

        UnitAccount account = state.Edition(badge).Account;
        if (member.IsTest && !account.IsExhausted)
        {
            return Earned(member, badge, null);
        }

        if (account.Spare > 0)
        {
            return Numbered(member, badge, account);
        }

        if (account.ToldExhausted)
        {
            return standing == EditionStanding.Missed ? [] : [new EditionMissed(badge)];
        }

        return [new EditionAwaited(badge), new WaitBegun(EditionName.Segment, null, member.Key, record, null) { On = EditionName.Of(badge) }];
    }

    /// <summary>The second record of a badge that waited: it comes, or is missed.</summary>
    public static Decision Decide(ShardState state, GiveBadge input)
    {
        if (state.FindMember(input.Member) is not { } member)
        {
            return new NotYet(new MemberNeeded(input.Member));
        }

        if (state.Self.Unbound is { } document)
        {
            return new NotYet(new DocumentNeeded(document));
        }

        if (member.Awards.EditionOf(input.Badge).Standing != EditionStanding.Awaited)
        {
            return new Rejected(RejectionCodes.Nothing, "The badge does not wait.");
        }

        UnitAccount account = state.Edition(input.Badge).Account;
        bool comes = account.HasUnitFor(input.Play, default);
        if (!comes && !account.ToldExhausted)
        {
            return new Rejected(RejectionCodes.Nothing, "The badge still waits.");
        }

        WaitEnded ended = new(EditionName.Segment, null, input.Play) { On = EditionName.Of(input.Badge) };
        return new Decided { Events = [ended, .. comes ? Numbered(member, input.Badge, account) : [new EditionMissed(input.Badge)]] };
    }

    private static IReadOnlyList<GrainEvent> Numbered(MemberGrain member, string badge, UnitAccount account)
    {
        long serial = account.Serials!.Next(default);
        return [new UnitUsed(EditionName.Segment, null) { On = EditionName.Of(badge), Serial = serial }, .. Earned(member, badge, serial)];
    }

    /// <remarks>A test member has no number of an edition, and is not counted among the holders.</remarks>
    private static IReadOnlyList<GrainEvent> Earned(MemberGrain member, string badge, long? serial)
    {
        BadgeEarned earned = new(badge) { Serial = serial };
        return member.IsTest ? [earned] : [earned, new BadgeHolderCounted(badge) { On = BadgeShelf.GrainId }];
    }
}
