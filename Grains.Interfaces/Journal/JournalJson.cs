using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>Canonical JSON of the journal: declared order, camelCase, no nulls, no white space.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RecordBody))]
[JsonSerializable(typeof(ShardInput))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(GrainEvent))]
[JsonSerializable(typeof(OutgoingMessage))]
[JsonSerializable(typeof(EntropyReference))]
public sealed partial class JournalJson : JsonSerializerContext
{
    public static JournalJson Canonical { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowDuplicateProperties = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static JsonWriterOptions WriterOptions => new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
}
