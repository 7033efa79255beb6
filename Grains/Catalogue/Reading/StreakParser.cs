using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads what only a streak has.</summary>
internal sealed class StreakParser(RewardParser rewards)
{
    public StreakGoal? Read(Fields fields)
    {
        long? days = fields.Required("days").Whole(1, ProgrammeLimits.StreakDays);
        bool repeat = fields.Optional("repeat").Flag() ?? true;
        long freezes = fields.Optional("freezes").Whole(0, ProgrammeLimits.StreakFreezes) ?? 0;
        StreakRepair? repair = Repair(fields.Optional("repair"));
        long pauses = fields.Optional("pauses").Fields(GoalShapes.Pauses)?.Required("days").Whole(1, ProgrammeLimits.PauseDays) ?? 0;
        Node zone = fields.Optional("zone");
        bool inMemberZone = zone.Exists && zone.OneOf("programme", "member") == "member";
        List<StreakReward> given = Rewards(fields.Required("rewards"), days);
        return days is null ? null : new((int)days.Value, repeat, (int)freezes, repair, (int)pauses, inMemberZone, given);
    }

    private static StreakRepair? Repair(Node node)
    {
        if (node.Fields(GoalShapes.Repair) is not { } fields)
        {
            return null;
        }

        long? points = fields.Required("points").Whole(1, ProgrammeLimits.Points);
        long? hours = fields.Required("hours").Whole(1, ProgrammeLimits.RepairHours);
        return points is null || hours is null ? null : new(new(points.Value), (int)hours.Value);
    }

    private List<StreakReward> Rewards(Node node, long? days)
    {
        Dictionary<long, string> taken = [];
        return CampaignParser.All(node.Items(1, ProgrammeLimits.StreakDays), item => Reward(item, days ?? ProgrammeLimits.StreakDays, taken));
    }

    private StreakReward? Reward(Node node, long days, Dictionary<long, string> taken)
    {
        if (node.Fields(GoalShapes.DayReward) is not { } fields)
        {
            return null;
        }

        Node place = fields.Required("day");
        long? day = place.Whole(1, days);
        if (day is { } known && !taken.TryAdd(known, place.Path))
        {
            place.Report(Fault.DuplicateId(taken[known]));
        }

        ChallengeReward? reward = rewards.Read(node, fields);
        return day is null || reward is null ? null : new((int)day.Value, reward);
    }
}
