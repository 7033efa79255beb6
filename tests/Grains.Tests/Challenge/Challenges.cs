using System.Text.Json;
using Jifen.Grains.Challenge;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Challenge;

/// <summary>Words for challenges: a test says only what matters to it.</summary>
internal static class Challenges
{
    public const string Id = "goal";

    public static ChallengeReward Gives(long points) => new(new(points), null, null);

    public static ChallengeReward GivesTickets(int count) => new(null, new(WheelId, count), null);

    public static ChallengePeriod Of(ChallengeSpan span) => new(span);

    public static ChallengePeriod Rolling(int days) => new(ChallengeSpan.Rolling, days);

    public static ChallengeDocument A(ChallengeGoal goal, ChallengePeriod? period = null, EarningCondition? when = null, long? atLeast = null, string id = Id) =>
        new(id, Text(id), period ?? ChallengePeriod.Campaign, new(["purchase"], when ?? EarningCondition.Always, atLeast), goal);

    public static StreakGoal AStreak(int days, params (int Day, long Points)[] rewards) =>
        new(days, true, 0, null, 0, false, [.. rewards.Select(reward => new StreakReward(reward.Day, Gives(reward.Points)))]);

    /// <summary>The rewards of challenges that a decision gave, such as <c>goal 7 x1 50</c>: challenge, step, times, points.</summary>
    public static string[] Rewards(Decision decision) => ProgressOf(decision) is not { } all
        ? []
        : [.. all.SelectMany(one => (one.Rewards ?? []).Select(given => $"{one.Challenge} {(given.Step is { } step ? $"{step}" : "-")} x{given.Times} {given.Points}"))];

    /// <summary>Where the only challenge stands after a decision.</summary>
    public static (long Have, long Need)? Stands(Decision decision) => ProgressOf(decision) is [var one] ? (one.Have, one.Need) : null;

    public static ChallengeEntry Entry(this OneShard shard, string id = Id) => Assert.Single(shard.Member.Challenges.Entries, entry => entry.Id == id);

    public static ChallengeView View(this OneShard shard, string id = Id) => ChallengeQuery.View(shard.State, shard.Key, id, shard.Town.Now)!;

    public static StreakView Streak(this OneShard shard) => shard.View().Streak!;

    /// <summary>Moves the clock without looking at what falls due.</summary>
    public static void At(this OneShard shard, string instant) => shard.Town.Now = ProgrammeBuilder.At(instant);

    /// <summary>All events of the shard's records.</summary>
    public static IReadOnlyList<GrainEvent> Events(this OneShard shard) => [.. Bodies(shard).SelectMany(body => body.Events ?? [])];

    public static IReadOnlyList<Answer> Answers(this OneShard shard) => [.. Bodies(shard).Select(body => body.Answer).OfType<Answer>()];

    /// <summary>The newest play.</summary>
    public static PlayTaken Taken(this OneShard shard) => shard.Events().OfType<PlayTaken>().Last();

    private static IEnumerable<RecordBody> Bodies(OneShard shard) =>
        shard.Town.Shards[0].Journal.Select(record => JsonSerializer.Deserialize(record.Body, JournalJson.Canonical.RecordBody)!);

    private static IReadOnlyList<ChallengeProgress>? ProgressOf(Decision decision) => Assert.IsType<Decided>(decision).Answer switch
    {
        ActivityRecorded recorded => recorded.Challenges,
        DayRepaired repaired => [repaired.Progress],
        _ => null,
    };
}
