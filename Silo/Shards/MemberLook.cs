using Jifen.Grains.Badge;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Shards;

/// <summary>A look through the next members of a shard for those who are owed a badge.</summary>
/// <param name="Walk">Where it goes on.</param>
/// <param name="Owed">Who is owed what.</param>
/// <param name="Here">Members whose newest state the store did not have when the look began, and who are owed a badge by it.</param>
public sealed record MemberLook(MembersUnseen Walk, OwedBadges Owed, IReadOnlyList<MemberKey> Here)
{
    /// <summary>Reads the members from the store; takes as long as the store takes.</summary>
    /// <exception cref="JournalDamagedException">A member's row is damaged.</exception>
    public WalkBadges Through(IJournal journal, ShardId shard)
    {
        IReadOnlyList<GrainRow> rows = journal.ReadMembers(shard, Walk.After, BadgeWalk.MostOwed);
        MemberKey? last = rows.Count < BadgeWalk.MostOwed ? null : rows[^1].Member;
        SortedSet<MemberKey> owed =
        [
            .. rows.Where(row => Owed.AnyTo(Restored(row))).Select(row => row.Member!.Value),
            .. Here.Where(member => last is not { } end || member.CompareTo(end) <= 0),
        ];
        return owed.Count <= BadgeWalk.MostOwed
            ? new(Walk.Walk, Walk.After, last, [.. owed])
            : new(Walk.Walk, Walk.After, owed.ElementAt(BadgeWalk.MostOwed - 1), [.. owed.Take(BadgeWalk.MostOwed)]);
    }

    private static MemberGrain Restored(GrainRow row)
    {
        MemberGrain member = new(row.Member!.Value);
        member.Restore(row.State.Span, row.AsOf);
        return member;
    }
}
