using System.Globalization;
using System.Text.RegularExpressions;

namespace Jifen.Silo.Tests.Deploy;

/// <summary>
/// The leaves of a YAML document by their paths, such as <c>spec.ports[0].port</c>. It reads block mappings, block lists that are indented below
/// their key, and scalars of one line; all else is refused.
/// </summary>
internal sealed partial class YamlLeaves
{
    private readonly Dictionary<string, string> _leaves = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _items = new(StringComparer.Ordinal);
    private readonly Stack<(int Indent, string Path)> _open = new([(-1, "")]);

    private YamlLeaves(string document)
    {
        foreach (string line in document.Split('\n').Where(line => line.Trim() is { Length: > 0 } text && text[0] != '#'))
        {
            string content = line.TrimStart(' ');
            Read(line.Length - content.Length, content.TrimEnd());
        }
    }

    public static IReadOnlyList<YamlLeaves> Parse(string text) => [.. text.Split("\n---\n").Select(document => new YamlLeaves(document))];

    /// <summary>The leaf, or null.</summary>
    public string? this[string path] => _leaves.GetValueOrDefault(path);

    /// <summary>The leaves of a list of scalars, or one field of each item of a list.</summary>
    public IReadOnlyList<string> List(string path, string field = "") =>
        [.. Enumerable.Range(0, _items.GetValueOrDefault(path)).Select(item => this[$"{path}[{item}]{field}"]).OfType<string>()];

    /// <summary>All leaves whose path ends so.</summary>
    public IReadOnlyList<string> Ending(string path) => [.. _leaves.Where(leaf => leaf.Key.EndsWith(path, StringComparison.Ordinal)).Select(leaf => leaf.Value)];

    private void Read(int indent, string content)
    {
        if (indent % 2 != 0 || content.Contains('\t', StringComparison.Ordinal))
        {
            throw new FormatException($"indented in another way: {content}");
        }

        while (content.StartsWith("- ", StringComparison.Ordinal))
        {
            string list = Parent(indent);
            int item = _items[list] = _items.GetValueOrDefault(list) + 1;
            _open.Push((indent, string.Create(CultureInfo.InvariantCulture, $"{list}[{item - 1}]")));
            (indent, content) = (indent + 2, content[2..]);
        }

        string parent = Parent(indent);
        Match field = Field().Match(content);
        string path = !field.Success ? parent : parent.Length == 0 ? field.Groups[1].Value : $"{parent}.{field.Groups[1].Value}";
        string value = field.Success ? field.Groups[2].Value : content;
        if (value.Length == 0)
        {
            _open.Push((indent, path));
        }
        else if (!_leaves.TryAdd(path, value.Trim('"')))
        {
            throw new FormatException($"said twice: {path}");
        }
    }

    private string Parent(int indent)
    {
        while (_open.Peek().Indent >= indent)
        {
            _open.Pop();
        }

        return _open.Peek().Path;
    }

    [GeneratedRegex("^([A-Za-z0-9./_-]+):(?: (.+))?$")]
    private static partial Regex Field();
}
