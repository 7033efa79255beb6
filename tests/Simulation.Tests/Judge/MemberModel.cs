namespace Jifen.Simulation.Tests.Judge;

/// <summary>Points and plays of every member, counted once more from inputs and programme.</summary>
internal sealed class MemberModel(Case judged) : Model(judged)
{
    private readonly Dictionary<MemberKey, JudgedMember> _members = [];

    public JudgedMember Of(MemberKey member) => _members[member];

    public override void See(Seen seen)
    {
        if (seen.Record.Member is not { } key)
        {
            Require(seen.Events.All(e => e.On is not null), Checks.PointsAreConserved, seen, "points move without a member");
            return;
        }

        Require(Placement.Of(key, Case.World.Scenario.Shards) == seen.Shard, Checks.PointsAreConserved, seen, "the member lives on another shard");
        if (!_members.TryGetValue(key, out JudgedMember? member))
        {
            _members.Add(key, member = new());
        }

        new PlayReading(Case, seen, member, Require).Check();
        new CardReading(Case, seen, member, Require).Check();
        foreach (GrainEvent happened in seen.Events.Where(e => e.On is null))
        {
            See(seen, member, happened);
        }

        Require(member.Purse.IsConserved, Checks.PointsAreConserved, seen, $"the member has {member.Purse}");
        RequireAvailable(seen, member);
    }

    public override void End()
    {
        foreach ((MemberKey key, JudgedMember member) in _members.Where(m => m.Value.Open.Count + m.Value.OpenCards.Count > 0))
        {
            Case.World.Evidence.Violations.Add(new(Checks.ComesToRest, $"member {key}: a play was never settled"));
        }
    }

    private void See(Seen seen, JudgedMember member, GrainEvent happened)
    {
        switch (happened)
        {
            case MemberEnrolled:
                Require(!member.Enrolled, Checks.PointsAreConserved, seen, "a member is enrolled twice");
                member.Enrolled = true;
                break;
            case PointsEarned earned:
                Earn(seen, member, earned);
                break;
            case PointsOpened opened:
                bool next = member.Purse.Earn(opened.Lot, opened.Points.Value, opened.Expires);
                Require(next, Checks.PointsAreConserved, seen, "points are opened in another lot than they should");
                break;
            case PointsSpent spent:
                bool exact = spent.Parts.SequenceEqual(member.Purse.PartsOf(spent.Points.Value, seen.Stamp));
                Require(exact, Checks.PointsAreConserved, seen, "points are not taken from the lots that expire first");
                Require(member.Purse.Spend(spent.Parts), Checks.PointsAreConserved, seen, "points are taken from a lot that lacks them");
                member.Paid[spent.Cause] = spent.Parts;
                break;
            case PointsRestored restored:
                bool same = member.Paid.Remove(restored.Cause, out IReadOnlyList<LotPart>? parts) && parts.SequenceEqual(restored.Parts);
                Require(same, Checks.PointsAreConserved, seen, "other points are restored than were spent");
                member.Purse.Restore(restored.Parts);
                break;
            case LotExpired expired:
                Require(member.Purse.Expire(expired.Lot, expired.Points.Value, seen.Stamp), Checks.PointsAreConserved, seen, "a lot expires that should not");
                break;
            case TicketsGiven tickets:
                member.PlaysIn(tickets.Lottery).Tickets += tickets.Count;
                break;
            case BadgeEarned earned:
                member.Badges.Add(earned.Badge);
                break;
            case PointsReversed reversed:
                TakeBack(seen, member, reversed);
                break;
            case PointsRepaid repaid:
                Require(member.Purse.Repay(repaid), Checks.PointsAreConserved, seen, "more is paid back than came in");
                break;
        }
    }

    /// <summary>An activity never gives back more than it gave.</summary>
    private void TakeBack(Seen seen, JudgedMember member, PointsReversed reversed)
    {
        (long given, long before) = member.Activities.GetValueOrDefault(reversed.Cause);
        member.Activities[reversed.Cause] = (given, before + reversed.Points.Value);
        Require(before + reversed.Points.Value <= given, Checks.PointsAreConserved, seen, $"{before + reversed.Points.Value} of {given} points are taken back");
        Require(member.Purse.Reverse(reversed), Checks.PointsAreConserved, seen, "points are taken back that are not there");
    }

    private void Earn(Seen seen, JudgedMember member, PointsEarned earned)
    {
        (long given, long takenBack) = member.Activities.GetValueOrDefault(earned.Cause);
        member.Activities[earned.Cause] = (given + earned.Points.Value, takenBack);
        JudgedProgramme? programme = Case.Programmes.Find(Version(seen, member, earned.Cause));
        Stamp? expires = programme is null ? null : ExpiryOf(programme, seen.Stamp);
        Require(earned.Expires == expires, Checks.PointsAreConserved, seen, $"points expire at {earned.Expires}, and should at {expires}");
        bool exact = earned.Points > Points.Zero && (IsReward(earned) || earned.Points.Value == Due(seen, programme, earned) - CutOf(seen, programme, earned.Rule));
        Require(exact, Checks.PointsAreConserved, seen, $"{earned.Points} points are earned by {earned.Rule}");
        Require(member.Purse.Earn(earned.Lot, earned.Points.Value, earned.Expires), Checks.PointsAreConserved, seen, "points go into another lot than they should");
    }

    /// <summary>What challenges, boards and sets of badges give, and what stands in for coupons, is other models' to judge.</summary>
    private static bool IsReward(PointsEarned earned) => earned.Rule is "challenge" or "board" or "badge-set" || CouponModel.IsStandIn(earned);

    /// <summary>A prize is given by the version under which its play was taken; that of a card or a draw by the one in force at its record.</summary>
    private static long Version(Seen seen, JudgedMember member, string cause) =>
        seen.Body.Input is not (ScratchCard or GiveDrawPrize) && cause.StartsWith("play:", StringComparison.Ordinal) ? member.VersionOf.GetValueOrDefault(cause) : seen.Record.CatalogueVersion;

    private long Due(Seen seen, JudgedProgramme? programme, PointsEarned earned)
    {
        if (seen.Body.Input is ReportActivity activity)
        {
            IReadOnlyList<JudgedRule> rules = RulesFor(seen, programme!, activity);
            if (MultiplierModel.IsMultiplier(earned.Rule))
            {
                return Added(rules, activity, Of(activity.Member));
            }

            int upTo = rules.ToList().FindIndex(r => r.Id == earned.Rule);
            return Due(rules.Take(upTo + 1), activity.Amount) - Due(rules.Take(upTo), activity.Amount);
        }

        if (seen.Events.OfType<CardScratched>().SingleOrDefault() is { } card)
        {
            JudgedCard face = Case.Programmes.DeckOf(card.Lottery)!.Cards.Single(one => one.Id == card.Face);
            return face.Points ?? face.Gift?.StandIn(Case, seen) ?? 0;
        }

        if (seen.Events.OfType<DrawPrizeWon>().SingleOrDefault() is { } won)
        {
            return Case.Programmes.Find(won.Catalogue)!.Draws[won.Lottery].Prizes.Single(prize => prize.Id == won.Prize).Points ?? 0;
        }

        PlaySettled settled = seen.Events.OfType<PlaySettled>().Single();
        JudgedSegment segment = programme!.Wheels[settled.Lottery].Segment(settled.Segment);
        return segment.Points ?? segment.Gift?.StandIn(Case, seen) ?? 0;
    }

    /// <summary>What rules give together, rounded down once.</summary>
    private static long Due(IEnumerable<JudgedRule> rules, long amount) => (long)decimal.Floor(rules.Sum(r => (decimal)amount * r.Points / r.Per));

    /// <summary>What the member's multiplier adds to the exact points of all rules, each of the two rounded down once.</summary>
    private static long Added(IReadOnlyList<JudgedRule> rules, ReportActivity activity, JudgedMember member) =>
        (long)decimal.Floor(rules.Sum(r => (decimal)activity.Amount * r.Points / r.Per) * member.FactorAt(activity.At) / 1000) - Due(rules, activity.Amount);

    /// <summary>Rules by which the activity earns: of campaigns that are open and not paused.</summary>
    private IReadOnlyList<JudgedRule> RulesFor(Seen seen, JudgedProgramme programme, ReportActivity activity) =>
        activity.History is null && programme.IsOpen(activity.At)
            ? [.. programme.Earning.Where(r => !Case.IsPaused($"campaign:{r.Campaign}", seen.Record.ControlGeneration))]
            : [];

    /// <summary>What the rule's budget did not give; the budgets' own model says whether that was right.</summary>
    private static long CutOf(Seen seen, JudgedProgramme? programme, string rule) =>
        programme?.Earning.FirstOrDefault(r => r.Id == rule) is { HasBudget: true } of
            ? CutOfRules(seen, programme, of.Campaign)
            : 0;

    /// <summary>Rewards are cut before rules are.</summary>
    private static long CutOfRules(Seen seen, JudgedProgramme programme, string campaign)
    {
        long cut = seen.Events.OfType<EarningCut>().Where(c => c.Campaign == campaign).Sum(c => c.Points.Value);
        long rewards = seen.Events.OfType<ChallengeRewarded>()
            .Sum(r => programme.Challenges.Single(c => c.Document.Id == r.Challenge) is var of && of.Campaign == campaign ? r.Times * (of.RewardOf(r.Step).Points?.Value ?? 0) : 0);
        return Math.Max(0, cut - rewards);
    }

    private Stamp? ExpiryOf(JudgedProgramme programme, Stamp at)
    {
        DateOnly day = Case.DayOf(at);
        return programme.Expiry switch
        {
            "never" => null,
            "months" => Case.StartOf(day.AddMonths(programme.Months).AddDays(1)),
            _ => Case.StartOf(new DateOnly(day.Year, day.Month, 1).AddMonths(programme.Months + 1)),
        };
    }

    private void RequireAvailable(Seen seen, JudgedMember member)
    {
        long? told = seen.Body.Answer switch
        {
            ActivityRecorded recorded => recorded.Available.Value,
            Played played => played.Available.Value,
            Dealt dealt => dealt.Available.Value,
            Scratched scratched => scratched.Available.Value,
            Entered entered => entered.Available.Value,
            ActivityRefunded refunded => refunded.Available.Value,
            Opened opened => opened.Available.Value,
            DayRepaired repaired => repaired.Available.Value,
            _ => null,
        };
        Require(
            told is null || told == member.Purse.AvailableAt(seen.Stamp), Checks.PointsAreConserved, seen,
            $"the member is told of {told} points and has {member.Purse}");
        Require(
            seen.Body.Answer is not ActivityRefunded { Owed.Value: var owed } || owed == member.Purse.Owed, Checks.PointsAreConserved, seen,
            $"the member has {member.Purse}, and is told otherwise");
        Require(
            member.Purse.Owed == 0 || member.Purse.AvailableAt(seen.Stamp) == 0, Checks.PointsAreConserved, seen, $"what is owed is not paid first: {member.Purse}");
        if (seen.Body.Answer is ActivityRecorded { Points: var total } && seen.Body.Input is ReportActivity activity)
        {
            RequireAllRules(seen, member, activity, total.Value);
        }
    }

    private void RequireAllRules(Seen seen, JudgedMember member, ReportActivity activity, long total)
    {
        JudgedProgramme programme = Case.Programmes.Find(seen.Record.CatalogueVersion)!;
        long cut = seen.Events.OfType<EarningCut>().Select(c => c.Campaign).Distinct().Sum(campaign => CutOfRules(seen, programme, campaign));
        IReadOnlyList<JudgedRule> rules = RulesFor(seen, programme, activity);
        long due = Due(rules, activity.Amount) + Added(rules, activity, member) - cut;
        Require(due == total, Checks.PointsAreConserved, seen, $"{activity.Amount} gave {total} points, and should have given {due}");
    }
}
