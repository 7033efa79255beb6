using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member;

namespace Jifen.Grains.Wallet;

/// <summary>
/// Coupons of cards and rewards. What was reached is never held up: the coupon goes into the wallet at once, with a code that lies on the
/// shard, or to wait for one that the treasury sends; only when no code is left anywhere is its stand-in given. Codes of wheels follow
/// their plays instead, because a wheel's table names the fallback.
/// </summary>
internal static class CouponGift
{
    /// <summary>Coupons of one reward in one record at most, so that a record keeps its bounds.</summary>
    private const long MostAtOnce = 100;

    /// <remarks>Those of a test member have shadow codes, as long as the shard knows of no end of the pool.</remarks>
    /// <param name="play">The play or record that won them.</param>
    /// <param name="times">How many.</param>
    public static IReadOnlyList<GrainEvent> Give(
        ShardState state, MemberGrain member, PlayId play, string source, CouponPrize coupon, Programme programme, long times, Stamp now)
    {
        times = Math.Min(times, MostAtOnce);
        UnitAccount account = state.Coupons(coupon.Pool).Account;
        bool test = member.IsTest && !account.IsExhaustedAt(now);
        Queue<long> serials = new(member.IsTest ? [] : account.Serials?.FirstOf(Math.Min(times, account.SpareAt(now)), now).SelectMany(Numbers) ?? []);
        List<GrainEvent> events = [];
        long replaced = 0;
        int part = member.Wallet.CountOf(play.Sequence) + member.Orders.CountOf(play.Sequence);
        for (long i = 0; i < times; i++)
        {
            part++;
            CouponWon won = new(play, source, programme.Version, coupon.Pool) { Part = part };
            if (test)
            {
                events.Add(won with { Test = true });
            }
            else if (serials.TryDequeue(out long serial))
            {
                events.AddRange([Used(coupon.Pool, serial), won with { Serial = serial }]);
            }
            else if (account.ToldExhausted)
            {
                events.Add(won with { Replaced = true });
                replaced++;
            }
            else
            {
                events.AddRange([won, new WaitBegun(CouponName.Segment, null, member.Key, play, null) { On = CouponName.Of(coupon.Pool), Part = part }]);
            }
        }

        return [.. events, .. StandIn(coupon, programme, member.Purse, new(play, part), replaced, now)];
    }

    /// <summary>The second record of a coupon that waited: its code, or its stand-in where none is left.</summary>
    public static Decision Settle(ShardState state, MemberGrain member, PrizeId id, in DecisionContext context)
    {
        if (member.Wallet.Find(id) is not { IsComing: true } prize)
        {
            return new Rejected(RejectionCodes.Nothing, "The coupon does not wait.");
        }

        UnitAccount account = state.Coupons(prize.Pool).Account;
        WaitEnded ended = new(CouponName.Segment, null, id.Play) { On = CouponName.Of(prize.Pool), Part = id.Part };
        if (account.HasUnitFor(id.Play, context.Now, id.Part))
        {
            long serial = account.Serials!.Next(context.Now);
            return new Decided { Events = [ended, Used(prize.Pool, serial), new CodeGiven(id.Play, id.Part, serial)] };
        }

        if (!account.ToldExhausted)
        {
            return new Rejected(RejectionCodes.Nothing, "The coupon still waits for its code.");
        }

        Programme? programme = state.Self.FindVersion(prize.Catalogue)?.Programme;
        Invariant.Holds(programme is not null && WonPrizes.Of(programme, prize.Source) is CouponPrize, "the version that a coupon was won under is adopted and has it");
        CouponPrize coupon = (CouponPrize)WonPrizes.Of(programme, prize.Source)!;
        return new Decided
        {
            Events = [ended, new CouponReplaced(id.Play, id.Part), .. StandIn(coupon, programme, member.Purse, id, 1, context.Now)],
        };
    }

    private static UnitUsed Used(string pool, long serial) => new(CouponName.Segment, null) { On = CouponName.Of(pool), Serial = serial };

    private static IEnumerable<GrainEvent> StandIn(CouponPrize coupon, Programme programme, Purse purse, PrizeId id, long times, Stamp now) =>
        times > 0 && coupon.Otherwise is { } points
            ? PrizeGift.Events(new PointsPrize(new(times * points.Value)), PlayCause.Of(id), programme, purse, programme.Calendar.DayOf(now), now)
            : [];

    private static IEnumerable<long> Numbers(SerialRange range)
    {
        for (long number = range.First; number < range.End; number++)
        {
            yield return number;
        }
    }
}
