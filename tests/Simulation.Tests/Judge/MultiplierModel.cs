namespace Jifen.Simulation.Tests.Judge;

/// <summary>
/// A reward or a grand prize that is a multiplier begins with its record, or at the end of the one that the same challenge gave before; a whole refund takes back
/// all that it added. What activities earn by it is judged by <see cref="MemberModel"/>.
/// </summary>
/// <remarks>Sees a record after <see cref="MemberModel"/> has judged its points, so that nobody earns by what the record itself brings.</remarks>
internal sealed class MultiplierModel(Case judged) : Model(judged)
{
    /// <summary>What multipliers added to an activity and no refund took back.</summary>
    private readonly Dictionary<(MemberKey Member, string Cause), long> _added = [];

    public override void See(Seen seen)
    {
        if (seen.Record.Member is not { } member)
        {
            return;
        }

        RequireGiven(seen, member);
        foreach (GrainEvent happened in seen.Events)
        {
            switch (happened)
            {
                case PointsEarned earned when IsMultiplier(earned.Rule):
                    _added[(member, earned.Cause)] = _added.GetValueOrDefault((member, earned.Cause)) + earned.Points.Value;
                    break;
                case PointsReversed reversed when IsMultiplier(reversed.Rule):
                    _added[(member, reversed.Cause)] = _added.GetValueOrDefault((member, reversed.Cause)) - reversed.Points.Value;
                    break;
            }
        }

        foreach (RefundCounted refund in seen.Events.OfType<RefundCounted>().Where(refund => refund.Whole))
        {
            long left = _added.GetValueOrDefault((member, refund.Activity));
            Require(left == 0, Checks.MultipliersAreKept, seen, $"{left} points that a multiplier added outlive the refund of {refund.Activity}");
        }
    }

    public static bool IsMultiplier(string rule) => rule.StartsWith("multiplier:", StringComparison.Ordinal);

    private MultiplierPrize? Of(Seen seen, ChallengeRewarded rewarded) =>
        Case.Programmes.Find(seen.Record.CatalogueVersion)!.Challenges.Single(one => one.Document.Id == rewarded.Challenge).RewardOf(rewarded.Step).Multiplier;

    private void RequireGiven(Seen seen, MemberKey member)
    {
        List<string> due = [];
        foreach (GrainEvent happened in seen.Events)
        {
            (string source, MultiplierPrize? multiplier, long times) = happened switch
            {
                ChallengeRewarded rewarded => ($"challenge:{rewarded.Challenge}/0", Of(seen, rewarded), rewarded.Times),
                BadgeSetCompleted completed => ($"badge-set:{completed.Set}/grand", JudgedSet.Of(Case, seen).First(set => set.Id == completed.Set).Multiplier, 1),
                _ => ("", null, 0),
            };
            if (multiplier is not null)
            {
                due.Add($"{Case.Members.Of(member).Start(source, multiplier, times, seen.Stamp)}");
            }
        }

        string[] told = [.. seen.Events.OfType<MultiplierWon>().Select(won => $"{new JudgedMultiplier(won.Source, won.Thousandths, won.From, won.Until)}")];
        Require(due.SequenceEqual(told), Checks.MultipliersAreKept, seen, $"{string.Join(", ", due)} is due, and {string.Join(", ", told)} given");
    }
}

/// <summary>A stretch of time in which a member earns more.</summary>
internal sealed record JudgedMultiplier(string Source, long Thousandths, Stamp From, Stamp Until);
