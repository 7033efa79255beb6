namespace Jifen.Grains.Interfaces;

/// <summary>Units of one prize on one shard, over all days: granted = used + unused + returned + expired.</summary>
/// <param name="Used">Units that were awarded here.</param>
/// <param name="Unused">Units that lie here.</param>
/// <param name="Waiting">Plays that wait for one.</param>
public sealed record SliceStockView(ShardId Shard, string Lottery, string Segment, long Granted, long Used, long Unused, long Returned, long Waiting)
{
    /// <summary>Units that came to their end here.</summary>
    public long Expired { get; init; }
}

/// <summary>Units of one prize at its treasury: free + out + expired = total.</summary>
/// <param name="Out">Units on the slices, awarded ones included.</param>
/// <param name="PerDay">Units that may be out for one programme day; null for no such limit.</param>
public sealed record TreasuryStockView(string Lottery, string Segment, long Total, long? PerDay, long Free, long Out)
{
    /// <summary>What is released of it; null where all is.</summary>
    public StockRelease? Release { get; init; }

    /// <summary>Units that came to their end before they went to a slice.</summary>
    public long Expired { get; init; }
}
