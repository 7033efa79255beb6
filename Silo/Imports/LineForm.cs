using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Jifen.Silo.Api;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;

namespace Jifen.Silo.Imports;

/// <summary>A line as the shards take it.</summary>
/// <param name="Origin">Names import and line: a record that has it was made by this very line.</param>
internal sealed record ImportedLine(ShardInput Input, MemberKey Member, RequestKey? Key, Person? Person, string Origin);

/// <summary>Reads the lines of one import.</summary>
internal sealed class LineForm
{
    private const string OpeningScope = "opening";

    private readonly ImportOrder _order;
    private readonly MemberKeys _keys;
    private readonly ColumnMap? _columns;

    private LineForm(ImportOrder order, MemberKeys keys, ColumnMap? columns) => (_order, _keys, _columns) = (order, keys, columns);

    /// <summary>Reads the header, where the file has one.</summary>
    /// <param name="firstLine">Bytes and lines before the first line.</param>
    /// <exception cref="ProblemException">The header or the map cannot be used.</exception>
    public static LineForm Open(ImportOrder order, string source, int longest, MemberKeys keys, out (long Offset, long Line) firstLine)
    {
        firstLine = (0, 0);
        if (order.Format == ImportFormat.NdJson)
        {
            return order.Map.Length == 0 ? new(order, keys, null) : throw Field.Invalid("map", "it is for columns of text/csv");
        }

        using LineReader file = new(source, 0, 0, quoted: true, longest);
        SourceLine header = file.Read() ?? throw new ProblemException(ProblemCodes.Malformed, "The file has no header.");
        IReadOnlyList<string> names = header.IsTooLong
            ? throw new ProblemException(ProblemCodes.Malformed, $"The header is longer than {longest} bytes.")
            : [.. CsvRow.Fields(header.Bytes.Span).Select(name => name.Trim())];
        firstLine = (file.Offset, file.Line);
        return new(order, keys, ColumnMap.Of(order.Map, names, order.Kind == ImportKind.Activities ? ActivityRow.IsField : OpeningRow.IsField));
    }

    /// <exception cref="ProblemException">The line cannot be used.</exception>
    public ImportedLine Read(in SourceLine line)
    {
        string origin = string.Create(CultureInfo.InvariantCulture, $"import:{_order.Id}:{line.Number}");
        return line.IsTooLong ? throw new ProblemException(ProblemCodes.TooLarge, "The line is too long.")
            : _order.Kind == ImportKind.Activities ? Activity(line, origin)
            : Opening(line, origin);
    }

    /// <summary>The id that a line gives, as far as it can be read.</summary>
    public string? FindId(in SourceLine line)
    {
        try
        {
            return _columns is null ? JsonId(line.Bytes.Span) : Row(line)("id");
        }
        catch (Exception unreadable) when (unreadable is ProblemException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private ImportedLine Activity(in SourceLine line, string origin)
    {
        ActivityBody body = _columns is null ? Parse(line, ApiJson.Default.ActivityBody) : ActivityRow.BodyOf(Row(line), _order.UtcOffset);
        MemberKey member = _keys.Of(Field.Id(body.MemberId, "memberId"));
        ReportActivity input = ActivityForm.InputOf(body, member) with { History = _order.History ? true : null };
        return new(input, member, RequestKeys.Of(ActivityResource.Scope, input.Id), null, origin);
    }

    private ImportedLine Opening(in SourceLine line, string origin)
    {
        OpeningBody body = _columns is null ? Parse(line, ApiJson.Default.OpeningBody) : OpeningRow.BodyOf(Row(line), _columns.Fields, _order.UtcOffset);
        string id = Field.Id(body.Id, "id");
        MemberKey member = _keys.Of(id);
        return new(OpeningForm.InputOf(body, member), member, RequestKeys.Of(OpeningScope, id), new(member, id, null), origin);
    }

    private Func<string, string?> Row(in SourceLine line) => _columns!.Bind(CsvRow.Fields(line.Bytes.Span));

    private static T Parse<T>(in SourceLine line, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> form)
        where T : class => JsonRequest.Parse(new ReadOnlySequence<byte>(line.Bytes), form);

    private static string? JsonId(ReadOnlySpan<byte> line)
    {
        Utf8JsonReader json = new(line);
        while (json.Read())
        {
            if (json is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && json.ValueTextEquals("id"u8) && json.Read())
            {
                return json.TokenType == JsonTokenType.String ? json.GetString() : null;
            }
        }

        return null;
    }
}
