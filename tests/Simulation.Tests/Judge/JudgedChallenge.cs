using System.Text.Json;

namespace Jifen.Simulation.Tests.Judge;

/// <param name="HasBudget">Its campaign has one.</param>
internal sealed record JudgedChallenge(string Campaign, bool HasBudget, ChallengeDocument Document)
{
    public string Cause => $"challenge:{Document.Id}";

    public ChallengeReward RewardOf(int? step) => Document.Goal switch
    {
        CountGoal count => count.Reward,
        SumGoal sum => sum.Reward,
        LadderGoal ladder => ladder.Reward,
        SetGoal set => set.Reward,
        StreakGoal streak => streak.Rewards.Single(r => r.Day == step).Reward,
        _ => throw new InvalidOperationException($"{Document.Goal}"),
    };

    public static JudgedChallenge Read(JsonElement campaign, JsonElement challenge)
    {
        JsonElement qualifies = challenge.GetProperty("qualifies");
        string id = challenge.GetProperty("id").GetString()!;
        ChallengeFilter filter = new([.. qualifies.GetProperty("kinds").EnumerateArray().Select(k => k.GetString()!)], EarningCondition.Always, qualifies.GetProperty("atLeast").GetInt64());
        ChallengeDocument document = new(id, new(id, id), PeriodOf(challenge), filter, GoalOf(challenge));
        return new(campaign.GetProperty("id").GetString()!, campaign.TryGetProperty("budget", out _), document);
    }

    private static ChallengePeriod PeriodOf(JsonElement challenge) =>
        !challenge.TryGetProperty("period", out JsonElement period) ? ChallengePeriod.Campaign
        : period.ValueKind == JsonValueKind.Object ? new(ChallengeSpan.Rolling, period.GetProperty("rolling").GetInt32())
        : new(Enum.Parse<ChallengeSpan>(period.GetString()!, ignoreCase: true));

    private static ChallengeGoal GoalOf(JsonElement json) => json.GetProperty("kind").GetString() switch
    {
        "count" => new CountGoal(json.GetProperty("times").GetInt32(), Reward(json.GetProperty("reward"))),
        "sum" => new SumGoal(json.GetProperty("amount").GetInt64(), Reward(json.GetProperty("reward"))),
        "ladder" => new LadderGoal(json.GetProperty("every").GetInt32(), null, Reward(json.GetProperty("reward"))),
        "set" => new SetGoal(SetOf.Merchants, [.. json.GetProperty("of").GetProperty("merchants").EnumerateArray().Select(m => m.GetString()!)], Reward(json.GetProperty("reward"))),
        _ => StreakOf(json),
    };

    private static StreakGoal StreakOf(JsonElement json) => new(
        json.GetProperty("days").GetInt32(), json.GetProperty("repeat").GetBoolean(), json.GetProperty("freezes").GetInt32(),
        new(new(json.GetProperty("repair").GetProperty("points").GetInt64()), json.GetProperty("repair").GetProperty("hours").GetInt32()),
        json.GetProperty("pauses").GetProperty("days").GetInt32(), json.GetProperty("zone").GetString() == "member",
        [.. json.GetProperty("rewards").EnumerateArray().Select(r => new StreakReward(r.GetProperty("day").GetInt32(), Reward(r)))]);

    private static ChallengeReward Reward(JsonElement json) => new(
        json.TryGetProperty("points", out JsonElement points) ? new(points.GetInt64()) : null,
        json.TryGetProperty("tickets", out JsonElement tickets) ? new(tickets.GetProperty("lottery").GetString()!, tickets.GetProperty("count").GetInt32()) : null,
        json.TryGetProperty("badge", out JsonElement badge) ? badge.GetString() : null)
    {
        Coupon = json.TryGetProperty("coupon", out JsonElement coupon) && JudgedCoupon.Read(coupon) is { } read
            ? new(read.Pool, new("c", "c")) { Otherwise = read.Otherwise is { } otherwise ? new Points(otherwise) : null }
            : null,
        Multiplier = json.TryGetProperty("multiplier", out JsonElement multiplier) ? Multiplied(multiplier) : null,
    };

    private static MultiplierPrize Multiplied(JsonElement json) => new(
        new("m", "m"), (long)(decimal.Parse(json.GetProperty("factor").GetString()!, System.Globalization.CultureInfo.InvariantCulture) * 1000), json.GetProperty("hours").GetInt32(), null);
}
