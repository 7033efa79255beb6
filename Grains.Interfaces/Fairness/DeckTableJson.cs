using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>
/// The one byte form of a <see cref="DeckTable"/>: UTF-8 JSON, camelCase, declared order, no white space. It never changes, because
/// receipts carry its SHA-256.
/// </summary>
public static class DeckTableJson
{
    private static readonly DeckTableContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private static readonly ConditionalWeakTable<DeckTable, byte[]> Known = [];

    public static byte[] Canonical(DeckTable table) => JsonSerializer.SerializeToUtf8Bytes(table, Context.DeckTable);

    /// <summary>SHA-256 of <see cref="Canonical"/>.</summary>
    public static Hash256 Hash(DeckTable table) => Hash256.Read(SHA256.HashData(Canonical(table)));

    /// <summary>As <see cref="Canonical"/>, remembered for as long as the table lives. Not to be changed.</summary>
    internal static byte[] Remembered(DeckTable table) => Known.GetValue(table, Canonical);

    internal static DeckTable? Read(ref Utf8JsonReader reader) => JsonSerializer.Deserialize(ref reader, Context.DeckTable);
}

/// <summary>A deck's table inside another document. It is the same for all cards of the deck, so its bytes are made once.</summary>
public sealed class DeckTableConverter : JsonConverter<DeckTable>
{
    public override DeckTable? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => DeckTableJson.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, DeckTable value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteRawValue(DeckTableJson.Remembered(value), skipInputValidation: true);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DeckTable))]
internal sealed partial class DeckTableContext : JsonSerializerContext;
