using Jifen.Grains.Kernel;

namespace Jifen.Silo.Live;

/// <summary>Sums over the tallies of all shards.</summary>
internal sealed record FigureSums(LiveTotals Totals, long Refusals, IReadOnlyDictionary<string, long> RefusalsByCode)
{
    public static FigureSums Of(IReadOnlyList<ShardView> shards)
    {
        Dictionary<string, long> refusals = shards.SelectMany(s => s.Tally.Refusals).GroupBy(r => r.Code, StringComparer.Ordinal)
            .ToDictionary(code => code.Key, code => code.Sum(r => r.Count), StringComparer.Ordinal);
        return new(TotalsOf([.. shards.Select(s => s.Tally)]), refusals.Values.Sum(), refusals);
    }

    /// <summary>What has come since older sums, as a second.</summary>
    public LiveSecond Since(FigureSums older, DateTimeOffset at) => new(
        at, Totals.Activities - older.Totals.Activities, Totals.Plays - older.Totals.Plays, Totals.Prizes - older.Totals.Prizes,
        Totals.PointsIn - older.Totals.PointsIn, Totals.PointsOut - older.Totals.PointsOut, Refusals - older.Refusals);

    /// <summary>Refusals since older sums, most first.</summary>
    public IReadOnlyList<RefusalCount> RefusalsSince(FigureSums older) =>
    [
        .. RefusalsByCode.Select(r => new RefusalCount(r.Key, r.Value - older.RefusalsByCode.GetValueOrDefault(r.Key)))
            .Where(r => r.Count > 0).OrderByDescending(r => r.Count).ThenBy(r => r.Code, StringComparer.Ordinal),
    ];

    private static LiveTotals TotalsOf(IReadOnlyList<TallyFigures> shards)
    {
        (Int128 pointsIn, Int128 pointsOut) = (0, 0);
        foreach (PointCounts points in shards.Select(s => s.Points))
        {
            pointsIn += points.Earned;
            pointsOut += points.Spent + points.Expired + points.Reversed;
        }

        return new(
            shards.Sum(s => s.Members), shards.Sum(s => s.Activities), shards.Sum(s => s.Plays.Settled), shards.Sum(s => s.Plays.Prizes),
            long.CreateSaturating(pointsIn), long.CreateSaturating(pointsOut), shards.Sum(s => s.Badges));
    }
}
