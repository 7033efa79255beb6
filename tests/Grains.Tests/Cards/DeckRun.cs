using Jifen.Grains.Fairness;
using Jifen.Grains.Kernel;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Cards;

/// <summary>A random run of one deck over some shards: cards are bought, scratched and forgotten while days pass and mail is late.</summary>
internal sealed class DeckRun
{
    private const long Day = 86_400_000_000;

    private readonly Dice _dice;
    private readonly Town _town;
    private readonly DeckDocument _deck;
    private readonly List<MemberKey> _members;
    private readonly string _fault;

    public DeckRun(ulong seed, string fault = "")
    {
        (_dice, _fault) = (new(seed * 104_729), fault);
        DeckDocument cards = ADeck(
            ACard("car", 1 + _dice.Roll(3), new GoodsPrize(Text("Car"))), ACard("ten", 1 + _dice.Roll(20), new PointsPrize(new(10))), ACard("none", 1 + _dice.Roll(150)));
        _deck = cards with { ExpiresDays = 1 + _dice.Roll(4), Cost = new(2), FreePlaysPerDay = _dice.Roll(3) };
        _town = new Town(1 + _dice.Roll(6), seed).With(AProgramme().From("2026-01-01T00:00:00+08:00", "2026-12-20T00:00:00+08:00").WithDecks(_deck));
        _members = [.. Enumerable.Range(0, 8).Select(n => _town.Enrol(n))];
        foreach (TestShard shard in _town.Shards)
        {
            shard.Tamper = Tamper;
        }
    }

    /// <summary>Two weeks at most.</summary>
    public void Sell()
    {
        for (int i = 0; i < 250; i++)
        {
            Act(_members[_dice.Roll(_members.Count)]);
            for (int n = _dice.Roll(6); n > 0; n--)
            {
                _town.Step();
            }
        }
    }

    /// <summary>One member after the other buys until no card is left, so that cards must come back from where they lie; all that can be is scratched.</summary>
    public void FinishDeck()
    {
        _town.Settle();
        foreach (MemberKey member in _members)
        {
            do
            {
                ScratchAll(member);
                _town.Earn(member, 2);
            }
            while (_town.BuyOut(member) is not Refusal { Code: RefusalCodes.SoldOut });
        }

        Assert.Equal(Total, _town.Events<CardDealt>().Count());
    }

    /// <summary>The campaign ends, all cards become void, and the deck closes.</summary>
    public void EndCampaign()
    {
        _town.Settle();
        _town.Now = At("2026-12-25T00:00:00+08:00");
        _town.Settle();
        _members.ForEach(member => _town.Submit(member, new SweepMember(member)));
        _town.Settle();
        Assert.Equal(Convert.ToHexStringLower(Seed), _town.HomeOf(DeckId).State.Seeds(DeckId).Find(DeckName.Period)!.Seed);
    }

    public void Check()
    {
        List<CardDealt> dealt = [.. _town.Events<CardDealt>()];
        Assert.Equal(dealt.Count, dealt.Select(card => card.Serial).Distinct().Count());
        Assert.All(dealt, card => Assert.InRange(card.Serial, 0, Total - 1));
        Dictionary<PlayId, CardDealt> cards = dealt.ToDictionary(card => card.Card);
        List<(CardScratched Card, RecordBody Body)> scratched =
            [.. _town.Records().SelectMany(r => (r.Events ?? []).OfType<CardScratched>().Select(e => (e, r)))];
        Assert.Equal(scratched.Count, scratched.Select(s => s.Card.Card).Distinct().Count());
        Assert.All(scratched, s => Assert.Equal(KindOf(cards[s.Card.Card].Serial), s.Card.Face));
        Assert.All(scratched, s => Assert.Equal(s.Card.Face == "ten" ? 10 : 0, s.Body.Events!.OfType<PointsEarned>().Sum(e => e.Points.Value)));
        CheckTimes(cards);
        CheckCounts(dealt.Count, scratched.Count);
        Assert.All(_town.Shards, shard => shard.AssertReplays());
    }

    private void CheckTimes(Dictionary<PlayId, CardDealt> cards)
    {
        foreach (TestRecord record in _town.Shards.SelectMany(s => s.Journal))
        {
            foreach (GrainEvent happened in System.Text.Json.JsonSerializer.Deserialize(record.Body, JournalJson.Canonical.RecordBody)!.Events ?? [])
            {
                Assert.False(happened is CardScratched scratched && record.At.Stamp >= cards[scratched.Card].Expires, "a void card is scratched");
                Assert.False(happened is CardVoided voided && record.At.Stamp < cards[voided.Card].Expires, "a card is void too early");
            }
        }
    }

    private void CheckCounts(int dealt, int scratched)
    {
        int voided = _town.Events<CardVoided>().Count();
        int held = _town.Shards.SelectMany(s => s.State.Members).Sum(m => m.Cards.Held.Count);
        Assert.Equal(dealt, scratched + voided + held);
        Assert.Equal(held, _town.Shards.Sum(s => s.State.Lottery(DeckId).CardsHeld));
        Assert.Equal((dealt, scratched, voided), (_town.Counts().Dealt, _town.Counts().Scratched, _town.Counts().Voided));
        foreach (CardDocument kind in _deck.Cards)
        {
            int lies = Enumerable.Range(0, (int)Total).Count(serial => KindOf(serial) == kind.Id);
            Assert.Equal(kind.Count, lies);
        }
    }

    private long Total => _deck.Cards.Sum(card => card.Count);

    private static byte[] Seed => TestVault.SeedOf(DeckId, DeckName.Period);

    private string KindOf(long serial)
    {
        long position = DeckPermutation.PositionOf(Seed, DeckId, Total, serial);
        return _deck.Cards.First(card => (position -= card.Count) < 0).Id;
    }

    private void Act(MemberKey member)
    {
        switch (_dice.Roll(20))
        {
            case < 3:
                _town.Earn(member, _dice.Roll(30));
                break;
            case < 12:
                _town.Buy(member);
                break;
            case < 17:
                ScratchOne(member);
                break;
            case < 18:
                _town.Submit(member, new SweepMember(member));
                break;
            case < 19 when _town.Now < At("2026-12-18T00:00:00+08:00"):
                _town.Now = new(_town.Now.Microseconds + (Day / 2));
                break;
        }
    }

    private void ScratchOne(MemberKey member)
    {
        if (_town.HomeOf(member).State.FindMember(member)!.Cards.Held is { Count: > 0 } held)
        {
            _town.Scratch(member, new(_town.HomeOf(member).State.Shard, held[_dice.Roll(held.Count)].Card));
        }
    }

    private void ScratchAll(MemberKey member)
    {
        foreach (HeldCardView card in _town.CardsOf(member).Held)
        {
            _town.Opens(member, card.Card);
        }
    }

    private Decision Tamper(ShardState state, ShardInput input, Decision decision) => (_fault, input, decision) switch
    {
        ("a serial returned and kept", Delivery { Body: UnitsRecall }, Decided decided) => decided with
        {
            Events = [.. decided.Events.Select(e => e is UnitsGivenBack { Units: > 0 } back ? back with { Units = 0, Serials = null } : e)],
        },
        ("a range lost on recall", Delivery { Body: UnitsRecall }, Decided decided) => decided with
        {
            Messages = [.. decided.Messages.Select(m => m.Body is UnitsReturned { Units: > 0 } back ? m with { Body = back with { Serials = null } } : m)],
        },
        ("a void card scratched", ScratchCard scratch, Decided { Answer: Refusal }) when state.FindMember(scratch.Member)!.Cards.FindHeld(scratch.Card) is { } held =>
            new Decided
            {
                Events = [new CardScratched(scratch.Card, DeckId, KindOf(held.Serial), true), new CardEnded(held.Serial) { On = $"lottery:{DeckId}" }],
            },
        ("a prize paid twice", ScratchCard, Decided decided) => decided with { Events = [.. decided.Events.SelectMany(e => e is PointsEarned ? [e, e] : new[] { e })] },
        ("a card never ended", ScratchCard, Decided decided) => decided with { Events = [.. decided.Events.Where(e => e is not CardEnded)] },
        _ => decision,
    };
}
