using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Jifen.Silo.Api;

/// <summary>Takes profiles in: flat, small, and in one canonical form.</summary>
internal static class Profiles
{
    private const int Properties = 32;
    private const int Items = 50;

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Canonical JSON of a profile: properties in the order of their names. Null for none.</summary>
    /// <exception cref="ProblemException">It is too large, or holds something else than texts, numbers, truths and lists of texts.</exception>
    public static string? Canonical(Dictionary<string, JsonElement>? profile)
    {
        if (profile is null)
        {
            return null;
        }

        if (profile.Count > Properties)
        {
            throw Field.Invalid("profile", $"it has more than {Properties} properties");
        }

        ArrayBufferWriter<byte> bytes = new();
        using Utf8JsonWriter json = new(bytes, Form);
        json.WriteStartObject();
        foreach ((string name, JsonElement value) in profile.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(Field.Id(name, "profile"));
            Write(json, value, $"profile.{name}");
        }

        json.WriteEndObject();
        json.Flush();
        return System.Text.Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, JsonElement value, string field)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                json.WriteStringValue(TextOf(value, field));
                break;
            case JsonValueKind.Number when value.GetRawText().Length <= 20:
            case JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null:
                value.WriteTo(json);
                break;
            case JsonValueKind.Array when value.GetArrayLength() <= Items:
                WriteTexts(json, value, field);
                break;
            default:
                throw Field.Invalid(field, $"it is not a text, a number, a truth, or a list of at most {Items} texts");
        }
    }

    private static string TextOf(JsonElement value, string field)
    {
        try
        {
            return Field.Text(value.GetString(), field);
        }
        catch (InvalidOperationException)
        {
            throw Field.Invalid(field, "it holds broken surrogates");
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, JsonElement list, string field)
    {
        json.WriteStartArray();
        foreach ((int index, JsonElement item) in list.EnumerateArray().Index())
        {
            json.WriteStringValue(item.ValueKind == JsonValueKind.String
                ? TextOf(item, $"{field}[{index}]")
                : throw Field.Invalid($"{field}[{index}]", "it is not a text"));
        }

        json.WriteEndArray();
    }
}
