using System.Text.Json.Serialization;

namespace Jifen.Silo.Imports;

/// <summary>What an import brings in.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImportKind>))]
public enum ImportKind
{
    [JsonStringEnumMemberName("activities")]
    Activities,

    /// <summary>Members from elsewhere, each opened once.</summary>
    [JsonStringEnumMemberName("members")]
    Members,
}

/// <summary>How its lines are written.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImportFormat>))]
public enum ImportFormat
{
    /// <summary>A JSON object a line.</summary>
    [JsonStringEnumMemberName("ndjson")]
    NdJson,

    /// <summary>RFC 4180 with a header.</summary>
    [JsonStringEnumMemberName("csv")]
    Csv,
}

/// <summary>What was asked of an import, and what was sent. It does not change.</summary>
/// <param name="History">Activities are kept for insight alone.</param>
/// <param name="Map">Columns of a CSV file and the fields they are; empty where they have the fields' names.</param>
/// <param name="UtcOffset">Offset of the times that name none, such as <c>+08:00</c>.</param>
/// <param name="Bytes">Length of the stream.</param>
/// <param name="Sha256">Of the stream, in hexadecimal digits.</param>
/// <param name="Actor">The server key that sent it.</param>
public sealed record ImportOrder(
    string Id, ImportKind Kind, ImportFormat Format, bool History, string Map, string UtcOffset, long Bytes, string Sha256, DateTimeOffset Created,
    string Actor)
{
    /// <summary>The same was asked and the same was sent.</summary>
    public bool IsSame(ImportOrder other) => this with { Created = other.Created, Actor = other.Actor } == other;
}

/// <summary>How far an import has come. What it counts is durable before this is; read = accepted + repeated + refused.</summary>
/// <param name="Offset">Bytes of the stream before the first line that is not counted.</param>
/// <param name="Line">Line ends before it.</param>
/// <param name="Accepted">Lines that this import brought in.</param>
/// <param name="Repeated">Lines that had been brought in before, by a call, another import or an earlier line.</param>
/// <param name="RefusalBytes">Length of the report that belongs to these counts.</param>
/// <param name="Finished">When the last line was counted; null before.</param>
public sealed record ImportProgress(
    long Offset, long Line, long Read, long Accepted, long Repeated, long Refused, long RefusalBytes, DateTimeOffset? Finished)
{
    public static ImportProgress None { get; } = new(0, 0, 0, 0, 0, 0, 0, null);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ImportOrder))]
[JsonSerializable(typeof(ImportProgress))]
internal sealed partial class ImportFilesJson : JsonSerializerContext;
