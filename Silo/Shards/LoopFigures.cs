namespace Jifen.Silo.Shards;

/// <summary>A moment's figures of one shard.</summary>
public readonly record struct LoopFigures(Sequence Head, Sequence Durable, Sequence Floor, int Members, int Undurable, int Parked, int Unacknowledged)
{
    /// <summary>Work on its way to the shard.</summary>
    public int Mailbox { get; init; }
}
