using System.Text.Json.Nodes;

namespace Jifen.Grains.Catalogue.Reading.Shapes;

/// <summary>Shapes that are written once and referred to by name.</summary>
internal sealed class SchemaDefinitions
{
    /// <summary>What <c>$defs</c> holds, in the order of their first use.</summary>
    public JsonObject All { get; } = [];

    /// <summary>A reference to a definition, which is written where it is not yet.</summary>
    public JsonObject Reference(string name, Func<SchemaDefinitions, JsonObject> write)
    {
        if (!All.ContainsKey(name))
        {
            All[name] = null;
            All[name] = write(this);
        }

        return new() { ["$ref"] = $"#/$defs/{name}" };
    }
}
