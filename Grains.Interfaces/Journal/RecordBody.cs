using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>What a record's body holds, in this order. Empty lists and nulls are left out of the JSON.</summary>
public sealed record RecordBody
{
    [JsonPropertyOrder(0)]
    public required ShardInput Input { get; init; }

    [JsonPropertyOrder(1)]
    public Answer? Answer { get; init; }

    /// <summary>Where the randomness came from, for a decision that drew.</summary>
    [JsonPropertyOrder(2)]
    public EntropyReference? Entropy { get; init; }

    [JsonPropertyOrder(3)]
    public IReadOnlyList<GrainEvent>? Events { get; init; }

    [JsonPropertyOrder(4)]
    public IReadOnlyList<OutgoingMessage>? Messages { get; init; }

    /// <summary>Control generation that this record raises the store to, in the same commit.</summary>
    [JsonPropertyOrder(5)]
    public long? RaisesControl { get; init; }

    /// <summary>
    /// Where the input came from, such as <c>import:ID:LINE</c>; null for a call. It is no part of the input: the same activity is the same
    /// whichever way it comes.
    /// </summary>
    [JsonPropertyOrder(6)]
    public string? Origin { get; init; }

    /// <summary>True where the record's member is a test member: nothing of it counts. Never false.</summary>
    [JsonPropertyOrder(7)]
    public bool? Test { get; init; }
}

/// <summary>Names the seed and the member's nonce that a draw used (PROTOCOL section 7).</summary>
public sealed record EntropyReference(string Lottery, string Period, long Nonce);

/// <summary>Lanes of messages between two shards, each in order by itself.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Lane>))]
public enum Lane
{
    [JsonStringEnumMemberName("control")]
    Control,
    [JsonStringEnumMemberName("member")]
    Member,
}

/// <summary>A message as the sender's record carries it; <see cref="Number"/> counts from 1 per (to, lane).</summary>
public sealed record OutgoingMessage(ShardId To, Lane Lane, long Number, Message Body);
