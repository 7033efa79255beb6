using System.Text.Json;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Properties of one object of the document.</summary>
internal sealed class Fields
{
    private readonly Node owner;
    private readonly Dictionary<string, JsonElement> elements = new(StringComparer.Ordinal);

    private Fields(Node owner) => this.owner = owner;

    /// <summary>Takes the known properties of an object; every other one, and every second one of a name, is reported.</summary>
    public static Fields Of(Node owner, JsonElement element, IReadOnlyList<string> known)
    {
        Fields fields = new(owner);
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!Unicode.TryReadName(property, out string name))
            {
                owner.Report(Fault.NotText);
            }
            else if (!seen.Add(name))
            {
                owner.Child(name, null).Report(Fault.DuplicateProperty);
            }
            else if (!known.Contains(name))
            {
                owner.Child(name, null).Report(Fault.UnknownProperty);
            }
            else
            {
                fields.elements.Add(name, property.Value);
            }
        }

        return fields;
    }

    public Node Optional(string name) => owner.Child(name, elements.TryGetValue(name, out JsonElement element) ? element : null);

    /// <summary>The property, which is reported where it is absent.</summary>
    public Node Required(string name)
    {
        Node node = Optional(name);
        if (!node.Exists)
        {
            node.Report(Fault.Missing);
        }

        return node;
    }
}
