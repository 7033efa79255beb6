namespace Jifen.Grains.Kernel;

/// <summary>What an event knows of the record that carries it.</summary>
public readonly record struct RecordStamp(ShardId Shard, Sequence Sequence, Stamp Stamp, MemberKey? Member, RequestKey? Key);
