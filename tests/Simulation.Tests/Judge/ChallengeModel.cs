using Jifen.Tests;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>
/// What members deserve of challenges, counted again from the start after every record that can move one; each reward is given once, in that
/// record, with the points and tickets that the programme names.
/// </summary>
internal sealed class ChallengeModel(Case judged) : Model(judged)
{
    private readonly Dictionary<(MemberKey Member, string Challenge), NaiveChallenges> _naive = [];
    private readonly Dictionary<MemberKey, string> _zones = [];

    /// <summary>What a member has of a challenge; null where it has nothing.</summary>
    public NaiveChallenges? Find(MemberKey member, string challenge) => _naive.GetValueOrDefault((member, challenge));

    public override void See(Seen seen)
    {
        if (seen.Events.OfType<ZoneSet>().SingleOrDefault() is { } zone)
        {
            _zones[seen.Record.Member!.Value] = zone.Zone;
        }

        if (seen.Record.Member is not { } member || Case.Programmes.Find(seen.Record.CatalogueVersion) is not { } programme)
        {
            Require(!seen.Events.Any(e => e is ChallengeRewarded or TicketsGiven), Checks.RewardsAreGivenOnce, seen, "a reward is given outside of a programme");
            return;
        }

        foreach (JudgedChallenge challenge in programme.Challenges)
        {
            NaiveChallenges naive = Of(member, challenge);
            Dictionary<string, long> before = new(naive.Paid);
            Move(seen, programme, challenge, naive);
            RequireGiven(seen, challenge, naive, before);
        }

        RequireTickets(seen, programme);
    }

    private NaiveChallenges Of(MemberKey member, JudgedChallenge challenge)
    {
        if (!_naive.TryGetValue((member, challenge.Document.Id), out NaiveChallenges? naive))
        {
            _naive.Add((member, challenge.Document.Id), naive = new(challenge.Document, Case.World.Scenario.Zone));
        }

        naive.Zone = _zones.GetValueOrDefault(member);
        return naive;
    }

    private void Move(Seen seen, JudgedProgramme programme, JudgedChallenge challenge, NaiveChallenges naive)
    {
        bool rests = Case.IsPaused($"campaign:{challenge.Campaign}", seen.Record.ControlGeneration);
        switch (seen.Body)
        {
            case { Input: ReportActivity { History: null } activity, Answer: ActivityRecorded } when programme.IsOpen(activity.At) && !rests:
                naive.Happened(activity);
                break;
            case { Input: RefundActivity refund, Answer: ActivityRefunded }:
                naive.Refunded(refund.Activity, seen.Events.OfType<RefundCounted>().Single().Parts);
                break;
            case { Input: RepairStreak, Answer: DayRepaired repaired } when challenge.Document.Id == repaired.Challenge:
                Repair(seen, challenge, naive, repaired, rests);
                break;
            case { Input: PauseStreak, Answer: PauseTaken pause } when challenge.Document.Id == pause.Challenge:
                naive.Paused(pause.From, pause.Through);
                break;
        }
    }

    private void Repair(Seen seen, JudgedChallenge challenge, NaiveChallenges naive, DayRepaired repaired, bool rests)
    {
        StreakGoal goal = (StreakGoal)challenge.Document.Goal;
        string zone = goal.InMemberZone ? naive.Zone ?? Case.World.Scenario.Zone : Case.World.Scenario.Zone;
        DateOnly? broken = naive.Broken(NaiveChallenges.DayOf(seen.Stamp, zone).AddDays(-1));
        bool cost = seen.Events.OfType<PointsSpent>().Select(s => s.Points).SequenceEqual([goal.Repair!.Points]) && repaired.Cost == goal.Repair.Points;
        Require(broken == repaired.Day && cost && !rests, Checks.RewardsAreGivenOnce, seen, $"{repaired.Day} is repaired, and {broken} broke the streak");
        naive.Repaired(repaired.Day);
    }

    /// <summary>The record says which steps it gives, and gives their points, less what the budget lacks.</summary>
    private void RequireGiven(Seen seen, JudgedChallenge challenge, NaiveChallenges naive, Dictionary<string, long> before)
    {
        string due = Told(naive.Paid.Select(p => (p.Key, p.Value - before.GetValueOrDefault(p.Key))).Where(p => p.Item2 > 0));
        ChallengeRewarded[] given = [.. seen.Events.OfType<ChallengeRewarded>().Where(r => r.Challenge == challenge.Document.Id)];
        string told = Told(given.Select(r => (naive.KeyOf(r), r.Times)));
        Require(due == told, Checks.RewardsAreGivenOnce, seen, $"of {challenge.Document.Id} {due} is due, and {told} given");
        long points = seen.Events.OfType<PointsEarned>().Where(e => e.Cause == challenge.Cause).Sum(e => e.Points.Value);
        long whole = given.Sum(r => r.Times * (challenge.RewardOf(r.Step).Points?.Value ?? 0));
        long cut = challenge.HasBudget ? seen.Events.OfType<EarningCut>().Where(c => c.Campaign == challenge.Campaign).Sum(c => c.Points.Value) : 0;
        Require(points == whole - Math.Min(cut, whole), Checks.RewardsAreGivenOnce, seen, $"{challenge.Document.Id} gives {points} of {whole} points, {cut} being cut");
    }

    private void RequireTickets(Seen seen, JudgedProgramme programme)
    {
        var due = seen.Events.OfType<ChallengeRewarded>()
            .Select(r => (r.Times, programme.Challenges.Single(c => c.Document.Id == r.Challenge).RewardOf(r.Step).Tickets))
            .Where(r => r.Tickets is not null).Select(r => (r.Tickets!.Lottery, r.Times * r.Tickets.Count))
            .Concat(JudgedGift.Of(Case, seen).Where(gift => gift.Lottery is not null).Select(gift => (gift.Lottery!, gift.Count)))
            .Concat(JudgedSet.Of(Case, seen).Select(set => set.Gift).Where(gift => gift?.Lottery is not null).Select(gift => (gift!.Lottery!, gift.Count)))
            .Concat(seen.Body is { Input: GrantTickets grant, Answer: TicketsGranted } ? [(grant.Lottery, grant.Count)] : []);
        bool same = due.Order().SequenceEqual(seen.Events.OfType<TicketsGiven>().Select(t => (t.Lottery, t.Count)).Order());
        Require(same, Checks.TicketsAreKept, seen, "other tickets are given than rewards, prizes, sets of badges and grants name");
    }

    private static string Told(IEnumerable<(string Key, long Times)> steps) =>
        string.Join(", ", steps.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Times} x {s.Key}"));
}
