using Jifen.Grains.Badge;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Badge;

public sealed class Limited_badges
{
    [Fact]
    public void A_badge_waits_for_its_number_and_the_next_of_the_shard_may_find_one_there()
    {
        Town town = ATown(1, 100);
        (MemberKey first, MemberKey second) = (town.Enrol(0), town.Enrol(1));

        town.Earn(first, 1);
        Assert.Equal((EditionStanding.Awaited, (long?)null), Seen(town, first));
        Assert.Null(ViewOf(town, first).Earned);
        town.Settle();
        Assert.Equal((EditionStanding.Held, 1L), Seen(town, first));

        town.Earn(second, 1);
        Assert.Equal((EditionStanding.Held, 2L), Seen(town, second));
    }

    [Fact]
    public void Who_comes_when_none_is_left_misses_the_badge_and_is_told_so_once()
    {
        Town town = ATown(2, 1);
        (MemberKey first, MemberKey late) = (town.Enrol(0, 0), town.Enrol(0, 1));
        EarnAndSettle(town, first);
        EarnAndSettle(town, late);
        EarnAndSettle(town, late);

        Assert.Equal((EditionStanding.Missed, (long?)null), Seen(town, late));
        Assert.Equal("early", Assert.Single(town.Events<EditionMissed>()).Badge);
        Assert.Equal(1, town.Shards.Sum(shard => shard.State.BadgeShelf.Holders.GetValueOrDefault("early")));
    }

    [Fact]
    public void A_raised_limit_gives_the_badge_to_who_missed_it()
    {
        Town town = ATown(2, 1);
        (MemberKey first, MemberKey late) = (town.Enrol(0, 0), town.Enrol(0, 1));
        EarnAndSettle(town, first);
        EarnAndSettle(town, late);

        town.With(Limited(2));

        Assert.Equal((EditionStanding.Held, 2L), Seen(town, late));
    }

    [Fact]
    public void A_set_is_complete_with_the_record_that_brings_the_number_and_its_prize_comes_once()
    {
        Town town = ATown(2, 5);
        MemberKey member = town.Enrol(0);
        town.Earn(member, 1);
        Assert.Empty(town.Events<BadgeSetCompleted>());

        town.Settle();
        EarnAndSettle(town, member);

        Assert.Equal("both", Assert.Single(town.Events<BadgeSetCompleted>()).Set);
        Assert.Equal(50, Assert.Single(town.Events<PointsEarned>(), earned => earned.Rule == "badge-set").Points.Value);
    }

    [Fact]
    public void A_badge_taken_out_of_the_programme_still_comes_to_who_waits_for_it()
    {
        Town town = ATown(2, 5);
        MemberKey member = town.Enrol(0);
        town.Earn(member, 1);
        town.With(AProgramme().Expiring(new NeverExpires()));

        Assert.True(town.HomeOf(member).State.FindMember(member)!.Awards.HasBadge("early"));
    }

    [Fact]
    public void A_badge_that_has_come_is_not_given_again()
    {
        Town town = ATown(1, 5);
        MemberKey member = town.Enrol(0);
        town.Earn(member, 1);
        WaitBegun waits = Assert.Single(town.Events<WaitBegun>());
        town.Settle();

        Decision again = town.Submit(member, new GiveBadge(member, "early", waits.Play));

        Assert.Equal(RejectionCodes.Nothing, Assert.IsType<Rejected>(again).Code);
    }

    [Theory]
    [InlineData(10L, 20L, true, 20L)]
    [InlineData(10L, 10L, true, 10L)]
    [InlineData(10L, 5L, false, 10L)]
    [InlineData(10L, null, false, 10L)]
    [InlineData(null, 10L, false, null)]
    [InlineData(null, null, true, null)]
    public void A_limit_is_said_with_the_badge_and_may_only_be_raised(long? first, long? later, bool allowed, long? kept)
    {
        BadgeDocument badge = ABadge("early", BadgeCounter.Purchases, 1);
        var before = Programme.Compile(AProgramme().WithBadges(badge with { Limit = first }).Build(), 1, default);
        var without = Programme.Compile(AProgramme().Build(), 2, default, before);
        var after = Programme.Compile(AProgramme().WithBadges(badge with { Limit = later }).Build(), 3, default, without);

        Assert.Equal(allowed, without.EditionsEver.Allows(badge with { Limit = later }));
        Assert.Equal(kept, after.Badges[0].Limit);
    }

    [Fact]
    public void A_look_that_began_before_units_came_back_counts_not_for_the_walk_that_they_begin()
    {
        Town town = ATown(2, 1);
        (MemberKey first, MemberKey late) = (town.Enrol(0, 0), town.Enrol(0, 1));
        EarnAndSettle(town, first);
        EarnAndSettle(town, late);
        town.With(Limited(1).WithSets(ASet("both", 50, "any")));

        Publish(town, Limited(2));
        TestShard shard = town.HomeOf(late);
        while (shard.State.BadgeWalk.Number < 2)
        {
            Assert.True(town.Step());
        }

        Assert.Equal((2L, 2L), (shard.State.BadgeWalk.Version, shard.State.BadgeWalk.Number));
        Assert.IsType<Rejected>(shard.Submit(new WalkBadges(1, null, null, []), town.Now));
        Assert.True(shard.State.BadgeWalk.IsUnderWay);
        town.Settle();
        Assert.Equal((EditionStanding.Held, 2L), Seen(town, late));
    }

    private static void Publish(Town town, ProgrammeBuilder programme) =>
        town.CatalogueHome.Submit(new PublishProgramme(town.Store(programme), null, "lin"), town.Now);

    private static Town ATown(int shards, long limit) => new Town(shards).With(Limited(limit));

    private static ProgrammeBuilder Limited(long limit) => AProgramme().Expiring(new NeverExpires())
        .WithBadges(ABadge("early", BadgeCounter.Purchases, 1) with { Limit = limit }, ABadge("any", BadgeCounter.Purchases, 1))
        .WithSets(ASet("both", 50, "early", "any"));

    private static void EarnAndSettle(Town town, MemberKey member)
    {
        town.Earn(member, 1);
        town.Settle();
    }

    private static BadgeView ViewOf(Town town, MemberKey member) => BadgeQuery.View(town.HomeOf(member).State, member, town.Now)!.Badges[0];

    private static (EditionStanding Standing, long? Number) Seen(Town town, MemberKey member) =>
        ViewOf(town, member).Edition is var seen ? (seen!.Standing, seen.Number) : default;
}
