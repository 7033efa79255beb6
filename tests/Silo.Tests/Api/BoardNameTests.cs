using System.Text.Json;

namespace Jifen.Silo.Tests.Api;

public class BoardNameTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_member_is_called_as_it_wants_and_its_own_id_is_told_to_nobody_else()
    {
        await EnterAsync("ann", "bob");
        string token = await _silo.TokenAsync("ann");
        JsonElement before = (await _silo.GetAsync("/v1/members/bob/board-name")).Json;
        Assert.Equal((JsonValueKind.Null, true), (before.GetProperty("alias").ValueKind, before.GetProperty("listed").GetBoolean()));
        Assert.Equal(before.GetProperty("masked").GetString(), (await RowAsync(0, token)).GetProperty("alias").GetString());

        Assert.Equal(200, (await PutAsync("bob", """{"alias":"  Ｂｏｂ   the 1st "}""")).Status);
        JsonElement row = await RowAsync(0, token);
        Assert.Equal("Bob the 1st", row.GetProperty("alias").GetString());
        Assert.False(row.TryGetProperty("memberId", out _));
        Assert.Equal(("bob", "Bob the 1st"), Named(await RowAsync(0, null)));

        Assert.Equal(200, (await PutAsync("bob", """{"alias":null}""")).Status);
        Assert.Equal(before.GetProperty("masked").GetString(), (await RowAsync(0, token)).GetProperty("alias").GetString());
    }

    [Fact]
    public async Task Who_opts_out_keeps_rank_and_line_and_is_nameless_to_others()
    {
        await EnterAsync("ann", "bob");
        Assert.Equal(200, (await PutAsync("bob", """{"alias":"Bob","listed":false}""")).Status);
        JsonElement row = await RowAsync(0, await _silo.TokenAsync("ann"));
        Assert.Equal(["rank", "anonymous", "score", "reachedAt"], row.EnumerateObject().Select(property => property.Name));
        Assert.Equal((1, true), (row.GetProperty("rank").GetInt32(), row.GetProperty("anonymous").GetBoolean()));

        JsonElement own = await RowAsync(0, await _silo.TokenAsync("bob"));
        Assert.Equal(("bob", "Bob", true), (own.GetProperty("memberId").GetString(), own.GetProperty("alias").GetString(), own.GetProperty("anonymous").GetBoolean()));
        Assert.Equal(("bob", "Bob"), Named(await RowAsync(0, null)));
        Assert.Equal(1, (await _silo.GetAsync("/v1/leaderboards/ever/members/bob")).Json.GetProperty("rank").GetInt32());

        Assert.Equal(200, (await PutAsync("bob", """{"alias":"Bob","listed":true}""")).Status);
        Assert.Equal("Bob", (await RowAsync(0, await _silo.TokenAsync("ann"))).GetProperty("alias").GetString());
    }

    [Fact]
    public async Task A_name_outlives_a_restart_is_not_in_the_journal_and_leaves_the_profile_alone()
    {
        const string Enrolment = """{"id":"bob","profile":{"region":"north"}}""";
        Assert.Equal(201, (await _silo.PostAsync("/v1/members", Enrolment, "one")).Status);
        Assert.Equal(200, (await PutAsync("bob", """{"alias":"Zephyrine"}""")).Status);
        Assert.Equal(201, (await _silo.PostAsync("/v1/members", Enrolment, "one")).Status);
        Assert.Equal(422, (await _silo.PostAsync("/v1/members", """{"id":"bob","profile":{"region":"south"}}""", "one")).Status);
        await _silo.RestartAsync();
        Assert.Equal("Zephyrine", (await _silo.GetAsync("/v1/members/bob/board-name")).Json.GetProperty("alias").GetString());
        JsonElement history = (await _silo.GetAsync("/v1/members/bob/history")).Json;
        Assert.Equal("board-name-set", history.GetProperty("items")[0].GetProperty("kind").GetString());
        Assert.DoesNotContain("Zephyrine", history.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"   \"")]
    [InlineData("\"123456789012345678901\"")]
    [InlineData("\"a<b\"")]
    [InlineData("\"--\"")]
    [InlineData("\"Admin\"")]
    [InlineData("\"A d-m.i n\"")]
    [InlineData("\"ＡＤＭＩＮ\"")]
    [InlineData("\"管理员\"")]
    [InlineData("\"player-1234abcd\"")]
    [InlineData("\"\\u202eabc\"")]
    public async Task What_may_not_be_a_name_is_refused_by_its_field(string alias)
    {
        await _silo.EnrolAsync("ann");
        TestSilo.Answer told = await PutAsync("ann", $$"""{"alias":{{alias}}}""");
        Assert.Equal((422, "invalid"), (told.Status, told.Code));
        Assert.StartsWith("alias:", told.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("小明")]
    [InlineData("José")]
    [InlineData("12345678901234567890")]
    [InlineData("O'Neill-Smith_2.0")]
    public async Task Names_of_many_scripts_are_taken(string alias)
    {
        await _silo.EnrolAsync("ann");
        Assert.Equal(alias, (await PutAsync("ann", JsonSerializer.Serialize(new { alias }))).Json.GetProperty("alias").GetString());
    }

    [Fact]
    public async Task Nobody_names_who_is_no_member_or_another()
    {
        await EnterAsync("ann", "bob");
        Assert.Equal((404, "unknown_member"), Told(await PutAsync("nobody", "{}")));
        Assert.Equal((404, "unknown_member"), Told(await _silo.GetAsync("/v1/members/nobody/board-name")));
        TestSilo.Answer other = await _silo.SendAsync(HttpMethod.Put, "/v1/members/bob/board-name", "{}", null, await _silo.TokenAsync("ann"));
        Assert.Equal(403, other.Status);
    }

    private static (int, string) Told(TestSilo.Answer answer) => (answer.Status, answer.Code);

    private static (string?, string?) Named(JsonElement row) => (row.GetProperty("memberId").GetString(), row.GetProperty("alias").GetString());

    private Task<TestSilo.Answer> PutAsync(string member, string body) =>
        _silo.SendAsync(HttpMethod.Put, $"/v1/members/{member}/board-name", body, null, TestSilo.BootstrapKey);

    private async Task<JsonElement> RowAsync(int at, string? token)
    {
        TestSilo.Answer page = token is null ? await _silo.GetAsync("/v1/leaderboards/ever") : await _silo.GetAsync("/v1/leaderboards/ever", token);
        return page.Json.GetProperty("items")[at];
    }

    /// <summary>The last one leads.</summary>
    private async Task EnterAsync(params string[] members)
    {
        for (int i = 0; i < members.Length; i++)
        {
            await _silo.EnrolAsync(members[i]);
            Assert.Equal(200, (await _silo.EarnAsync(members[i], $"e-{members[i]}", 1000 * (i + 1))).Status);
        }
    }
}
