namespace Jifen.Simulation.Tests.Judge;

/// <summary>
/// Numbers of numbered stock, as the cards of a deck, the codes of a pool and the badges of an edition have: each lies in one place from its
/// first day on, at the treasury, on a slice, on the way, or with the record that used it.
/// </summary>
/// <param name="require">Tells what does not hold.</param>
internal sealed class JudgedNumbers(Action<bool, Seen, string> require)
{
    private const string Free = "free";

    private readonly Dictionary<(string Name, string Place), SortedSet<long>> _places = [];
    private readonly Dictionary<string, long> _totals = [];

    /// <summary>The name under which a treasury knows what a grain keeps units of.</summary>
    public static string NameOf(string? grain) =>
        (grain ?? "").Replace("treasury:", "", StringComparison.Ordinal).Replace("lottery:", "", StringComparison.Ordinal).Split('/')[0];

    public static IEnumerable<long> Of(IReadOnlyList<SerialRange>? serials) =>
        (serials ?? []).SelectMany(range => Enumerable.Range(0, (int)range.Count).Select(n => range.First + n));

    /// <summary>Numbers that lie on a shard's slice.</summary>
    public IReadOnlyCollection<long> On(ShardId shard, string name) => Place(name, $"on {shard}");

    /// <summary>Numbers that there are.</summary>
    public long TotalOf(string name) => _totals.GetValueOrDefault(name);

    /// <summary>Whether the record has used just these numbers.</summary>
    public bool IsUsed(Seen seen, string name, IEnumerable<long> numbers) => Place(name, UsedBy(seen)).SetEquals(numbers);

    /// <summary>Where numbers lie after an event.</summary>
    public void Move(Seen seen, string name, GrainEvent happened)
    {
        switch (happened)
        {
            case StockSet { Numbered: true } set:
                Place(name, Free).UnionWith(Enumerable.Range((int)TotalOf(name), (int)(set.Total - TotalOf(name))).Select(number => (long)number));
                _totals[name] = set.Total;
                break;
            case UnitsLent { Serials: { } serials } lent:
                Carry(seen, name, serials, lent.Units, Free, $"to {lent.Slice} {lent.Request}");
                break;
            case UnitsReceived { Serials: { } serials } received:
                Carry(seen, name, serials, received.Units, $"to {seen.Shard} {received.Request}", $"on {seen.Shard}");
                RequireEmpty(seen, name, $"to {seen.Shard} {received.Request}");
                break;
            case UnitsGivenBack { Serials: { } serials } back:
                Carry(seen, name, serials, back.Units, $"on {seen.Shard}", $"from {seen.Shard} {back.Round}");
                break;
            case UnitsBack { Serials: { } serials } back:
                Carry(seen, name, serials, back.Units, $"from {back.Slice} {back.Round}", Free);
                RequireEmpty(seen, name, $"from {back.Slice} {back.Round}");
                break;
            case UnitsExpired expired:
                string from = expired.On!.StartsWith("treasury:", StringComparison.Ordinal) ? Free : $"on {seen.Shard}";
                Carry(seen, name, expired.Serials, expired.Serials.Sum(range => range.Count), from, "retired");
                break;
            case UnitUsed { Serial: { } serial }:
                Carry(seen, name, [new(serial, 1)], 1, $"on {seen.Shard}", UsedBy(seen));
                break;
        }
    }

    private static string UsedBy(Seen seen) => $"used by {seen.Shard} {seen.Record.Sequence}";

    private void Carry(Seen seen, string name, IReadOnlyList<SerialRange> serials, long units, string from, string to)
    {
        long[] numbers = [.. Of(serials)];
        require(numbers.Length == units && numbers.All(Place(name, from).Remove), seen, $"{units} numbers of {name} move that are not {from}");
        Place(name, to).UnionWith(numbers);
    }

    private void RequireEmpty(Seen seen, string name, string way) => require(Place(name, way).Count == 0, seen, $"numbers of {name} are lost on their way {way}");

    private SortedSet<long> Place(string name, string place)
    {
        if (!_places.TryGetValue((name, place), out SortedSet<long>? numbers))
        {
            _places.Add((name, place), numbers = []);
        }

        return numbers;
    }
}
