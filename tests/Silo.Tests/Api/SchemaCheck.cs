using System.Text.Json;
using System.Text.RegularExpressions;

namespace Jifen.Silo.Tests.Api;

/// <summary>Holds JSON to a schema of a document: the words that the document uses, and no others.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    private static readonly HashSet<string> Words =
        ["$ref", "anyOf", "type", "enum", "pattern", "format", "items", "properties", "required", "additionalProperties", "description", "default"];

    /// <summary>What is wrong, each with its place; empty where the value is as the schema says.</summary>
    public IReadOnlyList<string> Faults(JsonElement schema, JsonElement value, string at = "$")
    {
        if (schema.ValueKind is JsonValueKind.True)
        {
            return [];
        }

        Assert.All(schema.EnumerateObject(), word => Assert.Contains(word.Name, Words));
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            return Faults(document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), value, at);
        }

        if (schema.TryGetProperty("anyOf", out JsonElement shapes))
        {
            IReadOnlyList<string>[] faults = [.. shapes.EnumerateArray().Select(shape => Faults(shape, value, at))];
            return faults.Any(f => f.Count == 0) ? [] : [.. faults.SelectMany(f => f)];
        }

        return [.. Types(schema, value, at), .. Texts(schema, value, at), .. Lists(schema, value, at), .. Objects(schema, value, at)];
    }

    private static IEnumerable<string> Types(JsonElement schema, JsonElement value, string at)
    {
        string[] types = !schema.TryGetProperty("type", out JsonElement type) ? []
            : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)] : [type.GetString()!];
        bool known = types.Length == 0 || types.Any(t => t switch
        {
            "string" => value.ValueKind == JsonValueKind.String,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => value.ValueKind == JsonValueKind.Null,
            "array" => value.ValueKind == JsonValueKind.Array,
            "object" => value.ValueKind == JsonValueKind.Object,
            _ => false,
        });
        return known ? [] : [$"{at} is {value.ValueKind}, not {string.Join(" or ", types)}"];
    }

    private static IEnumerable<string> Texts(JsonElement schema, JsonElement value, string at)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            yield break;
        }

        string text = value.GetString()!;
        if (schema.TryGetProperty("enum", out JsonElement known) && known.EnumerateArray().All(k => k.GetString() != text))
        {
            yield return $"{at} is {text}, which is none of {known}";
        }

        if (schema.TryGetProperty("pattern", out JsonElement pattern) && !Regex.IsMatch(text, pattern.GetString()!))
        {
            yield return $"{at} is {text}, which is not {pattern}";
        }

        if (schema.TryGetProperty("format", out JsonElement format) && format.GetString() == "date-time" && !value.TryGetDateTimeOffset(out _))
        {
            yield return $"{at} is {text}, which is no instant";
        }
    }

    private IEnumerable<string> Lists(JsonElement schema, JsonElement value, string at) =>
        value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out JsonElement item)
            ? value.EnumerateArray().SelectMany((element, index) => Faults(item, element, $"{at}[{index}]"))
            : [];

    private IEnumerable<string> Objects(JsonElement schema, JsonElement value, string at)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        if (schema.TryGetProperty("required", out JsonElement required))
        {
            foreach (JsonElement name in required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)))
            {
                yield return $"{at}.{name} is missing";
            }
        }

        bool hasMore = schema.TryGetProperty("additionalProperties", out JsonElement more);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            JsonElement own = default;
            bool known = schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(property.Name, out own);
            if (!known && hasMore && more.ValueKind == JsonValueKind.False)
            {
                yield return $"{at}.{property.Name} is not in the schema";
            }

            foreach (string fault in known ? Faults(own, property.Value, $"{at}.{property.Name}") : hasMore && more.ValueKind == JsonValueKind.Object ? Faults(more, property.Value, $"{at}.{property.Name}") : [])
            {
                yield return fault;
            }
        }
    }
}
