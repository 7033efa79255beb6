using Jifen.Grains.Member;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Badge;

public sealed class Badges_published_later
{
    private static readonly ProgrammeBuilder Festival = AProgramme().Expiring(new NeverExpires());

    [Fact]
    public void Who_deserves_a_badge_when_it_is_published_gets_it_without_a_deed()
    {
        Town town = new Town(3).With(Festival);
        MemberKey[] members = [.. Enumerable.Range(0, 20).Select(n => town.Enrol(n))];
        foreach (MemberKey member in members.Take(15))
        {
            town.Earn(member, 1);
        }

        town.With(Festival.WithBadges(ABadge("buyer", BadgeCounter.Purchases, 1)));

        Assert.Equal(members.Take(15), members.Where(member => Of(town, member).HasBadge("buyer")));
        Assert.Equal(15, town.Events<BadgeEarned>().Count());
        Assert.Equal(15, town.Shards.Sum(shard => shard.State.BadgeShelf.Holders.GetValueOrDefault("buyer")));
        Assert.All(town.Shards, shard => Assert.Equal((false, 0), (shard.State.BadgeWalk.IsUnderWay, shard.State.BadgeWalk.Owed.Count)));
    }

    [Fact]
    public void Who_does_something_while_the_shard_looks_gets_the_badge_once()
    {
        Town town = new Town(1).With(Festival);
        MemberKey[] members = [.. Enumerable.Range(0, 10).Select(n => town.Enrol(n))];
        Array.ForEach(members, member => town.Earn(member, 1));
        town.CatalogueHome.Submit(new PublishProgramme(town.Store(Festival.WithBadges(ABadge("buyer", BadgeCounter.Purchases, 1))), null, "lin"), town.Now);
        town.Settle();
        town.Now = new(town.Now.Microseconds + 2_000_000);
        while (town.Shards[0].State.BadgeWalk.Owed.Count == 0)
        {
            Assert.True(town.Step());
        }

        Array.ForEach(members, member => town.Earn(member, 1));
        town.Settle();

        Assert.Equal(members.Length, town.Events<BadgeEarned>().Count());
    }

    [Fact]
    public void A_shard_that_crashes_while_it_looks_leaves_nobody_out_and_gives_nothing_twice()
    {
        Town town = new Town(1).With(Festival);
        MemberKey[] members = [.. Enumerable.Range(0, 10).Select(n => town.Enrol(n))];
        Array.ForEach(members, member => town.Earn(member, 1));
        town.CatalogueHome.Submit(new PublishProgramme(town.Store(Festival.WithBadges(ABadge("buyer", BadgeCounter.Purchases, 1))), null, "lin"), town.Now);
        town.Settle();
        town.Now = new(town.Now.Microseconds + 2_000_000);
        do
        {
            town.Shards[0].Crash();
        }
        while (town.Step());

        Assert.All(members, member => Assert.True(Of(town, member).HasBadge("buyer")));
        Assert.Equal(members.Length, town.Events<BadgeEarned>().Count());
    }

    [Fact]
    public void A_badge_that_is_made_easier_and_a_set_that_comes_later_are_given_with_their_prize()
    {
        BadgeDocument hard = ABadge("buyer", BadgeCounter.Purchases, 5);
        Town town = new Town(2).With(Festival.WithBadges(hard));
        MemberKey member = town.Enrol(0);
        town.Earn(member, 1);
        town.Earn(member, 1);

        town.With(Festival.WithBadges(ABadge("buyer", BadgeCounter.Purchases, 2)));
        Assert.True(Of(town, member).HasBadge("buyer"));
        town.With(Festival.WithBadges(ABadge("buyer", BadgeCounter.Purchases, 2)).WithSets(ASet("all", 70, "buyer")));

        Assert.Equal("all", Assert.Single(town.Events<BadgeSetCompleted>()).Set);
        Assert.Equal(70, Assert.Single(town.Events<PointsEarned>(), earned => earned.Rule == "badge-set").Points.Value);
    }

    [Fact]
    public void A_challenge_of_badges_that_comes_later_is_complete_with_the_badges_that_are_there()
    {
        BadgeDocument buyer = ABadge("buyer", BadgeCounter.Purchases, 1);
        BadgeDocument star = ABadge("star", BadgeCounter.Given, 1);
        Town town = new Town(2).With(Festival.WithBadges(buyer, star));
        MemberKey member = town.Enrol(0);
        town.Earn(member, 1);

        town.With(Festival.WithBadges(buyer, star).WithChallenges(new ChallengeDocument(
            "collect", Text("Collect"), ChallengePeriod.Campaign, new([], EarningCondition.Always, null),
            new SetGoal(SetOf.Badges, ["buyer"], new ChallengeReward(null, null, "star")))));

        Assert.True(Of(town, member).HasBadge("star"));
    }

    [Fact]
    public void A_version_that_leaves_badges_as_they_are_and_the_first_of_all_make_no_shard_look()
    {
        ProgrammeBuilder badges = Festival.WithBadges(ABadge("buyer", BadgeCounter.Purchases, 1)).WithSets(ASet("all", 5, "buyer"));
        Town town = new Town(2).With(badges);
        town.Enrol(0);
        town.With(badges.WithBoards(ABoard("ever", PeriodKind.AllTime)));
        Assert.Empty(town.Events<BadgeWalkBegun>());

        town.With(badges.WithBadges(ABadge("buyer", BadgeCounter.Purchases, 2)));
        Assert.Equal([3L, 3L], town.Events<BadgeWalkBegun>().Select(begun => begun.Version));
    }

    [Fact]
    public void What_only_challenges_give_is_not_given_by_looking()
    {
        Town town = new Town(1).With(Festival);
        MemberKey member = town.Enrol(0);
        town.Earn(member, 1);
        town.With(Festival.WithBadges(ABadge("star", BadgeCounter.Given, 1)));

        Assert.Empty(Of(town, member).Badges);
    }

    private static Awards Of(Town town, MemberKey member) => town.HomeOf(member).State.FindMember(member)!.Awards;
}
