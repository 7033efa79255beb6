namespace Jifen.Simulation.Tests.Judge;

/// <summary>
/// Cards: every number of a deck lies in one place from its first day on, is dealt once, and is worth what the seed says; what was dealt is
/// scratched once and in time, or is void, or in a hand.
/// </summary>
internal sealed class DeckModel(Case judged) : Model(judged)
{
    private readonly Dictionary<(string Lottery, string Place), SortedSet<long>> _places = [];
    private readonly Dictionary<PlayId, (CardDealt Card, bool Ended)> _cards = [];
    private readonly HashSet<(string Deck, long Serial)> _dealt = [];
    private readonly HashSet<PlayId> _shadows = [];
    private readonly Dictionary<string, Hash256> _seeds = [];
    private readonly HashSet<(ShardId Shard, string Lottery)> _closed = [];

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

    /// <summary>Where numbers of the deck lie: at the treasury, on a slice, or on the way.</summary>
    private void Move(Seen seen, GrainEvent happened)
    {
        string lottery = happened.On is { } grain && grain.Contains(':', StringComparison.Ordinal) ? grain.Split(':')[1].Split('/')[0] : "";
        switch (happened)
        {
            case StockSet { Numbered: true } set:
                Cards(Place(lottery, "free").Count == 0 && Case.Programmes.DeckOf(lottery)?.Size == set.Total, seen, "a deck comes once, with its own cards");
                Place(lottery, "free").UnionWith(Enumerable.Range(0, (int)set.Total).Select(n => (long)n));
                break;
            case UnitsLent { Serials: { } serials } lent:
                Carry(seen, lottery, serials, lent.Units, "free", $"to {lent.Slice} {lent.Request}");
                break;
            case UnitsReceived { Serials: { } serials } received:
                Carry(seen, lottery, serials, received.Units, $"to {seen.Shard} {received.Request}", $"on {seen.Shard}");
                Cards(Place(lottery, $"to {seen.Shard} {received.Request}").Count == 0, seen, "cards are lost on their way");
                break;
            case UnitsGivenBack { Serials: { } serials } back:
                Carry(seen, lottery, serials, back.Units, $"on {seen.Shard}", $"from {seen.Shard} {back.Round}");
                break;
            case UnitsBack { Serials: { } serials } back:
                Carry(seen, lottery, serials, back.Units, $"from {back.Slice} {back.Round}", "free");
                Cards(Place(lottery, $"from {back.Slice} {back.Round}").Count == 0, seen, "cards are lost on their way back");
                break;
            case UnitUsed { Serial: { } serial }:
                Carry(seen, lottery, [new(serial, 1)], 1, $"on {seen.Shard}", $"dealt by {seen.Shard} {seen.Record.Sequence}");
                break;
        }
    }

    private void Carry(Seen seen, string lottery, IReadOnlyList<SerialRange> serials, long units, string from, string to)
    {
        long[] numbers = [.. serials.SelectMany(range => Enumerable.Range(0, (int)range.Count).Select(n => range.First + n))];
        Cards(numbers.Length == units && numbers.All(Place(lottery, from).Remove), seen, $"{units} cards move that are not {from}");
        Place(lottery, to).UnionWith(numbers);
    }

    private void Deal(Seen seen, CardDealt dealt)
    {
        string named = NameOf(seen, dealt.Lottery);
        Cards(_dealt.Add((named, dealt.Serial)), seen, $"card {dealt.Serial} is dealt twice");
        Cards(Case.IsTest(seen) || Place(dealt.Lottery, $"dealt by {seen.Shard} {seen.Record.Sequence}").SetEquals([dealt.Serial]), seen, $"card {dealt.Serial} was not taken from the deck");
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
        Cards(given.SequenceEqual(due.Points is { } points ? [points] : []), seen, $"{due.Id} gives {string.Join('+', given)} points");
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

    private SortedSet<long> Place(string lottery, string name)
    {
        if (!_places.TryGetValue((lottery, name), out SortedSet<long>? place))
        {
            _places.Add((lottery, name), place = []);
        }

        return place;
    }

    private void Cards(bool holds, Seen seen, string what) => Require(holds, Checks.CardsAreExact, seen, what);
}
