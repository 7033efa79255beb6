namespace Jifen.Grains.Interfaces;

/// <summary>Members in the order of what they have gathered in a period.</summary>
/// <param name="Grace">How long after its end a period still takes late activities.</param>
/// <param name="Keep">Final periods that are kept.</param>
public sealed record BoardDocument(string Id, LocalText Name, BoardMetric Metric, PeriodKind Period, TimeSpan Grace, int Keep);

/// <summary>What a board counts.</summary>
public enum BoardMetric
{
    /// <summary>Points that rules, prizes and sets give; spending and expiry take nothing off.</summary>
    PointsEarned,
}
