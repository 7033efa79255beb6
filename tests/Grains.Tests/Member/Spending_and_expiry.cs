using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Member;

public sealed class Spending_and_expiry
{
    [Fact]
    public void A_lot_is_gone_at_the_programmes_midnight_to_the_microsecond()
    {
        OneShard shard = AShard().Running(AProgramme().Expiring(new ExpiresAtEndOfMonth(0))).At("2026-11-30T12:00:00+08:00").WithPoints(30).Build();

        shard.GoTo("2026-11-30T23:59:59.999999+08:00");
        Assert.Equal(30, shard.Available);
        Assert.Equal(RejectionCodes.Nothing, Assert.IsType<Rejected>(shard.Sweep()).Code);
        Assert.Equal(At("2026-12-01T00:00:00+08:00"), shard.Member.Due);

        shard.GoTo("2026-12-01T00:00:00+08:00");
        Assert.Equal(0, shard.Available);
        Assert.Equal(new Points(30), shard.Member.Purse.Balance);

        Assert.Equal([new LotExpired(1, new(30))], Assert.IsType<Decided>(shard.Sweep()).Events);
        Assert.Equal(Points.Zero, shard.Member.Purse.Balance);
        Assert.Null(shard.Member.Due);
        Assert.Equal(RejectionCodes.Nothing, Assert.IsType<Rejected>(shard.Sweep()).Code);
    }

    [Fact]
    public void Expired_points_buy_nothing_even_before_their_expiry_is_journalled()
    {
        OneShard shard = AShard().Running(AProgramme().Expiring(new ExpiresAtEndOfMonth(0))).At("2026-11-30T12:00:00+08:00").WithPoints(30).Build();
        shard.GoTo("2026-12-01T00:00:00+08:00");

        Assert.Equal(RefusalCodes.InsufficientPoints, shard.Refused());
        Assert.Equal(new Points(30), shard.Member.Purse.Balance);
    }

    [Fact]
    public void An_activity_journals_what_has_expired_before_it_gives()
    {
        OneShard shard = AShard().Running(AProgramme().Expiring(new ExpiresAtEndOfMonth(0))).At("2026-11-30T12:00:00+08:00").WithPoints(30).Build();
        shard.GoTo("2026-12-01T00:00:00+08:00");

        Decided decided = Assert.IsType<Decided>(shard.Buys(700, "2026-12-01T00:00:00+08:00"));

        Assert.Equal(
            [typeof(LotExpired), typeof(ActivityCounted), typeof(PointsEarned)], decided.Events.Select(e => e.GetType()));
        Assert.Equal(new Points(7), Assert.IsType<ActivityRecorded>(decided.Answer).Available);
    }

    [Fact]
    public void A_play_takes_the_soonest_to_expire_first_and_names_the_parts()
    {
        OneShard shard = AShard().Running(AProgramme().Expiring(new ExpiresAfterMonths(1)).Costing(10)).At("2026-11-21T12:00:00+08:00").WithPoints(7).Build();
        shard.GoTo("2026-11-22T12:00:00+08:00");
        shard.Town.Earn(shard.Key, 8);

        shard.Wins("none");

        PointsSpent spent = Assert.Single(shard.Town.Events<PointsSpent>());
        Assert.Equal(
            [new LotPart(1, new(7), At("2026-12-22T00:00:00+08:00")), new LotPart(2, new(3), At("2026-12-23T00:00:00+08:00"))], spent.Parts);
        Assert.Equal([new MemberLot(2, new(5), At("2026-12-23T00:00:00+08:00"))], shard.Member.Purse.Lots);
    }

    [Fact]
    public void Points_that_never_expire_are_taken_last()
    {
        MemberGrain member = new(new MemberKey(1));
        Fold(member, new PointsEarned("a", RuleId, null, new(5), 1, null, default));
        Fold(member, new PointsEarned("b", RuleId, null, new(5), 2, new Stamp(10), default));
        Purse purse = member.Purse;

        Assert.Equal([new LotPart(2, new(5), new Stamp(10)), new LotPart(1, new(1), null)], purse.PartsOf(new(6), new Stamp(9)));
        Assert.Equal([new LotPart(1, new(5), null)], purse.PartsOf(new(5), new Stamp(10)));
    }

    /// <summary>An independent purse: one entry a point, by expiry.</summary>
    [Fact]
    public void Any_history_of_a_purse_agrees_with_points_kept_one_by_one() => Assert.Null(FirstDisagreement(takeSoonest: true));

    [Fact]
    public void Control_a_purse_that_takes_the_latest_first_is_caught() => Assert.NotNull(FirstDisagreement(takeSoonest: false));

    private static void Fold(MemberGrain member, GrainEvent happened) =>
        member.Fold(happened, new RecordStamp(new(0), member.AsOf.Next, default, member.Key, null));

    private static string? FirstDisagreement(bool takeSoonest)
    {
        for (ulong seed = 1; seed <= 200; seed++)
        {
            Dice dice = new(seed);
            MemberGrain member = new(new MemberKey(1));
            Purse purse = member.Purse;
            List<long> points = [];
            for (long now = 0; now < 40; now++)
            {
                if (dice.Chance(50))
                {
                    long expires = now + 1 + dice.Roll(10);
                    int count = 1 + dice.Roll(9);
                    Fold(member, new PointsEarned("a", RuleId, null, new(count), purse.LotFor(new Stamp(expires)), new Stamp(expires), default));
                    points.AddRange(Enumerable.Repeat(expires, count));
                }
                else if (purse.Available(new(now)).Value is > 0 and var available)
                {
                    int count = 1 + dice.Roll((int)available);
                    points = [.. points.Where(p => p > now).Order()];
                    points.RemoveRange(takeSoonest ? 0 : points.Count - count, count);
                    Fold(member, new PointsSpent("p", new(count), purse.PartsOf(new(count), new(now))));
                }

                foreach (LotExpired expired in purse.ExpiredBy(new(now)))
                {
                    Fold(member, expired);
                }

                if (purse.Balance.Value != points.Count(p => p > now) || purse.Balance.Value != purse.Lots.Sum(l => l.Points.Value))
                {
                    return $"seed {seed} at {now}";
                }
            }
        }

        return null;
    }
}
