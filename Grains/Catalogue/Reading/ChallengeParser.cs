using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads the challenges of one document, whose ids must differ across all campaigns.</summary>
internal sealed class ChallengeParser(RewardParser rewards)
{
    private static readonly string[] Own =
        ["times", "amount", "every", "most", "of", "days", "repeat", "freezes", "repair", "pauses", "zone", "reward", "rewards"];

    private readonly IdSet ids = new();

    /// <param name="node">The challenge.</param>
    /// <param name="budgeted">Its campaign has a budget.</param>
    public ChallengeDocument? Read(Node node, bool budgeted)
    {
        if (node.Fields(GoalShapes.Challenge) is not { } fields)
        {
            return null;
        }

        string? id = ids.Read(fields.Required("id"));
        LocalText? name = fields.Required("name").LocalText();
        string? kind = fields.Required("kind").OneOf("count", "sum", "ladder", "set", "streak");
        ChallengeGoal? goal = Goal(kind, fields);
        ChallengePeriod? period = Period(kind, goal, fields.Optional("period"));
        if (budgeted && goal is SetGoal { Of: SetOf.Badges, Reward.Points: not null })
        {
            fields.Optional("reward").Report(Fault.PointsByBadges);
        }

        ChallengeFilter? qualifies = Qualifies(goal, fields.Optional("qualifies"));
        return id is null || name is null || goal is null || period is null || qualifies is null ? null : new(id, name, period.Value, qualifies, goal);
    }

    private ChallengeGoal? Goal(string? kind, Fields fields)
    {
        switch (kind)
        {
            case "count":
                Refuse(fields, "times", "reward");
                return Count(fields);
            case "sum":
                Refuse(fields, "amount", "reward");
                return Sum(fields);
            case "ladder":
                Refuse(fields, "every", "most", "reward");
                return Ladder(fields);
            case "set":
                Refuse(fields, "of", "reward");
                return Set(fields);
            case "streak":
                Refuse(fields, "days", "repeat", "freezes", "repair", "pauses", "zone", "rewards");
                return new StreakParser(rewards).Read(fields);
            default:
                return null;
        }
    }

    /// <summary>Properties of the other kinds have no place here.</summary>
    private static void Refuse(Fields fields, params string[] own)
    {
        foreach (Node other in Own.Except(own).Select(fields.Optional).Where(node => node.Exists))
        {
            other.Report(Fault.UnknownProperty);
        }
    }

    private CountGoal? Count(Fields fields)
    {
        long? times = fields.Required("times").Whole(1, ProgrammeLimits.ChallengeTimes);
        ChallengeReward? reward = rewards.Read(fields.Required("reward"));
        return times is null || reward is null ? null : new((int)times.Value, reward);
    }

    private SumGoal? Sum(Fields fields)
    {
        long? amount = fields.Required("amount").Whole(1, ProgrammeLimits.ChallengeAmount);
        ChallengeReward? reward = rewards.Read(fields.Required("reward"));
        return amount is null || reward is null ? null : new(amount.Value, reward);
    }

    private LadderGoal? Ladder(Fields fields)
    {
        long? every = fields.Required("every").Whole(1, ProgrammeLimits.ChallengeTimes);
        long? most = fields.Optional("most").Whole(1, ProgrammeLimits.ChallengeTimes);
        ChallengeReward? reward = rewards.Read(fields.Required("reward"));
        return every is null || reward is null ? null : new((int)every.Value, (int?)most, reward);
    }

    private SetGoal? Set(Fields fields)
    {
        ChallengeReward? reward = rewards.Read(fields.Required("reward"));
        Node of = fields.Required("of");
        if (of.Fields(GoalShapes.Of) is not { } lists)
        {
            return null;
        }

        (SetOf Of, Node Node)[] given = [.. new[]
        {
            (SetOf.Categories, lists.Optional("categories")), (SetOf.Merchants, lists.Optional("merchants")), (SetOf.Badges, lists.Optional("badges")),
        }.Where(list => list.Item2.Exists)];
        if (given.Length != 1)
        {
            of.Report(Fault.OneListOf);
            return null;
        }

        IReadOnlyList<string> members = given[0].Of == SetOf.Badges ? rewards.Badges(given[0].Node) : ConditionParser.Names(given[0].Node, ProgrammeLimits.SetMembers);
        return reward is null || members.Count == 0 ? null : new(given[0].Of, members, reward);
    }

    /// <summary>Streaks and sets of badges last as long as their campaign.</summary>
    private static ChallengePeriod? Period(string? kind, ChallengeGoal? goal, Node node)
    {
        if (kind is "streak" || goal is SetGoal { Of: SetOf.Badges })
        {
            string? whole = node.Exists ? node.OneOf("campaign") : "campaign";
            return whole is null ? null : ChallengePeriod.Campaign;
        }

        if (!node.Exists)
        {
            node.Report(Fault.Missing);
            return null;
        }

        return node.IsObject && kind is not "ladder" ? Rolling(node) : Named(node);
    }

    private static ChallengePeriod? Rolling(Node node) =>
        node.Fields(GoalShapes.Rolling)?.Required("rolling").Whole(1, ProgrammeLimits.RollingDays) is { } days ? new(ChallengeSpan.Rolling, (int)days) : null;

    private static ChallengePeriod? Named(Node node) => node.OneOf("day", "week", "month", "campaign") switch
    {
        "day" => new(ChallengeSpan.Day),
        "week" => new(ChallengeSpan.Week),
        "month" => new(ChallengeSpan.Month),
        "campaign" => ChallengePeriod.Campaign,
        _ => null,
    };

    private static ChallengeFilter? Qualifies(ChallengeGoal? goal, Node node)
    {
        if (goal is SetGoal { Of: SetOf.Badges })
        {
            if (node.Exists)
            {
                node.Report(Fault.UnknownProperty);
            }

            return new([], EarningCondition.Always, null);
        }

        if (!node.Exists)
        {
            node.Report(Fault.Missing);
        }

        if (node.Fields(GoalShapes.Qualifies) is not { } fields)
        {
            return null;
        }

        List<string> kinds = CampaignParser.All(fields.Required("kinds").Items(1, ProgrammeLimits.Kinds), new IdSet().Read);
        return new(kinds, ConditionParser.Read(fields.Optional("when")), fields.Optional("atLeast").Whole(1, ProgrammeLimits.ChallengeAmount));
    }
}
