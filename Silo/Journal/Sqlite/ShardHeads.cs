namespace Jifen.Silo.Journal.Sqlite;

/// <summary>
/// Heads of the shards this journal has taken over: the committed ones, and those of the transaction that is being made.
/// </summary>
internal sealed class ShardHeads(WitnessedHeads committed)
{
    private readonly Dictionary<ShardId, WitnessedHead> _staged = [];
    private readonly HashSet<ShardId> _taken = [];

    public WitnessedHeads Committed { get; } = committed;

    public bool IsTaken(ShardId shard) => _taken.Contains(shard);

    public WitnessedHead this[ShardId shard] => _staged.TryGetValue(shard, out WitnessedHead head) ? head : Committed[shard];

    public void Stage(ShardId shard, WitnessedHead head) => _staged[shard] = head;

    public void Discard() => _staged.Clear();

    public void Take(ShardId shard) => _taken.Add(shard);

    /// <summary>The staged heads are committed now, as the given commit of the store.</summary>
    public WitnessedHeads Keep(long commits)
    {
        foreach ((ShardId shard, WitnessedHead head) in _staged)
        {
            Committed[shard] = head;
        }

        _staged.Clear();
        Committed.Commits = commits;
        return Committed;
    }
}
