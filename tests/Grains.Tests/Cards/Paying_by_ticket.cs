using Jifen.Grains.Tests.Challenge;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Cards;

public class Paying_by_ticket
{
    private static readonly ChallengeReward TwoCards = new(null, new(DeckId, 2), null);

    [Fact]
    public void A_ticket_pays_for_a_card_after_free_ones_and_before_points()
    {
        OneShard shard = Shop(CardShop.SmallDeck with { FreePlaysPerDay = 1, Cost = new(3) });
        shard.Town.Earn(shard.Key, 10);
        Assert.Equal([(null, 0), (true, 0), (true, 0), (null, 3)], Enumerable.Range(0, 4).Select(_ => shard.Town.Deals(shard.Key)).Select(dealt => (dealt.Ticket, (int)dealt.Cost.Value)));
        Assert.Equal(0, shard.Member.PlaysIn(DeckId).Tickets);
    }

    [Fact]
    public void A_ticket_comes_back_from_a_play_that_got_no_card()
    {
        OneShard shard = Shop(ADeck(ACard("a", 1), ACard("b", 1)) with { FreePlaysPerDay = 1, Tickets = true });
        shard.Town.Earn(shard.Key, 10);
        shard.Town.Deals(shard.Key);
        Assert.True(shard.Town.Deals(shard.Key).Ticket);
        Assert.Equal(RefusalCodes.SoldOut, Assert.IsType<Refusal>(shard.Town.BuyOut(shard.Key)).Code);
        Assert.Single(shard.Town.Events<CardUndone>());
        Assert.Equal((1, 2), (shard.Member.PlaysIn(DeckId).Tickets, shard.Member.PlaysIn(DeckId).Total));
        shard.Town.Shards[0].AssertReplays();
        shard.Town.Shards[0].AssertDerivable();
    }

    private static OneShard Shop(DeckDocument deck) => ShardBuilder.AShard()
        .Running(AProgramme().WithDecks(deck).WithChallenges(Challenges.A(new CountGoal(1, TwoCards)))).Build();
}
