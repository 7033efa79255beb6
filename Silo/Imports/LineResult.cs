using System.Text.Encodings.Web;
using System.Text.Json;
using Jifen.Silo.Api;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Imports;

/// <summary>What became of a line.</summary>
internal enum LineOutcome
{
    Accepted,
    Repeated,
    Refused,
}

/// <summary>A line that is done with.</summary>
/// <param name="Id">Id of the activity or member that was refused; null where it could not be read.</param>
/// <param name="Problem">Why it was refused; null where it was not.</param>
internal sealed record LineResult(long Line, string? Id, LineOutcome Outcome, Problem? Problem)
{
    private const int LongestId = ApiLimits.TextLength;

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// A line whose record has its own origin was accepted, though the answer be a repetition: the process had ended before the line
    /// was counted.
    /// </summary>
    public static LineResult Of(long line, string? id, string origin, Answered reply) => reply.Answer is Refusal refusal
        ? new(line, id, LineOutcome.Refused, Api.Problem.Of(refusal.Code, refusal.Detail))
        : new(line, id, reply.Replayed && reply.Origin != origin ? LineOutcome.Repeated : LineOutcome.Accepted, null);

    /// <summary>Lines of the report for those that were refused.</summary>
    public static byte[] Report(IEnumerable<LineResult> results)
    {
        using MemoryStream lines = new();
        foreach (LineResult refused in results.Where(result => result.Problem is not null))
        {
            using (Utf8JsonWriter json = new(lines, Form))
            {
                refused.Write(json, refused.Problem!);
            }

            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }

    private void Write(Utf8JsonWriter json, Problem problem)
    {
        json.WriteStartObject();
        json.WriteNumber("line"u8, Line);
        json.WriteString("id"u8, Id is { Length: > LongestId } ? Id[..LongestId] : Id);
        json.WriteString("code"u8, problem.Kind.Code);
        json.WriteStartObject("reason"u8);
        json.WriteString("en"u8, problem.Kind.Title.En);
        json.WriteString("zh"u8, problem.Kind.Title.Zh);
        json.WriteEndObject();
        json.WriteString("detail"u8, problem.Detail);
        if (problem.Field is not null)
        {
            json.WriteString("field"u8, problem.Field);
        }

        json.WriteEndObject();
    }
}
