using System.Text;
using System.Text.Json;

namespace Jifen.Silo.Tests.Api;

public class FlowTests(SiloFixture fixture) : IClassFixture<SiloFixture>
{
    private readonly TestSilo _silo = fixture.Silo;

    [Fact]
    public async Task A_member_enrols_earns_and_plays_and_finds_it_all_in_its_history()
    {
        await _silo.EnrolAsync("alice");
        var earned = await _silo.EarnAsync("alice", "a1", 12_345);
        Assert.Equal(200, earned.Status);
        Assert.Equal("""{"id":"a1","points":123,"available":123,"rules":[{"rule":"base","points":123}],"awards":[],"progress":[]}""", earned.Body);
        var played = await _silo.PlayAsync("alice", "p1");
        Assert.Equal(200, played.Status);
        Assert.Equal(0, played.Json.GetProperty("cost").GetInt64());
        long available = played.Json.GetProperty("available").GetInt64();
        var member = await _silo.GetAsync("/v1/members/alice");
        Assert.Equal(available, member.Json.GetProperty("points").GetProperty("available").GetInt64());
        Assert.Equal(0, member.Json.GetProperty("tickets").GetProperty("lucky-wheel").GetInt64());
        JsonElement[] history = [.. (await _silo.GetAsync("/v1/members/alice/history")).Json.GetProperty("items").EnumerateArray()];
        Assert.Equal(available, history.Sum(item => item.GetProperty("points").GetInt64()));
        Assert.Equal("enrolled", history[^1].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_list_of_plays_gives_the_receipts_that_the_plays_gave()
    {
        await _silo.EnrolAsync("receipts");
        string given = (await _silo.PlayAsync("receipts", "p1")).Json.GetProperty("receipt").GetRawText();
        JsonElement listed = (await _silo.GetAsync("/v1/members/receipts/plays?receipts=true")).Json.GetProperty("items")[0];
        JsonElement plain = (await _silo.GetAsync("/v1/members/receipts/plays")).Json.GetProperty("items")[0];
        Assert.Equal((given, false), (listed.GetProperty("receipt").GetRawText(), plain.TryGetProperty("receipt", out _)));
    }

    [Fact]
    public async Task A_retried_play_gets_the_very_same_bytes()
    {
        await _silo.EnrolAsync("bob");
        var first = await _silo.PlayAsync("bob", "k");
        var again = await _silo.PlayAsync("bob", "k");
        Assert.Equal((200, 200), (first.Status, again.Status));
        Assert.Equal(first.Body, again.Body);
        Assert.Equal((false, true), (first.Replayed, again.Replayed));
        long before = await _silo.RecordsAsync();
        _ = await _silo.PlayAsync("bob", "k");
        Assert.Equal(before, await _silo.RecordsAsync());
    }

    [Fact]
    public async Task A_refusal_is_remembered_to_the_byte_and_does_not_become_an_answer_later()
    {
        await _silo.EnrolAsync("carol");
        Assert.Equal(200, (await _silo.PlayAsync("carol", "free")).Status);
        long points = await Available("carol");
        var refused = await _silo.PostAsync("/v1/activities", """{"id":"old","memberId":"carol","kind":"purchase","at":"2020-01-01T00:00:00Z","amount":1}""");
        Assert.Equal((409, "too_late"), (refused.Status, refused.Code));
        var again = await _silo.PostAsync("/v1/activities", """{"id":"old","memberId":"carol","kind":"purchase","at":"2020-01-01T00:00:00Z","amount":1}""");
        Assert.Equal(refused.Body, again.Body);
        Assert.True(again.Replayed);
        Assert.Equal(points, await Available("carol"));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_as_reused()
    {
        await _silo.EnrolAsync("dan");
        Assert.Equal(200, (await _silo.PlayAsync("dan", "k")).Status);
        var reused = await _silo.PostAsync("/v1/lotteries/lucky-wheel/plays", """{"memberId":"dan","playerSeed":"other"}""", "k");
        Assert.Equal((422, "key_reused"), (reused.Status, reused.Code));
        var enrolled = await _silo.PostAsync("/v1/members", """{"id":"eve","profile":{"name":"Eve"}}""", "e");
        var same = await _silo.PostAsync("/v1/members", """{"profile":{"name":"Eve"},"id":"eve"}""", "e");
        var other = await _silo.PostAsync("/v1/members", """{"id":"eve","profile":{"name":"Eva"}}""", "e");
        Assert.Equal((201, 201, 422), (enrolled.Status, same.Status, other.Status));
        Assert.True(same.Replayed);
        Assert.Equal((409, "exists"), ((await _silo.PostAsync("/v1/members", """{"id":"eve"}""")) is var exists ? (exists.Status, exists.Code) : default));
    }

    [Fact]
    public async Task Enrolment_without_an_id_makes_the_id_from_the_key()
    {
        var first = await _silo.PostAsync("/v1/members", "{}", "enrol-1");
        var again = await _silo.PostAsync("/v1/members", "{}", "enrol-1");
        var other = await _silo.PostAsync("/v1/members", "{}", "enrol-2");
        Assert.Equal(201, first.Status);
        Assert.Equal(first.Body, again.Body);
        Assert.NotEqual(first.Body, other.Body);
    }

    [Theory]
    [InlineData("""{"id":"x","memberId":"m","kind":"purchase","at":"yesterday"}""", 422, "at")]
    [InlineData("""{"id":"x","memberId":"m m","kind":"purchase","at":"2026-11-21T00:00:00Z"}""", 422, "memberId")]
    [InlineData("""{"id":"x","memberId":"m","kind":"purchase","at":"2026-11-21T00:00:00Z","amount":-1}""", 422, "amount")]
    [InlineData("""{"id":"x","memberId":"m","kind":"purchase","at":"2026-11-21T00:00:00Z","amount":"1"}""", 400, "$.amount")]
    [InlineData("""{"id":"x","memberId":"m","kind":"purchase","at":"2026-11-21T00:00:00Z","points":9}""", 400, "$.points")]
    [InlineData("""{"id":"x","id":"y","memberId":"m","kind":"purchase","at":"2026-11-21T00:00:00Z"}""", 400, "$.id")]
    [InlineData("""{"id":"x","memberId":"m","kind":"p","at":"2026-11-21T00:00:00Z","lines":[{"sku":"","category":"c","quantity":1,"amount":1}]}""", 422, "lines[0].sku")]
    [InlineData("""{"id":"x","memberId":"m","kind":"p","at":"2026-11-21T00:00:00Z","lines":[{"sku":"s","category":"c","quantity":1,"amount":1.5}]}""", 400, "$.lines[0].amount")]
    [InlineData("[]", 400, "$")]
    [InlineData("{", 400, "$")]
    public async Task Bad_input_is_named_by_its_place(string body, int status, string field)
    {
        var refused = await _silo.PostAsync("/v1/activities", body);
        Assert.Equal(status, refused.Status);
        Assert.Equal(field, refused.Json.GetProperty("field").GetString());
        Assert.Equal(status, refused.Json.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        var large = await _silo.PostAsync("/v1/members", $$"""{"id":"{{new string('x', 17_000)}}"}""");
        Assert.Equal((413, "too_large"), (large.Status, large.Code));
    }

    [Fact]
    public async Task Unknown_things_are_not_found()
    {
        Assert.Equal((404, "unknown_member"), Told(await _silo.GetAsync("/v1/members/nobody")));
        await _silo.EnrolAsync("frank");
        Assert.Equal((404, "unknown_lottery"), Told(await _silo.PostAsync("/v1/lotteries/none/plays", """{"memberId":"frank"}""", "k")));
        Assert.Equal((404, "unknown_lottery"), Told(await _silo.GetAsync("/v1/lotteries/none")));
        Assert.Equal((404, "unknown_play"), Told(await _silo.PostAsync("/v1/plays/p0-99999/seen", """{"memberId":"frank"}""")));
        Assert.Equal((404, "not_found"), Told(await _silo.GetAsync("/v1/nothing")));
        Assert.Equal(405, (await _silo.SendAsync(HttpMethod.Delete, "/v1/members/frank", null, null, TestSilo.BootstrapKey)).Status);
        Assert.Equal((400, "key_required"), Told(await _silo.PostAsync("/v1/lotteries/lucky-wheel/plays", """{"memberId":"frank"}""")));
    }

    [Fact]
    public async Task Titles_are_Chinese_for_who_prefers_it()
    {
        Assert.Equal("没有该会员。", (await _silo.GetAsync("/v1/members/nobody", header: ("Accept-Language", "zh-CN,en;q=0.5"))).Json.GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_reveal_stays_unseen_until_it_is_marked()
    {
        await _silo.EnrolAsync("gina");
        string play = (await _silo.PlayAsync("gina", "k")).Json.GetProperty("playId").GetString()!;
        string token = await _silo.TokenAsync("gina");
        JsonElement unseen = Assert.Single((await _silo.GetAsync("/v1/members/gina/plays?unseen=true", token)).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(play, unseen.GetProperty("playId").GetString());
        Assert.Equal(200, (await _silo.PostAsync($"/v1/plays/{play}/seen", null, bearer: token)).Status);
        Assert.Empty((await _silo.GetAsync("/v1/members/gina/plays?unseen=true", token)).Json.GetProperty("items").EnumerateArray());
        JsonElement seen = Assert.Single((await _silo.GetAsync("/v1/members/gina/plays", token)).Json.GetProperty("items").EnumerateArray());
        Assert.True(seen.GetProperty("seen").GetBoolean());
    }

    [Fact]
    public async Task Pages_of_a_history_join_without_gap_or_repetition()
    {
        await _silo.EnrolAsync("hugo");
        for (int i = 0; i < 7; i++)
        {
            Assert.Equal(200, (await _silo.EarnAsync("hugo", $"h{i}", 100)).Status);
        }

        string whole = Items((await _silo.GetAsync("/v1/members/hugo/history?limit=100")).Json);
        StringBuilder joined = new();
        string? cursor = null;
        do
        {
            JsonElement page = (await _silo.GetAsync($"/v1/members/hugo/history?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}")).Json;
            joined.Append(Items(page));
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);

        Assert.Equal(whole, joined.ToString());
        static string Items(JsonElement page) => string.Concat(page.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()));
    }

    [Fact]
    public async Task A_position_not_reached_is_told_and_one_reached_is_served()
    {
        await _silo.EnrolAsync("ida");
        string position = (await _silo.GetAsync("/v1/members/ida")).Json.GetProperty("asOf").GetProperty("position").GetString()!;
        Assert.Equal(200, (await _silo.GetAsync("/v1/members/ida", header: ("Jifen-Position", position))).Status);
        string beyond = position[..(position.IndexOf('.') + 1)] + "99999999";
        Assert.Equal((503, "try_again"), Told(await _silo.GetAsync("/v1/members/ida?consistency=strong", header: ("Jifen-Position", beyond))));
    }

    private static (int, string) Told(TestSilo.Answer answer) => (answer.Status, answer.Code);

    private async Task<long> Available(string member) =>
        (await _silo.GetAsync($"/v1/members/{member}")).Json.GetProperty("points").GetProperty("available").GetInt64();
}
