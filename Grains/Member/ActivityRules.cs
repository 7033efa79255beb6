using System.Globalization;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Member;

/// <summary>How points come in by activities, and go by expiry.</summary>
public static class ActivityRules
{
    private const long MicrosecondsLate = 30L * 24 * 60 * 60 * 1_000_000;
    private const long MicrosecondsAhead = 5L * 60 * 1_000_000;

    /// <summary>Counts an activity and gives what the campaigns that were open at its time give for it.</summary>
    public static Decision Decide(ShardState state, ReportActivity input, in DecisionContext context)
    {
        if (Missing(state, input.Member) is { } missing)
        {
            return missing;
        }

        if (state.Self.InForce(context.Now)?.Programme is not { } programme)
        {
            return new Rejected(RejectionCodes.TryAgain, "No programme is in force yet.");
        }

        return Untimely(input.At, context.Now) ?? (input.Amount < 0
            ? new Rejected(RejectionCodes.Invalid, "The amount is below nought.")
            : Earn(state, programme, input, context.Now));
    }

    /// <summary>Journals the lots whose time has come.</summary>
    public static Decision Decide(ShardState state, SweepMember input, in DecisionContext context)
    {
        if (state.FindMember(input.Member) is not { } member)
        {
            return new NotYet(new MemberNeeded(input.Member));
        }

        IReadOnlyList<LotExpired> expired = member.Purse.ExpiredBy(context.Now);
        return expired.Count == 0 ? new Rejected(RejectionCodes.Nothing, "No lot has expired.") : new Decided { Events = expired };
    }

    private static Decision? Missing(ShardState state, MemberKey key) => state.FindMember(key) switch
    {
        null => new NotYet(new MemberNeeded(key)),
        { Enrolled: false } => new Rejected(RejectionCodes.UnknownMember, "There is no such member."),
        _ => state.Self.Unbound is { } document ? new NotYet(new DocumentNeeded(document)) : null,
    };

    private static Decided? Untimely(Stamp at, Stamp now)
    {
        if (at.Microseconds < now.Microseconds - MicrosecondsLate)
        {
            return Refuse(RefusalCodes.TooLate, $"It happened at {at}, more than 30 days ago.");
        }

        return at.Microseconds > now.Microseconds + MicrosecondsAhead
            ? Refuse(RefusalCodes.FromTheFuture, $"It happened at {at}, more than 5 minutes from now.")
            : null;
    }

    private static Decided Refuse(string code, FormattableString detail) =>
        new() { Answer = new Refusal(code, detail.ToString(CultureInfo.InvariantCulture)) };

    private static Decision Earn(ShardState state, Programme programme, ReportActivity input, Stamp now)
    {
        Purse purse = state.FindMember(input.Member)!.Purse;
        List<RulePoints> rules = [];
        Int128 earned = purse.Earned.Value;
        foreach (EarningRule rule in RulesFor(state, programme, input))
        {
            if (!rule.TryFor(input.Amount, out Points points) || (earned += points.Value) > Purse.MostEarned)
            {
                return new Rejected(RejectionCodes.Invalid, "The amount gives more points than a member can hold.");
            }

            if (points > Points.Zero)
            {
                rules.Add(new(rule.Id, points));
            }
        }

        return Record(purse, programme, input, rules, now);
    }

    private static IEnumerable<EarningRule> RulesFor(ShardState state, Programme programme, ReportActivity input) =>
        programme.Campaigns
            .Where(campaign => campaign.IsOpen(input.At) && !state.Self.IsPaused(PauseTarget.Campaign(campaign.Id)))
            .SelectMany(campaign => campaign.Earning)
            .Where(rule => rule.Covers(input.Kind));

    private static Decided Record(Purse purse, Programme programme, ReportActivity input, List<RulePoints> rules, Stamp now)
    {
        Stamp? expires = programme.Calendar.ExpiryOf(now, programme.Expiry);
        long lot = purse.LotFor(expires);
        Points points = new(rules.Sum(rule => rule.Points.Value));
        return new()
        {
            Answer = new ActivityRecorded(input.Id, points, purse.Available(now) + points, rules),
            Events =
            [
                .. purse.ExpiredBy(now),
                new ActivityCounted(input.Id, input.Kind, programme.Calendar.DayOf(input.At), input.Amount),
                .. rules.Select(rule => new PointsEarned(input.Id, rule.Rule, null, rule.Points, lot, expires, programme.Calendar.DayOf(input.At))),
            ],
        };
    }
}
