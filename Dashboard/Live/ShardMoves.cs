namespace Jifen.Dashboard.Live;

/// <summary>Remembers, from picture to picture, which shards changed hands a short while ago.</summary>
internal sealed class ShardMoves
{
    /// <summary>How long a shard that moved is shown as such.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(8);

    private readonly Dictionary<ShardId, (string Silo, DateTimeOffset? Moved)> _owners = [];

    /// <summary>Takes a picture in. A shard that nobody has for a while has moved when somebody else has it.</summary>
    public void See(IReadOnlyList<ShardFigures> shards, DateTimeOffset at)
    {
        foreach (ShardFigures shard in shards)
        {
            if (shard.Silo is { } silo && (!_owners.TryGetValue(shard.Shard, out (string Silo, DateTimeOffset? Moved) before) || before.Silo != silo))
            {
                _owners[shard.Shard] = (silo, before.Silo is null ? null : at);
            }
        }
    }

    public bool IsFresh(ShardId shard, DateTimeOffset at) => _owners.TryGetValue(shard, out (string Silo, DateTimeOffset? Moved) now) && at - now.Moved < Shown;
}
