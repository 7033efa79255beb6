using Jifen.Silo.Shards;

namespace Jifen.Silo.Cluster;

/// <summary>The shards that run in this process, as the rest of the cluster reaches them.</summary>
public interface ILocalShards
{
    /// <summary>Sends work to a shard that runs here. False, and nothing done, where it does not.</summary>
    bool TryPost(ShardId shard, ShardWork work);

    /// <summary>Gives messages to a shard that runs here. False where it does not.</summary>
    bool TryDeliver(ShardId from, ShardId to, Lane lane, IReadOnlyList<OutgoingMessage> messages);

    /// <summary>Tells a sender that runs here that its messages up to a number are durable at their receiver. False where it does not.</summary>
    bool TryAcknowledge(ShardId receiver, ShardId sender, Lane lane, long number);

    /// <summary>Has the shards that run here send mail again that these receivers have not acknowledged.</summary>
    void SendAgain(IReadOnlySet<ShardId> to);
}
