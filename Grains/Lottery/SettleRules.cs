using Jifen.Grains.Cards;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Fairness;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Grains.Wallet;

namespace Jifen.Grains.Lottery;

/// <summary>
/// The second record of a play that waited. Whatever has changed since, the play is settled by the day, table, limits and cost that
/// it was taken under.
/// </summary>
public static class SettleRules
{
    /// <summary>Completes the play: with its unit, with the fallback of an exhausted prize, or by undoing it where the game closes.</summary>
    public static Decision Decide(ShardState state, SettlePlay input, in DecisionContext context)
    {
        if (state.FindMember(input.Member) is not { } member)
        {
            return new NotYet(new MemberNeeded(input.Member));
        }

        if (state.Self.Unbound is { } document)
        {
            return new NotYet(new DocumentNeeded(document));
        }

        if (input.Part is { } part)
        {
            return CouponGift.Settle(state, member, new(input.Play, part), context);
        }

        if (member.Cards.FindWaiting(input.Play) is { } card)
        {
            return DealRules.Settle(state, member, card, context);
        }

        if (member.FindOpen(input.Play) is not { } open)
        {
            return new Rejected(RejectionCodes.Nothing, "The play does not wait.");
        }

        Programme? programme = state.Self.FindVersion(open.Terms.Catalogue)?.Programme;
        Invariant.Holds(programme is not null, "the version a play was taken under is adopted");
        return Settle(new(state, member, open, programme, programme.FindWheel(open.Lottery)!, context.Now));
    }

    /// <summary>Remembers that the reveal has been watched; again, it answers the same and changes nothing.</summary>
    public static Decision Decide(ShardState state, MarkSeen input)
    {
        if (state.FindMember(input.Member) is not { } member)
        {
            return new NotYet(new MemberNeeded(input.Member));
        }

        if (input.Play.Shard != state.Shard || member.FindReveal(input.Play) is not { } reveal)
        {
            return new Rejected(RejectionCodes.UnknownPlay, "There is no such play.");
        }

        return new Decided { Answer = new Seen(input.Play), Events = reveal.IsSeen ? [] : [new PlaySeen(input.Play)] };
    }

    private static Decision Settle(OpenSettlement play)
    {
        UnitAccount? account = play.Units.Account;
        Invariant.Holds(account is not null, "a waiting play has its account");
        if (account.HasUnitFor(play.Open.Id, play.Now))
        {
            return Complete(play, play.Open.Wait);
        }

        return account.ToldExhausted ? Resolve(play) : new Rejected(RejectionCodes.Nothing, "The play still waits for its unit.");
    }

    /// <summary>The prize waited for is out: what the table gives instead.</summary>
    private static Decided Resolve(OpenSettlement play)
    {
        PlayTaken taken = play.Open.Taken;
        IReadOnlyList<string> exhausted = play.State.ExhaustedOf(play.Wheel, taken.Day, play.Now);
        WheelResolution chosen = WheelOutcome.Resolve(play.Wheel.Table, play.Wheel.IndexOf(taken.Rolled), taken.SinceWin, exhausted, play.Owned);
        if (chosen.Slot is not { } slot)
        {
            return Undo(play);
        }

        WheelSegment segment = play.Wheel.Segment(slot.Id);
        UnitWait wait = new(slot.Id, segment.UnitDay(taken.Day), Settlement.OrNull(exhausted));
        return slot.Stocked && play.State.UnitsOf(play.Wheel, segment, taken.Day, play.Now).Spare == 0 ? Redirect(play, wait) : Complete(play, wait);
    }

    private static Decided Complete(OpenSettlement play, UnitWait unit)
    {
        Settlement settlement = new(play.State, play.Open.Taken, unit, play.Programme, play.Wheel, play.Owned);
        return new()
        {
            Answer = settlement.Answer(play.Member, play.Member.Purse.Available(play.Now)),
            Events = [play.WaitEnded, .. settlement.Events(play.Member, play.Now)],
        };
    }

    private static Decided Redirect(OpenSettlement play, UnitWait wait)
    {
        PrizeUnits units = play.UnitsOf(wait);
        return new()
        {
            Answer = new PlayPending(play.Open.Id),
            Events =
            [
                play.WaitEnded,
                new PlayRedirected(play.Open.Id, play.Open.Lottery, wait),
                new WaitBegun(units.Segment, units.Day, play.Member.Key, play.Open.Id, play.Open.Taken.Key) { On = units.Holder.Id },
            ],
        };
    }

    private static Decided Undo(OpenSettlement play)
    {
        OpenPlay open = play.Open;
        List<GrainEvent> events = [play.WaitEnded];
        if (open.Parts.Count > 0)
        {
            events.Add(new PointsRestored(PlayCause.Of(open.Id), open.Taken.Cost, open.Parts));
            events.AddRange(play.Member.Purse.Repayment(PlayCause.Of(open.Id), open.Parts, play.Now));
        }

        events.Add(new PlaySettled(open.Id, open.Lottery, open.Wait.Segment, Prize: false, Refused: true));
        return PlayChecks.Refuse(RefusalCodes.SoldOut, $"The prize {open.Wait.Segment} is out, and the lottery closes without it.") with { Events = events };
    }

    /// <summary>A waiting play and what it is settled by.</summary>
    private sealed record OpenSettlement(ShardState State, MemberGrain Member, OpenPlay Open, Programme Programme, Wheel Wheel, Stamp Now)
    {
        /// <remarks>What it was when the play was taken: later plays of the lottery wait for this one.</remarks>
        public IReadOnlyList<string> Owned => Wheel.OwnedOf(Member.PlaysIn(Open.Lottery));

        /// <summary>What the play waits for.</summary>
        public PrizeUnits Units => UnitsOf(Open.Wait);

        public WaitEnded WaitEnded => new(Units.Segment, Units.Day, Open.Id) { On = Units.Holder.Id };

        public PrizeUnits UnitsOf(UnitWait wait) => State.UnitsOf(Wheel, Wheel.Segment(wait.Segment), Open.Taken.Day, Now);
    }
}
