using System.Text.Json;
using Jifen.Silo.Security;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Tests.Api;

/// <summary>Challenges and tickets over HTTP.</summary>
public sealed class ChallengeTests
{
    private static readonly TimeSpan TwoDays = TimeSpan.FromDays(2);

    [Fact]
    public async Task An_activity_tells_of_the_challenges_it_moved_and_a_ticket_of_the_reward_is_played()
    {
        await using TestSilo silo = await WithChallengesAsync();
        Assert.Equal(
            """{"id":"a1","points":0,"available":0,"rules":[],"awards":[],"progress":[{"challenge":"twice","have":1,"need":2,"rewards":[]}]}""",
            (await ChallengeProgramme.ReportAsync(silo, "ann", "a1", "check-in")).Body);
        Assert.Equal(
            """{"id":"a2","points":0,"available":50,"rules":[],"awards":[],"progress":[{"challenge":"twice","have":2,"need":2,"rewards":[{"times":1,"points":50,"tickets":{"lottery":"lucky-wheel","count":1}}]}]}""",
            (await ChallengeProgramme.ReportAsync(silo, "ann", "a2", "check-in")).Body);

        JsonElement member = (await silo.GetAsync("/v1/members/ann")).Json;
        Assert.Equal((50, 2), (member.GetProperty("points").GetProperty("available").GetInt64(), member.GetProperty("tickets").GetProperty("lucky-wheel").GetInt64()));
        Assert.False((await silo.PlayAsync("ann", "free")).Json.TryGetProperty("ticket", out _));
        TestSilo.Answer played = await silo.PlayAsync("ann", "by-ticket");
        Assert.Equal((true, 0), (played.Json.GetProperty("ticket").GetBoolean(), played.Json.GetProperty("cost").GetInt64()));
        Assert.Equal(played.Body, (await silo.PlayAsync("ann", "by-ticket")).Body);
        Assert.Equal(0, (await silo.GetAsync("/v1/lotteries/lucky-wheel?memberId=ann")).Json.GetProperty("plays").GetProperty("tickets").GetInt64());
    }

    [Fact]
    public async Task A_member_sees_its_challenges_with_a_sentence_and_its_history_names_them()
    {
        await using TestSilo silo = await WithChallengesAsync();
        await ChallengeProgramme.ReportAsync(silo, "ann", "a1", "check-in");

        JsonElement[] items = [.. (await silo.GetAsync("/v1/members/ann/challenges", await silo.TokenAsync("ann"))).Json.GetProperty("items").EnumerateArray()];
        Assert.Equal(["twice", "daily", "both"], items.Select(item => item.GetProperty("id").GetString()));
        Assert.Equal("活动期间再完成 1 次活动，即可获得 50 积分和幸运大转盘抽奖券 1 张。", items[0].GetProperty("sentence").GetProperty("zh").GetString());
        Assert.Equal("Shop at east, west within 7 days and you get 1 point.", items[2].GetProperty("sentence").GetProperty("en").GetString());

        await ChallengeProgramme.ReportAsync(silo, "ann", "a2", "check-in");
        string[] kinds = [.. (await silo.GetAsync("/v1/members/ann/history")).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("kind").GetString()!)];
        Assert.Equal(["tickets", "earned", "challenge-reached", "challenge-moved", "activity", "challenge-moved", "activity", "enrolled"], kinds);
        TestSilo.Answer unknown = await silo.GetAsync("/v1/members/ann/challenges/none");
        Assert.Equal((404, "unknown_challenge"), (unknown.Status, unknown.Code));
    }

    [Fact]
    public async Task A_broken_streak_is_repaired_once_and_says_why_each_day_held()
    {
        await using TestSilo silo = await WithChallengesAsync();
        await silo.EarnAsync("ann", "points", 10_000);
        await ChallengeProgramme.ReportAsync(silo, "ann", "v1", "visit", TwoDays);
        JsonElement before = (await silo.GetAsync("/v1/members/ann/challenges/daily")).Json.GetProperty("streak");
        Assert.Equal(("broken", 0, 5), (before.GetProperty("today").GetString(), before.GetProperty("current").GetInt32(), before.GetProperty("repair").GetProperty("points").GetInt64()));
        const string Repair = "/v1/members/ann/challenges/daily/repair";
        Assert.Equal("key_required", (await silo.PostAsync(Repair, null)).Code);

        TestSilo.Answer repaired = await silo.PostAsync(Repair, null, "r");

        Assert.Equal((200, 99), (repaired.Status, repaired.Json.GetProperty("available").GetInt64()));
        Assert.Equal("""{"challenge":"daily","have":2,"need":7,"rewards":[{"day":2,"times":1,"points":4}]}""", repaired.Json.GetProperty("progress").GetRawText());
        TestSilo.Answer again = await silo.PostAsync(Repair, null, "r");
        Assert.Equal((repaired.Body, true), (again.Body, again.Replayed));
        Assert.Equal("too_late", (await silo.PostAsync(Repair, null, "r2")).Code);
        JsonElement after = (await silo.GetAsync("/v1/members/ann/challenges/daily")).Json.GetProperty("streak");
        Assert.Equal(["repaired", "kept"], after.GetProperty("timeline").EnumerateArray().Select(day => day.GetProperty("mark").GetString()));
        Assert.Equal("at-risk", after.GetProperty("today").GetString());
        await AssertVerifiesAsync(silo);
    }

    [Fact]
    public async Task A_member_pauses_days_ahead_and_sets_its_zone()
    {
        await using TestSilo silo = await WithChallengesAsync();
        DateTimeOffset there = silo.Now.ToOffset(TimeSpan.FromHours(8));
        string Days(int from, int through) => $$"""{"from":"{{there.AddDays(from):yyyy-MM-dd}}","through":"{{there.AddDays(through):yyyy-MM-dd}}"}""";
        const string Pauses = "/v1/members/ann/challenges/daily/pauses";

        TestSilo.Answer taken = await silo.PostAsync(Pauses, Days(2, 3), "p");
        Assert.Equal((200, 1), (taken.Status, taken.Json.GetProperty("daysLeft").GetInt32()));
        Assert.Equal(taken.Body, (await silo.PostAsync(Pauses, Days(2, 3), "p")).Body);
        Assert.Equal("conflict", (await silo.PostAsync(Pauses, Days(3, 3))).Code);
        Assert.Equal("limit_reached", (await silo.PostAsync(Pauses, Days(5, 6))).Code);
        Assert.Equal("invalid", (await silo.PostAsync(Pauses, """{"from":"2026-1-1","through":"2026-01-02"}""")).Code);
        Assert.Equal(200, (await PutZoneAsync(silo, "Europe/Berlin")).Status);
        Assert.Equal("limit_reached", (await PutZoneAsync(silo, "Asia/Tokyo")).Code);
        Assert.Equal("invalid", (await PutZoneAsync(silo, "Mars/Olympus")).Code);
        JsonElement streak = (await silo.GetAsync("/v1/members/ann/challenges/daily")).Json.GetProperty("streak");
        Assert.Equal(("Europe/Berlin", 1, 1), (streak.GetProperty("zone").GetString(), streak.GetProperty("pauses").GetArrayLength(), streak.GetProperty("pauseDaysLeft").GetInt32()));
        await AssertVerifiesAsync(silo);
    }

    private static async Task AssertVerifiesAsync(TestSilo silo)
    {
        Assert.True(await silo.StopAsync());
        using StoreVerification verification = StoreVerification.Open(silo.Folder, SecretKeyFile.OpenOrCreate(silo.Folder, storeExists: true));
        Assert.Empty(verification.Run().Faults);
    }

    private static Task<TestSilo.Answer> PutZoneAsync(TestSilo silo, string zone) =>
        silo.SendAsync(HttpMethod.Put, "/v1/members/ann/zone", $$"""{"zone":"{{zone}}"}""", null, TestSilo.BootstrapKey);

    private static async Task<TestSilo> WithChallengesAsync()
    {
        TestSilo silo = await TestSilo.StartAsync();
        await ChallengeProgramme.PublishAsync(silo);
        await silo.EnrolAsync("ann");
        return silo;
    }
}
