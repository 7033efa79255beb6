using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Jifen.Silo.Templates;

/// <summary>Whole programme documents to begin with. A store that is made by a template has the template's name.</summary>
public static class ProgrammeTemplates
{
    /// <summary>The demo's.</summary>
    public const string Standard = "play-festival";

    private const string Prefix = "Jifen.Silo.Templates.";
    private const string Suffix = ".json";

    private static readonly JsonSerializerOptions Legible = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ProgrammeTemplates).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length]).Order(StringComparer.Ordinal),
    ];

    /// <param name="template">One of <see cref="Names"/>.</param>
    public static byte[] Document(string template)
    {
        using Stream stream = typeof(ProgrammeTemplates).Assembly.GetManifestResourceStream($"{Prefix}{template}{Suffix}")
            ?? throw new ArgumentException($"There is no template {template}.", nameof(template));
        byte[] document = new byte[stream.Length];
        stream.ReadExactly(document);
        return document;
    }

    /// <summary>The document for the store of another programme, as legible JSON.</summary>
    public static string Document(string template, string programme)
    {
        JsonNode document = JsonNode.Parse(Document(template))!;
        document["programme"] = programme;
        return document.ToJsonString(Legible);
    }

    /// <summary>What the programme is called.</summary>
    public static LocalText NameOf(string template)
    {
        using JsonDocument document = JsonDocument.Parse(Document(template));
        JsonElement name = document.RootElement.GetProperty("name");
        return new(name.GetProperty("en").GetString()!, name.GetProperty("zh").GetString()!);
    }
}
