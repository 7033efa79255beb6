namespace Jifen.Grains.Interfaces;

/// <summary>Members in the order of what they have gathered in a period.</summary>
/// <param name="Campaign">Whose days are the period, where that is <see cref="PeriodKind.Campaign"/>; else null.</param>
/// <param name="Grace">How long after its end a period still takes late activities.</param>
/// <param name="Keep">Final periods that are kept.</param>
public sealed record BoardDocument(string Id, LocalText Name, BoardMeasure Measure, PeriodKind Period, string? Campaign, TimeSpan Grace, int Keep)
{
    /// <summary>Whose scores it counts; null for everybody's.</summary>
    public BoardScope? Scope { get; init; }

    /// <summary>What the highest of a period are given once it is final. A member gets the first that reaches down to its rank.</summary>
    public IReadOnlyList<BoardTier> Rewards { get; init; } = [];

    /// <summary>Campaign whose budget gives the points of the rewards; null where no budget does.</summary>
    public string? Budget { get; init; }

    /// <summary>How its members compete in cohorts; null where all stand on one list.</summary>
    public BoardCohorts? Cohorts { get; init; }
}

/// <summary>A reward for the members down to a rank, or to a share of all members of the board; one of the two is there.</summary>
/// <param name="Through">The last rank, from 1 on.</param>
/// <param name="Percent">1 to 100; a part of a member counts whole.</param>
public sealed record BoardTier(long? Through, int? Percent, ChallengeReward Reward)
{
    /// <summary>The last rank on a board of so many members.</summary>
    public long RankOf(long members) => Through is { } rank ? Math.Min(rank, members) : (long)((((Int128)members * Percent!.Value) + 99) / 100);
}

/// <summary>What a board counts, and of what.</summary>
/// <param name="Only">
/// Kinds of activity for <see cref="BoardMetric.Purchases"/> and <see cref="BoardMetric.Amount"/>; rules for <see cref="BoardMetric.PointsEarned"/>, where none
/// means whatever gives points. Sorted. For <see cref="BoardMetric.Streak"/> the challenge.
/// </param>
public sealed record BoardMeasure(BoardMetric Metric, IReadOnlyList<string> Only)
{
    public static BoardMeasure AllPoints { get; } = new(BoardMetric.PointsEarned, []);

    /// <summary>The streak whose runs it counts; null where it counts something else.</summary>
    public string? Streak => Metric == BoardMetric.Streak ? Only[0] : null;

    public bool Takes(string kindOrRule) => Only.Count == 0 || Only.Contains(kindOrRule, StringComparer.Ordinal);

    public bool Equals(BoardMeasure? other) => other is not null && Metric == other.Metric && Only.SequenceEqual(other.Only, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Metric, Only.Count);
}

/// <summary>What a board counts.</summary>
public enum BoardMetric
{
    /// <summary>Points that rules, prizes and sets give; spending and expiry take nothing off.</summary>
    PointsEarned,

    /// <summary>Activities; one that is refunded whole counts no more.</summary>
    Purchases,

    /// <summary>Minor units of activities, less what is refunded.</summary>
    Amount,

    /// <summary>Plays that have their outcome.</summary>
    Plays,

    /// <summary>Plays that gave a prize.</summary>
    Prizes,

    /// <summary>Days of the longest run of a streak within the period.</summary>
    Streak,
}
