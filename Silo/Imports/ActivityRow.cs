using Jifen.Silo.Api;

namespace Jifen.Silo.Imports;

/// <summary>An activity in a row of a file: one row is one activity, with at most one line.</summary>
internal static class ActivityRow
{
    private const string Unknown = "other";

    /// <summary><c>total</c> is the amount as a price with decimals; <c>tags</c> are parted by a bar.</summary>
    private static readonly HashSet<string> Fields =
        ["id", "memberId", "kind", "at", "amount", "total", "merchant", "channel", "sku", "category", "quantity", "tags"];

    public static bool IsField(string name) => Fields.Contains(name);

    /// <exception cref="ProblemException">A value has not the form of its field.</exception>
    public static ActivityBody BodyOf(Func<string, string?> row, string utcOffset)
    {
        long? amount = CsvField.Whole(row("amount"), "amount") ?? CsvField.Price(row("total"), "total");
        return new(
            row("id")!, row("memberId")!, row("kind")!, CsvField.Instant(row("at"), utcOffset)!, amount, row("merchant"), row("channel"),
            LineOf(row, amount ?? 0) is { } line ? [line] : null);
    }

    private static ActivityLineBody? LineOf(Func<string, string?> row, long amount) =>
        row("sku") is null && row("category") is null && row("tags") is null && row("quantity") is null
            ? null
            : new(row("sku") ?? Unknown, row("category") ?? Unknown, CsvField.Whole(row("quantity"), "quantity") ?? 1, amount, row("tags")?.Split('|'));
}

/// <summary>An opening in a row of a file: one row is one member, with at most one lot.</summary>
internal static class OpeningRow
{
    private const string CounterPrefix = "activities.";

    private static readonly HashSet<string> Fields = ["id", "points", "expires", "tier", "plays", "wins"];

    /// <summary><c>activities.KIND</c> counts the activities of a kind.</summary>
    public static bool IsField(string name) =>
        Fields.Contains(name) || (name.StartsWith(CounterPrefix, StringComparison.Ordinal) && Field.IsId(name[CounterPrefix.Length..]));

    /// <inheritdoc cref="ActivityRow.BodyOf"/>
    public static OpeningBody BodyOf(Func<string, string?> row, IEnumerable<string> fields, string utcOffset) =>
        new(row("id")!, LotsOf(row, utcOffset), row("tier"), CountersOf(row, fields));

    private static List<OpeningLotBody> LotsOf(Func<string, string?> row, string utcOffset)
    {
        long points = CsvField.Whole(row("points"), "points") ?? 0;
        return points == 0 && row("expires") is null ? [] : [new(points, CsvField.Instant(row("expires"), utcOffset))];
    }

    private static OpeningCountersBody? CountersOf(Func<string, string?> row, IEnumerable<string> fields)
    {
        var kinds = fields.Where(field => field.StartsWith(CounterPrefix, StringComparison.Ordinal) && row(field) is not null)
            .ToDictionary(field => field[CounterPrefix.Length..], field => CsvField.Whole(row(field), field)!.Value, StringComparer.Ordinal);
        (long? plays, long? wins) = (CsvField.Whole(row("plays"), "plays"), CsvField.Whole(row("wins"), "wins"));
        return kinds.Count == 0 && plays is null && wins is null ? null : new(kinds, plays, wins);
    }
}
