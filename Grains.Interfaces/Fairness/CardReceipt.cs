using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>
/// What a player keeps of a scratched card. The commitment, shown when the card was dealt, binds its kind at once; with the deck's seed,
/// which is revealed once the deck is over, the kind follows from the serial, without a server.
/// </summary>
/// <param name="Formula">Label of the formula, <c>jifen/deck/1</c>.</param>
/// <param name="SeedCommitment">SHA-256 of the deck's seed, published before the first card was dealt.</param>
/// <param name="Table">The composition of the deck.</param>
/// <param name="TableHash">SHA-256 of the table's canonical JSON.</param>
/// <param name="Serial">The card's number in the deck, from 0 on.</param>
/// <param name="Commitment">What sealed the card when it was dealt.</param>
/// <param name="Salt">What opens the commitment.</param>
/// <param name="Kind">The kind that was scratched free.</param>
/// <param name="Prize">False where the kind gives nothing.</param>
/// <param name="CheckDigits">Eight hexadecimal digits for each field; they name a field that was altered by accident.</param>
public sealed record CardReceipt(
    string Formula, PlayId CardId, string Lottery, string Period, Hash256 SeedCommitment,
    [property: JsonConverter(typeof(DeckTableConverter))] DeckTable Table, Hash256 TableHash, long Serial, Hash256 Commitment, Hash256 Salt,
    string Kind, bool Prize, string CheckDigits)
{
    /// <summary>True for a card of a test member's own shadow deck, which is shuffled for <see cref="MemberKey"/>. Never false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Test { get; init; }

    /// <summary>The test member; null for a card of the deck itself, which is the same whoever got it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MemberKey? MemberKey { get; init; }
}

/// <summary>JSON of a card's receipt: camelCase, declared order. Reading is strict.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CardReceipt))]
public sealed partial class CardReceiptJson : JsonSerializerContext
{
    public static CardReceiptJson Strict { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Write(CardReceipt receipt) => JsonSerializer.SerializeToUtf8Bytes(receipt, Strict.CardReceipt);

    /// <summary>Reads a receipt. A field that is absent is left null or nought; the check of the receipt names it.</summary>
    /// <exception cref="JsonException">Not the JSON of a card's receipt; the path says where.</exception>
    public static CardReceipt Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Strict.CardReceipt) ?? throw new JsonException("not a receipt");
}
