using System.Text.Json;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>What became of one item of a batch: the answer that it would have got alone, or its problem.</summary>
internal sealed record BatchItem(Answered? Reply, Problem? Problem)
{
    /// <param name="post">Sends the item; what it throws at once or later is the item's own problem.</param>
    public static async Task<BatchItem> Of(Func<ValueTask<Answered>> post, string trace)
    {
        try
        {
            Answered reply = await post().ConfigureAwait(false);
            return reply.Answer is Refusal refusal
                ? new(reply, new(ProblemKind.Of(refusal.Code), refusal.Detail, TraceId: AnswerResponse.TraceOf(reply.Place)))
                : new(reply, null);
        }
        catch (ProblemException known)
        {
            return new(null, known.Problem with { TraceId = known.Problem.TraceId ?? trace });
        }
    }

    /// <summary>Tells in the header how far the shards were when all items were recorded.</summary>
    public static void Tell(HttpContext context, IEnumerable<BatchItem> items)
    {
        RecordPlace[] places =
        [
            .. items.Select(item => item.Reply).OfType<Answered>().GroupBy(reply => reply.Place.Shard)
                .Select(shard => shard.MaxBy(reply => reply.Place.Sequence)!.Place),
        ];
        if (places.Length > 0)
        {
            context.Response.Headers[Position.Header] = Position.Text(places);
        }
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<BatchItem> items, bool chinese)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (BatchItem item in items)
        {
            if (item.Problem is { } problem)
            {
                ProblemWriter.Write(json, problem, chinese);
            }
            else
            {
                ActivityJson.Write(json, item.Reply!.Answer);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
