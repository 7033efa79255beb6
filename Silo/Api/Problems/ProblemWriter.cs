using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Jifen.Silo.Api;

/// <summary>Sends problems.</summary>
internal static class ProblemWriter
{
    private const string ContentType = "application/problem+json";

    public static Task Write(HttpContext context, Problem problem)
    {
        Problem traced = problem.TraceId is null ? problem with { TraceId = context.TraceIdentifier } : problem;
        if (problem.Kind.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (problem.Kind.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        bool chinese = PrefersChinese(context.Request);
        context.Response.Headers.ContentLanguage = chinese ? "zh-Hans" : "en";
        return JsonResponse.Write(context, problem.Kind.Status, (traced, chinese), static (json, told) => Write(json, told.traced, told.chinese), ContentType);
    }

    /// <summary>Writes a problem as a JSON object.</summary>
    public static void Write(Utf8JsonWriter json, Problem problem, bool chinese)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, $"urn:jifen:problem:{problem.Kind.Code}");
        json.WriteString("title"u8, chinese ? problem.Kind.Title.Zh : problem.Kind.Title.En);
        json.WriteNumber("status"u8, problem.Kind.Status);
        json.WriteString("detail"u8, problem.Detail);
        json.WriteString("code"u8, problem.Kind.Code);
        json.WriteString("traceId"u8, problem.TraceId);
        if (problem.Field is not null)
        {
            json.WriteString("field"u8, problem.Field);
        }

        if (problem is { Limit: { } limit, Until: { } until })
        {
            json.WriteString("limit"u8, limit);
            json.WriteString("until"u8, until.ToInstant());
        }

        WriteErrors(json, problem.Errors, chinese);
        json.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<ProgrammeError> errors, bool chinese)
    {
        if (errors.Count == 0)
        {
            return;
        }

        json.WriteStartArray("errors"u8);
        foreach (ProgrammeError error in errors)
        {
            json.WriteStartObject();
            json.WriteString("path"u8, error.Path);
            json.WriteString("code"u8, error.Code);
            json.WriteString("message"u8, chinese ? error.Message.Zh : error.Message.En);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Whether Chinese stands before English in what the caller accepts.</summary>
    public static bool PrefersChinese(HttpRequest request)
    {
        if (request.Headers.AcceptLanguage.Count == 0
            || !StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out IList<StringWithQualityHeaderValue>? accepted))
        {
            return false;
        }

        return QualityOf(accepted, "zh") > QualityOf(accepted, "en");
    }

    private static double QualityOf(IEnumerable<StringWithQualityHeaderValue> accepted, string language) => accepted
        .Where(value => value.Value.StartsWith(language, StringComparison.OrdinalIgnoreCase))
        .Select(value => value.Quality ?? 1)
        .DefaultIfEmpty(0)
        .Max();
}
