using Jifen.Grains.Catalogue;
using Jifen.Grains.Fairness;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Cards;

public class Scratching_cards
{
    [Fact]
    public void A_whole_deck_gives_just_its_composition_once()
    {
        OneShard shard = CardShop.AShop(CardShop.SmallDeck);
        List<Scratched> opened = [.. Enumerable.Range(0, 10).Select(_ => shard.Town.Opens(shard.Key, shard.Town.Deals(shard.Key).Card))];
        Assert.Equal(["car 1", "none 7", "ten 2"], opened.GroupBy(s => s.Face).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}"));
        Assert.Equal(20, shard.Available);
        Assert.Equal([3L, 10L], [shard.Member.Awards.Wins, shard.Member.Awards.Plays]);
        Assert.Equal(new CardCounts { Dealt = 10, Scratched = 10 }, shard.Town.Counts());
        Assert.Equal(0, shard.State.Lottery(DeckId).CardsHeld);
    }

    [Fact]
    public void A_card_opens_as_it_was_sealed()
    {
        OneShard shard = CardShop.AShop(CardShop.SmallDeck);
        Dealt dealt = shard.Town.Deals(shard.Key);
        Scratched scratched = shard.Town.Opens(shard.Key, dealt.Card);
        Assert.Equal(dealt.Commitment, scratched.Commitment);
        Assert.Equal(dealt.Commitment, CardSeal.CommitmentOf(DeckId, dealt.Serial, scratched.Face, scratched.Salt));
        byte[] seed = TestVault.SeedOf(DeckId, DeckName.Period);
        DeckCards deck = shard.State.Self.Newest!.Programme!.DecksEver.Find(DeckId)!;
        Assert.Equal(scratched.Face, deck.Kinds[DeckPermutation.KindAt(deck.Table, DeckPermutation.PositionOf(seed, DeckId, 10, dealt.Serial))].Id);
        CardReceipt receipt = CardReceiptIssue.Of(scratched, deck.Table, deck.TableHash);
        Assert.All(CardReceiptCheck.Check(receipt, seed), finding => Assert.True(finding.Passed, $"{finding}"));
    }

    [Fact]
    public void A_card_is_scratched_once()
    {
        OneShard shard = CardShop.AShop(ADeck(ACard("ten", 5, new PointsPrize(new(10))), ACard("five", 5, new PointsPrize(new(5)))));
        Dealt dealt = shard.Town.Deals(shard.Key);
        shard.Town.Opens(shard.Key, dealt.Card);
        long once = shard.Available;
        Assert.Equal(RejectionCodes.UnknownCard, Assert.IsType<Rejected>(shard.Town.Scratch(shard.Key, dealt.Card)).Code);
        Assert.Equal(once, shard.Available);
    }

    [Fact]
    public void Nobody_else_scratches_it()
    {
        OneShard shard = CardShop.AShop(CardShop.SmallDeck);
        MemberKey other = shard.Town.Enrol(1);
        Dealt dealt = shard.Town.Deals(shard.Key);
        Assert.Equal(RejectionCodes.UnknownCard, Assert.IsType<Rejected>(shard.Town.Scratch(other, dealt.Card)).Code);
        PlayId elsewhere = new(new(7), dealt.Card.Sequence);
        Assert.Equal(RejectionCodes.UnknownCard, Assert.IsType<Rejected>(shard.Town.Scratch(shard.Key, elsewhere)).Code);
    }

    [Fact]
    public void One_that_waits_cannot_be_scratched_yet()
    {
        OneShard shard = CardShop.AShop(CardShop.SmallDeck);
        PlayId card = Assert.IsType<PlayPending>(((Decided)shard.Town.Buy(shard.Key)).Answer).Play;
        Assert.Equal(RejectionCodes.TryAgain, Assert.IsType<Rejected>(shard.Town.Scratch(shard.Key, card)).Code);
    }

    [Fact]
    public void It_can_be_scratched_until_the_last_moment()
    {
        OneShard shard = CardShop.AShop(CardShop.SmallDeck);
        Dealt first = shard.Town.Deals(shard.Key);
        Dealt second = shard.Town.Deals(shard.Key);
        shard.Town.Now = new(At("2026-12-02T00:00:00+08:00").Microseconds - 1);
        Assert.IsType<Rejected>(shard.Sweep());
        shard.Town.Opens(shard.Key, first.Card);
        shard.Town.Now = At("2026-12-02T00:00:00+08:00");
        Assert.Equal(RefusalCodes.TooLate, Assert.IsType<Refusal>(((Decided)shard.Town.Scratch(shard.Key, second.Card)).Answer).Code);
        Assert.Equal([typeof(CardVoided), typeof(CardEnded)], ((Decided)shard.Sweep()).Events.Select(e => e.GetType()));
        Assert.Equal(RefusalCodes.TooLate, Assert.IsType<Refusal>(((Decided)shard.Town.Scratch(shard.Key, second.Card)).Answer).Code);
        Assert.Equal(new CardCounts { Dealt = 2, Scratched = 1, Voided = 1 }, shard.Town.Counts());
    }

    [Fact]
    public void The_due_time_of_a_member_is_that_of_its_first_card_or_lot()
    {
        OneShard shard = CardShop.AShop(CardShop.SmallDeck);
        Assert.Null(shard.Member.Due);
        Dealt dealt = shard.Town.Deals(shard.Key);
        Assert.Equal(dealt.Expires, shard.Member.Due);
        shard.Town.Earn(shard.Key, 5);
        Assert.Equal(dealt.Expires, shard.Member.Due);
        shard.Town.Opens(shard.Key, dealt.Card);
        Assert.True(shard.Member.Due > dealt.Expires);
    }

    [Fact]
    public void A_view_shows_void_what_is_void_before_it_is_journalled()
    {
        OneShard shard = CardShop.AShop(CardShop.SmallDeck);
        Dealt dealt = shard.Town.Deals(shard.Key);
        shard.Town.Now = dealt.Expires;
        CardsView cards = shard.Town.CardsOf(shard.Key);
        Assert.Empty(cards.Held);
        Assert.Equal([new EndedCardView(dealt.Card, DeckId, 0, null)], cards.Ended);
        shard.Sweep();
        Assert.Equal(cards.Ended, shard.Town.CardsOf(shard.Key).Ended);
    }

    [Fact]
    public void A_card_outlives_its_lottery()
    {
        OneShard shard = CardShop.AShop(CardShop.SmallDeck);
        Dealt dealt = shard.Town.Deals(shard.Key);
        shard.Town.With(AProgramme());
        shard.Town.Opens(shard.Key, dealt.Card);
    }

    [Fact]
    public void Badges_count_scratched_cards_as_plays()
    {
        OneShard shard = ShardBuilder.AShard().Running(AProgramme().WithDecks(CardShop.SmallDeck)
            .WithBadges(ABadge("player", BadgeCounter.Plays, 1), ABadge("winner", BadgeCounter.Wins, 3))).Build();
        Dealt dealt = shard.Town.Deals(shard.Key);
        Assert.Empty(shard.Member.Awards.Badges);
        shard.Town.Opens(shard.Key, dealt.Card);
        Assert.Equal(["player"], Assert.IsType<Scratched>(shard.Town.AnswerOf(shard.Key, Town.KeyOf($"scratch {dealt.Card}"))).Badges);
    }

    [Fact]
    public void The_seed_is_told_when_no_shard_has_a_card_left_to_deal_or_to_scratch()
    {
        Town town = new Town(3).With(AProgramme().From("2026-01-01T00:00:00+08:00", "2026-11-25T00:00:00+08:00").WithDecks(CardShop.SmallDeck));
        MemberKey member = town.Enrol(0);
        Dealt dealt = town.Deals(member);
        GoTo(town, "2026-11-25T00:00:00+08:00");
        Assert.Null(DeckSeed(town).Seed);
        GoTo(town, "2026-12-01T23:59:59+08:00");
        Assert.Null(DeckSeed(town).Seed);
        GoTo(town, "2026-12-02T00:00:00+08:00");
        town.Submit(member, new SweepMember(member));
        town.Settle();
        Assert.Equal(Convert.ToHexStringLower(TestVault.SeedOf(DeckId, DeckName.Period)), DeckSeed(town).Seed);
        Assert.Equal(dealt.SeedCommitment, DeckSeed(town).Commitment);
        town.With(AProgramme().WithDecks(CardShop.SmallDeck));
        Assert.Equal(RefusalCodes.NotOpen, Assert.IsType<Refusal>(town.BuyOut(member)).Code);
    }

    [Fact]
    public void The_seed_may_come_before_the_version_that_brings_the_deck()
    {
        Town town = new Town(4).With(AProgramme());
        town.CatalogueHome.Submit(new PublishProgramme(town.Store(AProgramme().WithDecks(CardShop.SmallDeck)), null, "lin"), town.Now);
        town.Settle();
        Assert.All(town.Shards, shard => Assert.NotNull(shard.State.Lottery(DeckId).FindSeed(DeckName.Period)));
        Assert.All(town.Shards, shard => Assert.False(shard.State.Lottery(DeckId).DeckClosed));
    }

    private static void GoTo(Town town, string instant)
    {
        town.Now = At(instant);
        town.Settle();
    }

    private static PeriodSeedView DeckSeed(Town town) =>
        LotteryQuery.Fairness(town.HomeOf(DeckId).State, DeckId).Periods.Single(p => p.Period == DeckName.Period);
}
