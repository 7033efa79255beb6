using System.Text.Json.Serialization;

namespace Jifen.Grains.Leaderboard;

internal sealed record BoardState(string? First, string? Next, string? Last, IReadOnlyList<ClosedState> Closed)
{
    /// <summary>Null for all points earned.</summary>
    public BoardMeasure? Measure { get; init; }

    /// <summary>Null for everybody.</summary>
    public BoardScope? Scope { get; init; }

    /// <summary>Null where all stand on one list.</summary>
    public BoardCohorts? Cohorts { get; init; }
}

internal sealed record ClosedState(string Period, long Count, Hash256 Hash, Stamp At, bool Final)
{
    /// <summary>Null where no rewards are to come.</summary>
    public PeriodRewards? Rewards { get; init; }

    /// <summary>Null where no divisions are to come.</summary>
    public CohortStage? Cohorts { get; init; }

    public static ClosedState Of(ClosedPeriod closed) =>
        new(closed.Period.ToString(), closed.Count, closed.Hash, closed.At, closed.IsFinal) { Rewards = closed.Rewards, Cohorts = closed.Cohorts };

    public ClosedPeriod ToClosed() => new(PeriodKey.Parse(Period), Count, Hash, At, Final) { Rewards = Rewards, Cohorts = Cohorts };
}

internal sealed record OwnerState(IReadOnlyList<ClosingState> Closing, IReadOnlyList<FinalState> Final)
{
    /// <summary>Null for none.</summary>
    public IReadOnlyList<RankingState>? Rankings { get; init; }
}

internal sealed record RankingState(
    string Period, IReadOnlyList<RankedReward> Rewards, string? Budget, IReadOnlyList<BoardPlace> Found, int Round, BoardPlace? Above, BoardPlace? Below,
    long AtOrAbove, IReadOnlyList<ToldState> Told);

internal sealed record ToldState(int Shard, SlicePlaces Places);

internal sealed record ClosingState(string Period, IReadOnlyList<ClosureState> Closures);

internal sealed record ClosureState(int Shard, long Count, Hash256 Hash);

internal sealed record FinalState(string Period, long Count, Hash256 Hash);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(BoardState))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(OwnerState))]
[JsonSerializable(typeof(CohortOwnerState))]
internal sealed partial class BoardJson : JsonSerializerContext;
