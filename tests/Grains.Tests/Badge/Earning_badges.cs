using Jifen.Grains.Badge;
using Jifen.Grains.Member;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Badge;

public sealed class Earning_badges
{
    private const string Now = "2026-11-21T12:00:00+08:00";

    private static readonly ProgrammeBuilder Festival = AProgramme().FreePlays(100).Expiring(new NeverExpires());

    [Fact]
    public void A_badge_comes_with_the_activity_that_brings_the_counter_there_and_never_again()
    {
        OneShard shard = Shard(Festival.WithBadges(ABadge("buyer", BadgeCounter.Purchases, 2)));

        Assert.Null(Recorded(shard, shard.Buys(100, Now, id: "a")).Badges);
        Assert.Equal(["buyer"], Recorded(shard, shard.Buys(100, Now, id: "b")).Badges);
        Assert.Null(Recorded(shard, shard.Buys(100, Now, id: "c")).Badges);
        Assert.Equal(1, shard.State.BadgeShelf.Holders["buyer"]);
    }

    [Fact]
    public void Activities_of_other_kinds_do_not_count()
    {
        OneShard shard = Shard(Festival.WithBadges(ABadge("driver", BadgeCounter.Purchases, 2, "fuel", "transit")));
        shard.Buys(100, Now, kind: "fuel", id: "a");
        shard.Buys(100, Now, kind: "purchase", id: "b");
        Assert.False(shard.Member.Awards.HasBadge("driver"));
        shard.Buys(100, Now, kind: "transit", id: "c");
        Assert.True(shard.Member.Awards.HasBadge("driver"));
    }

    [Fact]
    public void Plays_and_wins_count_when_they_have_their_outcome()
    {
        OneShard shard = Shard(Festival.WithBadges(ABadge("player", BadgeCounter.Plays, 2), ABadge("winner", BadgeCounter.Wins, 1)));
        shard.Wins("none");
        Assert.Empty(shard.Member.Awards.Badges);
        Assert.Equal(["player", "winner"], shard.Wins("small").Badges);
    }

    [Fact]
    public void A_set_that_is_complete_gives_its_prize_in_the_same_record_and_the_answer_knows_it()
    {
        OneShard shard = Shard(Festival
            .WithBadges(ABadge("one", BadgeCounter.Purchases, 1), ABadge("two", BadgeCounter.Purchases, 1), ABadge("rich", BadgeCounter.PointsEarned, 5))
            .WithSets(ASet("all", 100, "one", "two", "rich")));
        int before = shard.Town.Shards[0].Journal.Count;

        ActivityRecorded recorded = Recorded(shard, shard.Buys(500, Now));

        Assert.Equal(before + 1, shard.Town.Shards[0].Journal.Count);
        Assert.Equal((5L, 105L), (recorded.Points.Value, recorded.Available.Value));
        Assert.Equal(["one", "two", "rich"], recorded.Badges);
        Assert.Equal(105, shard.Available);
        Assert.Equal("badge-set:all", Assert.Single(shard.Town.Events<PointsEarned>(), e => e.Rule == "badge-set").Cause);
    }

    [Fact]
    public void A_grand_prize_may_bring_the_badge_that_completes_the_next_set()
    {
        OneShard shard = Shard(Festival
            .WithBadges(ABadge("one", BadgeCounter.Purchases, 1), ABadge("rich", BadgeCounter.PointsEarned, 100))
            .WithSets(ASet("first", 99, "one"), ASet("second", 7, "one", "rich")));

        Assert.Equal(1 + 99 + 7, Recorded(shard, shard.Buys(100, Now)).Available.Value);
        Assert.Equal(["first", "second"], shard.Member.Awards.Sets.Select(set => set.Id));
    }

    [Fact]
    public void A_badge_published_later_counts_what_was_before_and_a_badge_taken_out_stays_with_who_has_it()
    {
        OneShard shard = Shard(Festival.WithBadges(ABadge("one", BadgeCounter.Purchases, 1)));
        shard.Buys(100, Now, id: "a");
        shard.Town.With(Festival.WithBadges(ABadge("two", BadgeCounter.Purchases, 2)));
        Assert.Equal(["two"], Recorded(shard, shard.Buys(100, Now, id: "b")).Badges);
        shard.Town.With(Festival.WithBadges(ABadge("one", BadgeCounter.Purchases, 1)).WithSets(ASet("s", 5, "one")));
        ActivityRecorded last = Recorded(shard, shard.Buys(100, Now, id: "c"));
        Assert.Null(last.Badges);
        Assert.Equal(1 + 1 + 1 + 5, last.Available.Value);
        Assert.Equal(["one", "two"], shard.Member.Awards.Badges.Select(badge => badge.Id));
    }

    [Fact]
    public void The_view_shows_progress_up_to_what_is_needed()
    {
        OneShard shard = Shard(Festival
            .WithBadges(ABadge("buyer", BadgeCounter.Purchases, 3), ABadge("rich", BadgeCounter.PointsEarned, 5)).WithSets(ASet("both", 9, "buyer", "rich")));
        shard.Buys(700, Now);

        BadgesView view = BadgeQuery.View(shard.State, shard.Key, shard.Town.Now)!;

        Assert.Equal([("buyer", 1L, 3L, false), ("rich", 5L, 5L, true)], view.Badges.Select(b => (b.Badge, b.Have, b.Need, b.Earned is not null)));
        Assert.Equal(("both", 1, (Stamp?)null), view.Sets.Select(s => (s.Set, s.Have, s.Completed)).Single());
    }

    [Fact]
    public void A_hidden_badge_is_only_counted_until_the_member_has_it()
    {
        OneShard shard = Shard(Festival
            .WithBadges(ABadge("open", BadgeCounter.Purchases, 2), ABadge("secret", BadgeCounter.Purchases, 2) with { Hidden = true })
            .WithSets(ASet("both", 9, "open", "secret")));
        shard.Buys(100, Now, id: "a");

        BadgesView before = BadgeQuery.View(shard.State, shard.Key, shard.Town.Now)!;
        Assert.Equal(["open"], before.Badges.Select(badge => badge.Badge));
        Assert.Equal(["open"], before.Sets[0].Badges);
        Assert.Equal((1, 0, 2), (before.Hidden, before.Sets[0].Have, before.Sets[0].Need));

        shard.Buys(100, Now, id: "b");

        BadgesView after = BadgeQuery.View(shard.State, shard.Key, shard.Town.Now)!;
        Assert.Equal([("open", false), ("secret", true)], after.Badges.Select(badge => (badge.Badge, badge.Hidden)));
        Assert.Equal((0, 2), (after.Hidden, after.Sets[0].Badges.Count));
    }

    [Fact]
    public void A_shard_tells_its_part_of_how_rare_a_badge_is()
    {
        OneShard shard = Shard(Festival.WithBadges(ABadge("buyer", BadgeCounter.Purchases, 1), ABadge("player", BadgeCounter.Plays, 1)));
        shard.Buys(100, Now);

        BadgeHoldersView told = BadgeQuery.Holders(shard.State);

        Assert.Equal([new BadgeHolders("buyer", 1)], told.Holders);
        Assert.Equal(shard.Town.Events<MemberEnrolled>().Count(), told.Members);
    }

    [Fact]
    public void Kinds_beyond_the_limit_are_not_counted_apart()
    {
        OneShard shard = Shard(Festival);
        for (int kind = 0; kind < Awards.MostKinds + 5; kind++)
        {
            shard.Buys(100, Now, kind: $"kind-{kind:00}", id: $"a{kind}");
        }

        Assert.Equal(Awards.MostKinds, shard.Member.Awards.ActivitiesOf([.. Enumerable.Range(0, 60).Select(kind => $"kind-{kind:00}")]));
    }

    private static OneShard Shard(ProgrammeBuilder programme) => ShardBuilder.AShard().Running(programme).At(Now).Build();

    /// <summary>The answer as it was journalled.</summary>
    private static ActivityRecorded Recorded(OneShard shard, Decision decision)
    {
        Assert.IsType<Decided>(decision);
        return Assert.IsType<ActivityRecorded>(shard.Town.Records().Last().Answer);
    }
}
