namespace Jifen.Grains.Kernel;

/// <summary>What an event knows of the record that carries it.</summary>
public readonly record struct RecordStamp(ShardId Shard, Sequence Sequence, Stamp Stamp, MemberKey? Member, RequestKey? Key)
{
    /// <summary>The record is a test member's: it moves that member and nothing else, and is not counted.</summary>
    public bool Test { get; init; }
}
