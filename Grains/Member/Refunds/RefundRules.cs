using System.Globalization;
using Jifen.Grains.Budget;
using Jifen.Grains.Challenge;
using Jifen.Grains.Kernel;
using Jifen.Grains.Leaderboard;

namespace Jifen.Grains.Member.Refunds;

/// <summary>
/// Taking back what an activity gave (PROTOCOL section 9). What it gave stands in its record; what of that has been taken back, in
/// the member's state.
/// </summary>
public static class RefundRules
{
    /// <summary>Takes back the points of what is refunded, or asks for the activity's record first.</summary>
    public static Decision Decide(ShardState state, RefundActivity input, in DecisionContext context)
    {
        if (state.FindMember(input.Member) is not { } member)
        {
            return new NotYet(new MemberNeeded(input.Member));
        }

        if (!member.Enrolled)
        {
            return new Rejected(RejectionCodes.UnknownMember, "There is no such member.");
        }

        if (state.Self.Unbound is { } document)
        {
            return new NotYet(new DocumentNeeded(document));
        }

        if (context.Past is not { } past || past.Key != input.Report)
        {
            return new NotYet(new RecordNeeded(input.Member, input.Report));
        }

        return past.Body is { Input: ReportActivity { History: not true } report, Answer: ActivityRecorded } body && report.Id == input.Activity && report.Member == input.Member
            ? Refund(state, member, input, new(report, past.Stamp, past.Catalogue, body.Events ?? []), context.Now)
            : new Rejected(RejectionCodes.UnknownActivity, "No such activity of this member was counted.");
    }

    private static Decision Refund(ShardState state, MemberGrain member, RefundActivity input, CountedActivity activity, Stamp now)
    {
        RefundedActivity? before = member.Refunds.Find(activity.Report.Id);
        if (now > activity.Recorded.Plus(Purse.RefundableFor))
        {
            return Refuse(RefusalCodes.TooLate, $"It was counted at {activity.Recorded}, more than {Purse.RefundableFor.Days} days ago.");
        }

        if (before is { Whole: true })
        {
            return Refuse(RefusalCodes.Conflict, $"The activity is refunded whole.");
        }

        if (before is null && !member.Refunds.HasRoom(now))
        {
            return Refuse(RefusalCodes.LimitReached, $"{RefundBook.MostActivities} activities of the member are being refunded.");
        }

        RefundClaim claim = new(activity, before);
        return claim.Read(input) ?? Record(state, member, claim, now);
    }

    private static Decided Record(ShardState state, MemberGrain member, RefundClaim claim, Stamp now)
    {
        CountedActivity activity = claim.Activity;
        Takeback takeback = new(member.Purse, now);
        PointsReversed[] reversed = [.. claim.Points().Select(due => takeback.Of(due.Earned, due.Points))];
        Points owed = member.Purse.Owed + new Points(reversed.Sum(one => one.Owed.Value));
        Consequence[] freed = [.. activity.Drawn(reversed).Select(drawn => BudgetRules.Free(state, drawn.Campaign, drawn.Points))];
        Points taken = new(reversed.Sum(one => one.Parts.Sum(part => part.Points.Value)));
        return new()
        {
            Answer = new ActivityRefunded(activity.Report.Id, new(reversed.Sum(one => one.Points.Value)), owed, member.Purse.Available(now) - taken),
            Events =
            [
                .. member.Purse.ExpiredBy(now),
                new RefundCounted(
                    activity.Report.Id, activity.Report.Kind, activity.Day, activity.Recorded, claim.Amount, claim.Parts, claim.IsWhole) { Scoped = ScopedBoards.MovedBy(state, activity.Events) },
                .. ChallengeReturn.Of(state, member, claim, now),
                .. reversed,
                .. activity.Freed(reversed),
                .. freed.Select(one => one.Event),
            ],
            Messages = [.. freed.SelectMany(one => one.Messages)],
        };
    }

    internal static Decided Refuse(string code, FormattableString detail) =>
        new() { Answer = new Refusal(code, detail.ToString(CultureInfo.InvariantCulture)) };
}
