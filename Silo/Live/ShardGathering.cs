using Jifen.Silo.Api;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Live;

/// <summary>
/// Looks at every shard, each at its own instant, and then at the treasuries: a unit that a slice has used is one that its treasury had
/// lent before. A shard that is late or stopped keeps the look that was had last. Used by one caller at a time.
/// </summary>
internal sealed class ShardGathering(ShardCalls calls, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly ShardView?[] _views = new ShardView?[calls.Count];
    private readonly Task?[] _looking = new Task?[calls.Count];
    private IReadOnlyList<TreasuryStockView> _treasuries = [];

    /// <summary>Newest look at each shard that has been looked at, in the order of the shards.</summary>
    public IReadOnlyList<ShardView> Views => [.. _views.OfType<ShardView>()];

    /// <summary>Every treasury, seen after all <see cref="Views"/>.</summary>
    public IReadOnlyList<TreasuryStockView> Treasuries => _treasuries;

    /// <summary>True where every shard was seen anew, and every treasury after that.</summary>
    public async Task<bool> LookAsync()
    {
        for (int i = 0; i < _looking.Length; i++)
        {
            _looking[i] = _looking[i] is { IsCompleted: false } late ? late : LookAtAsync(new(i));
        }

        return await InTimeAsync(Task.WhenAll(_looking!)).ConfigureAwait(false) && await InTimeAsync(LookAtTreasuriesAsync()).ConfigureAwait(false);
    }

    private async Task LookAtAsync(ShardId shard)
    {
        (ShardView seen, _) = await calls.ReadAsync(shard, null, Position.None, new ShardViewQuery()).ConfigureAwait(false);
        Volatile.Write(ref _views[shard.Value], seen);
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
