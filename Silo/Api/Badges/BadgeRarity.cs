using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>How many members have each badge, over all shards. It is looked at again after a second, once for all who ask.</summary>
internal sealed class BadgeRarity(ShardCalls shards, ApiLimits limits, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<Rarity?> _looking = Task.FromResult<Rarity?>(null);
    private long? _began;

    /// <returns>Null where a shard has not answered: nothing is said rather than something that leaves members out.</returns>
    public Task<Rarity?> NowAsync()
    {
        lock (_lock)
        {
            if (_looking.IsCompleted && (_began is not { } began || time.GetElapsedTime(began) >= Fresh))
            {
                _began = time.GetTimestamp();
                _looking = LookAsync();
            }

            return _looking;
        }
    }

    private async Task<Rarity?> LookAsync()
    {
        try
        {
            return Rarity.Of(await shards.ReadAllAsync(Position.None, new BadgeHoldersQuery()).AsTask().WaitAsync(limits.GatherWithin, time).ConfigureAwait(false));
        }
        catch (Exception missing) when (missing is TimeoutException or ProblemException)
        {
            return null;
        }
    }
}

/// <param name="Members">Members enrolled.</param>
internal sealed record Rarity(long Members, IReadOnlyDictionary<string, long> Holders)
{
    public static Rarity Of((BadgeHoldersView View, RecordPlace Place)[] slices)
    {
        Dictionary<string, long> holders = new(StringComparer.Ordinal);
        foreach (BadgeHolders badge in slices.SelectMany(slice => slice.View.Holders))
        {
            holders[badge.Badge] = holders.GetValueOrDefault(badge.Badge) + badge.Count;
        }

        return new(slices.Sum(slice => slice.View.Members), holders);
    }

    public long HoldersOf(string badge) => Holders.GetValueOrDefault(badge);
}
