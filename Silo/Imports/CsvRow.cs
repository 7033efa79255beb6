using System.Text;
using System.Text.Unicode;
using Jifen.Silo.Api;

namespace Jifen.Silo.Imports;

/// <summary>Reads one row by RFC 4180: fields parted by commas, in quotes where they hold commas, quotes or line ends.</summary>
internal static class CsvRow
{
    /// <exception cref="ProblemException">It is not UTF-8, or a quote stands where none may.</exception>
    public static IReadOnlyList<string> Fields(ReadOnlySpan<byte> row)
    {
        if (!Utf8.IsValid(row))
        {
            throw Malformed("it is not UTF-8");
        }

        string text = Encoding.UTF8.GetString(row);
        List<string> fields = [];
        int at = 0;
        do
        {
            fields.Add(at < text.Length && text[at] == '"' ? Quoted(text, ref at) : Plain(text, ref at));
        }
        while (at++ < text.Length);
        return fields;
    }

    private static string Plain(string text, ref int at)
    {
        int end = text.IndexOf(',', at);
        string field = text[at..(end < 0 ? text.Length : end)];
        at += field.Length;
        return field.Contains('"', StringComparison.Ordinal) ? throw Malformed("a quote stands in a field that is not in quotes") : field;
    }

    private static string Quoted(string text, ref int at)
    {
        StringBuilder field = new();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                field.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append(text[at++]);
            }
            else
            {
                at++;
                return at == text.Length || text[at] == ',' ? field.ToString() : throw Malformed("something follows a closing quote");
            }
        }

        throw Malformed("a quote is not closed");
    }

    private static ProblemException Malformed(string why) => new(ProblemCodes.Malformed, $"The row cannot be read: {why}.");
}
