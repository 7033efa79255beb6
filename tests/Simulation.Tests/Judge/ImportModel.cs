namespace Jifen.Simulation.Tests.Judge;

/// <summary>What imports bring: a member is opened once, with just what was given, and neither an opening nor history earns anything.</summary>
internal sealed class ImportModel(Case judged) : Model(judged)
{
    private const long MicrosecondsAhead = 5L * 60 * 1_000_000;

    private readonly HashSet<MemberKey> _opened = [];

    public override void See(Seen seen)
    {
        switch (seen.Body.Input)
        {
            case OpenMember opening:
                See(seen, opening);
                break;
            case ReportActivity { History: true } kept:
                See(seen, kept);
                break;
            default:
                Require(!seen.Events.Any(e => e is MemberOpened or PointsOpened), Checks.MembersAreOpenedOnce, seen, "a member is opened unasked");
                Require(!seen.Events.Any(e => e is ActivityKept), Checks.ImportsEarnNothing, seen, "an activity is kept as history unasked");
                break;
        }
    }

    private void See(Seen seen, OpenMember opening)
    {
        if (seen.Body.Answer is Refusal refusal)
        {
            bool known = refusal.Code == "exists" && _opened.Contains(opening.Member) && seen.Events.Count == 0;
            Require(known, Checks.MembersAreOpenedOnce, seen, $"an opening is refused: {refusal.Code}");
            return;
        }

        Require(_opened.Add(opening.Member), Checks.MembersAreOpenedOnce, seen, "a member is opened twice");
        RequireGiven(seen, opening);
        GrainEvent? reward = seen.Events.FirstOrDefault(e => e is not (LotExpired or MemberEnrolled or MemberOpened or PointsOpened or PointsRepaid));
        Require(reward is null, Checks.ImportsEarnNothing, seen, $"an opening brings {reward} on {reward?.On ?? "the member"}");
    }

    /// <summary>Tier, counters and, for each expiry, the points of all lots with it.</summary>
    private void RequireGiven(Seen seen, OpenMember opening)
    {
        MemberOpened[] opened = [.. seen.Events.OfType<MemberOpened>()];
        bool whole = opened is [var one] && one.Tier == opening.Tier && IsSame(one.Counters, opening.Counters);
        var given = opening.Lots.GroupBy(l => l.Expires).Select(lots => (lots.Key, Points: lots.Sum(l => l.Points.Value)));
        var brought = seen.Events.OfType<PointsOpened>().Select(lot => (lot.Expires, Points: lot.Points.Value));
        long all = opening.Lots.Sum(lot => lot.Points.Value);
        bool told = seen.Body.Answer is Opened { Points.Value: var points } && points == all;
        Require(whole && told && given.SequenceEqual(brought), Checks.MembersAreOpenedOnce, seen, "a member is opened with something else than was given");
    }

    private static bool IsSame(OpeningCounters? one, OpeningCounters? other) =>
        one is null || other is null
            ? one == other
            : (one.Plays, one.Wins) == (other.Plays, other.Wins) && one.Activities.SequenceEqual(other.Activities);

    private void See(Seen seen, ReportActivity kept)
    {
        if (seen.Body.Answer is Refusal refusal)
        {
            bool early = kept.At.Microseconds > seen.Stamp.Microseconds + MicrosecondsAhead;
            Require(early && seen.Events.Count == 0, Checks.ImportsEarnNothing, seen, $"history of {kept.At} is refused: {refusal.Code}");
            return;
        }

        bool nothing = seen.Body.Answer is ActivityRecorded { Points.Value: 0, Rules.Count: 0, Badges: null };
        bool alone = seen.Events.SequenceEqual([new ActivityKept(kept.Id, kept.Kind, Case.DayOf(kept.At), kept.Amount)]);
        Require(nothing && alone, Checks.ImportsEarnNothing, seen, $"history brings {string.Join(", ", seen.Events)}");
    }
}
