using System.Globalization;
using Jifen.Grains.Budget;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Grains.Member.Earnings;

namespace Jifen.Grains.Challenge;

/// <summary>What a member can do for its streaks besides keeping them: buy a missed day back, be away, set its zone.</summary>
public static class StreakRules
{
    /// <summary>A pause ends at most so many days from today.</summary>
    public const int MostDaysAhead = 366;

    /// <summary>How long a zone stays before it can be set again.</summary>
    public static readonly TimeSpan ZoneRests = TimeSpan.FromHours(24);

    /// <summary>How a repair's price names the challenge.</summary>
    public static string RepairCause(string challenge) => $"repair:{challenge}";

    public static Decision Decide(ShardState state, RepairStreak input, in DecisionContext context) =>
        Missing(state, input.Member) ?? Repair(state, state.FindMember(input.Member)!, input.Challenge, context.Now);

    public static Decision Decide(ShardState state, PauseStreak input, in DecisionContext context) =>
        Missing(state, input.Member) ?? Pause(state, state.FindMember(input.Member)!, input, context.Now);

    public static Decision Decide(ShardState state, SetZone input, in DecisionContext context)
    {
        if (Missing(state, input.Member) is { } missing)
        {
            return missing;
        }

        ChallengeBook book = state.FindMember(input.Member)!.Challenges;
        return !ZoneCalendars.Knows(input.Zone) ? Rejected.Invalid("zone", "it is no IANA time zone")
            : book.Zone == input.Zone ? new Decided { Answer = new ZoneTaken(input.Zone) }
            : book.ZoneSince?.Plus(ZoneRests) > context.Now ? Refuse(RefusalCodes.LimitReached, $"The zone was set at {book.ZoneSince}, less than {ZoneRests.TotalHours} hours ago.")
            : new Decided { Answer = new ZoneTaken(input.Zone), Events = [new ZoneSet(input.Zone)] };
    }

    private static Decision? Missing(ShardState state, MemberKey key) => state.FindMember(key) switch
    {
        null => new NotYet(new MemberNeeded(key)),
        { Enrolled: false } => new Rejected(RejectionCodes.UnknownMember, "There is no such member."),
        _ => state.Self.Unbound is { } document ? new NotYet(new DocumentNeeded(document)) : null,
    };

    private static Decided Refuse(string code, FormattableString detail) =>
        new() { Answer = new Refusal(code, detail.ToString(CultureInfo.InvariantCulture)) };

    private static Decision Repair(ShardState state, MemberGrain member, string challenge, Stamp now)
    {
        if (Streak.Find(state, member, challenge, now) is not { } streak)
        {
            return new Rejected(RejectionCodes.UnknownChallenge, "There is no such streak.");
        }

        return Closed(state, streak) ?? (streak.Offer is { } offer
            ? member.Purse.Available(now) < offer.Points
                ? Refuse(RefusalCodes.InsufficientPoints, $"A repair costs {offer.Points} points, and {member.Purse.Available(now)} are there.")
                : Repair(state, member, streak, offer)
            : Refuse(RefusalCodes.TooLate, $"No missed day can be repaired now."));
    }

    private static Decided? Closed(ShardState state, Streak streak) =>
        streak.Rules.Campaign is { } campaign && campaign.Starts <= streak.Now && streak.Now < campaign.Ends
        && !state.Self.IsPaused(PauseTarget.Campaign(campaign.Id))
            ? null
            : Refuse(RefusalCodes.NotOpen, $"The challenge {streak.Rules.Id} is not open now.");

    private static Decision Repair(ShardState state, MemberGrain member, Streak streak, RepairOffer offer)
    {
        ChallengeEntry after = streak.Entry.WithRepaired(offer.Day);
        DueReward[] due = [.. ChallengeSteps.Due(streak.Rules, after, offer.Day)];
        IReadOnlyList<EarnedShare> shares = [.. ChallengeTurn.SharesOf(due)];
        return BudgetedShares.Lacking(state, member, shares) is { } lacking
            ? new NotYet(lacking)
            : Record(member, streak, offer, new(after, due, BudgetedShares.Of(state, member, shares)));
    }

    private static Decided Record(MemberGrain member, Streak streak, RepairOffer offer, Repaired repaired)
    {
        Purse purse = member.Purse;
        string cause = RepairCause(streak.Rules.Id);
        EarnedLot lot = EarnedLot.Of(purse, streak.Programme, streak.Now, repaired.Given.Shares);
        DateOnly day = streak.Programme.Calendar.DayOf(streak.Now);
        return new()
        {
            Answer = new DayRepaired(
                streak.Rules.Id, offer.Day, offer.Points, lot.AvailableAfter(purse, streak.Now) - offer.Points,
                ChallengeTurn.ProgressOf(streak.Rules, repaired.After, streak.Latest, repaired.Due, repaired.Given.Shares)),
            Events =
            [
                .. purse.ExpiredBy(streak.Now),
                new PointsSpent(cause, offer.Points, purse.PartsOf(offer.Points, streak.Now)),
                new StreakRepaired(streak.Rules.Id, streak.Rules.Shape, offer.Day),
                .. repaired.Due.Select(reward => reward.Given),
                .. (repaired.Given.Cuts ?? []).Select(missing => new EarningCut(cause, missing.Campaign, missing.Points)),
                .. lot.Earned(repaired.Given.Shares, cause, day),
                .. repaired.Given.Used,
            ],
        };
    }

    private static Decision Pause(ShardState state, MemberGrain member, PauseStreak input, Stamp now)
    {
        if (Streak.Find(state, member, input.Challenge, now) is not { } streak)
        {
            return new Rejected(RejectionCodes.UnknownChallenge, "There is no such streak.");
        }

        PausedDays wanted = new(input.From, input.Through);
        int left = streak.PauseDaysLeft;
        return Malformed(wanted, streak.Today) ?? (Decision?)Closed(state, streak) ?? (
            wanted.Count > left ? Refuse(RefusalCodes.LimitReached, $"{wanted.Count} days are to be paused, and {left} may be.")
            : streak.Entry.Pauses.Any(other => other.From <= wanted.Through && wanted.From <= other.Through)
                ? Refuse(RefusalCodes.Conflict, $"Days of it are paused already.")
                : new Decided
                {
                    Answer = new PauseTaken(input.Challenge, wanted.From, wanted.Through, left - wanted.Count),
                    Events = [new StreakPaused(input.Challenge, streak.Rules.Shape, wanted.From, wanted.Through)],
                });
    }

    private static Rejected? Malformed(PausedDays wanted, DateOnly today) =>
        wanted.From <= today ? Rejected.Invalid("from", "a pause begins tomorrow or later")
        : wanted.Through < wanted.From ? Rejected.Invalid("through", "it is before the first day")
        : wanted.Through > today.AddDays(MostDaysAhead) ? Rejected.Invalid("through", $"it is more than {MostDaysAhead} days ahead")
        : null;

    /// <summary>A streak after a repair.</summary>
    private sealed record Repaired(ChallengeEntry After, IReadOnlyList<DueReward> Due, BudgetedShares Given);
}
