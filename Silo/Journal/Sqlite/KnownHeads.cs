namespace Jifen.Silo.Journal.Sqlite;

/// <summary>
/// The sequence up to which each shard's records are acknowledged, for readers on any thread: fewer than these are never served.
/// </summary>
internal sealed class KnownHeads(int shardCount)
{
    private readonly long[] _sequences = new long[shardCount];

    public int ShardCount => _sequences.Length;

    public Sequence this[ShardId shard]
    {
        get => new(Volatile.Read(ref _sequences[shard.Value]));
        set => Volatile.Write(ref _sequences[shard.Value], value.Value);
    }

    public void Learn(WitnessedHeads heads)
    {
        for (int shard = 0; shard < heads.ShardCount; shard++)
        {
            this[new(shard)] = heads[new(shard)].Sequence;
        }
    }
}
