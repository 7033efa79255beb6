using Jifen.Silo.Journal;

namespace Jifen.Simulation.Tests.Store;

/// <summary>What the disk holds of one shard.</summary>
internal sealed class SimulatedShard(ShardId shard)
{
    private static readonly Comparer<MemberIndexRow> BySequence = Comparer<MemberIndexRow>.Create((l, r) => l.Sequence.CompareTo(r.Sequence));

    public List<JournalRecord> Records { get; } = [];

    public Dictionary<string, GrainRow> Rows { get; } = [];

    public Dictionary<MemberKey, SortedSet<MemberIndexRow>> Index { get; } = [];

    public Epoch Epoch { get; set; }

    public CheckpointFloor Floor { get; set; } = new(Sequence.None, default);

    public Sequence Head => Records.Count == 0 ? Sequence.None : Records[^1].Sequence;

    public Hash256 HeadHash => Records.Count == 0 ? default : Records[^1].Hash;

    public ShardHead ToHead() => new(shard, Epoch, Head, HeadHash, Records.Count == 0 ? default : Records[^1].Stamp, Floor.Sequence, Floor.Hash);

    public SortedSet<MemberIndexRow> IndexOf(MemberKey member)
    {
        if (!Index.TryGetValue(member, out SortedSet<MemberIndexRow>? rows))
        {
            Index.Add(member, rows = new(BySequence));
        }

        return rows;
    }
}
