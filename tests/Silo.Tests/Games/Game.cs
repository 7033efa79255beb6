namespace Jifen.Silo.Tests.Games;

internal enum GameKind
{
    Deck,
    Coupons,
    Draw,
}

/// <summary>A game that many members play at once.</summary>
/// <param name="Size">Cards of the deck, codes of the pool, or winners of the draw.</param>
/// <param name="Players">Who play it, by turns.</param>
/// <param name="Calls">How often it is played in all.</param>
internal sealed record Game(string Id, GameKind Kind, int Size, IReadOnlyList<string> Players, int Calls)
{
    /// <summary>Where the member wins the coupon, which is the id of the pool too.</summary>
    public string Pool => $"pool-{Id}";

    /// <summary>Who play once before all others: their shards get a part of what there is, and do not use up what they are lent.</summary>
    public IReadOnlyList<string> Early { get; init; } = [];

    /// <summary>Whoever finds no code is refused, and gets no blank.</summary>
    public bool Closes { get; init; }

    /// <summary>Where no code was left.</summary>
    public const string Blank = "blank";

    /// <summary>The cards of the deck by kind.</summary>
    public IReadOnlyDictionary<string, int> Faces => new Dictionary<string, int>(StringComparer.Ordinal) { ["gem"] = (Size + 9) / 10, ["none"] = Size - ((Size + 9) / 10) };

    /// <summary>The codes of the pool.</summary>
    public IEnumerable<string> Codes => Enumerable.Range(0, Size).Select(number => $"{Id}-{number:000}");

    public IEnumerable<GameCall> EarlyPlays => Early.Select(member => new GameCall($"{Id}-{member}", member, Id));

    public IEnumerable<GameCall> Plays => Enumerable.Range(0, Calls).Select(turn => new GameCall($"{Id}-{turn}", Players[turn % Players.Count], Id));

    /// <summary>In the programme.</summary>
    /// <param name="closes">When the draw closes.</param>
    public string Document(string closes)
    {
        string head = $$""" "id": "{{Id}}", "name": { "en": "Game", "zh": "游戏" }, "freePlaysPerDay": 1000""";
        return Kind switch
        {
            GameKind.Deck => $$"""
                { {{head}}, "kind": "scratch", "expires": { "days": 30 }, "cards": [ {{string.Join(", ", Faces.Select(face => $$"""
                    { "id": "{{face.Key}}", "label": { "en": "Card", "zh": "卡" }, "color": "#8b5cf6", "count": {{face.Value}}, "prize": {{(face.Key == "gem" ? """{ "kind": "points", "points": 5 }""" : "null")}} }
                    """))}} ] }
                """,
            GameKind.Coupons => $$"""
                { {{head}}, "kind": "wheel", "whenEmpty": "{{(Closes ? "close" : "fallback")}}", "segments": [
                    { "id": "{{Pool}}", "label": { "en": "Coffee", "zh": "咖啡" }, "color": "#e5484d", "weight": 9007199254740990,
                      "prize": { "kind": "coupon", "pool": "{{Pool}}", "name": { "en": "Coffee", "zh": "咖啡" } }{{(Closes ? "" : $", \"fallback\": \"{Blank}\"")}} },
                    { "id": "{{Blank}}", "label": { "en": "-", "zh": "-" }, "color": "#64748b", "weight": 1, "prize": null } ] }
                """,
            _ => $$"""
                { {{head}}, "kind": "draw", "closes": { "at": "{{closes}}" }, "prizes": [
                    { "id": "lamp", "label": { "en": "Lamp", "zh": "灯" }, "count": {{Size}}, "prize": { "kind": "points", "points": 7 } } ] }
                """,
        };
    }
}

/// <summary>One play of a member.</summary>
/// <param name="Key">Under which it may be repeated.</param>
/// <param name="Member">The brand's id.</param>
internal sealed record GameCall(string Key, string Member, string Game);
