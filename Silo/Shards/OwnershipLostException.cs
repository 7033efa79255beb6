namespace Jifen.Silo.Shards;

/// <summary>Another owner has the shard; this one stands down.</summary>
public sealed class OwnershipLostException(ShardId shard, Epoch own, Epoch? other)
    : Exception($"shard {shard}: epoch {own} is over{(other is null ? "" : $", {other} has begun")}");
