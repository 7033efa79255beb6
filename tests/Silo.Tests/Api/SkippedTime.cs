using Jifen.Silo.Shards;

namespace Jifen.Silo.Tests.Api;

/// <summary>
/// The machine's time and what was skipped of it: a version of the programme comes into force as soon as every shard has adopted it, not two seconds later.
/// Wall clock and intervals skip together, as if everybody had waited; timers go by the machine's own time. Safe for threads.
/// </summary>
internal sealed class SkippedTime : TimeProvider, IRecordObserver
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Adoption> _adoptions = [];
    private long _skippedTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _skippedTicks));

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Interlocked.Read(ref _skippedTicks);

    /// <summary>Skips to the instant at which a version comes into force, once so many shards have adopted it.</summary>
    public void SkipTo(long version, int shards)
    {
        lock (_gate)
        {
            if (_adoptions.TryGetValue(version, out Adoption? adoption) && adoption.By.Count >= shards)
            {
                _skippedTicks += Math.Max(0, (adoption.EffectiveAt.ToInstant() - GetUtcNow()).Ticks);
            }
        }
    }

    public void Durable(JournalRecord record, RecordBody body)
    {
        foreach (CatalogueAdopted adopted in (body.Events ?? []).OfType<CatalogueAdopted>())
        {
            lock (_gate)
            {
                if (!_adoptions.TryGetValue(adopted.Version, out Adoption? adoption))
                {
                    _adoptions[adopted.Version] = adoption = new(adopted.EffectiveAt, []);
                }

                adoption.By.Add(record.Shard);
            }
        }
    }

    private sealed record Adoption(Stamp EffectiveAt, HashSet<ShardId> By);
}
