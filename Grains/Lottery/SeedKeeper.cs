using System.Text.Json;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Lottery;

/// <summary>Keeps the seeds of a lottery: committed before a period, in clear once every shard has closed it.</summary>
public sealed class SeedKeeper(string id) : Grain(id)
{
    public const string Kind = "seeds";

    private readonly List<KeptPeriod> _periods = [];

    /// <summary>The lottery's id.</summary>
    public string Lottery { get; } = id[(Kind.Length + 1)..];

    /// <summary>All periods that ever had a seed, in their order.</summary>
    public IReadOnlyList<KeptPeriod> Periods => _periods;

    public static string IdOf(string lottery) => $"{Kind}:{lottery}";

    public KeptPeriod? Find(string period)
    {
        for (int i = _periods.Count - 1; i >= 0; i--)
        {
            if (_periods[i].Period == period)
            {
                return _periods[i];
            }
        }

        return null;
    }

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(
        new KeeperState([.. _periods.Select(p => p.Save())]), LotteryJson.Default.KeeperState);

    protected override void Load(ReadOnlySpan<byte> state) =>
        _periods.AddRange(JsonSerializer.Deserialize(state, LotteryJson.Default.KeeperState)!.Periods.Select(KeptPeriod.Load));

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case SeedCommitted committed:
                int place = _periods.FindIndex(p => string.CompareOrdinal(p.Period, committed.Period) > 0);
                _periods.Insert(place < 0 ? _periods.Count : place, new(committed.Period, committed.Commitment, committed.Wrapped));
                break;
            case PeriodClosureCounted counted:
                Find(counted.Period)!.Close(counted.Shard);
                break;
            case SeedRevealed revealed:
                Find(revealed.Period)!.Reveal(revealed.Seed);
                break;
            default:
                throw Unexpected(happened);
        }
    }
}

/// <summary>A period whose seed is kept.</summary>
public sealed class KeptPeriod(string period, Hash256 commitment, string? wrapped)
{
    private readonly SortedSet<int> _closed = [];

    public string Period { get; } = period;

    /// <summary>SHA-256 of the seed.</summary>
    public Hash256 Commitment { get; } = commitment;

    /// <summary>Null once the seed is revealed.</summary>
    public string? Wrapped { get; private set; } = wrapped;

    /// <summary>The seed in clear, 64 hexadecimal digits; null until every shard has closed the period.</summary>
    public string? Seed { get; private set; }

    /// <summary>Shards that have closed the period; none once the seed is revealed.</summary>
    public int ClosedCount => _closed.Count;

    public bool IsClosedAt(ShardId shard) => Seed is not null || _closed.Contains(shard.Value);

    internal void Close(ShardId shard) => _closed.Add(shard.Value);

    internal void Reveal(string seed)
    {
        Seed = seed;
        Wrapped = null;
        _closed.Clear();
    }

    internal PeriodState Save() => new(Period, Commitment, Wrapped, [.. _closed], Seed);

    internal static KeptPeriod Load(PeriodState saved)
    {
        KeptPeriod period = new(saved.Period, saved.Commitment, saved.Wrapped) { Seed = saved.Seed };
        period._closed.UnionWith(saved.Closed);
        return period;
    }
}
