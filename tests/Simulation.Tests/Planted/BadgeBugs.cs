using Jifen.Grains.Kernel;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>What may go wrong with badges.</summary>
internal static class BadgeBugs
{
    /// <summary>A badge that waited gets the number before its own.</summary>
    public static Decided GivesNumberAgain(ShardState state, ShardInput input, Decided decided) => input is GiveBadge
        ? decided with { Events = [.. decided.Events.Select(e => e is BadgeEarned { Serial: > 0 } earned ? earned with { Serial = earned.Serial - 1 } : e)] }
        : decided;

    /// <summary>Who would miss the badge gets one more than there are.</summary>
    public static Decided GivesOneMore(ShardState state, ShardInput input, Decided decided) => input is GiveBadge give && decided.Events.OfType<EditionMissed>().Any()
        ? decided with { Events = [decided.Events[0], new BadgeEarned(give.Badge) { Serial = 0 }, new BadgeHolderCounted(give.Badge) { On = "badges" }] }
        : decided;

    /// <summary>A badge that waited is forgotten, and its unit kept.</summary>
    public static Decided ForgetsBadge(ShardState state, ShardInput input, Decided decided) => input is GiveBadge
        ? decided with { Events = [decided.Events[0]] }
        : decided;

    /// <summary>The first of those to whom a badge is owed is left out.</summary>
    public static Decided LeavesOut(ShardState state, ShardInput input, Decided decided) => input is WalkBadges { Owed.Count: > 0 } walk
        ? decided with { Events = [new BadgesWalked(walk.Through, [.. walk.Owed.Skip(1)]) { On = "badge-walk" }] }
        : decided;

    /// <summary>A badge that is owed comes twice.</summary>
    public static Decided GivesTwice(ShardState state, ShardInput input, Decided decided) =>
        input is GiveOwedBadges && decided.Events.OfType<BadgeEarned>().FirstOrDefault() is { Serial: null } twice ? decided with { Events = [twice, .. decided.Events] } : decided;

    /// <summary>A set that is complete is so again with the next activity, and gives its prize again.</summary>
    public static Decided CompletesAgain(ShardState state, ShardInput input, Decided decided) =>
        input is ReportActivity activity && decided.Answer is ActivityRecorded && state.FindMember(activity.Member)!.Awards.HasSet("all") ? decided with { Events = [.. decided.Events, new BadgeSetCompleted("all")] } : decided;

    /// <summary>A set is complete with its first badge.</summary>
    public static Decided CompletesEarly(ShardState state, ShardInput input, Decided decided) =>
        input is ReportActivity activity && decided.Answer is ActivityRecorded && state.FindMember(activity.Member)!.Awards is { Badges.Count: > 0 } awards
            && state.Self.Newest?.Programme!.BadgeSets.FirstOrDefault(set => !awards.HasSet(set.Id) && set.Badges.Any(awards.HasBadge)) is { } early
            ? decided with { Events = [.. decided.Events, new BadgeSetCompleted(early.Id)] }
            : decided;

    /// <summary>A shard does not look through its members.</summary>
    public static Decided NeverLooks(ShardState state, ShardInput input, Decided decided) => input is BeginBadgeWalk
        ? decided with { Events = [.. decided.Events, new BadgesWalked(null, []) { On = "badge-walk" }] }
        : decided;
}
