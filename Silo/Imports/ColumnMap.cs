using Jifen.Silo.Api;

namespace Jifen.Silo.Imports;

/// <summary>
/// Which columns of a file are which fields. <c>household=memberId</c> takes a column, <c>day+basket=id</c> joins columns by <c>-</c>, and
/// <c>'purchase'=kind</c> says the same of every row. Columns that have a field's name need no mention; with a map, columns that are no
/// field are left out, without one they are refused.
/// </summary>
internal sealed class ColumnMap
{
    private const char Quote = '\'';

    private readonly Dictionary<string, Source> _sources = new(StringComparer.Ordinal);
    private readonly int _columns;

    private ColumnMap(int columns) => _columns = columns;

    /// <summary>Binds a map to the header of a file.</summary>
    /// <param name="isField">Whether there is a field of this name.</param>
    /// <exception cref="ProblemException">The map cannot be read, or does not fit the header.</exception>
    public static ColumnMap Of(string map, IReadOnlyList<string> header, Func<string, bool> isField)
    {
        ColumnMap bound = new(header.Count);
        foreach (string entry in EntriesOf(map))
        {
            int equals = entry.LastIndexOf('=');
            string field = equals < 0 ? "" : entry[(equals + 1)..].Trim();
            Require(isField(field), $"\"{entry}\" names no field");
            Require(bound._sources.TryAdd(field, SourceOf(entry[..equals].Trim(), header)), $"{field} is named twice");
        }

        bound.AddNamed(header, isField, map.Length == 0);
        return bound;
    }

    /// <summary>Says of a row what its fields are; what is empty or absent is null.</summary>
    /// <exception cref="ProblemException">It has not as many columns as the header.</exception>
    public Func<string, string?> Bind(IReadOnlyList<string> row) => row.Count == _columns
        ? field => _sources.GetValueOrDefault(field)?.Of(row) is { Length: > 0 } value ? value : null
        : throw new ProblemException(ProblemCodes.Malformed, $"The row has {row.Count} columns, and the header {_columns}.");

    /// <summary>Fields that the file has.</summary>
    public IEnumerable<string> Fields => _sources.Keys;

    private static Source SourceOf(string text, IReadOnlyList<string> header)
    {
        if (text.Length >= 2 && text[0] == Quote && text[^1] == Quote)
        {
            return new(text[1..^1], []);
        }

        string[] columns = header.Contains(text, StringComparer.Ordinal) ? [text] : text.Split('+');
        foreach (string column in columns)
        {
            Require(header.Contains(column, StringComparer.Ordinal), $"the file has no column \"{column}\"");
        }

        return new(null, [.. columns.Select(column => header.Index().First(name => name.Item == column).Index)]);
    }

    private void AddNamed(IReadOnlyList<string> header, Func<string, bool> isField, bool strictly)
    {
        foreach ((int index, string name) in header.Index())
        {
            Require(!strictly || isField(name), $"the column \"{name}\" is no field; say by a map what it is, or leave it out");
            Require(!isField(name) || _sources.GetValueOrDefault(name) is not { IsNamed: true }, $"there are two columns \"{name}\"");
            if (isField(name))
            {
                _sources.TryAdd(name, new(null, [index]) { IsNamed = true });
            }
        }
    }

    /// <summary>Parts at commas that are not in quotes.</summary>
    private static IEnumerable<string> EntriesOf(string map)
    {
        int start = 0;
        bool inside = false;
        for (int at = 0; at <= map.Length; at++)
        {
            if (at == map.Length || (map[at] == ',' && !inside))
            {
                if (at > start)
                {
                    yield return map[start..at];
                }

                start = at + 1;
            }
            else if (map[at] == Quote)
            {
                inside = !inside;
            }
        }
    }

    private static void Require(bool holds, string why)
    {
        if (!holds)
        {
            throw Field.Invalid("map", why);
        }
    }

    /// <param name="Constant">What every row has; null where it has columns.</param>
    private sealed record Source(string? Constant, IReadOnlyList<int> Columns)
    {
        public bool IsNamed { get; init; }

        public string Of(IReadOnlyList<string> row) => Constant ?? string.Join('-', Columns.Select(column => row[column].Trim()));
    }
}
