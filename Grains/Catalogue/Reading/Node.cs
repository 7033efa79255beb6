using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>
/// A place of the document: its path, and its value unless it is absent. A reading method reports what is wrong with the value and
/// answers null; of an absent value it reports nothing.
/// </summary>
internal sealed class Node
{
    private const int ShownNameLength = 64;
    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private readonly JsonElement? element;
    private readonly ErrorList errors;

    private Node(string path, JsonElement? element, ErrorList errors)
    {
        Path = path;
        this.element = element;
        this.errors = errors;
    }

    public string Path { get; }

    public bool Exists => element is not null;

    public bool IsObject => element is { ValueKind: JsonValueKind.Object };

    public bool IsNull => element is { ValueKind: JsonValueKind.Null };

    public static Node Root(JsonElement element, ErrorList errors) => new("$", element, errors);

    public Node Child(string name, JsonElement? child) => new(PathOf(name), child, errors);

    public void Report(Fault fault) => errors.Add(Path, fault);

    /// <summary>Whether this is an object that has a property with this very text.</summary>
    public bool Says(string property, string text) =>
        element is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(property, out JsonElement said)
        && said.ValueKind == JsonValueKind.String && said.ValueEquals(text);

    /// <summary>The properties of an object; one that the shape does not have is reported.</summary>
    public Fields? Fields(Shape shape) =>
        Is(JsonValueKind.Object, JsonType.Object) is { } value ? Reading.Fields.Of(this, value, shape.Names) : null;

    /// <summary>The items of an array, none where it is absent.</summary>
    public IReadOnlyList<Node> Items(int least, int most)
    {
        if (Is(JsonValueKind.Array, JsonType.Array) is not { } value)
        {
            return [];
        }

        int count = value.GetArrayLength();
        if (count < least)
        {
            Report(Fault.TooFew(least));
        }
        else if (count > most)
        {
            Report(Fault.TooMany(most));
        }

        return [.. value.EnumerateArray().Take(most).Select((item, index) => new Node($"{Path}[{index}]", item, errors))];
    }

    /// <summary>A string that people may read: not blank, no control characters.</summary>
    public string? Text()
    {
        if (Is(JsonValueKind.String, JsonType.String) is not { } value)
        {
            return null;
        }

        if (!Unicode.TryRead(value, out string text) || text.Any(char.IsControl))
        {
            Report(Fault.NotText);
            return null;
        }

        return WithinLength(text);
    }

    public string? Id()
    {
        if (Text() is not { } id)
        {
            return null;
        }

        if (id.Length <= ProgrammeLimits.IdLength && !id.AsSpan().ContainsAnyExcept(IdCharacters))
        {
            return id;
        }

        Report(Fault.BadId);
        return null;
    }

    public string? OneOf(params IReadOnlyList<string> known)
    {
        string? text = Text();
        if (text is null || known.Contains(text))
        {
            return text;
        }

        Report(Fault.UnknownValue(string.Join(", ", known)));
        return null;
    }

    public long? Whole(long least, long most)
    {
        if (Is(JsonValueKind.Number, JsonType.Number) is not { } value)
        {
            return null;
        }

        if (!value.TryGetInt64(out long number))
        {
            Report(value.GetRawText().AsSpan().TrimStart('-').ContainsAnyExceptInRange('0', '9') ? Fault.NotWhole : Fault.OutOfRange(least, most));
            return null;
        }

        if (number >= least && number <= most)
        {
            return number;
        }

        Report(Fault.OutOfRange(least, most));
        return null;
    }

    public bool? Flag()
    {
        bool isFlag = element is { ValueKind: JsonValueKind.True or JsonValueKind.False };
        if (Exists && !isFlag)
        {
            Report(Fault.WrongType(JsonType.Flag));
        }

        return isFlag ? element!.Value.GetBoolean() : null;
    }

    public LocalText? LocalText()
    {
        Fields? fields = Fields(Shape.LocalText);
        string? en = fields?.Required("en").Text();
        string? zh = fields?.Required("zh").Text();
        return en is null || zh is null ? null : new(en, zh);
    }

    private string? WithinLength(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Report(Fault.Blank);
            return null;
        }

        if (text.Length <= ProgrammeLimits.TextLength)
        {
            return text;
        }

        Report(Fault.TooLong(ProgrammeLimits.TextLength));
        return null;
    }

    private JsonElement? Is(JsonValueKind wanted, JsonType type)
    {
        if (element is { } value && value.ValueKind != wanted)
        {
            Report(Fault.WrongType(type));
            return null;
        }

        return element;
    }

    private string PathOf(string name)
    {
        bool plain = name.Length is > 0 and <= ShownNameLength && !name.AsSpan().ContainsAnyExcept(IdCharacters);
        if (plain)
        {
            return Path == "$" ? name : $"{Path}.{name}";
        }

        return $"{Path}[\"{JsonEncodedText.Encode(Shortened(name), JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"]";
    }

    private static string Shortened(string name)
    {
        if (name.Length <= ShownNameLength)
        {
            return name;
        }

        int length = char.IsHighSurrogate(name[ShownNameLength - 1]) ? ShownNameLength - 1 : ShownNameLength;
        return string.Concat(name.AsSpan(0, length), "…");
    }
}
