using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jifen.Silo.Security;

/// <summary>A person of the brand who may sign in.</summary>
/// <param name="Name">1 to 64 of <c>a-z 0-9 . _ -</c>; kept in the journal with what the person did.</param>
/// <param name="PasswordHash">PBKDF2 with its salt and count, as <c>PasswordHasher</c> writes it.</param>
/// <param name="Stamp">Random; another one ends the sessions that were begun under this one.</param>
public sealed record StaffAccount(string Name, StaffRole Role, string PasswordHash, string Stamp, DateTimeOffset Created);

/// <summary>Content of <c>staff.json</c>.</summary>
internal sealed record StaffDocument(int Format, IReadOnlyList<StaffAccount> Accounts)
{
    public const int CurrentFormat = 1;

    public static byte[] Write(IReadOnlyList<StaffAccount> accounts) =>
        JsonSerializer.SerializeToUtf8Bytes(new StaffDocument(CurrentFormat, accounts), StaffJson.Default.StaffDocument);

    /// <exception cref="JsonException">Not staff accounts of this format.</exception>
    public static IReadOnlyList<StaffAccount> Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, StaffJson.Default.StaffDocument) is { Format: CurrentFormat } document
            ? document.Accounts
            : throw new JsonException("format");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UseStringEnumConverter = true,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true)]
[JsonSerializable(typeof(StaffDocument))]
internal sealed partial class StaffJson : JsonSerializerContext;
