using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Challenge.Challenges;

namespace Jifen.Grains.Tests.Challenge;

/// <summary>Draws a challenge of any kind. A reward gives three points, a streak's as many as its day.</summary>
internal sealed class ChallengeDraw(Dice dice)
{
    public ChallengeDocument Drawn()
    {
        EarningCondition when = dice.Chance(30) ? EarningCondition.Always with { Categories = ["snack", "drink"] } : EarningCondition.Always;
        ChallengeGoal goal = Goal();
        ChallengePeriod period = goal is StreakGoal ? ChallengePeriod.Campaign
            : dice.Roll(goal is LadderGoal ? 4 : 5) switch { 0 => Of(ChallengeSpan.Day), 1 => Of(ChallengeSpan.Week), 2 => Of(ChallengeSpan.Month), 3 => ChallengePeriod.Campaign, _ => Rolling(1 + dice.Roll(20)) };
        return A(goal, period, when, dice.Chance(30) ? 1 + dice.Roll(300) : null);
    }

    private ChallengeGoal Goal() => dice.Roll(8) switch
    {
        0 => new CountGoal(1 + dice.Roll(4), Gives(3)),
        1 => new SumGoal(1 + dice.Roll(1500), Gives(3)),
        2 => new LadderGoal(1 + dice.Roll(4), dice.Chance(50) ? 1 + dice.Roll(3) : null, Gives(3)),
        3 => dice.Chance(50) ? new SetGoal(SetOf.Categories, ["snack", "drink"], Gives(3)) : new SetGoal(SetOf.Merchants, ["east", "west"], Gives(3)),
        _ => Streak(1 + dice.Roll(7)),
    };

    private StreakGoal Streak(int days) => new(
        days, dice.Chance(70), dice.Roll(4), dice.Chance(60) ? new(new(1), 1 + dice.Roll(72)) : null, dice.Roll(10), dice.Chance(40),
        [.. Enumerable.Range(1, days).Where(day => day == days || dice.Chance(70)).Select(day => new StreakReward(day, Gives(day)))]);
}
