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

    /// <summary>Whoever took the newest epoch, or nothing once it was released.</summary>
    public string Owner { get; set; } = "";

    public CheckpointFloor Floor { get; set; } = new(Sequence.None, default);

    public Sequence Head => Records.Count == 0 ? Sequence.None : Records[^1].Sequence;

    public Stamp Stamp => Records.Count == 0 ? default : Records[^1].Stamp;

    public Hash256 HeadHash => Records.Count == 0 ? default : Records[^1].Hash;

    public ShardHead ToHead() => new(shard, Epoch, Head, HeadHash, Stamp, Floor.Sequence, Floor.Hash);

    /// <summary>The epoch of a record, or null where there is none.</summary>
    public Epoch? EpochOf(Sequence sequence) => sequence > Sequence.None && sequence <= Head ? Records[(int)sequence.Value - 1].Epoch : null;

    public SortedSet<MemberIndexRow> IndexOf(MemberKey member)
    {
        if (!Index.TryGetValue(member, out SortedSet<MemberIndexRow>? rows))
        {
            Index.Add(member, rows = new(BySequence));
        }

        return rows;
    }
}
