namespace Jifen.Silo.Tests.Api;

/// <summary>What is refused names its place, whether the body's reader, the API or a shard's rules refuse it.</summary>
public sealed class FieldTests(SiloFixture fixture) : IClassFixture<SiloFixture>
{
    [Theory]
    [InlineData("POST", "/v1/activities", """{"id":"f-1","memberId":"fields"}""", "malformed", "$.kind")]
    [InlineData("POST", "/v1/activities", """{"id":"f-2","memberId":"fields","kind":"purchase","at":"2020-01-01T00:00:00Z","amount":-1}""", "invalid", "amount")]
    [InlineData("PUT", "/v1/members/fields/zone", """{"zone":"Mars"}""", "invalid", "zone")]
    [InlineData("PUT", "/v1/members/fields/zone", "{}", "invalid", "zone")]
    [InlineData("PUT", "/v1/members/fields/play-limits", """{"coolOffUntil":"2020-01-01T00:00:00Z"}""", "invalid", "coolOffUntil")]
    [InlineData("PUT", "/v1/members/fields/play-limits", """{"pointsPerDay":-1}""", "invalid", "pointsPerDay")]
    [InlineData("PUT", "/v1/members/fields/groups", """{"segments":["a","b b"]}""", "invalid", "segments[1]")]
    public async Task A_refusal_names_its_place(string method, string path, string body, string code, string field)
    {
        await fixture.Silo.PostAsync("/v1/members", """{"id":"fields"}""");
        TestSilo.Answer refused = await fixture.Silo.SendAsync(new(method), path, body, null, TestSilo.BootstrapKey);
        Assert.Equal((code, field), (refused.Code, refused.Json.GetProperty("field").GetString()));
    }
}
