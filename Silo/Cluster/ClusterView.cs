namespace Jifen.Silo.Cluster;

/// <summary>Who is in the cluster and who owns what, as one look at the store saw it.</summary>
/// <param name="Silos">Those that live or leave, and those that left or died a short while ago; in the order of their ids.</param>
/// <param name="Owners">One entry for each shard, in order.</param>
public sealed record ClusterView(IReadOnlyList<SiloMember> Silos, IReadOnlyList<ShardOwner> Owners)
{
    /// <summary>Shards whose database did not answer: their owners are those of the look before.</summary>
    public IReadOnlySet<ShardId> Unseen { get; init; } = new HashSet<ShardId>();

    /// <summary>Why databases of the store did not answer, where others did.</summary>
    public IReadOnlyList<string> Unanswered { get; init; } = [];

    /// <summary>The silo of an id, or null where it is not listed.</summary>
    public SiloMember? Find(SiloId id) => Silos.FirstOrDefault(silo => silo.Id == id);
}

/// <summary>A silo as the others see it.</summary>
/// <param name="Name">What operators call it; it stays through restarts.</param>
/// <param name="Address">Where other silos reach it, such as <c>http://10.0.0.7:5081</c>.</param>
/// <param name="Joined">By the store's clock.</param>
/// <param name="SinceBeat">How long ago it was heard of, by the store's clock.</param>
public sealed record SiloMember(SiloId Id, string Name, string Address, SiloStanding Standing, DateTimeOffset Joined, TimeSpan SinceBeat)
{
    /// <summary>What it said of itself last; null where it has said nothing, or is gone.</summary>
    public SiloStatus? Status { get; init; }
}

/// <summary>The owner of a shard.</summary>
/// <param name="Epoch">Of its newest ownership.</param>
/// <param name="Silo">Null where nobody has it: it was released, or its owner was no silo of a cluster.</param>
public readonly record struct ShardOwner(ShardId Shard, Epoch Epoch, SiloId? Silo);
