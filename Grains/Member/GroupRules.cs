using Jifen.Grains.Kernel;

namespace Jifen.Grains.Member;

/// <summary>In which groups a member is. What boards have counted of it stays; what comes later counts where the member is then.</summary>
public static class GroupRules
{
    public static Decision Decide(ShardState state, SetGroups input) => state.FindMember(input.Member) switch
    {
        null => new NotYet(new MemberNeeded(input.Member)),
        { Enrolled: false } => new Rejected(RejectionCodes.UnknownMember, "There is no such member."),
        { } member => (Decision?)Malformed(input.Groups) ?? new Decided
        {
            Answer = new Acknowledged(),
            Events = member.Groups == input.Groups ? [] : [new GroupsSet(input.Groups)],
        },
    };

    /// <summary>Why these can be nobody's groups; null where they can.</summary>
    internal static Rejected? Malformed(MemberGroups groups)
    {
        if (groups.Segments.Count > MemberGroups.MostSegments)
        {
            return Rejected.Invalid("segments", $"there are more than {MemberGroups.MostSegments}");
        }

        for (int i = 1; i < groups.Segments.Count; i++)
        {
            if (string.CompareOrdinal(groups.Segments[i], groups.Segments[i - 1]) <= 0)
            {
                return Rejected.Invalid("segments", "they are not sorted, or one is there twice");
            }
        }

        return null;
    }
}
