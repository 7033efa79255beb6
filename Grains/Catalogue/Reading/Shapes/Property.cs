using System.Text.Json.Nodes;

namespace Jifen.Grains.Catalogue.Reading.Shapes;

/// <summary>A property of an object of the document.</summary>
/// <param name="Name">As the document writes it.</param>
/// <param name="Value">What its value may be.</param>
/// <param name="Description">What it means; an English sentence or half of one.</param>
internal sealed record Property(string Name, Shape Value, string Description)
{
    /// <summary>False where the property may be absent.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>A property that may be absent.</summary>
    public static Property Optional(string name, Shape value, string description) => new(name, value, description) { IsRequired = false };

    public JsonObject Write(SchemaDefinitions definitions)
    {
        JsonObject schema = Value.Write(definitions);
        schema["description"] = Description;
        return schema;
    }
}
