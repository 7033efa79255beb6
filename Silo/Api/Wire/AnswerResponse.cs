using System.Text.Json;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>
/// Sends the answer of a record. Status and body follow from the record and the catalogue alone, so that a repeated call gets the
/// very same bytes; only the headers tell that it was a repetition.
/// </summary>
internal static class AnswerResponse
{
    /// <param name="render">Writes the body of an answer that is no refusal.</param>
    public static Task Write<TState>(HttpContext context, Answered reply, int status, TState state, Action<Utf8JsonWriter, TState> render)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers[Position.Header] = Position.Text(reply.Place);
        if (reply.Replayed)
        {
            headers[RequestKeys.Replayed] = "true";
        }

        return reply.Answer is Refusal refusal
            ? ProblemWriter.Write(context, new(ProblemKind.Of(refusal.Code), refusal.Detail, TraceId: TraceOf(reply.Place)) { Limit = refusal.Limit, Until = refusal.Until })
            : JsonResponse.Write(context, status, state, render);
    }

    public static string TraceOf(in RecordPlace place) => $"record:{Position.Text(place)}";
}
