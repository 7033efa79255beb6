using System.Globalization;

namespace Jifen.Silo.Api;

/// <summary>Which part of a list is wanted: <c>?limit</c> and <c>?cursor</c>.</summary>
/// <param name="Before">Records at or after this are not wanted.</param>
/// <param name="Skip">Items of the record just before <paramref name="Before"/> that were given already.</param>
internal readonly record struct Page(int Limit, Sequence Before, int Skip)
{
    public static Page Of(HttpRequest request, ApiLimits limits)
    {
        int items = LimitOf(request, limits);
        string? cursor = request.Query["cursor"];
        return cursor is null ? new(items, new(long.MaxValue), 0) : After(cursor, items);
    }

    /// <summary>Items wanted of a page.</summary>
    public static int LimitOf(HttpRequest request, ApiLimits limits)
    {
        string? limit = request.Query["limit"];
        int items = limits.DefaultPageItems;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out items) || items < 1 || items > limits.PageItems))
        {
            throw Field.Invalid("limit", $"it is not 1 to {limits.PageItems}");
        }

        return items;
    }

    /// <summary>The cursor of what follows.</summary>
    public static string Cursor(Sequence before, int skip) => string.Create(CultureInfo.InvariantCulture, $"{before.Value}.{skip}");

    private static Page After(string cursor, int items)
    {
        int dot = cursor.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && long.TryParse(cursor.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out long before) && before > 0
            && int.TryParse(cursor.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int skip)
            ? new(items, new(before), skip)
            : throw Field.Invalid("cursor", "it is not one that was sent");
    }
}
