using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Jifen.Grains.Tests.Catalogue.Schema;

/// <summary>JSON Schema 2020-12 as far as the schema of programmes needs it. A keyword that it does not know fails the test: what is not checked must not look as if it were.</summary>
internal sealed class SchemaCheck(JsonObject schema)
{
    private static readonly HashSet<string> Spoken = ["$schema", "$id", "$defs", "title", "description"];

    public bool IsValid(JsonNode? value) => Holds(schema, value);

    private bool Holds(JsonObject rules, JsonNode? value) => rules.All(rule => Spoken.Contains(rule.Key) || Holds(rules, rule.Key, rule.Value!, value));

    private bool Holds(JsonObject rules, string keyword, JsonNode rule, JsonNode? value) => keyword switch
    {
        "$ref" => Holds((JsonObject)schema["$defs"]![rule.GetValue<string>()["#/$defs/".Length..]]!, value),
        "type" => IsOf(rule.GetValue<string>(), value),
        "const" => JsonNode.DeepEquals(rule, value),
        "enum" => rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)),
        "oneOf" => rule.AsArray().Count(one => Holds((JsonObject)one!, value)) == 1,
        "anyOf" => rule.AsArray().Any(one => Holds((JsonObject)one!, value)),
        "allOf" => rule.AsArray().All(one => Holds((JsonObject)one!, value)),
        "not" => !Holds((JsonObject)rule, value),
        "if" => !Holds((JsonObject)rule, value) || Holds((JsonObject)rules["then"]!, value),
        "then" => true,
        "pattern" or "maxLength" => value is not JsonValue text || !text.TryGetValue(out string? said) || Says(keyword, rule, said),
        "minimum" or "maximum" => Number(value) is not { } number || (keyword == "minimum" ? number >= rule.GetValue<long>() : number <= rule.GetValue<long>()),
        "items" or "minItems" or "maxItems" or "uniqueItems" => value is not JsonArray items || Lists(keyword, rule, items),
        "properties" or "required" or "additionalProperties" or "propertyNames" or "minProperties" or "dependentSchemas" => value is not JsonObject fields || Has(rules, keyword, rule, fields),
        _ => throw new NotSupportedException($"The check does not know {keyword}."),
    };

    private static bool Says(string keyword, JsonNode rule, string text) => keyword == "maxLength"
        ? text.EnumerateRunes().Count() <= rule.GetValue<int>()
        : Regex.IsMatch(text, rule.GetValue<string>().EndsWith('$') ? rule.GetValue<string>()[..^1] + @"\z" : rule.GetValue<string>(), RegexOptions.CultureInvariant);

    private bool Lists(string keyword, JsonNode rule, JsonArray items) => keyword switch
    {
        "items" => items.All(item => Holds((JsonObject)rule, item)),
        "minItems" => items.Count >= rule.GetValue<int>(),
        "maxItems" => items.Count <= rule.GetValue<int>(),
        _ => !rule.GetValue<bool>() || !items.Where((item, index) => items.Take(index).Any(other => JsonNode.DeepEquals(item, other))).Any(),
    };

    private bool Has(JsonObject rules, string keyword, JsonNode rule, JsonObject fields) => keyword switch
    {
        "properties" => rule.AsObject().All(property => !fields.TryGetPropertyValue(property.Key, out JsonNode? value) || Holds((JsonObject)property.Value!, value)),
        "required" => rule.AsArray().All(name => fields.ContainsKey(name!.GetValue<string>())),
        "propertyNames" => fields.All(field => Holds((JsonObject)rule, JsonValue.Create(field.Key))),
        "minProperties" => fields.Count >= rule.GetValue<int>(),
        "dependentSchemas" => rule.AsObject().All(dependent => !fields.ContainsKey(dependent.Key) || Holds((JsonObject)dependent.Value!, fields)),
        _ => rule.GetValue<bool>() || fields.All(field => rules["properties"]!.AsObject().ContainsKey(field.Key)),
    };

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "integer" => Number(value) is { } number && Math.Floor(number) == number,
        _ => throw new NotSupportedException($"The check does not know the type {type}."),
    };

    private static double? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) : null;
}
