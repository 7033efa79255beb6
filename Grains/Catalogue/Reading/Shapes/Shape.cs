using System.Text.Json.Nodes;

namespace Jifen.Grains.Catalogue.Reading.Shapes;

/// <summary>
/// What a value of the document may look like, as JSON Schema says it. Of an object it knows the names too, by which the reader tells known properties from others,
/// so that a property which the schema does not have cannot be read.
/// </summary>
internal sealed class Shape(Func<SchemaDefinitions, JsonObject> write, params IReadOnlyList<string> names)
{
    /// <summary>UTF-16 code units that are white space to the reader, and control characters, which no text has.</summary>
    private const string Space = @" \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
    private const string Control = @"\u0000-\u001f\u007f-\u009f";

    /// <summary>Names of all properties that an object may have, over all of its variants.</summary>
    public IReadOnlyList<string> Names => names;

    public static Shape Text { get; } = new Shape(static _ => new()
    {
        ["type"] = "string",
        ["maxLength"] = ProgrammeLimits.TextLength,
        ["pattern"] = $"^[^{Control}]*[^{Control}{Space}][^{Control}]*$",
    }).Named("text");

    public static Shape Id { get; } = Matching($"^[A-Za-z0-9_-]{{1,{ProgrammeLimits.IdLength}}}$").Named("id");

    public static Shape Flag { get; } = new(static _ => new() { ["type"] = "boolean" });

    public static Shape Null { get; } = new(static _ => new() { ["type"] = "null" });

    public static Shape LocalText { get; } = Object("A text in both languages", new("en", Text, "In English"), new("zh", Text, "In Simplified Chinese")).Named("localText");

    /// <param name="pattern">What the regular expressions of .NET and of JavaScript take for the same.</param>
    public static Shape Matching(string pattern) => new(_ => new() { ["type"] = "string", ["pattern"] = pattern });

    public static Shape Whole(long least, long most) => new(_ => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most });

    /// <summary>One of some texts.</summary>
    public static Shape Choice(params IReadOnlyList<string> texts) => new(_ => texts.Count == 1 ? new() { ["const"] = texts[0] } : new() { ["enum"] = Array(texts) });

    /// <param name="items">What each item is.</param>
    /// <param name="least">Fewest items.</param>
    /// <param name="most">Most items.</param>
    /// <param name="unique">No item comes twice.</param>
    public static Shape List(Shape items, int least, int most, bool unique = false) => new(definitions =>
    {
        JsonObject schema = new() { ["type"] = "array", ["items"] = items.Write(definitions), ["maxItems"] = most };
        if (least > 0)
        {
            schema["minItems"] = least;
        }

        if (unique)
        {
            schema["uniqueItems"] = true;
        }

        return schema;
    });

    public static Shape Object(string title, params IReadOnlyList<Property> properties) => new(
        definitions => new()
        {
            ["title"] = title,
            ["type"] = "object",
            ["properties"] = new JsonObject(properties.Select(property => KeyValuePair.Create(property.Name, (JsonNode?)property.Write(definitions)))),
            ["required"] = Array(properties.Where(property => property.IsRequired).Select(property => property.Name)),
            ["additionalProperties"] = false,
        },
        [.. properties.Select(property => property.Name)]);

    /// <summary>Exactly one of the variants.</summary>
    public static Shape OneOf(params IReadOnlyList<Shape> variants) => new(
        definitions => new() { ["oneOf"] = new JsonArray([.. variants.Select(variant => variant.Write(definitions))]) },
        [.. variants.SelectMany(variant => variant.Names).Distinct(StringComparer.Ordinal)]);

    /// <summary>Exactly one of these properties is there.</summary>
    public Shape EitherOr(params IReadOnlyList<string> alternatives) => With("oneOf", () => Requirements(alternatives));

    /// <summary>At least one of these properties is there.</summary>
    public Shape AnyOf(params IReadOnlyList<string> alternatives) => With("anyOf", () => Requirements(alternatives));

    /// <summary>A keyword more, with a value that is made anew for each writing.</summary>
    public Shape With(string keyword, Func<JsonNode> value) => new(
        definitions =>
        {
            JsonObject schema = write(definitions);
            schema[keyword] = value();
            return schema;
        },
        names);

    /// <summary>Writes this shape once, under a name, and refers to it everywhere else.</summary>
    public Shape Named(string name) => new(definitions => definitions.Reference(name, write), names);

    public JsonObject Write(SchemaDefinitions definitions) => write(definitions);

    internal static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);

    private static JsonArray Requirements(IEnumerable<string> names) => new([.. names.Select(name => (JsonNode?)new JsonObject { ["required"] = Array([name]) })]);
}
