using Jifen.Silo.Cluster;

namespace Jifen.Simulation.Tests.Store;

/// <summary>A silo was entered; the lives from the same home before it ended.</summary>
internal sealed record SiloEntered(SiloId Silo, string Home, TimeSpan At) : StoreEntry;

internal sealed record SiloHeard(SiloId Silo, TimeSpan At) : StoreEntry;

/// <param name="By">Whoever declared it, or null where a later life from the same home ended it.</param>
internal sealed record SiloDied(SiloId Silo, SiloId? By, TimeSpan At) : StoreEntry;

internal sealed record SiloLeaving(SiloId Silo) : StoreEntry;

internal sealed record SiloLeft(SiloId Silo) : StoreEntry;

/// <summary>An owner has given a shard up.</summary>
internal sealed record Released(ShardId Shard, Epoch Epoch, SiloId By) : StoreEntry;
