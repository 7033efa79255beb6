using Jifen.Silo.Tests.Api;

namespace Jifen.Silo.Tests.Games;

/// <summary>What a play came to by the books.</summary>
/// <param name="Key">Of the call.</param>
/// <param name="Play">The id that its caller is told.</param>
/// <param name="Item">Number of the card in the deck, segment of the wheel, or number of the entry.</param>
internal sealed record Given(RequestKey Key, MemberKey Member, string Play, string Item);

/// <summary>The books of games: what the store holds of them, counted from its records' events alone.</summary>
internal sealed class GameBooks
{
    private readonly Dictionary<RequestKey, int> _decided = [];
    private readonly Dictionary<PlayId, RequestKey> _keys = [];
    private readonly Dictionary<string, List<Given>> _given = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(int Place, MemberKey Member)>> _winners = new(StringComparer.Ordinal);

    /// <summary>Reads the records of all shards.</summary>
    public static GameBooks Of(TestSilo silo, int shards)
    {
        GameBooks books = new();
        foreach (JournalRecord record in Enumerable.Range(0, shards).SelectMany(shard => silo.Host.Engine.Journal.ReadRecords(new(shard), new(1), int.MaxValue)))
        {
            RecordBody body = RecordCodec.Decode(record.Body.Span);
            if (record.Key is { } key && body.Input is Play)
            {
                books.Decide(key);
            }

            foreach (GrainEvent happened in body.Events ?? [])
            {
                books.Add(record, happened);
            }
        }

        return books;
    }

    /// <summary>A call with this key was decided once more.</summary>
    public void Decide(RequestKey key) => _decided[key] = DecidedUnder(key) + 1;

    public void Give(string game, Given given) => List(_given, game).Add(given);

    public void Win(string draw, int place, MemberKey member) => List(_winners, draw).Add((place, member));

    public int DecidedUnder(RequestKey key) => _decided.GetValueOrDefault(key);

    /// <summary>What a game has given, in no order.</summary>
    public IReadOnlyList<Given> Of(string game) => _given.GetValueOrDefault(game) ?? [];

    /// <summary>Who have won in a draw, first place first.</summary>
    public IReadOnlyList<MemberKey> WinnersOf(string draw) => [.. (_winners.GetValueOrDefault(draw) ?? []).OrderBy(one => one.Place).Select(one => one.Member)];

    private void Add(JournalRecord record, GrainEvent happened)
    {
        switch (happened)
        {
            case CardTaken taken:
                _keys[taken.Card] = record.Key!.Value;
                break;
            case PlayTaken taken:
                _keys[taken.Play] = record.Key!.Value;
                break;
            case CardDealt dealt:
                Give(dealt.Lottery, new(_keys[dealt.Card], record.Member!.Value, $"{dealt.Card}", $"{dealt.Serial}"));
                break;
            case PlaySettled { Refused: false } settled:
                Give(settled.Lottery, new(_keys[settled.Play], record.Member!.Value, $"{settled.Play}", settled.Segment));
                break;
            case EntryTaken taken:
                Give(taken.Lottery, new(record.Key!.Value, record.Member!.Value, $"{taken.Entry}", $"{taken.Number}"));
                break;
            case DrawPrizeWon won:
                Win(won.Lottery, won.Place, record.Member!.Value);
                break;
        }
    }

    private static List<T> List<T>(Dictionary<string, List<T>> lists, string name)
    {
        if (!lists.TryGetValue(name, out List<T>? list))
        {
            lists[name] = list = [];
        }

        return list;
    }
}
