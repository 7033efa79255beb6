namespace Jifen.Silo.Shards;

/// <summary>Carries the mail of shards to other silos. It may be lost, and is then sent again by its shard.</summary>
public interface IShardMailCarrier
{
    void Send(ShardId from, ShardId to, Lane lane, IReadOnlyList<OutgoingMessage> messages);

    void Acknowledge(ShardId receiver, ShardId sender, Lane lane, long number);
}
