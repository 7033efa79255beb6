using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue;

/// <summary>
/// The form of a programme document as JSON Schema 2020-12, made of the shapes by which <see cref="ProgrammeReader"/> tells known properties. Every document that the reader accepts is valid under it.
/// What one place of a document says of another, such as the campaign that a board names, a schema cannot express: that is the reader's alone.
/// </summary>
public static class ProgrammeSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>UTF-8, the same bytes in every silo of a version.</summary>
    public static ReadOnlyMemory<byte> Utf8 { get; } = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(Write(), Indented);

    private static JsonObject Write()
    {
        SchemaDefinitions definitions = new();
        JsonObject schema = new() { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["$id"] = "urn:jifen:programme" };
        foreach ((string keyword, JsonNode? value) in ProgrammeShapes.Programme.Write(definitions).ToArray())
        {
            schema[keyword] = value?.DeepClone();
        }

        schema["$defs"] = definitions.All;
        return schema;
    }
}
