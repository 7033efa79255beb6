using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Boards;

/// <summary>
/// What a member is called on boards, and whether others are shown who it is. It lies in the member's profile beside the journal, under names
/// that no brand can give a property, so that what erases the profile erases it too.
/// </summary>
/// <param name="Alias">As the member gave it, cleaned; null for the masked name.</param>
/// <param name="Listed">False for a member who is a line without a name to others.</param>
internal sealed record BoardName(string? Alias, bool Listed)
{
    private const string AliasProperty = "$alias";
    private const string ListedProperty = "$listed";

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static BoardName None { get; } = new(null, true);

    public static BoardName Of(Person? person) => person?.Profile is { } profile && JsonNode.Parse(profile) is JsonObject properties
        ? new((string?)properties[AliasProperty], (bool?)properties[ListedProperty] ?? true)
        : None;

    /// <summary>The profile with this name in it; null for nothing at all.</summary>
    public string? In(string? profile)
    {
        JsonObject properties = Properties(profile);
        if (Alias is not null)
        {
            properties[AliasProperty] = Alias;
        }

        if (!Listed)
        {
            properties[ListedProperty] = false;
        }

        return Written(properties);
    }

    /// <summary>The profile as the brand gave it; null for an empty one.</summary>
    public static string? Without(string? profile) => Written(Properties(profile));

    private static JsonObject Properties(string? profile)
    {
        JsonObject properties = profile is null ? [] : JsonNode.Parse(profile)!.AsObject();
        properties.Remove(AliasProperty);
        properties.Remove(ListedProperty);
        return properties;
    }

    private static string? Written(JsonObject properties)
    {
        if (properties.Count == 0)
        {
            return null;
        }

        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, Form))
        {
            properties.WriteTo(json);
        }

        return System.Text.Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
