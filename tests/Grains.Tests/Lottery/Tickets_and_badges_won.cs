using Jifen.Grains.Tests.Cards;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Lottery;

/// <summary>Prizes that are tickets or a badge, on wheels, cards and draws.</summary>
public sealed class Tickets_and_badges_won
{
    private const string Tonight = "draw-2026-11-21";
    private static readonly BadgeDocument Star = ABadge("star", BadgeCounter.Given, 0);

    /// <summary>Nearly every draw hits the prize.</summary>
    private static ProgrammeBuilder AWheel(Prize prize) =>
        AProgramme().FreePlays(2).WithBadges(Star).WithSegments(Segment("won", 1_000_000_000_000, prize), Segment("none", 1));

    [Fact]
    public void Tickets_of_a_wheel_pay_for_its_next_plays()
    {
        OneShard shard = AShard().Running(AWheel(new TicketPrize(WheelId, 2))).Build();
        Assert.Null(shard.Wins("won").Ticket);
        Assert.Equal(2, shard.Member.PlaysIn(WheelId).Tickets);
        Assert.Null(shard.Wins("won").Ticket);
        Assert.True(shard.Wins("won").Ticket);
        Assert.Equal(5, shard.Member.PlaysIn(WheelId).Tickets);
        Assert.Equal(["play:", "play:", "play:"], shard.Town.Events<TicketsGiven>().Select(given => given.Cause[..5]));
        AssertSound(shard);
    }

    [Fact]
    public void A_badge_comes_with_the_play_once_and_then_what_stands_in_for_it()
    {
        OneShard shard = AShard().Running(AWheel(new BadgePrize("star") { Otherwise = new(7) })).Build();
        Played first = shard.Wins("won");
        Played second = shard.Wins("won");
        Assert.Equal((null, new Points(0)), (first.Had, first.Available));
        Assert.Equal(["star"], first.Badges);
        Assert.Equal((true, new Points(7), true), (second.Had, second.Available, second.Prize));
        Assert.Null(second.Badges);
        Assert.Single(shard.Town.Events<BadgeEarned>());
        Assert.Equal(7, shard.Available);
        AssertSound(shard);
    }

    [Fact]
    public void Nothing_stands_in_where_the_programme_says_so()
    {
        OneShard shard = AShard().Running(AWheel(new BadgePrize("star"))).Build();
        shard.Wins("won");
        Assert.True(shard.Wins("won").Had);
        Assert.Equal(0, shard.Available);
        Assert.Empty(shard.Town.Events<PointsEarned>());
        AssertSound(shard);
    }

    /// <summary>The badge may come from elsewhere while the play waits for its unit.</summary>
    [Fact]
    public void A_play_that_waited_gives_what_is_due_when_it_is_settled()
    {
        OneShard shard = AShard().Running(AProgramme().FreePlays(9).WithBadges(Star).WithSegments(
            Segment("won", 1_000_000_000_000, new BadgePrize("star") { Otherwise = new(7) }, new(2, null), "none"), Segment("none", 1))).Build();
        Assert.Null(Assert.IsType<Played>(shard.PlayOut(shard.SeedFor("won"))).Had);
        Assert.True(Assert.IsType<Played>(shard.PlayOut(shard.SeedFor("won"))).Had);
        Assert.Equal("none", Assert.IsType<Played>(shard.PlayOut(shard.SeedFor("won"))).Segment);
        Assert.Equal(7, shard.Available);
        AssertSound(shard);
    }

    [Fact]
    public void Cards_give_them_with_the_scratch()
    {
        OneShard shard = AShard().Running(AProgramme().WithBadges(Star).WithDecks(ADeck(ACard("star", 2, new BadgePrize("star") { Otherwise = new(3) }), ACard("more", 2, new TicketPrize(DeckId, 1))))).Build();
        Scratched[] opened = [.. Enumerable.Range(0, 4).Select(_ => shard.Town.Opens(shard.Key, shard.Town.Deals(shard.Key).Card))];
        Assert.Equal([null, true], opened.Where(card => card.Face == "star").Select(card => card.Had));
        Assert.Equal(2, shard.Member.PlaysIn(DeckId).Tickets);
        Assert.Single(shard.Town.Events<BadgeEarned>());
        Assert.Equal(3, shard.Available);
        AssertSound(shard);
    }

    [Fact]
    public void Draws_give_them_to_their_winners()
    {
        OneShard shard = AShard().Running(AProgramme().WithBadges(Star).WithDraws(ADraw(APrize("star", 1, new BadgePrize("star")), APrize("more", 1, new TicketPrize(WheelId, 3))))).Build();
        MemberKey other = shard.Town.Enrol(1);
        Assert.All(new[] { shard.Key, other }, member => Assert.IsType<Decided>(shard.Town.Enter(member)));
        shard.GoTo("2026-11-21T20:00:00+08:00");
        Assert.Single(shard.Town.Events<BadgeEarned>());
        TicketsGiven tickets = Assert.Single(shard.Town.Events<TicketsGiven>());
        Assert.Equal((WheelId, 3), (tickets.Lottery, tickets.Count));
        Assert.NotEqual(shard.Member.Awards.HasBadge("star"), shard.Member.PlaysIn(WheelId).Tickets == 3);
        AssertSound(shard);
    }

    [Fact]
    public void A_set_is_complete_with_a_badge_that_is_won()
    {
        OneShard shard = AShard().Running(AWheel(new BadgePrize("star")).WithSets(ASet("all", 50, "star"))).Build();
        Assert.Equal(new Points(50), shard.Wins("won").Available);
        AssertSound(shard);
    }

    [Fact]
    public void Granted_tickets_are_tickets_like_others()
    {
        OneShard shard = AShard().Running(AWheel(new NoPrize()).FreePlays(0).Costing(10)).Build();
        Assert.Equal(RefusalCodes.InsufficientPoints, shard.Refused());
        Decided granted = Assert.IsType<Decided>(shard.Submit(new GrantTickets(shard.Key, WheelId, 2, "welcome", "brand")));
        Assert.Equal(new TicketsGranted(WheelId, 2, 2), granted.Answer);
        Assert.Equal([new TicketsGiven(WheelId, 2, "grant:welcome")], granted.Events);
        Assert.True(Assert.IsType<Played>(shard.PlayOut()).Ticket);
        Assert.Equal(1, shard.Member.PlaysIn(WheelId).Tickets);
        AssertSound(shard);
    }

    [Theory]
    [InlineData("nowhere", 1, RejectionCodes.UnknownLottery)]
    [InlineData(WheelId, 0, RejectionCodes.Invalid)]
    [InlineData(WheelId, 1001, RejectionCodes.Invalid)]
    public void What_cannot_be_granted_is_refused(string lottery, int count, string code)
    {
        OneShard shard = AShard().Running(AWheel(new NoPrize())).Build();
        Assert.Equal(code, Assert.IsType<Rejected>(shard.Submit(new GrantTickets(shard.Key, lottery, count, "welcome", "brand"))).Code);
        MemberKey nobody = new(new UInt128(7, 7));
        Assert.Equal(RejectionCodes.UnknownMember, Assert.IsType<Rejected>(shard.Submit(new GrantTickets(nobody, WheelId, 1, "welcome", "brand"))).Code);
    }

    private static void AssertSound(OneShard shard)
    {
        shard.Town.Shards[0].AssertReplays();
        shard.Town.Shards[0].AssertDerivable();
    }
}
