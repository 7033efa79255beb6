using System.Text.Json;

namespace Jifen.Client;

/// <summary>What the bodies of answers say, as far as a client must understand them (RFC 9457).</summary>
internal static class Problem
{
    public static string CodeOf(ReadOnlySpan<byte> body) => Text(Parse(body), "code") ?? "";

    public static string DetailOf(ReadOnlySpan<byte> body) => Parse(body) is { } problem ? Text(problem, "detail") ?? Text(problem, "title") ?? "" : "";

    public static string? FieldOf(ReadOnlySpan<byte> body) => Text(Parse(body), "field");

    /// <summary>The position of a read: <c>asOf.position</c>.</summary>
    public static string? PositionOf(ReadOnlySpan<byte> body) =>
        Parse(body) is { } read && read.TryGetProperty("asOf", out JsonElement seen) ? Text(seen, "position") : null;

    /// <summary>A play that is taken and whose outcome is still to come.</summary>
    public static bool IsPendingPlay(ReadOnlySpan<byte> body) => Parse(body) is { } play && play.TryGetProperty("playId", out _);

    private static JsonElement? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            Utf8JsonReader reader = new(body);
            return JsonElement.TryParseValue(ref reader, out JsonElement? parsed) && parsed is { ValueKind: JsonValueKind.Object } ? parsed : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
