using System.Text.Json;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Tests.Api;

/// <summary>A member's own limits over HTTP, set by the player itself and kept through a restart.</summary>
public class SelfLimitTests
{
    private const string Limits = "/v1/members/ann/play-limits";

    protected virtual SiloSeams Seams => new();

    [Fact]
    public async Task A_player_limits_itself_and_is_refused_by_name_until_an_instant_also_after_a_restart()
    {
        await using TestSilo silo = await TestSilo.StartAsync(Seams);
        await silo.EnrolAsync("ann");
        await silo.EarnAsync("ann", "a", 1_000_00);
        string token = await silo.TokenAsync("ann");
        TestSilo.Answer set = await silo.SendAsync(HttpMethod.Put, Limits, """{"playsPerDay":0,"pointsPerWeek":500}""", "k", token);
        Assert.Equal((200, 0), (set.Status, set.Json.GetProperty("playsPerDay").GetInt64()));
        await PlayUntilRefusedAsync(silo, "before");

        TestSilo.Answer looser = await silo.SendAsync(HttpMethod.Put, Limits, """{"playsPerDay":3}""", "l", token);
        Assert.Equal((0, 3), (looser.Json.GetProperty("playsPerDay").GetInt64(), looser.Json.GetProperty("next").GetProperty("playsPerDay").GetInt64()));
        await silo.RestartAsync();
        JsonElement kept = (await silo.GetAsync(Limits)).Json;
        Assert.Equal(looser.Json.GetProperty("next").GetRawText(), kept.GetProperty("next").GetRawText());
        Assert.Equal(0, kept.GetProperty("used").GetProperty("playsToday").GetInt64());
        TestSilo.Answer refused = await PlayUntilRefusedAsync(silo, "after");
        Assert.Equal("playsPerDay", refused.Json.GetProperty("limit").GetString());
        Assert.True(refused.Json.GetProperty("until").GetDateTimeOffset() > silo.Now);

        Assert.True(await silo.StopAsync());
        using StoreVerification verification = StoreVerification.Open(silo.Folder, SecretKeyFile.OpenOrCreate(silo.Folder, storeExists: true));
        Assert.Empty(verification.Run().Faults);
    }

    [Theory]
    [InlineData("""{"playsPerDay":-1}""", 422)]
    [InlineData("""{"playsPerDay":"1"}""", 400)]
    [InlineData("""{"coolOffUntil":"2020-01-01T00:00:00Z"}""", 422)]
    [InlineData("""{"plays":1}""", 400)]
    public async Task What_is_no_limit_is_refused(string body, int status)
    {
        await using TestSilo silo = await TestSilo.StartAsync(Seams);
        await silo.EnrolAsync("ann");
        Assert.Equal(status, (await silo.SendAsync(HttpMethod.Put, Limits, body, null, TestSilo.BootstrapKey)).Status);
        Assert.Equal(404, (await silo.GetAsync("/v1/members/nobody/play-limits")).Status);
    }

    /// <summary>Plays what is free; then the limit stands, though there are points.</summary>
    private static async Task<TestSilo.Answer> PlayUntilRefusedAsync(TestSilo silo, string key)
    {
        TestSilo.Answer answer;
        int plays = 0;
        do
        {
            answer = await silo.PlayAsync("ann", $"{key}-{plays++}");
            Assert.InRange(plays, 1, 100);
        }
        while (answer.Status == 200);

        Assert.Equal((409, "self_limited"), (answer.Status, answer.Code));
        return answer;
    }
}
