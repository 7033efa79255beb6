using Jifen.Silo.Cluster;
using Jifen.Silo.Cluster.Wire;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>Other silos whose answers a test gives.</summary>
internal sealed class TestPeers : IPeers
{
    public event Action<SiloId>? Connected;

    /// <summary>Silos that cannot be reached.</summary>
    public HashSet<SiloId> Unreachable { get; } = [];

    public SendOutcome Outcome { get; set; } = SendOutcome.Sent;

    public List<(SiloId Silo, ShardId Shard, TimeSpan Left, IPeerCall Call)> Calls { get; } = [];

    public void Connect(SiloId silo)
    {
        Unreachable.Remove(silo);
        Connected?.Invoke(silo);
    }

    public SendOutcome TryCall(SiloId silo, string address, ShardId shard, TimeSpan left, ReadOnlyMemory<byte> work, IPeerCall call)
    {
        if (Unreachable.Contains(silo))
        {
            return SendOutcome.NotConnected;
        }

        if (Outcome == SendOutcome.Sent)
        {
            Calls.Add((silo, shard, left, call));
        }

        return Outcome;
    }

    public SendOutcome TrySend(SiloId silo, string address, MailFrame mail) => Outcome;

    public SendOutcome TrySend(SiloId silo, string address, AcknowledgementFrame acknowledgement) => Outcome;
}
