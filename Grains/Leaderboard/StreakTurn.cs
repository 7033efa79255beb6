using Jifen.Grains.Challenge;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>A streak of the record's member before and after an event that moved it.</summary>
internal sealed class StreakTurn
{
    private readonly StreakGoal _goal;
    private readonly ChallengeEntry _before;

    /// <param name="goal">The challenge's.</param>
    /// <param name="after">What the member has of it with the event folded.</param>
    /// <param name="happened">A <see cref="ChallengeMoved"/> of a streak, or a <see cref="StreakRepaired"/>.</param>
    public StreakTurn(StreakGoal goal, ChallengeEntry after, GrainEvent happened)
    {
        (_goal, After) = (goal, new(goal, after));
        switch (happened)
        {
            case ChallengeMoved moved:
                (Day, TakesBack, _before) = (moved.From!.Value, moved.By < 0, after.With(moved with { By = -moved.By }));
                break;
            case StreakRepaired repaired:
                (Day, _before) = (repaired.Day, after.WithoutRepaired(repaired.Day));
                break;
            default:
                throw new InvariantBrokenException($"{happened.GetType().Name} moves no streak");
        }
    }

    /// <summary>The day that was kept, repaired, or lost.</summary>
    public DateOnly Day { get; }

    /// <summary>A refund moved it.</summary>
    public bool TakesBack { get; }

    public StreakRuns After { get; }

    public StreakRuns Before => field ??= new(_goal, _before);

    /// <summary>The last day that it may have changed.</summary>
    public DateOnly Through => After.Last is { } last && last > Day ? last : Day;
}
