using System.Text.Json.Nodes;

namespace Jifen.Silo.Api;

/// <summary>Builds JSON Schemas (2020-12). Each call makes nodes of its own, so that they can stand anywhere in a document.</summary>
internal static class Shape
{
    public static JsonObject Text => new() { ["type"] = "string" };

    public static JsonObject Id => new() { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9_-]{1,64}$" };

    public static JsonObject Whole => new() { ["type"] = "integer", ["format"] = "int64" };

    public static JsonObject Number => new() { ["type"] = "number" };

    public static JsonObject Truth => new() { ["type"] = "boolean" };

    public static JsonObject Instant => new() { ["type"] = "string", ["format"] = "date-time" };

    public static JsonObject Anything => [];

    public static JsonObject OneOf(params string[] values) => new() { ["type"] = "string", ["enum"] = new JsonArray([.. values.Select(value => (JsonNode)value)]) };

    public static JsonObject Named(string component) => new() { ["$ref"] = $"#/components/schemas/{component}" };

    public static JsonObject Either(params JsonObject[] shapes) => new() { ["anyOf"] = new JsonArray([.. shapes]) };

    public static JsonObject OrNull(JsonObject shape) => Either(shape, new() { ["type"] = "null" });

    public static JsonObject ListOf(JsonObject shape) => new() { ["type"] = "array", ["items"] = shape };

    public static JsonObject MapOf(JsonObject shape) => new() { ["type"] = "object", ["additionalProperties"] = shape };

    /// <summary>An object with these properties and no others; a name that ends in <c>?</c> may be absent.</summary>
    public static JsonObject Object(params (string Name, JsonObject Shape)[] properties) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Name.TrimEnd('?'), p.Shape))),
        ["required"] = new JsonArray([.. properties.Where(p => !p.Name.EndsWith('?')).Select(p => (JsonNode)p.Name)]),
        ["additionalProperties"] = false,
    };

    /// <summary>One page of a list.</summary>
    public static JsonObject PageOf(JsonObject item, params (string Name, JsonObject Shape)[] more) =>
        Object([("items", ListOf(item)), ("next", OrNull(Text)), .. more]);
}
