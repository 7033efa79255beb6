using Jifen.Grains.Kernel;

namespace Jifen.Grains.Member;

/// <content>What each event changes of a member.</content>
public sealed partial class MemberGrain
{
    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case MemberEnrolled enrolled:
                (Enrolled, IsTest) = (true, enrolled.Test is true);
                break;
            case AdultFromSet adult:
                AdultFrom = adult.AdultFrom;
                break;
            case ActivityCounted counted:
                Awards.CountActivity(counted.Activities);
                break;
            case BadgeEarned badge:
                Awards.AddBadge(badge.Badge, at.Stamp, badge.Serial);
                break;
            case EditionAwaited awaited:
                Awards.AwaitEdition(awaited.Badge);
                break;
            case EditionMissed missed:
                Awards.MissEdition(missed.Badge);
                break;
            case BadgeSetCompleted set:
                Awards.AddSet(set.Set, at.Stamp);
                break;
            case BoardPassed or ActivityKept or EarningCut or BoardNameSet:
                break;
            case FriendsSet friends:
                Friends = friends.Friends;
                break;
            case GroupsSet groups:
                Groups = Shared(groups.Groups);
                break;
            case MemberOpened opened:
                Open(opened);
                break;
            case CapUsed used:
                Caps.Use(used);
                break;
            case CapFreed freed:
                Caps.Free(freed);
                break;
            case RefundCounted refund:
                Refund(refund, at);
                break;
            case SelfLimitsSet limits:
                (_limits ??= new()).Set(limits);
                break;
            case PaidPlayCounted paid:
                _limits!.Count(paid);
                break;
            case CouponWon or CodeGiven or CouponReplaced:
                Wallet.Apply(happened, at);
                break;
            case GoodsWon or AddressGiven or AddressErased or OrderMoved:
                Orders.Apply(happened, at);
                break;
            case MultiplierWon multiplier:
                Multipliers.Add(multiplier, at.Stamp);
                break;
            case ChallengeMoved or ChallengeRewarded or ChallengeWaived or ChallengeFolded or ChallengesForgotten or StreakRepaired or StreakPaused or ZoneSet:
                Challenges.Apply(happened, at);
                break;
            default:
                ApplyPoints(happened, at);
                break;
        }
    }

    private void Open(MemberOpened opened)
    {
        (Opened, Tier) = (true, opened.Tier is null ? null : Shared(opened.Tier));
        if (opened.Counters is { } counters)
        {
            Awards.Open(counters);
        }
    }

    private void Refund(RefundCounted refund, in RecordStamp at)
    {
        Refunds.Count(refund, at.Stamp);
        if (refund.Whole)
        {
            Awards.UncountActivity(refund.Activities);
        }
    }

    private void ApplyPoints(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case PointsEarned earned:
                Purse.Earn(earned.Lot, earned.Points, earned.Expires);
                break;
            case PointsOpened opened:
                Purse.Earn(opened.Lot, opened.Points, opened.Expires);
                break;
            case PointsSpent spent:
                Spend(spent);
                break;
            case PointsRestored restored:
                Purse.Restore(restored.Parts);
                break;
            case LotExpired expired:
                Purse.Expire(expired.Lot, expired.Points, at.Stamp);
                break;
            case PointsReversed reversed:
                Purse.Reverse(reversed);
                Refunds.Reverse(reversed);
                break;
            case PointsRepaid repaid:
                Purse.Repay(repaid);
                break;
            default:
                ApplyPlay(happened);
                break;
        }
    }

    private void ApplyPlay(GrainEvent happened)
    {
        switch (happened)
        {
            case PlayTaken taken:
                Take(taken);
                break;
            case PlayRedirected redirected:
                Change(redirected.Play, open => open with { Taken = open.Taken with { Wait = redirected.Wait } });
                break;
            case PlaySettled settled:
                Settle(settled);
                break;
            case PlaySeen seen:
                See(seen.Play);
                break;
            case TicketsGiven given:
                MemberPlays plays = PlaysIn(Shared(given.Lottery));
                SetPlays(plays with { Tickets = plays.Tickets + given.Count });
                break;
            default:
                ApplyCard(happened);
                break;
        }
    }

    private void ApplyCard(GrainEvent happened)
    {
        switch (happened)
        {
            case CardTaken taken:
                SetPlays(PlaysIn(Shared(taken.Lottery)).Take(taken));
                Cards.Take(taken);
                break;
            case CardDealt dealt:
                Cards.Deal(dealt);
                _limits?.End(dealt.Card, undone: false);
                break;
            case CardUndone undone:
                SetPlays(PlaysIn(undone.Lottery).Undo(Cards.FindWaiting(undone.Card)!.Taken));
                Cards.StopWaiting(undone.Card);
                _limits?.End(undone.Card, undone: true);
                break;
            case CardScratched scratched:
                Awards.CountPlay(scratched.Prize);
                Cards.End(scratched.Card, scratched.Face);
                break;
            case CardVoided voided:
                Cards.End(voided.Card, null);
                break;
            default:
                ApplyDraw(happened);
                break;
        }
    }

    private void ApplyDraw(GrainEvent happened)
    {
        switch (happened)
        {
            case EntryTaken taken:
                SetPlays(PlaysIn(Shared(taken.Lottery)).Take(taken));
                Draws.Enter(taken);
                break;
            case DrawPrizeWon won:
                Draws.Win(won);
                break;
            case DrawPrizeClaimed claimed:
                Draws.End(claimed.Lottery, claimed.Period, WinState.Given);
                break;
            case DrawPrizeLapsed lapsed:
                Draws.End(lapsed.Lottery, lapsed.Period, WinState.Lapsed);
                break;
            default:
                throw Unexpected(happened);
        }
    }

    private void Take(PlayTaken taken)
    {
        SetPlays(PlaysIn(Shared(taken.Lottery)).Take(taken));
        if (taken.Waits)
        {
            _open = [.. _open, new(taken, [])];
        }
    }

    /// <remarks>What a waiting play cost is kept with it, so that the very parts can be given back.</remarks>
    private void Spend(PointsSpent spent)
    {
        Purse.Spend(spent.Parts);
        _cards?.Pay(spent);
        int at = Array.FindIndex(_open, open => PlayCause.Of(open.Id) == spent.Cause);
        if (at >= 0)
        {
            _open[at] = _open[at] with { Parts = spent.Parts };
        }
    }

    private void Settle(PlaySettled settled)
    {
        _limits?.End(settled.Play, settled.Refused);
        OpenPlay? open = FindOpen(settled.Play);
        _open = open is null ? _open : [.. _open.Where(play => play != open)];
        MemberPlays plays = PlaysIn(settled.Lottery);
        if (settled.Refused)
        {
            Invariant.Holds(open is not null, "only a waiting play is undone");
            SetPlays(plays.Undo(open.Taken));
            return;
        }

        Awards.CountPlay(settled.Prize);
        plays = plays.Settle(settled.Prize);
        SetPlays(settled.Unique is true ? plays.Own(Shared(settled.Segment)) : plays);
        Reveal reveal = new(settled.Play.Sequence, Shared(settled.Lottery), Shared(settled.Segment));
        _reveals = [.. _reveals.AsSpan(Math.Max(0, _reveals.Length + 1 - MostReveals)), reveal];
    }

    private void See(PlayId play)
    {
        int at = Array.FindIndex(_reveals, reveal => reveal.Play == play.Sequence);
        Invariant.Holds(at >= 0, "a play that is seen is known");
        _reveals[at] = new(play.Sequence, null, null);
    }

    private void Change(PlayId play, Func<OpenPlay, OpenPlay> change)
    {
        int at = Array.FindIndex(_open, open => open.Id == play);
        Invariant.Holds(at >= 0, "a waiting play is known to its member");
        _open[at] = change(_open[at]);
    }
}
