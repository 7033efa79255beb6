using Jifen.Silo.Shards;

namespace Jifen.Silo.Live;

/// <summary>The figures of each shard, and what it did since they were last taken. Used by one caller at a time.</summary>
internal sealed class ShardRows(LocalShards here, ShardGathering gathering)
{
    /// <summary>Looks are taken each second; after this long without one that was answered the shard is taken to be away.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(2);

    private readonly ShardView?[] _first = new ShardView?[here.Count];
    private readonly ShardView?[] _former = new ShardView?[here.Count];

    /// <summary>
    /// What was seen when the figures were last taken. A shard that is seen for the first time counts as seen already: what it held before
    /// is nothing new.
    /// </summary>
    public IReadOnlyList<ShardView> Former(IReadOnlyList<ShardView> now) => [.. now.Select(view => _former[view.Shard.Value] ?? view)];

    /// <summary>What was seen of each shard first.</summary>
    public IReadOnlyList<ShardView> First(IReadOnlyList<ShardView> now) => [.. now.Select(view => _first[view.Shard.Value] ??= view)];

    /// <param name="cluster">Null where the silo has the store for itself; then a shard that was never seen is left out.</param>
    public IReadOnlyList<ShardFigures> Take(IReadOnlyList<ShardView> now, ClusterPicture? cluster)
    {
        ShardView?[] seen = new ShardView?[here.Count];
        foreach (ShardView view in now)
        {
            seen[view.Shard.Value] = view;
        }

        ShardFigures[] figures =
        [
            .. Enumerable.Range(0, here.Count).Where(shard => seen[shard] is not null || cluster is not null).Select(shard => Of(new(shard), seen[shard], cluster)),
        ];
        seen.CopyTo(_former, 0);
        return figures;
    }

    private ShardFigures Of(ShardId shard, ShardView? view, ClusterPicture? cluster)
    {
        ShardLoop? loop = here.Find(shard);
        LoopFigures figures = view?.Loop ?? default;
        return new(
            shard, loop is null ? ServesElsewhere(shard, cluster) : loop is { IsRunning: true, Fault: null }, figures.Durable, loop?.Mailbox ?? figures.Mailbox,
            figures.Parked + (int)(view?.Waiting ?? 0), figures.Members, figures.Head.Value - figures.Floor.Value,
            view is null ? 0 : view.Tally.Commands - (_former[shard.Value] ?? view).Tally.Commands)
        {
            Silo = cluster?.OwnerOf(shard)?.Id.ToString(),
            Undurable = figures.Undurable,
        };
    }

    /// <remarks>Of a shard that runs here its loop knows; of others only an answer tells.</remarks>
    private bool ServesElsewhere(ShardId shard, ClusterPicture? cluster) =>
        cluster?.OwnerOf(shard) is { } owner && !(owner.Status?.Stopped ?? []).Contains(shard.Value) && gathering.SinceSeen(shard) <= Lately;
}
