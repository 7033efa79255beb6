namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Key of a journal row: shard in the upper 15 bits that a positive 64-bit integer has left, sequence in the lower 48.</summary>
internal static class Position
{
    public const int MaximumShards = 1 << 15;

    private const int SequenceBits = 48;
    private const long MaximumSequence = (1L << SequenceBits) - 1;

    public static long Of(ShardId shard, Sequence sequence)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)shard.Value, (uint)MaximumShards);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)sequence.Value, (ulong)MaximumSequence);
        return ((long)shard.Value << SequenceBits) | sequence.Value;
    }

    public static long Last(ShardId shard) => Of(shard, new(MaximumSequence));

    public static ShardId Shard(long position) => new((int)(position >> SequenceBits));

    public static Sequence Sequence(long position) => new(position & MaximumSequence);
}
