namespace Jifen.Simulation.Tests.Judge;

/// <summary>
/// Cards: every number of a deck lies in one place from its first day on, is dealt once, and is worth what the seed says; what was dealt is
/// scratched once and in time, or is void, or in a hand.
/// </summary>
internal sealed class DeckModel(Case judged) : Model(judged)
{
    private JudgedNumbers? _numbers;
    private readonly Dictionary<PlayId, (CardDealt Card, bool Ended)> _cards = [];
    private readonly HashSet<(string Deck, long Serial)> _dealt = [];
    private readonly HashSet<PlayId> _shadows = [];
    private readonly Dictionary<string, Hash256> _seeds = [];
    private readonly HashSet<(ShardId Shard, string Lottery)> _closed = [];

    private JudgedNumbers Numbers => _numbers ??= new(Cards);

    public override void See(Seen seen)
    {
        foreach (GrainEvent happened in seen.Events)
        {
            Move(seen, happened);
            switch (happened)
            {
                case SeedCommitted { Period: DeckName.Period } committed:
                    _seeds[committed.Lottery] = committed.Commitment;
                    break;
                case CardDealt dealt:
                    Deal(seen, dealt);
                    break;
                case CardScratched scratched:
                    Scratch(seen, scratched);
                    break;
                case CardVoided voided:
                    Cards(End(voided.Card) is { } card && seen.Stamp >= card.Expires, seen, "a card is void before its time, or is not held");
                    break;
                case PeriodClosed { Period: DeckName.Period } closed:
                    Close(seen, closed);
                    break;
            }
        }
    }

    private void Move(Seen seen, GrainEvent happened)
    {
        string lottery = JudgedNumbers.NameOf(happened.On);
        if (Case.Programmes.DeckOf(lottery) is { } deck)
        {
            Cards(happened is not StockSet set || (set.Numbered is true && Numbers.TotalOf(lottery) == 0 && deck.Size == set.Total), seen, "a deck comes once, with its own cards");
            Numbers.Move(seen, lottery, happened);
        }
    }

    private void Deal(Seen seen, CardDealt dealt)
    {
        string named = NameOf(seen, dealt.Lottery);
        Cards(_dealt.Add((named, dealt.Serial)), seen, $"card {dealt.Serial} is dealt twice");
        Cards(Case.IsTest(seen) || Numbers.IsUsed(seen, dealt.Lottery, [dealt.Serial]), seen, $"card {dealt.Serial} was not taken from the deck");
        Cards(!_closed.Contains((seen.Shard, dealt.Lottery)), seen, "a card is dealt of a deck that is over");
        _cards.Add(dealt.Card, (dealt, false));
        if (Case.IsTest(seen))
        {
            _shadows.Add(dealt.Card);
        }

        JudgedDeck? deck = Case.Programmes.DeckOf(dealt.Lottery);
        if (deck is null || SeedOf(dealt.Lottery) is not { } seed)
        {
            Cards(false, seen, "a card is dealt of a deck without a seed");
            return;
        }

        Cards(dealt.Commitment == deck.SealOf(seed, named, dealt.Serial), seen, $"card {dealt.Serial} is not sealed as the seed says");
        Cards(dealt.Expires == Case.StartOf(Case.DayOf(seen.Stamp).AddDays(deck.Days + 1)), seen, $"the card is void from {dealt.Expires} on");
    }

    private void Scratch(Seen seen, CardScratched scratched)
    {
        CardDealt? card = End(scratched.Card);
        Cards(card is not null && seen.Stamp < card.Expires, seen, "a card is scratched that is void, or not held, or was scratched before");
        if (card is null || SeedOf(card.Lottery) is not { } seed)
        {
            return;
        }

        JudgedCard due = Case.Programmes.DeckOf(card.Lottery)!.CardOf(seed, NameOf(seen, card.Lottery), card.Serial);
        Cards(due.Id == scratched.Face && due.IsPrize == scratched.Prize, seen, $"card {card.Serial} is {due.Id}, and {scratched.Face} is scratched free");
        long[] given = [.. seen.Events.OfType<PointsEarned>().Where(e => e.Cause == $"play:{scratched.Card}").Select(e => e.Points.Value)];
        Cards(given.SequenceEqual((due.Points ?? due.Gift?.StandIn(Case, seen)) is { } points ? [points] : []), seen, $"{due.Id} gives {string.Join('+', given)} points");
    }

    /// <summary>A test member has a deck of its own, in an order of its own.</summary>
    private string NameOf(Seen seen, string lottery) => Case.IsTest(seen) ? $"{lottery}/test/{seen.Record.Member}" : lottery;

    private CardDealt? End(PlayId id)
    {
        if (!_cards.TryGetValue(id, out (CardDealt Card, bool Ended) card) || card.Ended)
        {
            return null;
        }

        _cards[id] = (card.Card, true);
        return card.Card;
    }

    private void Close(Seen seen, PeriodClosed closed)
    {
        bool over = Case.Programmes.Find(seen.Record.CatalogueVersion)?.Ends <= seen.Stamp;
        bool held = _cards.Values.Any(card => !card.Ended && !_shadows.Contains(card.Card.Card) && card.Card.Card.Shard == seen.Shard && card.Card.Lottery == closed.Lottery);
        Require(over && !held && _closed.Add((seen.Shard, closed.Lottery)), Checks.SeedsAreKept, seen, "a deck is closed that is not over here");
    }

    private byte[]? SeedOf(string lottery) => _seeds.TryGetValue(lottery, out Hash256 commitment) ? Case.World.Vault.Find(commitment) : null;

    private void Cards(bool holds, Seen seen, string what) => Require(holds, Checks.CardsAreExact, seen, what);
}
