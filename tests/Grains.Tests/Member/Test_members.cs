using Jifen.Grains.Badge;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Fairness;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member;
using Jifen.Grains.Tests.Driving;
using Jifen.Grains.Wallet;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Member;

/// <summary>Test members, by example.</summary>
public sealed class Test_members
{
    private const string Pool = "coffee";

    private readonly Town _town = new(1);

    [Fact]
    public void A_member_is_a_test_member_from_its_enrolment_on()
    {
        MemberKey member = Begin(AProgramme());
        Assert.True(MemberQuery.View(_town.HomeOf(member).State, member, _town.Now)!.IsTest);
        Assert.Equal(0, _town.Shards[0].State.Tally.Figures.Members);
        Assert.All(_town.Records().Where(body => body.Input is Enrol), body => Assert.True(body.Test));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_contrary_enrolment_names_the_field(bool first, bool then)
    {
        MemberKey member = _town.With(AProgramme()).KeyFor(0);
        _town.Submit(member, new Enrol(member) { Test = first }, _town.NewKey());
        Rejected contrary = Assert.IsType<Rejected>(_town.Submit(member, new Enrol(member) { Test = then }, _town.NewKey()));
        Assert.Equal(RejectionCodes.Invalid, contrary.Code);
        Assert.StartsWith("test: ", contrary.Detail, StringComparison.Ordinal);
        foreach (bool? same in new[] { first, (bool?)null })
        {
            Decided again = Assert.IsType<Decided>(_town.Submit(member, new Enrol(member) { Test = same }, _town.NewKey()));
            Assert.Equal(RefusalCodes.Exists, Assert.IsType<Refusal>(again.Answer).Code);
        }
    }

    [Fact]
    public void An_opening_gives_a_test_member_points_and_leaves_it_one()
    {
        MemberKey member = Begin(AProgramme());
        Assert.IsType<Opened>(Assert.IsType<Decided>(_town.Submit(member, new OpenMember(member, [new(new(70), null)], null, null), _town.NewKey())).Answer);
        Assert.True(Grain(member).IsTest);
        Assert.Equal(new Points(70), Grain(member).Purse.Balance);
        Assert.Equal(default, _town.Shards[0].State.Tally.Figures.Points);
    }

    [Fact]
    public void A_prize_comes_without_a_unit_and_at_once()
    {
        MemberKey member = Begin(AProgramme().FreePlays(100).AlwaysWinning(2));
        List<Played> plays = [.. Enumerable.Range(0, 5).Select(_ => Plays(member))];
        Assert.All(plays, played => Assert.Equal(("gold", true), (played.Segment, played.Test)));
        Assert.Empty(_town.Events<UnitUsed>());
        Assert.Empty(_town.Events<UnitsAsked>());
    }

    [Fact]
    public void Once_the_prize_is_known_to_be_out_its_fallback_serves()
    {
        MemberKey member = Begin(AProgramme().FreePlays(100).AlwaysWinning(1));
        MemberKey other = _town.Enrol(1);
        Assert.Equal(["gold", "none"], Enumerable.Range(0, 2).Select(_ => ((Played)_town.PlayOut(other)!).Segment));
        Played played = Plays(member);
        Assert.Equal("none", played.Segment);
        Assert.Equal(["gold"], played.Exhausted);
    }

    [Fact]
    public void The_receipt_of_a_play_holds_and_says_test()
    {
        MemberKey member = Begin(AProgramme().FreePlays(100).AlwaysWinning(2));
        Wheel wheel = _town.Shards[0].State.Self.Newest!.Programme!.FindWheel(WheelId)!;
        Receipt receipt = ReceiptIssue.Of(Plays(member), member, wheel.Table, wheel.TableHash);
        Receipt read = ReceiptJson.Read(ReceiptJson.Write(receipt));
        Assert.True(read.Test);
        byte[] seed = TestVault.SeedOf(WheelId, receipt.Period);
        Assert.All(ReceiptCheck.Check(read, seed), finding => Assert.True(finding.Passed, $"{finding}"));
        Assert.Contains(ReceiptCheck.Check(read with { Test = null }, seed), finding => !finding.Passed);
        Assert.Equal("test", Assert.Single(ReceiptCheck.Check(read with { Test = false }, seed)).Field);
    }

    [Fact]
    public void A_shadow_deck_has_the_same_cards_and_leaves_the_deck_alone()
    {
        MemberKey member = Begin(AProgramme().WithDecks(ADeck(ACard("car", 1, new GoodsPrize(Text("Car"))), ACard("none", 9))));
        List<Scratched> opened = [];
        for (int i = 0; i < 10; i++)
        {
            Dealt dealt = Assert.IsType<Dealt>(Assert.IsType<Decided>(_town.Buy(member)).Answer);
            Assert.Equal((i, true), (dealt.Serial, dealt.Test));
            opened.Add(Assert.IsType<Scratched>(Assert.IsType<Decided>(_town.Scratch(member, dealt.Card)).Answer));
        }

        Assert.Equal(1, opened.Count(card => card.Face == "car"));
        Assert.Equal(RefusalCodes.SoldOut, Assert.IsType<Refusal>(Assert.IsType<Decided>(_town.Buy(member)).Answer).Code);
        Assert.True(LotteryQuery.View(_town.Shards[0].State, DeckId, member, _town.Now)!.SoldOut);
        Assert.Equal(10, _town.Shards[0].State.Treasury(DeckId, DeckName.Segment).Free);
        Assert.Null(_town.Shards[0].State.Tally.Figures.Cards);
    }

    [Fact]
    public void The_receipt_of_a_shadow_card_holds_for_its_member_alone()
    {
        MemberKey member = Begin(AProgramme().WithDecks(ADeck(ACard("car", 500, new GoodsPrize(Text("Car"))), ACard("none", 500))));
        DeckCards deck = _town.Shards[0].State.Self.Newest!.Programme!.DecksEver.Find(DeckId)!;
        Dealt dealt = Assert.IsType<Dealt>(Assert.IsType<Decided>(_town.Buy(member)).Answer);
        Scratched card = Assert.IsType<Scratched>(Assert.IsType<Decided>(_town.Scratch(member, dealt.Card)).Answer);
        CardReceipt receipt = CardReceiptJson.Read(CardReceiptJson.Write(CardReceiptIssue.Of(card, deck.Table, deck.TableHash, member)));
        byte[] seed = TestVault.SeedOf(DeckId, DeckName.Period);
        Assert.All(CardReceiptCheck.Check(receipt, seed), finding => Assert.True(finding.Passed, $"{finding}"));
        foreach (CardReceipt forged in new[] { receipt with { Test = null, MemberKey = null }, receipt with { MemberKey = new(5) } })
        {
            CardReceipt signed = forged with { CheckDigits = CardReceiptDigits.Of(forged) };
            Assert.Contains(CardReceiptCheck.Check(signed, seed), finding => finding is { Rule: ReceiptRule.Salt, Passed: false });
        }

        Assert.Equal("memberKey", Assert.Single(CardReceiptCheck.Check(receipt with { MemberKey = null }, seed)).Field);
    }

    [Fact]
    public void A_shadow_card_holds_up_no_deck_and_ends_with_it()
    {
        MemberKey member = Begin(AProgramme().From("2026-01-01T00:00:00+08:00", "2026-11-22T00:00:00+08:00").WithDecks(ADeck(ACard("car", 5, new GoodsPrize(Text("Car"))), ACard("none", 5))));
        Dealt dealt = Assert.IsType<Dealt>(Assert.IsType<Decided>(_town.Buy(member)).Answer);
        _town.Now = At("2026-11-22T00:00:00+08:00");
        _town.Settle();
        Assert.True(_town.Shards[0].State.Lottery(DeckId).DeckClosed);
        Assert.Equal(RefusalCodes.TooLate, Assert.IsType<Refusal>(Assert.IsType<Decided>(_town.Scratch(member, dealt.Card)).Answer).Code);
        _town.Now = At("2026-12-10T00:00:00+08:00");
        Assert.Equal(nameof(CardVoided), Assert.IsType<Decided>(_town.Submit(member, new SweepMember(member))).Events.Select(e => e.GetType().Name).Single());
    }

    [Fact]
    public void An_entry_is_told_and_not_drawn_from()
    {
        MemberKey member = Begin(AProgramme().WithDraws(ADraw(APrize("ten", 1, new PointsPrize(new(10))))));
        List<Entered> entries = [.. Enumerable.Range(0, 2).Select(_ => Assert.IsType<Entered>(Assert.IsType<Decided>(_town.Enter(member)).Answer))];
        Assert.Equal([1L, 2L], entries.Select(entry => entry.Number));
        Assert.Equal(2, LotteryQuery.View(_town.Shards[0].State, DrawId, member, _town.Now)!.Entries);
        _town.Now = At("2026-11-21T20:00:00+08:00");
        _town.Settle();
        Assert.Equal((0L, 0L), _town.Events<DrawSealed>().Select(closed => (closed.Members, closed.Entries)).Single());
        DrawReceipt receipt = DrawReceiptIssue.Of(entries[1], member);
        Assert.True(receipt.Test);
        byte[] seed = TestVault.SeedOf(DrawId, receipt.Period);
        Assert.All(DrawReceiptCheck.Check(receipt, seed), finding => Assert.True(finding.Passed, $"{finding}"));
        DrawReceipt forged = receipt with { Winners = 1, Drawn = [default], Position = 1 };
        Assert.Contains(DrawReceiptCheck.Check(forged with { CheckDigits = DrawReceiptDigits.Of(forged) }, seed), finding => finding is { Rule: ReceiptRule.Position, Passed: false });
    }

    [Fact]
    public void A_coupon_has_a_shadow_code()
    {
        MemberKey member = Begin(AProgramme().FreePlays(9).WithSegments(Segment("coffee", 1_000_000_000_000, new CouponPrize(Pool, Text("Coffee")), null, "none"), Segment("none", 1)));
        Played played = Plays(member);
        WalletPrizeView prize = Assert.Single(WalletQuery.View(_town.Shards[0].State, member)!.Prizes);
        Assert.Equal((PrizeStates.Ready, null, true), (prize.State, prize.Serial, prize.IsTest));
        string code = new PrizeId(played.Play, 0).ToShadowCode();
        Assert.Equal($"TEST-{played.Play}", code);
        Assert.True(PrizeId.IsShadowCode(code));
        Assert.False(PrizeId.IsShadowCode("TEST-2026"));
    }

    [Fact]
    public void Goods_are_ordered_by_nobody()
    {
        MemberKey member = Begin(AProgramme().FreePlays(9).WithSegments(Segment("cup", 1_000_000_000_000, new GoodsPrize(Text("Cup")) { Delivery = GoodsDelivery.Address }), Segment("none", 1)));
        Plays(member);
        Assert.Equal(OrderStates.AwaitingAddress, Assert.Single(WalletQuery.View(_town.Shards[0].State, member)!.Prizes).State);
        Assert.Empty(WalletQuery.Orders(_town.Shards[0].State, null, null, 10).Orders);
    }

    [Fact]
    public void A_limited_badge_comes_without_a_number()
    {
        MemberKey member = Begin(AProgramme().WithBadges(ABadge("early", BadgeCounter.Purchases, 1) with { Limit = 1 }));
        _town.Earn(member, 3);
        BadgeView badge = Assert.Single(BadgeQuery.View(_town.Shards[0].State, member, _town.Now)!.Badges);
        Assert.Equal(new EditionView(1, EditionStanding.Held, null), badge.Edition);
        Assert.Empty(BadgeQuery.Holders(_town.Shards[0].State).Holders);
        Assert.Equal(1, _town.Shards[0].State.Treasury(EditionName.Of("early"), EditionName.Segment).Free);
    }

    [Fact]
    public void An_earning_uses_no_budget_and_its_refund_frees_none()
    {
        MemberKey member = Begin(AProgramme().Budgeted(10).FreePlays(1).WithSegments(Segment("none", 1), Segment("also", 1)));
        RequestKey key = Town.KeyOf("big");
        Decision decision = _town.Submit(member, new ReportActivity(member, "big", "purchase", _town.Now, 100_000, null, null, null), key);
        Assert.Equal(new Points(1000), Assert.IsType<ActivityRecorded>(Assert.IsType<Decided>(decision).Answer).Points);
        Assert.IsType<Decided>(_town.Submit(member, new RefundActivity(member, "big", key, null, null), _town.NewKey()));
        Assert.Equal(Points.Zero, Grain(member).Purse.Balance);
        Assert.Empty(_town.Events<BudgetFreed>());
        Assert.Equal(10, _town.Shards[0].State.Treasury(BudgetName.Of(CampaignId), BudgetName.Segment).Free);
    }

    [Fact]
    public void A_multiplier_adds_points_of_no_budget()
    {
        MemberKey member = Begin(AProgramme().Budgeted(10).FreePlays(9).WithSegments(Segment("double", 1_000_000_000_000, new MultiplierPrize(Text("Double"), 2000, 24, null)), Segment("none", 1)));
        Plays(member);
        Assert.Equal(2000, Assert.Single(Grain(member).Multipliers.Held).Thousandths);
        Decision decision = _town.Submit(member, new ReportActivity(member, "big", "purchase", _town.Now, 100_000, null, null, null), _town.NewKey());
        ActivityRecorded recorded = Assert.IsType<ActivityRecorded>(Assert.IsType<Decided>(decision).Answer);
        Assert.Equal((new Points(2000), new Points(1000)), (recorded.Points, recorded.Multiplier!.Points));
        Assert.Null(recorded.Cuts);
        Assert.Equal(10, _town.Shards[0].State.Treasury(BudgetName.Of(CampaignId), BudgetName.Segment).Free);
    }

    private MemberGrain Grain(MemberKey member) => _town.HomeOf(member).State.FindMember(member)!;

    private Played Plays(MemberKey member) => Assert.IsType<Played>(Assert.IsType<Decided>(_town.Play(member)).Answer);

    private MemberKey Begin(ProgrammeBuilder programme)
    {
        MemberKey member = _town.With(programme).KeyFor(0);
        _town.Submit(member, new Enrol(member) { Test = true }, _town.NewKey());
        return member;
    }
}
