namespace Jifen.Silo.Journal;

/// <summary>The newest acknowledged record of each shard, and how many commits the store had made.</summary>
internal sealed class WitnessedHeads(Guid storeId, int shardCount)
{
    private readonly WitnessedHead[] _heads = new WitnessedHead[shardCount];

    public Guid StoreId { get; } = storeId;

    public int ShardCount => _heads.Length;

    /// <summary>Commits of the store that wrote no record; the heads show the others.</summary>
    public long Commits { get; set; }

    public WitnessedHead this[ShardId shard]
    {
        get => _heads[shard.Value];
        set => _heads[shard.Value] = value;
    }

    public WitnessedHeads Copy()
    {
        WitnessedHeads copy = new(StoreId, ShardCount) { Commits = Commits };
        _heads.CopyTo(copy._heads, 0);
        return copy;
    }
}

internal readonly record struct WitnessedHead(Sequence Sequence, Hash256 Hash);
