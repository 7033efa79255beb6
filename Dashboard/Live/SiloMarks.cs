using System.Globalization;

namespace Jifen.Dashboard.Live;

/// <summary>A letter and a colour for each silo, by its name: the same on every silo's page while the names stay.</summary>
internal sealed class SiloMarks(IReadOnlyList<SiloFigures> silos)
{
    private const int Letters = 26;
    private static readonly string[] Tones = ["tone-a", "tone-c", "tone-d", "tone-e", "tone-b"];

    private readonly string[] _names = [.. silos.Select(silo => silo.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The silo of an id, or null.</summary>
    public SiloFigures? Find(string? id) => silos.FirstOrDefault(silo => silo.Id == id);

    /// <summary>A letter, or a number where the letters are used up; empty for nobody.</summary>
    public string Of(string? id) => Place(id) switch
    {
        < 0 => "",
        < Letters and int place => ((char)('A' + place)).ToString(),
        int place => (place + 1).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Class of the colour; empty for nobody.</summary>
    public string Tone(string? id) => Place(id) is >= 0 and int place ? Tones[place % Tones.Length] : "";

    private int Place(string? id) => Find(id) is { } silo ? Array.IndexOf(_names, silo.Name) : -1;
}
