using Jifen.Silo.Cluster.Wire;

namespace Jifen.Silo.Cluster;

/// <summary>The other silos. Any thread may call; nothing here waits.</summary>
public interface IPeers
{
    /// <summary>A silo can be reached, for the first time or again. Handlers must return at once.</summary>
    event Action<SiloId>? Connected;

    /// <summary>Sends work. Only where it was <see cref="SendOutcome.Sent"/> is the call told anything.</summary>
    /// <param name="address">Where the silo is reached; a connection begins where there is none.</param>
    /// <param name="left">How long the call may take.</param>
    SendOutcome TryCall(SiloId silo, string address, ShardId shard, TimeSpan left, ReadOnlyMemory<byte> work, IPeerCall call);

    /// <summary>Sends messages, which may be lost on their way.</summary>
    SendOutcome TrySend(SiloId silo, string address, MailFrame mail);

    /// <summary>Sends an acknowledgement, which may be lost on its way.</summary>
    SendOutcome TrySend(SiloId silo, string address, AcknowledgementFrame acknowledgement);
}
