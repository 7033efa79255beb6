using Jifen.Grains.Catalogue;

namespace Jifen.Grains.Challenge;

/// <summary>A reward that is to be given.</summary>
/// <param name="From">First day of the period; null for the whole campaign, for streaks and for rolling periods.</param>
/// <param name="Step">Day of a streak's round; null for other kinds.</param>
internal sealed record DueReward(ChallengeRules Rules, DateOnly? From, int? Step, long Times, ChallengeReward Reward) : IPointsSource
{
    /// <summary>Rule of the points that a challenge gives.</summary>
    public const string Rule = "challenge";

    public string Id => Rule;

    public string? Budget => Rules.Budget;

    /// <summary>Points in all; 0 for none.</summary>
    public long Points => Times * (Reward.Points?.Value ?? 0);

    public ChallengeRewarded Given => new(Rules.Id, Rules.Shape, From, Step, Times, Step ?? ChallengeSteps.NeedOf(Rules.Goal));

    public ChallengeWaived Waived => new(Rules.Id, Rules.Shape, From, Step, Times);

    /// <param name="points">What the budget gave of the points.</param>
    public GivenReward ToGiven(long points) => new(
        Step, Times, Reward.Points is null ? null : new Points(points), Reward.Tickets?.Lottery, Reward.Tickets is { } tickets ? Times * tickets.Count : null, Reward.Badge);
}
