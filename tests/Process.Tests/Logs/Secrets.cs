using System.Text.Json;
using System.Xml.Linq;

namespace Jifen.Process.Tests.Logs;

/// <summary>What must never be written to a log, by name.</summary>
internal sealed class Secrets
{
    /// <summary>A shorter one might stand in a log by chance.</summary>
    private const int ShortestText = 8;

    private readonly Dictionary<string, string> _all = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> All => _all;

    /// <summary>Remembers a secret and returns it.</summary>
    public string Add(string name, string text)
    {
        Assert.True(text.Length >= ShortestText, $"{name} is too short to be looked for");
        _all[name] = text;
        return text;
    }

    /// <summary>Remembers all that the files of a data folder hold.</summary>
    public void AddFiles(string folder)
    {
        AddLine(folder, "bootstrap-key");
        AddLine(folder, "admin-password");
        AddTexts(folder, "keys.json", "pepper", "key");
        AddTexts(folder, "server-keys.json", "hash");
        AddTexts(folder, "staff.json", "passwordHash", "stamp");
        foreach (string file in Directory.EnumerateFiles(Path.Combine(folder, "dashboard-keys"), "*.xml"))
        {
            Add($"dashboard-keys {Path.GetFileName(file)}", XDocument.Load(file).Descendants("value").Single().Value);
        }
    }

    /// <summary>Which of them stand in the lines.</summary>
    public IReadOnlyList<string> In(IEnumerable<string> lines)
    {
        string text = string.Join('\n', lines);
        return [.. _all.Where(secret => text.Contains(secret.Value, StringComparison.OrdinalIgnoreCase)).Select(secret => secret.Key).Order(StringComparer.Ordinal)];
    }

    private void AddLine(string folder, string file)
    {
        string path = Path.Combine(folder, file);
        if (File.Exists(path))
        {
            Add(file, File.ReadAllText(path).Trim());
        }
    }

    private void AddTexts(string folder, string file, params string[] properties)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file)));
        Walk(document.RootElement, file, properties);
    }

    private void Walk(JsonElement at, string where, string[] properties)
    {
        foreach (JsonElement item in at.ValueKind == JsonValueKind.Array ? at.EnumerateArray() : [])
        {
            Walk(item, $"{where}[]{_all.Count}", properties);
        }

        foreach (JsonProperty property in at.ValueKind == JsonValueKind.Object ? at.EnumerateObject() : [])
        {
            if (property.Value.ValueKind == JsonValueKind.String && properties.Contains(property.Name))
            {
                Add($"{where}.{property.Name}", property.Value.GetString()!);
            }

            Walk(property.Value, $"{where}.{property.Name}", properties);
        }
    }
}
