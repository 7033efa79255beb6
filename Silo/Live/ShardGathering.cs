using Jifen.Silo.Api;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Live;

/// <summary>
/// Looks at every shard, each at its own instant, and then at the treasuries: a unit that a slice has used is one that its treasury had
/// lent before. A shard that is late or stopped keeps the look that was had last. With the looks at other silos' shards comes what those
/// silos have to tell of them. Used by one caller at a time.
/// </summary>
internal sealed class ShardGathering(ShardCalls calls, LocalShards here, NoticeFeed feed, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly ShardView?[] _views = new ShardView?[calls.Count];
    private readonly Task?[] _looking = new Task?[calls.Count];
    private readonly long[] _seen = new long[calls.Count];
    private IReadOnlyList<TreasuryStockView> _treasuries = [];

    /// <summary>Newest look at each shard that has been looked at, in the order of the shards.</summary>
    public IReadOnlyList<ShardView> Views => [.. _views.OfType<ShardView>()];

    /// <summary>Every treasury, seen after all <see cref="Views"/>.</summary>
    public IReadOnlyList<TreasuryStockView> Treasuries => _treasuries;

    /// <summary>How long ago a shard answered, or null where it never did.</summary>
    public TimeSpan? SinceSeen(ShardId shard) => Volatile.Read(ref _views[shard.Value]) is null ? null : time.GetElapsedTime(Volatile.Read(ref _seen[shard.Value]));

    /// <summary>True where every shard was seen anew, and every treasury after that.</summary>
    public async Task<bool> LookAsync()
    {
        for (int i = 0; i < _looking.Length; i++)
        {
            _looking[i] = _looking[i] is { IsCompleted: false } late ? late : LookAtAsync(new(i));
        }

        return await InTimeAsync(Task.WhenAll(_looking!)).ConfigureAwait(false) && await InTimeAsync(LookAtTreasuriesAsync()).ConfigureAwait(false);
    }

    /// <remarks>
    /// Notices of shards that run here are in the feed already. A silo that has lost a shard and does not know it yet may still answer for
    /// it: what is older than what was seen is left.
    /// </remarks>
    private async Task LookAtAsync(ShardId shard)
    {
        ShardView? before = _views[shard.Value];
        Sequence? after = here.Find(shard) is null ? before?.Loop.Durable ?? default(Sequence) : null;
        (ShardView seen, _) = await calls.ReadAsync(shard, null, Position.None, new ShardViewQuery(after)).ConfigureAwait(false);
        if (before is null || seen.Loop.Durable.Value >= before.Loop.Durable.Value)
        {
            Volatile.Write(ref _seen[shard.Value], time.GetTimestamp());
            Volatile.Write(ref _views[shard.Value], seen with { Notices = [] });
        }

        foreach (LiveNotice notice in seen.Notices)
        {
            feed.Add(notice);
        }
    }

    private async Task LookAtTreasuriesAsync()
    {
        (TreasuriesView View, RecordPlace Place)[] seen = await Task.WhenAll(
            Views.Where(v => v.Treasuries.Count > 0)
                .Select(v => calls.ReadAsync(v.Shard, null, Position.None, new TreasuriesQuery()).AsTask())).ConfigureAwait(false);
        Volatile.Write(ref _treasuries, [.. seen.SelectMany(s => s.View.Treasuries)]);
    }

    private async Task<bool> InTimeAsync(Task look)
    {
        try
        {
            await look.WaitAsync(Patience, time).ConfigureAwait(false);
            return true;
        }
        catch (Exception missed) when (missed is ProblemException or TimeoutException)
        {
            return false;
        }
    }
}
