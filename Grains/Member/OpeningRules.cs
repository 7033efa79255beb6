using Jifen.Grains.Kernel;

namespace Jifen.Grains.Member;

/// <summary>Taking a member over from elsewhere, with what it has there.</summary>
public static class OpeningRules
{
    /// <summary>Opens a member once, enrolled before or not; or refuses <c>exists</c>.</summary>
    public static Decision Decide(ShardState state, OpenMember input, in DecisionContext context) => state.FindMember(input.Member) switch
    {
        null => new NotYet(new MemberNeeded(input.Member)),
        { Opened: true } => new Decided { Answer = new Refusal(RefusalCodes.Exists, "The member was opened before.") },
        { } member => (Decision?)Malformed(member, input, context.Now) ?? Open(member, input, context.Now),
    };

    private static Rejected? Malformed(MemberGrain member, OpenMember input, Stamp now)
    {
        Int128 sum = member.Purse.Earned.Value;
        foreach ((int index, OpeningLot lot) in input.Lots.Index())
        {
            sum += lot.Points.Value;
            if (lot.Points <= Points.Zero || lot.Expires <= now)
            {
                return lot.Points <= Points.Zero ? Rejected.Invalid($"lots[{index}].points", "it is below 1") : Rejected.Invalid($"lots[{index}].expires", "it has passed");
            }
        }

        return sum > Purse.MostEarned ? Rejected.Invalid("lots", "they are more points than a member can hold")
            : input.Counters is { } counters && !Counts(counters) ? Rejected.Invalid("counters", "one is below nought, or a kind is named twice")
            : null;
    }

    private static bool Counts(OpeningCounters counters) =>
        counters is { Plays: >= 0, Wins: >= 0 } && counters.Activities.All(one => one.Count >= 0)
        && counters.Activities.Select(one => one.Activity).Distinct(StringComparer.Ordinal).Count() == counters.Activities.Count;

    private static Decided Open(MemberGrain member, OpenMember input, Stamp now)
    {
        Purse purse = member.Purse;
        PointsOpened[] lots = [.. LotsOf(purse, input)];
        Points points = new(lots.Sum(lot => lot.Points.Value));
        return new()
        {
            Answer = new Opened(points, purse.Available(now) + points - purse.RepaidFrom(points)),
            Events =
            [
                .. purse.ExpiredBy(now),
                .. (IEnumerable<GrainEvent>)(member.Enrolled ? [] : [new MemberEnrolled()]),
                new MemberOpened(input.Tier, input.Counters),
                .. lots,
                .. purse.Repayment("opening", [.. lots.Select(lot => new LotPart(lot.Lot, lot.Points, lot.Expires))], now),
            ],
        };
    }

    /// <summary>Lots with one expiry are one lot.</summary>
    private static IEnumerable<PointsOpened> LotsOf(Purse purse, OpenMember input)
    {
        long last = purse.LastLot;
        foreach (IGrouping<Stamp?, OpeningLot> lots in input.Lots.GroupBy(lot => lot.Expires))
        {
            long known = purse.LotFor(lots.Key);
            long number = known <= purse.LastLot ? known : ++last;
            yield return new(new(lots.Sum(lot => lot.Points.Value)), number, lots.Key);
        }
    }
}
