using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>
/// The one byte form of a <see cref="WheelTable"/>: UTF-8 JSON, camelCase, declared order, nulls left out, no white space. It never
/// changes, because receipts carry its SHA-256.
/// </summary>
public static class WheelTableJson
{
    private static readonly WheelTableContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private static readonly ConditionalWeakTable<WheelTable, byte[]> Known = [];

    /// <summary>As <see cref="Canonical"/>, remembered for as long as the table lives. Not to be changed.</summary>
    internal static byte[] Remembered(WheelTable table) => Known.GetValue(table, Canonical);

    public static byte[] Canonical(WheelTable table) => JsonSerializer.SerializeToUtf8Bytes(table, Context.WheelTable);

    /// <summary>SHA-256 of <see cref="Canonical"/>.</summary>
    public static Hash256 Hash(WheelTable table) => Hash256.Read(SHA256.HashData(Canonical(table)));

    internal static WheelTable? Read(ref Utf8JsonReader reader) => JsonSerializer.Deserialize(ref reader, Context.WheelTable);

    /// <summary>Reads a table from its JSON.</summary>
    /// <exception cref="JsonException">The bytes are not a table.</exception>
    public static WheelTable Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Context.WheelTable) ?? throw new JsonException("not a wheel table");
}

/// <summary>A table inside another document. It is the same for all plays of a version, so its bytes are made once.</summary>
public sealed class WheelTableConverter : JsonConverter<WheelTable>
{
    public override WheelTable? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => WheelTableJson.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, WheelTable value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteRawValue(WheelTableJson.Remembered(value), skipInputValidation: true);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(WheelTable))]
internal sealed partial class WheelTableContext : JsonSerializerContext;
