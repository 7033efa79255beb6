using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member;

namespace Jifen.Grains.Draws;

/// <summary>
/// How a winner gets its prize: at once, or by claiming it in time. What is still to be given lies with the slice, so that it outlives any crash
/// and is given once. A pause keeps nobody from a prize that is won.
/// </summary>
internal static class DrawPrizeRules
{
    /// <summary>Tells a winner, and gives the prize where it need not be claimed.</summary>
    public static Decision Decide(ShardState state, GiveDrawPrize input, in DecisionContext context)
    {
        if (Missing(state, input.Member) is { } missing)
        {
            return missing;
        }

        if (Find(state, input.Lottery, input.Member, input.Period, context.Now) is not { Award.Deadline: null } won)
        {
            return new Rejected(RejectionCodes.Nothing, "The member has been told, or has not won.");
        }

        DrawPrizeWon told = new(input.Lottery, input.Period, won.Award.Place, won.Award.Prize, won.Award.Catalogue, null);
        if (won.Draw.ClaimHours is not { } hours)
        {
            return new Decided { Events = [told, won.Ended(false), .. Gift(won, context)] };
        }

        Stamp deadline = context.Now.Plus(TimeSpan.FromHours(hours));
        return new Decided
        {
            Events = [told with { Deadline = deadline }, new DrawAwardOpened(input.Member, input.Period, deadline) { On = DrawSlice.IdOf(input.Lottery) }],
        };
    }

    /// <summary>Gives a prize that is claimed in time.</summary>
    public static Decision Decide(ShardState state, ClaimDrawPrize input, in DecisionContext context)
    {
        if (Missing(state, input.Member) is { } missing)
        {
            return missing;
        }

        WonPrize? won = Find(state, input.Lottery, input.Member, input.Period, context.Now);
        if (won is null)
        {
            return NotOpen(state, input);
        }

        if (won.Award.Deadline is not { } deadline)
        {
            return new Rejected(RejectionCodes.TryAgain, "The member has not been told yet.");
        }

        return deadline <= context.Now ? Late(input) : Claim(won, context);
    }

    /// <summary>Lets a prize go that was not claimed in time, and tells the home.</summary>
    public static Decision Decide(ShardState state, LapseDrawPrize input, in DecisionContext context)
    {
        if (Missing(state, input.Member) is { } missing)
        {
            return missing;
        }

        return Find(state, input.Lottery, input.Member, input.Period, context.Now) is { } won && won.Award.Deadline <= context.Now
            ? new Decided { Events = [new DrawPrizeLapsed(input.Lottery, input.Period), won.Ended(true)], Messages = [won.Answered(true)] }
            : new Rejected(RejectionCodes.Nothing, "There is no such prize, or it may still be claimed.");
    }

    private static NotYet? Missing(ShardState state, MemberKey member) =>
        state.FindMember(member) is null ? new(new MemberNeeded(member))
        : state.Self.Unbound is { } document ? new(new DocumentNeeded(document))
        : null;

    private static Decision NotOpen(ShardState state, ClaimDrawPrize input) =>
        state.FindMember(input.Member)!.Draws.Find(input.Lottery, input.Period)?.Win is { State: WinState.Lapsed }
            ? Late(input)
            : new Rejected(RejectionCodes.UnknownDraw, "There is no prize of this member to claim.");

    private static Decided Late(ClaimDrawPrize input) =>
        PlayChecks.Refuse(RefusalCodes.TooLate, $"The time to claim the prize of {input.Lottery} for {input.Period} has passed.");

    private static WonPrize? Find(ShardState state, string lottery, MemberKey member, string period, Stamp now) =>
        state.DrawSlice(lottery).FindAward(member, period) is { } award && state.Self.FindVersion(award.Catalogue)?.Programme?.FindDraw(lottery) is { } draw
            ? new(state, lottery, award, draw, state.FindMember(member)!, state.Self.InForce(now)!.Programme!)
            : null;

    private static Decided Claim(WonPrize won, in DecisionContext context)
    {
        Points points = PrizeGift.Due(won.Member, won.Prize) is PointsPrize prize ? prize.Points : Points.Zero;
        Purse purse = won.Member.Purse;
        return new()
        {
            Answer = new Claimed(
                won.Lottery, won.Award.Period, won.Award.Place, won.Award.Prize, won.Award.Catalogue,
                purse.Available(context.Now) + points - purse.RepaidFrom(points))
            {
                Had = PrizeGift.IsHad(won.Member, won.Prize) ? true : null,
            },
            Events = [new DrawPrizeClaimed(won.Lottery, won.Award.Period), won.Ended(false), .. Gift(won, context)],
            Messages = [won.Answered(false)],
        };
    }

    /// <remarks>What gave the points is named by the record that gives them.</remarks>
    private static IEnumerable<GrainEvent> Gift(WonPrize won, in DecisionContext context) => PrizeGift.All(
        won.State, won.Member, won.Prize, new PlayId(won.State.Shard, context.Next), won.Programme, won.Programme.Calendar.DayOf(context.Now), context.Now);

    private sealed record WonPrize(ShardState State, string Lottery, HeldAward Award, Draw Draw, MemberGrain Member, Programme Programme)
    {
        public Prize Prize => Draw.Prize(Award.Prize).Prize;

        public DrawAwardEnded Ended(bool lapsed) => new(Award.Member, Award.Period, lapsed) { On = DrawSlice.IdOf(Lottery) };

        public AddressedMessage Answered(bool lapsed) =>
            new(State.HomeOf(Lottery), Lane.Control, new DrawAnswered(Lottery, Award.Period, Award.Place, Award.Member, lapsed));
    }
}
