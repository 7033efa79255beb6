using System.Globalization;
using System.Text.Json;
using Jifen.Silo.Api;
using Jifen.Silo.Boards;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Tests.Api;

public class FriendTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    public async Task InitializeAsync()
    {
        _silo = await TestSilo.StartAsync();
        foreach ((string member, long amount) in ((string, long)[])[("ann", 3000), ("bob", 5000), ("cid", 3000), ("dee", 100), ("eve", 9000)])
        {
            await _silo.EnrolAsync(member);
            Assert.Equal(200, (await _silo.EarnAsync(member, $"e-{member}", amount)).Status);
        }
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_member_stands_among_its_friends_and_nobody_else()
    {
        Assert.Equal(3, (await PutAsync("ann", "bob", "dee", "cid", "bob")).Json.GetProperty("friends").GetInt32());
        JsonElement board = await BoardAsync("ann");
        Assert.Equal(["1 bob 50", "2 ann 30", "3 cid 30", "4 dee 1"], Items(board));
        Assert.Equal((0, 4, 3), (board.GetProperty("missing").GetInt32(), board.GetProperty("size").GetInt32(), board.GetProperty("friends").GetInt32()));
        await PutAsync("ann");
        Assert.Equal(["1 ann 30"], Items(await BoardAsync("ann")));
        Assert.Equal(["1 dee 1"], Items(await BoardAsync("dee")));
    }

    [Fact]
    public async Task The_same_list_again_changes_nothing_and_another_replaces_it()
    {
        TestSilo.Answer first = await PutAsync("ann", "bob", "nobody", "dee");
        TestSilo.Answer again = await PutAsync("ann", "dee", "nobody", "bob", "dee");
        Assert.Equal((200, first.Body), (again.Status, again.Body));
        Assert.Single(await HistoryAsync("ann"));
        Assert.Equal(("bob dee", 3, 1), await KnownAsync("ann"));
        await PutAsync("ann", "cid");
        Assert.Equal(("cid", 1, 0), await KnownAsync("ann"));
        Assert.Equal(["1", "3"], await HistoryAsync("ann"));
        Assert.Equal(("", 0, 0), await KnownAsync("bob"));
    }

    [Fact]
    public async Task A_player_sees_its_friends_by_their_names_on_boards_and_not_their_ids()
    {
        await PutAsync("ann", "bob", "dee", "eve");
        await NameAsync("bob", """{"alias":"Big B"}""");
        await NameAsync("eve", """{"alias":"Evening Star","listed":false}""");
        string token = await _silo.TokenAsync("ann");
        TestSilo.Answer seen = await _silo.GetAsync("/v1/leaderboards/ever/members/ann/friends", token);
        Assert.Equal(["1 anonymous 90", "2 Big B 50", "3 ann 30"], seen.Json.GetProperty("items").EnumerateArray().Take(3).Select(Shown));
        Assert.All((string[])["\"bob\"", "\"dee\"", "\"eve\"", "Evening"], hidden => Assert.DoesNotContain(hidden, seen.Body, StringComparison.Ordinal));
        Assert.Equal(403, (await _silo.GetAsync("/v1/leaderboards/ever/members/bob/friends", token)).Status);
        Assert.Equal(403, (await _silo.GetAsync("/v1/members/ann/friends", token)).Status);
    }

    [Fact]
    public async Task Friends_outlive_a_restart_and_some_of_them_need_not_be_members()
    {
        await PutAsync("ann", "bob", "later", "dee");
        await _silo.RestartAsync();
        Assert.Equal(["1 bob 50", "2 ann 30", "3 dee 1"], Items(await BoardAsync("ann")));
        await _silo.EnrolAsync("later");
        Assert.Equal(200, (await _silo.EarnAsync("later", "e-later", 4000)).Status);
        Assert.Equal(["1 bob 50", "2 later 40", "3 ann 30", "4 dee 1"], Items(await BoardAsync("ann")));
        Assert.Equal(("bob dee later", 3, 0), await KnownAsync("ann"));
    }

    [Fact]
    public async Task What_is_no_list_of_friends_is_refused_by_its_place()
    {
        Assert.Equal((422, "friends[1]"), Told(await PutAsync("ann", "bob", "ann")));
        Assert.Equal((422, "friends[1]"), Told(await PutAsync("ann", "bob", "b b")));
        Assert.Equal((422, "friends"), Told(await SendAsync("ann", "{}")));
        Assert.Equal((422, "friends"), Told(await PutAsync("ann", LongIds(SetFriends.Most + 1))));
        Assert.Equal(("", 0, 0), await KnownAsync("ann"));
        Assert.Equal(SetFriends.Most, (await PutAsync("ann", LongIds(SetFriends.Most))).Json.GetProperty("friends").GetInt32());
        Assert.Equal(["1 ann 30"], Items(await BoardAsync("ann")));
    }

    [Fact]
    public async Task Friends_of_nobody_and_boards_that_are_none_are_not_found()
    {
        Assert.Equal((404, "unknown_member"), Coded(await PutAsync("nobody", "bob")));
        Assert.Equal((404, "unknown_member"), Coded(await _silo.GetAsync("/v1/members/nobody/friends")));
        Assert.Equal((404, "unknown_member"), Coded(await _silo.GetAsync("/v1/leaderboards/ever/members/nobody/friends")));
        Assert.Equal((404, "unknown_board"), Coded(await _silo.GetAsync("/v1/leaderboards/none/members/ann/friends")));
        Assert.Equal((404, "unknown_board"), Coded(await _silo.GetAsync("/v1/leaderboards/today/members/ann/friends?period=2001-01-01")));
    }

    /// <summary>A shard that answers nothing leaves its friends out, and is named; without the member's own nothing is told.</summary>
    [Fact]
    public async Task The_part_that_is_missing_is_named()
    {
        string[] friends = ["bob", "cid", "dee", "eve", .. Enumerable.Range(0, 20).Select(n => $"f{n}")];
        await PutAsync("ann", friends);
        LocalShards shards = _silo.Host.Engine.Shards;
        MemberKey ann = _silo.Host.Engine.MemberKeys.Of("ann");
        (FriendsView? known, RecordPlace seen) = await _silo.Host.Engine.Calls.ReadAsync(shards.Of(ann), ann, Silo.Api.Position.None, new FriendsQuery(ann));
        foreach (ShardId silent in Enumerable.Range(0, shards.Count).Select(shard => new ShardId(shard)))
        {
            FriendReads reads = new(new SilentShard(shards, silent), TimeProvider.System, TimeSpan.FromSeconds(3));
            if (silent == shards.Of(ann))
            {
                await Assert.ThrowsAsync<BoardIncompleteException>(() => reads.ReadAsync("ever", null, known!, seen).AsTask());
                continue;
            }

            FriendsBoard board = (await reads.ReadAsync("ever", null, known!, seen))!;
            Assert.Equal([silent], board.MissingShards);
            Assert.Equal(friends.Count(friend => IsOn(friend, silent)), board.Missing);
            Assert.Equal(
                ((string[])["eve", "bob", "ann", "cid", "dee"]).Where(member => !IsOn(member, silent)).Select(member => _silo.Host.Engine.MemberKeys.Of(member)),
                board.Places.Select(place => place.Member));
        }
    }

    private bool IsOn(string member, ShardId shard) => _silo.Host.Engine.Shards.Of(_silo.Host.Engine.MemberKeys.Of(member)) == shard;

    private static string[] LongIds(int count) => [.. Enumerable.Range(0, count).Select(n => $"f{n}".PadRight(ApiLimits.IdLength, '-'))];

    private static (int, string?) Coded(TestSilo.Answer answer) => (answer.Status, answer.Code);

    private static string Shown(JsonElement item) => string.Create(
        CultureInfo.InvariantCulture,
        $"{item.GetProperty("rank")} {(item.TryGetProperty("memberId", out JsonElement id) ? id : item.TryGetProperty("alias", out JsonElement alias) ? alias : "anonymous")} {item.GetProperty("score")}");

    private static (int, string?) Told(TestSilo.Answer answer) => (answer.Status, answer.Json.GetProperty("field").GetString());

    private static string[] Items(JsonElement body) =>
    [
        .. body.GetProperty("items").EnumerateArray().Select(item =>
            string.Create(CultureInfo.InvariantCulture, $"{item.GetProperty("rank")} {item.GetProperty("memberId")} {item.GetProperty("score")}")),
    ];

    private Task<TestSilo.Answer> PutAsync(string member, params string[] friends) => SendAsync(member, JsonSerializer.Serialize(new { friends }));

    private Task<TestSilo.Answer> SendAsync(string member, string body) =>
        _silo.SendAsync(HttpMethod.Put, $"/v1/members/{member}/friends", body, null, TestSilo.BootstrapKey);

    private async Task NameAsync(string member, string body) =>
        Assert.Equal(200, (await _silo.SendAsync(HttpMethod.Put, $"/v1/members/{member}/board-name", body, null, TestSilo.BootstrapKey)).Status);

    private async Task<JsonElement> BoardAsync(string member) => (await _silo.GetAsync($"/v1/leaderboards/ever/members/{member}/friends")).Json;

    /// <summary>The ids of a member's friends, how many they are, and of how many nothing is known.</summary>
    private async Task<(string Ids, int Size, int Unknown)> KnownAsync(string member)
    {
        JsonElement friends = (await _silo.GetAsync($"/v1/members/{member}/friends")).Json;
        return (
            string.Join(' ', friends.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("memberId").GetString())),
            friends.GetProperty("size").GetInt32(), friends.GetProperty("unknown").GetInt32());
    }

    /// <summary>How many friends each change set, the newest first.</summary>
    private async Task<string[]> HistoryAsync(string member) =>
    [
        .. (await _silo.GetAsync($"/v1/members/{member}/history")).Json.GetProperty("items").EnumerateArray()
            .Where(item => item.GetProperty("kind").GetString() == "friends-set").Select(item => item.GetProperty("friends").GetString()!),
    ];
}
