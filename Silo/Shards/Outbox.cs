using System.Text.Json;
using System.Text.Json.Serialization;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Shards;

/// <summary>
/// Messages of a shard that their receivers have not acknowledged, in order per receiver and lane. They are sent once their record
/// is durable, and again until acknowledged.
/// </summary>
public sealed class Outbox
{
    /// <summary>Name of the checkpoint row that holds it.</summary>
    public const string RowId = "outbox";

    /// <summary>Messages sent again at a time.</summary>
    private const int ResendBurst = 256;

    private readonly SortedDictionary<(int To, Lane Lane), Queue<Held>> _lanes = [];

    /// <summary>Messages to one shard that are not acknowledged.</summary>
    public int Unacknowledged(ShardId to) => CountOf(to, Lane.Control) + CountOf(to, Lane.Member);

    public bool IsEmpty => Count == 0;

    /// <summary>Messages that are not acknowledged.</summary>
    public int Count => _lanes.Values.Sum(q => q.Count);

    public void Add(IReadOnlyList<OutgoingMessage> messages, Sequence record)
    {
        foreach (OutgoingMessage message in messages)
        {
            (int, Lane) lane = (message.To.Value, message.Lane);
            if (!_lanes.TryGetValue(lane, out Queue<Held>? queue))
            {
                _lanes.Add(lane, queue = new());
            }

            queue.Enqueue(new(message, record));
        }
    }

    public void Acknowledge(ShardId to, Lane lane, long number)
    {
        if (_lanes.TryGetValue((to.Value, lane), out Queue<Held>? queue))
        {
            while (queue.TryPeek(out Held oldest) && oldest.Message.Number <= number)
            {
                queue.Dequeue();
            }
        }
    }

    /// <summary>The oldest durable messages of every lane, to be sent again.</summary>
    /// <param name="receivers">Whose lanes; null for all.</param>
    public IEnumerable<(ShardId To, Lane Lane, IReadOnlyList<OutgoingMessage> Messages)> Again(Sequence durable, IReadOnlySet<ShardId>? receivers = null)
    {
        foreach (((int to, Lane lane), Queue<Held> queue) in _lanes)
        {
            if (receivers?.Contains(new(to)) == false)
            {
                continue;
            }

            OutgoingMessage[] messages = [.. queue.TakeWhile(h => h.Record <= durable).Take(ResendBurst).Select(h => h.Message)];
            if (messages.Length > 0)
            {
                yield return (new(to), lane, messages);
            }
        }
    }

    public GrainRow Save(Sequence asOf) => new(
        RowId, null, asOf, null,
        JsonSerializer.SerializeToUtf8Bytes([.. _lanes.Values.SelectMany(q => q).Select(h => h.Message)], OutboxJson.Default.OutgoingMessageArray));

    public static Outbox Load(GrainRow row)
    {
        Outbox outbox = new();
        outbox.Add(JsonSerializer.Deserialize(row.State.Span, OutboxJson.Default.OutgoingMessageArray)!, row.AsOf);
        return outbox;
    }

    private int CountOf(ShardId to, Lane lane) => _lanes.TryGetValue((to.Value, lane), out Queue<Held>? queue) ? queue.Count : 0;

    private readonly record struct Held(OutgoingMessage Message, Sequence Record);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OutgoingMessage[]))]
internal sealed partial class OutboxJson : JsonSerializerContext;
