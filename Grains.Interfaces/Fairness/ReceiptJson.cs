using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>JSON of receipts: camelCase, declared order, nulls left out. Reading is strict.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(DrawReceipt))]
public sealed partial class ReceiptJson : JsonSerializerContext
{
    public static ReceiptJson Strict { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Write(Receipt receipt) => JsonSerializer.SerializeToUtf8Bytes(receipt, Strict.Receipt);

    public static byte[] Write(DrawReceipt receipt) => JsonSerializer.SerializeToUtf8Bytes(receipt, Strict.DrawReceipt);

    /// <summary>Reads a receipt. A field that is absent is left null or nought; the check of the receipt names it.</summary>
    /// <exception cref="JsonException">Not the JSON of a receipt; the path says where.</exception>
    public static Receipt Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Strict.Receipt) ?? throw new JsonException("not a receipt");

    /// <summary>Reads the receipt of a draw's entries. A field that is absent is left null or nought; the check of the receipt names it.</summary>
    /// <exception cref="JsonException">Not the JSON of a draw's receipt; the path says where.</exception>
    public static DrawReceipt ReadDraw(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Strict.DrawReceipt) ?? throw new JsonException("not a receipt");
}
