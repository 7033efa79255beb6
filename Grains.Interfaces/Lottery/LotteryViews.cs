namespace Jifen.Grains.Interfaces;

/// <summary>A lottery as a member sees it now.</summary>
/// <param name="Open">Within its campaign's hours and not paused.</param>
/// <param name="SoldOut">A prize is out, and the game closes without it; or no card is left.</param>
/// <param name="Opens">The next opening by the campaign's hours, or null.</param>
/// <param name="Closes">The next closing, or null.</param>
/// <param name="Cost">Price of a play beyond the free ones; null where there is none.</param>
/// <param name="SinceWin">Plays without a prize since the last one: the guarantee's counter.</param>
/// <param name="Odds">
/// What the next play of this member gives, in segment order: after stock-outs, fallbacks and the guarantee. Of a deck: its kinds of cards, each
/// with as many as the deck began with.
/// </param>
/// <param name="TotalWeight">What the weights of the odds are shares of.</param>
/// <param name="Commitment">SHA-256 of the seed of today, or of the deck; null while it is not here.</param>
public sealed record LotteryView(
    string Lottery, string Campaign, bool Open, bool SoldOut, Stamp? Opens, Stamp? Closes, Points? Cost, PlaysLeft Plays, long SinceWin,
    IReadOnlyList<SegmentOdds> Odds, long TotalWeight, long TableVersion, string Period, Hash256? Commitment)
{
    /// <summary>Entries of the member in the period of a prize draw; null for other lotteries, and for nobody in particular.</summary>
    public long? Entries { get; init; }

    /// <summary>Unique prizes of a wheel that the member owns, in segment order.</summary>
    public IReadOnlyList<string> Owned { get; init; } = [];
}

/// <param name="Weight">Share of the draws that end here now; 0 for none.</param>
public sealed record SegmentOdds(string Segment, long Weight);

/// <summary>The commitments of a lottery and the seeds that are revealed, by period.</summary>
public sealed record FairnessView(string Lottery, IReadOnlyList<PeriodSeedView> Periods);

/// <param name="Commitment">SHA-256 of the seed.</param>
/// <param name="Seed">64 hexadecimal digits; null until every shard has closed the period.</param>
public sealed record PeriodSeedView(string Period, Hash256 Commitment, string? Seed);
