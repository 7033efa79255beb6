using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Cards;

public class Dealing_cards
{
    [Fact]
    public void A_play_deals_a_sealed_card()
    {
        OneShard shard = CardShop.AShop(CardShop.SmallDeck);
        Dealt dealt = shard.Town.Deals(shard.Key);
        Assert.Equal((DeckId, 0, Points.Zero, 1), (dealt.Lottery, dealt.Serial, dealt.Cost, dealt.TableVersion));
        Assert.Equal(At("2026-12-02T00:00:00+08:00"), dealt.Expires);
        HeldCardView held = Assert.Single(shard.Town.CardsOf(shard.Key).Held);
        Assert.Equal(new HeldCardView(dealt.Card, DeckId, 0, dealt.Commitment, dealt.Expires), held);
    }

    [Fact]
    public void Nothing_tells_the_kind_of_a_card_that_is_not_scratched()
    {
        OneShard shard = CardShop.AShop(ADeck(ACard("jackpot-kind", 1), ACard("blank-kind", 1)));
        shard.Town.Deals(shard.Key);
        Assert.DoesNotContain(
            shard.Town.Shards[0].Journal.Select(r => System.Text.Encoding.UTF8.GetString(r.Body)), body => body.Contains("-kind", StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_card_takes_two_records_and_the_next_one_record()
    {
        OneShard shard = CardShop.AShop(CardShop.SmallDeck with { FreePlaysPerDay = 0, Cost = new(3) });
        shard.Town.Earn(shard.Key, 100);
        Decided waits = Assert.IsType<Decided>(shard.Town.Buy(shard.Key));
        Assert.Equal([typeof(CardTaken), typeof(PointsSpent), typeof(WaitBegun), typeof(UnitsAsked)], EventsOf(shard));
        Assert.IsType<PlayPending>(waits.Answer);
        shard.Town.Settle();
        Assert.Equal([typeof(WaitEnded), typeof(UnitUsed), typeof(CardDealt)], EventsOf(shard));
        for (int n = 0; n < 9; n++)
        {
            shard.Town.Deals(shard.Key);
        }

        Assert.Equal(70, shard.Available);
        Assert.Equal(Enumerable.Range(0, 10).Select(n => (long)n), shard.Town.CardsOf(shard.Key).Held.Select(c => c.Serial).Order());
    }

    [Fact]
    public void An_empty_deck_refuses_and_charges_nothing()
    {
        OneShard shard = CardShop.AShop(CardShop.SmallDeck with { FreePlaysPerDay = 0, Cost = new(3) });
        shard.Town.Earn(shard.Key, 33);
        for (int n = 0; n < 10; n++)
        {
            shard.Town.Deals(shard.Key);
        }

        Assert.Equal(RefusalCodes.SoldOut, Assert.IsType<Refusal>(shard.Town.BuyOut(shard.Key)).Code);
        Assert.Equal(RefusalCodes.SoldOut, Assert.IsType<Refusal>(shard.Town.BuyOut(shard.Key)).Code);
        Assert.Equal(3, shard.Available);
        Assert.Equal(10, shard.Member.PlaysIn(DeckId).Total);
        Assert.Single(shard.Town.Events<CardUndone>());
        Assert.True(LotteryQuery.View(shard.State, DeckId, shard.Key, shard.Town.Now)!.SoldOut);
    }

    [Fact]
    public void What_is_out_on_another_shard_is_recalled_before_a_deck_is_empty()
    {
        Town town = new Town(4).With(AProgramme().WithDecks(ADeck(ACard("a", 100), ACard("b", 100))));
        MemberKey[] members = [.. Enumerable.Range(0, 4).Select(n => town.Enrol(0, n))];
        HashSet<long> serials = [];
        for (int n = 0; n < 100; n++)
        {
            Assert.True(serials.Add(town.Deals(members[0]).Serial));
            town.Opens(members[0], town.CardsOf(members[0]).Held[0].Card);
            Assert.True(serials.Add(town.Deals(members[n % 4]).Serial));
            MemberKey next = members[n % 4];
            town.Opens(next, town.CardsOf(next).Held[0].Card);
        }

        Assert.Equal(Enumerable.Range(0, 200).Select(n => (long)n), serials.Order());
        Assert.All(members, member => Assert.Equal(RefusalCodes.SoldOut, Assert.IsType<Refusal>(town.BuyOut(member)).Code));
        Assert.Equal(new CardCounts { Dealt = 200, Scratched = 200 }, town.Counts());
        Assert.Equal(100, town.Events<CardScratched>().Count(s => s.Face == "a"));
    }

    [Fact]
    public void Free_plays_limits_and_hours_are_those_of_any_lottery()
    {
        OneShard shard = CardShop.AShop(CardShop.SmallDeck with { FreePlaysPerDay = 2 });
        shard.Town.Deals(shard.Key);
        shard.Town.Deals(shard.Key);
        Assert.Equal(RefusalCodes.LimitReached, Assert.IsType<Refusal>(shard.Town.BuyOut(shard.Key)).Code);
        shard.Submit(new SetPaused($"lottery:{DeckId}", true, "lin", "a test"));
        Assert.Equal(RefusalCodes.NotOpen, Assert.IsType<Refusal>(shard.Town.BuyOut(shard.Key)).Code);
        PlayId card = shard.Town.CardsOf(shard.Key).Held[0].Card;
        shard.Town.Opens(shard.Key, card);
    }

    [Fact]
    public void A_hand_holds_so_many()
    {
        OneShard shard = CardShop.AShop(ADeck(ACard("a", 500), ACard("b", 500)));
        for (int n = 0; n < Grains.Cards.CardBook.MostHeld; n++)
        {
            shard.Town.Deals(shard.Key);
        }

        Assert.Equal(RefusalCodes.LimitReached, Assert.IsType<Refusal>(shard.Town.BuyOut(shard.Key)).Code);
        shard.Town.Opens(shard.Key, shard.Town.CardsOf(shard.Key).Held[7].Card);
        shard.Town.Deals(shard.Key);
    }

    [Fact]
    public void A_player_seed_has_no_place_in_a_deck()
    {
        OneShard shard = CardShop.AShop(CardShop.SmallDeck);
        Assert.Equal(RejectionCodes.Invalid, Assert.IsType<Rejected>(shard.Submit(new Play(shard.Key, DeckId, "luck"))).Code);
    }

    [Fact]
    public void A_version_that_changes_the_cards_goes_on_with_the_first()
    {
        OneShard shard = CardShop.AShop(CardShop.SmallDeck);
        shard.Town.Deals(shard.Key);
        shard.Town.With(AProgramme().WithDecks(ADeck(ACard("car", 1000), ACard("none", 1)) with { ExpiresDays = 1 }));
        Dealt dealt = shard.Town.Deals(shard.Key);
        Assert.Equal((1, 1, At("2026-11-23T00:00:00+08:00")), (dealt.TableVersion, dealt.Serial, dealt.Expires));
        Assert.Equal([1L, 2, 7], LotteryQuery.View(shard.State, DeckId, null, shard.Town.Now)!.Odds.Select(o => o.Weight));
        shard.Town.With(AProgramme()).With(AProgramme().WithDecks(ADeck(ACard("car", 1000), ACard("none", 1))));
        Assert.Equal(10, shard.State.Treasury(DeckId, DeckName.Segment).Total);
    }

    [Fact]
    public void A_budget_sets_aside_what_all_cards_may_give()
    {
        Town town = new Town(1).With(AProgramme().Budgeted(100).WithDecks(CardShop.SmallDeck).WithSegments(Segment("none", 1), Segment("other", 1)));
        Assert.Equal(80, town.Shards[0].State.Treasury(BudgetName.Of(CampaignId), BudgetName.Segment).Total);
    }

    [Fact]
    public void All_that_a_shop_does_replays_and_can_be_derived()
    {
        OneShard shard = CardShop.AShop(CardShop.SmallDeck with { FreePlaysPerDay = 0, Cost = new(3) });
        shard.Town.Earn(shard.Key, 40);
        for (int n = 0; n < 11; n++)
        {
            if (shard.Town.BuyOut(shard.Key) is Dealt dealt && n % 2 == 0)
            {
                shard.Town.Opens(shard.Key, dealt.Card);
            }
        }

        shard.Town.Shards[0].AssertReplays();
        shard.Town.Shards[0].AssertDerivable();
        shard.GoTo("2026-12-02T00:00:00+08:00");
        shard.Sweep();
        shard.GoTo("2027-01-02T00:00:00+08:00");
        shard.Town.Shards[0].AssertReplays();
        shard.Town.Shards[0].AssertDerivable();
    }

    private static IEnumerable<Type> EventsOf(OneShard shard) => shard.Town.Records().Last(r => r.Answer is not null).Events!.Select(e => e.GetType());
}
