using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jifen.Silo.Security;

/// <summary>Content of <c>server-keys.json</c>.</summary>
internal sealed record ServerKeyDocument(int Format, IReadOnlyList<ServerKey> Keys)
{
    public const int CurrentFormat = 1;

    public static byte[] Write(IReadOnlyList<ServerKey> keys) =>
        JsonSerializer.SerializeToUtf8Bytes(new ServerKeyDocument(CurrentFormat, keys), ServerKeyJson.Default.ServerKeyDocument);

    /// <exception cref="JsonException">Not server keys of this format.</exception>
    public static IReadOnlyList<ServerKey> Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, ServerKeyJson.Default.ServerKeyDocument) is { Format: CurrentFormat } document
            ? document.Keys
            : throw new JsonException("format");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true)]
[JsonSerializable(typeof(ServerKeyDocument))]
internal sealed partial class ServerKeyJson : JsonSerializerContext;
