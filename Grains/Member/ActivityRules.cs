using System.Globalization;
using System.Numerics;
using Jifen.Grains.Budget;
using Jifen.Grains.Cards;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Challenge;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member.Earnings;
using Jifen.Grains.Member.Multipliers;

namespace Jifen.Grains.Member;

/// <summary>How points come in by activities, and go by expiry.</summary>
public static class ActivityRules
{
    private const long MicrosecondsLate = 30L * 24 * 60 * 60 * 1_000_000;
    private static readonly Stamp Earliest = Stamp.From(new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private const long MicrosecondsAhead = 5L * 60 * 1_000_000;

    /// <summary>Counts an activity and gives what the campaigns that were open at its time give for it; or keeps it as history.</summary>
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

        return Malformed(input) ?? (input.History is true
            ? (Decision?)Future(input.At, context.Now) ?? Keep(state, programme, input, context.Now)
            : Untimely(input.At, context.Now) ?? Earn(state, programme, input, context.Now));
    }

    /// <summary>Journals the lots whose time has come.</summary>
    public static Decision Decide(ShardState state, SweepMember input, in DecisionContext context)
    {
        if (state.FindMember(input.Member) is not { } member)
        {
            return new NotYet(new MemberNeeded(input.Member));
        }

        IReadOnlyList<GrainEvent> due = [.. member.Purse.ExpiredBy(context.Now), .. ScratchRules.Voided(state, member, context.Now)];
        return due.Count == 0 ? new Rejected(RejectionCodes.Nothing, "No lot has expired and no card is void.") : new Decided { Events = due };
    }

    private static Decision? Missing(ShardState state, MemberKey key) => state.FindMember(key) switch
    {
        null => new NotYet(new MemberNeeded(key)),
        { Enrolled: false } => new Rejected(RejectionCodes.UnknownMember, "There is no such member."),
        _ => state.Self.Unbound is { } document ? new NotYet(new DocumentNeeded(document)) : null,
    };

    private static Decided? Untimely(Stamp at, Stamp now) => at.Microseconds < now.Microseconds - MicrosecondsLate
        ? Refuse(RefusalCodes.TooLate, $"It happened at {at}, more than 30 days ago.")
        : Future(at, now);

    private static Decided? Future(Stamp at, Stamp now) => at.Microseconds > now.Microseconds + MicrosecondsAhead
        ? Refuse(RefusalCodes.FromTheFuture, $"It happened at {at}, more than 5 minutes from now.")
        : null;

    private static Decided Refuse(string code, FormattableString detail) =>
        new() { Answer = new Refusal(code, detail.ToString(CultureInfo.InvariantCulture)) };

    private static Rejected? Malformed(ReportActivity input)
    {
        IReadOnlyList<ActivityLine> lines = input.Lines ?? [];
        for (int line = 0; line < lines.Count; line++)
        {
            if (lines[line].Amount < 0)
            {
                return Rejected.Invalid($"lines[{line}].amount", "it is below nought");
            }
        }

        Int128 sum = lines.Aggregate(Int128.Zero, static (sum, line) => sum + line.Amount);
        return input.Amount < 0 ? Rejected.Invalid("amount", "it is below nought")
            : sum > input.Amount ? Rejected.Invalid("lines", $"their amounts sum up to {sum}, which is more than the amount")
            : null;
    }

    /// <summary>History is written down and gives nothing. What no calendar of a programme knows is refused.</summary>
    private static Decision Keep(ShardState state, Programme programme, ReportActivity input, Stamp now) => input.At < Earliest
        ? Rejected.Invalid("at", "it is before 1900")
        : new Decided
        {
            Answer = new ActivityRecorded(input.Id, Points.Zero, state.FindMember(input.Member)!.Purse.Available(now), []),
            Events = [new ActivityKept(input.Id, input.Kind, programme.Calendar.DayOf(input.At), input.Amount)],
        };

    private static Decision Earn(ShardState state, Programme programme, ReportActivity input, Stamp now)
    {
        MemberGrain member = state.FindMember(input.Member)!;
        DateOnly day = programme.Calendar.DayOf(input.At);
        CampaignRules[] open = [.. programme.Campaigns.Where(campaign => IsOpen(state, campaign, input.At))];
        EarningSheet sheet = new(input, [.. open.SelectMany(campaign => campaign.Earning).Where(rule => rule.Covers(input))], rule => member.Caps.RoomOf(rule, day), member.Multipliers.For(input.Kind, input.At));
        ChallengeTurn turn = ChallengeTurn.Of(member, programme, input, open, now);
        IReadOnlyList<EarnedShare> shares = [.. sheet.Shares(), .. turn.Shares];
        BigInteger earned = shares.Aggregate((BigInteger)member.Purse.Earned.Value, static (sum, share) => sum + share.Points);
        if (earned > Purse.MostEarned)
        {
            return Rejected.Invalid("amount", "it gives more points than a member can hold");
        }

        return BudgetedShares.Lacking(state, member, shares) is { } lacking
            ? new NotYet(lacking)
            : Record(member, new(programme, input, turn, BudgetedShares.Of(state, member, shares), now));
    }

    private static bool IsOpen(ShardState state, CampaignRules campaign, Stamp at) =>
        campaign.IsOpen(at) && !state.Self.IsPaused(PauseTarget.Campaign(campaign.Id));

    private static Decided Record(MemberGrain member, Earning earning)
    {
        (Programme programme, ReportActivity input, ChallengeTurn turn, BudgetedShares given, Stamp now) = earning;
        Purse purse = member.Purse;
        DateOnly day = programme.Calendar.DayOf(input.At);
        EarnedLot lot = EarnedLot.Of(purse, programme, now, given.Shares);
        (IPointsSource Rule, Points Points)[] rules = [.. given.Shares.Where(share => share.Rule is not DueReward).GroupBy(share => share.Rule).Select(PointsOf)];
        return new()
        {
            Answer = new ActivityRecorded(
                input.Id, new(rules.Sum(rule => rule.Points.Value)), lot.AvailableAfter(purse, now), [.. rules.Select(r => new RulePoints(r.Rule.Id, r.Points))])
            {
                Cuts = given.Cuts,
                Challenges = turn.Progress(given.Shares),
                Multiplier = rules.Select(rule => rule.Rule is PersonalFactor { Held: var own } ? new AppliedMultiplier(own.Source, own.Name, own.Thousandths, own.Until, rule.Points) : null)
                    .FirstOrDefault(applied => applied is not null),
            },
            Events =
            [
                .. purse.ExpiredBy(now),
                new ActivityCounted(input.Id, input.Kind, day, input.Amount),
                .. turn.Events,
                .. (given.Cuts ?? []).Select(missing => new EarningCut(input.Id, missing.Campaign, missing.Points)),
                .. lot.Earned(given.Shares, input.Id, day),
                .. given.Used,
                .. rules.Where(rule => rule.Rule is EarningRule { Caps.AreCounted: true }).Select(rule => new CapUsed(rule.Rule.Id, day, rule.Points)),
                .. purse.Repayment(input.Id, [lot.Part], now),
            ],
        };
    }

    private static (IPointsSource Rule, Points Points) PointsOf(IGrouping<IPointsSource, EarnedShare> shares) =>
        (shares.Key, new((long)shares.Aggregate(BigInteger.Zero, static (sum, share) => sum + share.Points)));

    /// <summary>What an activity brings, before anything is folded.</summary>
    private sealed record Earning(Programme Programme, ReportActivity Input, ChallengeTurn Turn, BudgetedShares Given, Stamp Now);
}
