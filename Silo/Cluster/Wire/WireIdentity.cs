namespace Jifen.Silo.Cluster.Wire;

/// <summary>Who a silo is to the others.</summary>
/// <param name="Self">Its id now: it gets another when it joins anew.</param>
public sealed record WireIdentity(Guid Store, Func<SiloId> Self, ClusterKey Key);
