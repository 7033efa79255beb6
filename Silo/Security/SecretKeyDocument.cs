using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jifen.Silo.Security;

/// <summary>Content of <c>keys.json</c>. Keys are 64 hexadecimal digits; lists run from the oldest to the current key.</summary>
internal sealed record SecretKeyDocument(int Format, string Pepper, IReadOnlyList<SecretKeyEntry> SeedKeys, IReadOnlyList<SecretKeyEntry> TokenKeys)
{
    private const int CurrentFormat = 1;

    public static byte[] Write(SecretKeys keys) => JsonSerializer.SerializeToUtf8Bytes(
        new SecretKeyDocument(CurrentFormat, Convert.ToHexStringLower(keys.Pepper), Entries(keys.SeedKeys), Entries(keys.TokenKeys)),
        SecretKeyJson.Default.SecretKeyDocument);

    /// <exception cref="FormatException">Not the keys of this format. The message holds no key.</exception>
    public static SecretKeys Read(ReadOnlySpan<byte> json)
    {
        try
        {
            SecretKeyDocument? document = JsonSerializer.Deserialize(json, SecretKeyJson.Default.SecretKeyDocument);
            return document is { Format: CurrentFormat }
                ? new(Key(document.Pepper, "pepper"), Keys(document.SeedKeys, "seedKeys"), Keys(document.TokenKeys, "tokenKeys"))
                : throw new FormatException("format");
        }
        catch (JsonException broken)
        {
            throw new FormatException(broken.Path ?? "$");
        }
    }

    private static List<SecretKeyEntry> Entries(ImmutableArray<SecretKey> keys) =>
        [.. keys.Select(key => new SecretKeyEntry(key.Id, Convert.ToHexStringLower(key.Bytes)))];

    private static ImmutableArray<SecretKey> Keys(IReadOnlyList<SecretKeyEntry> entries, string field)
    {
        ImmutableArray<SecretKey> keys = [.. entries.Select((entry, at) => new SecretKey(entry.Id, Key(entry.Key, $"{field}[{at}].key")))];
        bool named = keys.All(key => key.Id.Length > 0 && !key.Id.Contains('.', StringComparison.Ordinal));
        return named && keys.Length > 0 && keys.DistinctBy(key => key.Id).Count() == keys.Length ? keys : throw new FormatException(field);
    }

    private static byte[] Key(string hex, string field)
    {
        byte[] bytes = new byte[SecretKey.ByteLength];
        return Convert.FromHexString(hex, bytes, out int read, out int written) == System.Buffers.OperationStatus.Done
            && read == hex.Length && written == bytes.Length
            ? bytes
            : throw new FormatException(field);
    }
}

internal sealed record SecretKeyEntry(string Id, string Key);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true)]
[JsonSerializable(typeof(SecretKeyDocument))]
internal sealed partial class SecretKeyJson : JsonSerializerContext;
