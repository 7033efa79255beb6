using System.Globalization;
using System.Text;
using System.Text.Json;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>
/// How far a read has seen: <c>shard.sequence</c> for each shard, joined by <c>-</c>. Opaque to clients, who send it back as
/// <c>Jifen-Position</c> to get an answer that is not older.
/// </summary>
internal sealed class Position
{
    public const string Header = "Jifen-Position";

    public const string Consistency = "consistency";
    public const string Strong = "strong";

    private const int LongestText = 8_192;

    private readonly Dictionary<int, long> _seen = [];

    public static Position None { get; } = new();

    /// <summary>The position that the caller wants to be reached.</summary>
    public static Position Wanted(HttpRequest request)
    {
        string? text = request.Headers[Header];
        if (string.IsNullOrEmpty(text))
        {
            return None;
        }

        Position wanted = new();
        return text.Length <= LongestText && wanted.TryRead(text) ? wanted : throw Field.Invalid(Header, "it is not a position that was sent");
    }

    /// <summary>Whether the answer must hold all that was committed when the call came: <c>?consistency=strong</c>.</summary>
    public static bool MustBeNewest(HttpRequest request) => (string?)request.Query[Consistency] switch
    {
        null => false,
        Strong => true,
        _ => throw Field.Invalid(Consistency, $"it is not {Strong}"),
    };

    /// <summary>This position, and these records of all shards besides.</summary>
    public Position And(IReadOnlyList<Sequence> heads)
    {
        Position both = new();
        for (int shard = 0; shard < heads.Count; shard++)
        {
            both._seen[shard] = Math.Max(heads[shard].Value, _seen.GetValueOrDefault(shard));
        }

        return both;
    }

    public static string Text(in RecordPlace place) => string.Create(CultureInfo.InvariantCulture, $"{place.Shard.Value}.{place.Sequence.Value}");

    public static string Text(IEnumerable<RecordPlace> places) =>
        new StringBuilder().AppendJoin('-', places.OrderBy(place => place.Shard).Select(place => Text(place))).ToString();

    public bool IsReachedBy(in RecordPlace place) => !_seen.TryGetValue(place.Shard.Value, out long sequence) || place.Sequence.Value >= sequence;

    /// <summary>Writes <c>"asOf": { "time", "position" }</c>.</summary>
    public static void WriteAsOf(Utf8JsonWriter json, in RecordPlace place) => WriteAsOf(json, place.Stamp, Text(place));

    public static void WriteAsOf(Utf8JsonWriter json, IReadOnlyList<RecordPlace> places) =>
        WriteAsOf(json, places.MinBy(place => place.Stamp).Stamp, Text(places));

    private static void WriteAsOf(Utf8JsonWriter json, Stamp time, string position)
    {
        json.WriteStartObject("asOf"u8);
        json.WriteString("time"u8, time.ToInstant());
        json.WriteString("position"u8, position);
        json.WriteEndObject();
    }

    private bool TryRead(string text)
    {
        foreach (string part in text.Split('-'))
        {
            int dot = part.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0
                || !int.TryParse(part.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out int shard)
                || !long.TryParse(part.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long sequence))
            {
                return false;
            }

            _seen[shard] = sequence;
        }

        return true;
    }
}
