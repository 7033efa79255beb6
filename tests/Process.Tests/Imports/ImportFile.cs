using System.Globalization;
using System.Text;
using Jifen.Process.Tests.Clients;

namespace Jifen.Process.Tests.Imports;

/// <summary>A file of activities, and what must come of it.</summary>
internal sealed class ImportFile
{
    private readonly StringBuilder _text = new();
    private readonly List<string> _ids = [];

    /// <summary>Activities that are in the file, by id, with their member and the points they give.</summary>
    public Dictionary<string, (int Member, long Points)> Activities { get; } = new(StringComparer.Ordinal);

    /// <summary>Numbers of the lines that are refused.</summary>
    public List<long> Refused { get; } = [];

    public long Lines { get; private set; }

    public string Text => _text.ToString();

    /// <summary>Mostly activities, each once; here and there a line that came before, and lines that no silo takes.</summary>
    public static ImportFile Draw(Dice dice, int lines)
    {
        ImportFile file = new();
        string now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        while (file.Lines < lines)
        {
            switch (dice.Roll(50))
            {
                case 0 when file._ids.Count > 0:
                    string again = file._ids[dice.Roll(file._ids.Count)];
                    file.Add(Line(again, file.Activities[again], now));
                    break;
                case 1:
                    file.Refuse(dice.Roll(3) switch { 0 => "{\"id\":", 1 => Line("late", (0, 5), "2020-01-01T00:00:00Z"), _ => Line("stranger", (999, 5), now) });
                    break;
                default:
                    file.AddNew($"i{file.Lines}", (dice.Roll(Festival.Members), dice.Roll(20)), now);
                    break;
            }
        }

        return file;
    }

    /// <summary>A line of the file that gives so many points.</summary>
    public static string Line(string id, (int Member, long Points) activity, string at) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":"{{id}}","memberId":"{{Festival.Member(activity.Member)}}","kind":"purchase","at":"{{at}}","amount":{{activity.Points * 100}}}""");

    private void AddNew(string id, (int Member, long Points) activity, string now)
    {
        Activities.Add(id, activity);
        _ids.Add(id);
        Add(Line(id, activity, now));
    }

    private void Refuse(string line)
    {
        Add(line);
        Refused.Add(Lines);
    }

    private void Add(string line)
    {
        Lines++;
        _text.Append(line).Append('\n');
    }
}
