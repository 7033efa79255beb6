using System.Globalization;
using System.Text.Json;
using Jifen.Silo.Hosting;

namespace Jifen.Silo.Tests.Api;

public class BoardTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    protected virtual SiloSeams Seams => new();

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync(Seams);

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Members_stand_by_their_points_and_of_equal_points_by_who_got_there_first()
    {
        await EarnAsync(("ann", 3000), ("bob", 5000), ("cid", 3000), ("dee", 100), ("eve", 3000));
        foreach (string board in (string[])["today", "week", "ever"])
        {
            JsonElement page = (await _silo.GetAsync($"/v1/leaderboards/{board}")).Json;
            Assert.Equal(["1 bob 50", "2 ann 30", "3 cid 30", "4 eve 30", "5 dee 1"], Items(page, "memberId"));
            Assert.Equal((5, "first-to-reach", true), (page.GetProperty("size").GetInt32(), page.GetProperty("tie").GetString(), page.GetProperty("provisional").GetBoolean()));
            Assert.Equal(board == "ever", page.GetProperty("closes").ValueKind == JsonValueKind.Null);
        }
    }

    [Fact]
    public async Task Pages_join_without_gap_or_repetition()
    {
        await EarnAsync([.. Enumerable.Range(0, 23).Select(i => ($"m{i}", 1000L * (1 + (i % 4))))]);
        List<string> whole = Items((await _silo.GetAsync("/v1/leaderboards/ever?limit=100")).Json, "memberId");
        List<string> joined = [];
        string? cursor = null;
        do
        {
            JsonElement page = (await _silo.GetAsync($"/v1/leaderboards/ever?limit=4{(cursor is null ? "" : $"&cursor={cursor}")}")).Json;
            joined.AddRange(Items(page, "memberId"));
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);

        Assert.Equal(23, whole.Count);
        Assert.Equal(whole, joined);
    }

    [Fact]
    public async Task A_member_is_shown_with_its_exact_rank_among_its_neighbours()
    {
        await EarnAsync([.. Enumerable.Range(1, 12).Select(i => ($"m{i}", 1000L * i))]);
        JsonElement standing = (await _silo.GetAsync("/v1/leaderboards/ever/members/m4?around=2")).Json;
        Assert.Equal((9, 40, 12), (standing.GetProperty("rank").GetInt32(), standing.GetProperty("score").GetInt32(), standing.GetProperty("size").GetInt32()));
        Assert.Equal(27.2m, standing.GetProperty("percentile").GetDecimal());
        Assert.Equal(["7 m6 60", "8 m5 50", "9 m4 40", "10 m3 30", "11 m2 20"], Items(standing, "memberId", "around"));
        await _silo.EnrolAsync("idle");
        JsonElement idle = (await _silo.GetAsync("/v1/leaderboards/ever/members/idle")).Json;
        Assert.Equal((JsonValueKind.Null, 0, 12), (idle.GetProperty("rank").ValueKind, idle.GetProperty("score").GetInt32(), idle.GetProperty("size").GetInt32()));
    }

    [Fact]
    public async Task A_player_sees_its_own_id_and_only_aliases_of_others()
    {
        await EarnAsync(("ann", 3000), ("bob", 5000));
        string token = await _silo.TokenAsync("ann");
        JsonElement page = (await _silo.GetAsync("/v1/leaderboards/ever", token)).Json;
        JsonElement[] items = [.. page.GetProperty("items").EnumerateArray()];
        Assert.Equal("ann", items[1].GetProperty("memberId").GetString());
        Assert.StartsWith("player-", items[0].GetProperty("alias").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("bob", page.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(_silo.Host.Engine.MemberKeys.Of("bob").ToString(), (await _silo.GetAsync("/v1/leaderboards/ever?limit=1", token)).Body, StringComparison.Ordinal);
        Assert.Equal(403, (await _silo.GetAsync("/v1/leaderboards/ever/members/bob", token)).Status);
    }

    [Fact]
    public async Task Boards_and_badges_of_a_member_are_told_with_their_progress()
    {
        await _silo.EnrolAsync("ann");
        TestSilo.Answer last = null!;
        for (int i = 0; i < 10; i++)
        {
            last = await _silo.EarnAsync("ann", $"a{i}", 1000);
        }

        Assert.Equal("""[{"badge":"regular"}]""", last.Json.GetProperty("awards").GetRawText());
        JsonElement badges = (await _silo.GetAsync("/v1/members/ann/badges")).Json;
        Assert.Equal(
            ["regular 10/10 True", "player 0/10 False", "lucky 0/5 False"],
            badges.GetProperty("items").EnumerateArray().Select(b =>
                $"{b.GetProperty("badge")} {b.GetProperty("have")}/{b.GetProperty("need")} {b.GetProperty("earned").ValueKind == JsonValueKind.String}"));
        Assert.Equal(1, Assert.Single(badges.GetProperty("sets").EnumerateArray()).GetProperty("have").GetInt32());
        JsonElement boards = (await _silo.GetAsync("/v1/members/ann/boards")).Json;
        Assert.Equal(
            ["today 1 100", "week 1 100", "ever 1 100"],
            boards.GetProperty("items").EnumerateArray().Select(b => $"{b.GetProperty("boardId")} {b.GetProperty("rank")} {b.GetProperty("score")}"));
    }

    [Fact]
    public async Task Boards_and_badges_are_the_same_after_a_restart()
    {
        await EarnAsync([.. Enumerable.Range(0, 40).Select(i => ($"m{i}", 1000L * (1 + (i % 7))))]);
        string before = Text(await _silo.GetAsync("/v1/leaderboards/ever?limit=100"));
        string badges = (await _silo.GetAsync("/v1/members/m3/badges")).Json.GetProperty("items").GetRawText();
        await _silo.RestartAsync();
        Assert.Equal(before, Text(await _silo.GetAsync("/v1/leaderboards/ever?limit=100")));
        Assert.Equal(badges, (await _silo.GetAsync("/v1/members/m3/badges")).Json.GetProperty("items").GetRawText());
        await EarnAsync(("m0", 100_000));
        Assert.StartsWith("1 m0 ", Items((await _silo.GetAsync("/v1/leaderboards/ever?limit=1")).Json, "memberId")[0], StringComparison.Ordinal);
        static string Text(TestSilo.Answer answer) => answer.Json.GetProperty("items").GetRawText();
    }

    [Fact]
    public async Task What_is_no_board_or_period_is_told()
    {
        Assert.Equal((404, "unknown_board"), Told(await _silo.GetAsync("/v1/leaderboards/none")));
        Assert.Equal((404, "unknown_board"), Told(await _silo.GetAsync("/v1/leaderboards/today?period=2020-01-01")));
        Assert.Equal((404, "unknown_board"), Told(await _silo.GetAsync("/v1/leaderboards/today?period=all")));
        Assert.Equal((422, "invalid"), Told(await _silo.GetAsync("/v1/leaderboards/today?period=yesterday")));
        Assert.Equal((422, "invalid"), Told(await _silo.GetAsync("/v1/leaderboards/today?cursor=1.2")));
        Assert.Equal((422, "invalid"), Told(await _silo.GetAsync("/v1/leaderboards/today/members/x?around=26")));
        Assert.Equal((404, "unknown_member"), Told(await _silo.GetAsync("/v1/members/nobody/badges")));
    }

    private static (int, string) Told(TestSilo.Answer answer) => (answer.Status, answer.Code);

    private static List<string> Items(JsonElement body, string name, string list = "items") =>
    [
        .. body.GetProperty(list).EnumerateArray().Select(item =>
            string.Create(CultureInfo.InvariantCulture, $"{item.GetProperty("rank")} {item.GetProperty(name)} {item.GetProperty("score")}")),
    ];

    private async Task EarnAsync(params (string Member, long Amount)[] earnings)
    {
        foreach ((string member, long amount) in earnings)
        {
            await _silo.PostAsync("/v1/members", $$"""{"id":"{{member}}"}""");
            Assert.Equal(200, (await _silo.EarnAsync(member, $"e-{member}-{amount}", amount)).Status);
        }
    }
}
