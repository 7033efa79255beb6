using System.Globalization;
using System.Text.Json;
using Jifen.Silo.Boards;
using Jifen.Silo.Shards;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Journal.Postgres;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>A member and its friends on every shard of three silos: any silo tells the same board, and names what is missing of it.</summary>
[Collection(PostgresServer.AnySiloCollection)]
public sealed class FriendsOfAllSilosTests(SiloTrioFixture fixture) : IClassFixture<SiloTrioFixture>
{
    private readonly SiloTrio _trio = fixture.Trio;

    [Fact]
    public async Task Any_silo_tells_the_board_of_friends_on_all_shards_and_none_besides()
    {
        (string[] friends, Dictionary<string, long> points) = await EarnAsync("pal");
        string member = friends[0];
        await _trio[0].EnrolAsync("stranger");
        Assert.Equal(200, (await _trio[0].EarnAsync("stranger", "a", 9_000_000)).Status);
        Assert.Equal(SiloTrio.Shards - 1, (await PutAsync(_trio[1], member, friends[1..])).Json.GetProperty("friends").GetInt32());
        string[] expected = [.. friends.OrderByDescending(friend => points[friend]).Select((friend, at) => string.Create(CultureInfo.InvariantCulture, $"{at + 1} {friend} {points[friend]}"))];
        string position = (await _trio[1].GetAsync($"/v1/members/{member}/friends")).Json.GetProperty("asOf").GetProperty("position").GetString()!;
        foreach (TestSilo silo in _trio.Silos)
        {
            TestSilo.Answer board = await silo.GetAsync($"/v1/leaderboards/ever/members/{member}/friends?consistency=strong", header: ("Jifen-Position", position));
            Assert.Equal(200, board.Status);
            Assert.Equal(expected, Items(board.Json));
            Assert.Equal((0, 0), (board.Json.GetProperty("missing").GetInt32(), board.Json.GetProperty("missingShards").GetArrayLength()));
            JsonElement known = (await silo.GetAsync($"/v1/members/{member}/friends?consistency=strong")).Json;
            Assert.Equal(friends[1..].Order(StringComparer.Ordinal), known.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("memberId").GetString()));
        }
    }

    [Fact]
    public async Task The_friends_of_a_shard_that_no_silo_answers_for_are_missing_by_number_and_name()
    {
        (string[] friends, Dictionary<string, long> points) = await EarnAsync("lost");
        string member = friends[0];
        await PutAsync(_trio[2], member, [.. friends[1..], "lost-nobody"]);
        foreach (TestSilo silo in _trio.Silos)
        {
            ShardId silent = _trio.ShardOf(friends[1 + _trio.Silos.ToList().IndexOf(silo)]);
            MemberKey key = silo.Host.Engine.MemberKeys.Of(member);
            (FriendsView? known, RecordPlace seen) = await silo.Host.Engine.Calls.ReadAsync(
                _trio.ShardOf(member), key, await silo.Host.Engine.Calls.NewestAsync(), new FriendsQuery(key));
            FriendReads reads = new(new SilentShard(silo.Host.Engine.Cluster!.Router, silent), TimeProvider.System, TimeSpan.FromSeconds(5));
            FriendsBoard board = (await reads.ReadAsync("ever", null, known!, seen))!;
            Assert.Equal([silent], board.MissingShards);
            Assert.Equal(friends.Append("lost-nobody").Count(friend => _trio.ShardOf(friend) == silent), board.Missing);
            Assert.Equal(
                friends.Where(friend => _trio.ShardOf(friend) != silent).OrderByDescending(friend => points[friend]).Select(friend => silo.Host.Engine.MemberKeys.Of(friend)),
                board.Places.Select(place => place.Member));
        }
    }

    /// <summary>One member on each shard, each with points of its own.</summary>
    private async Task<(string[] Members, Dictionary<string, long> Points)> EarnAsync(string prefix)
    {
        string[] members = [.. _trio.MembersOfAllShards(prefix)];
        Assert.Equal(SiloTrio.Shards, members.Length);
        Dictionary<string, long> points = [];
        foreach (string member in members)
        {
            points[member] = 100 + (points.Count * 7 % SiloTrio.Shards);
            await _trio[points.Count % 3].EnrolAsync(member);
            Assert.Equal(200, (await _trio[(points.Count + 1) % 3].EarnAsync(member, "a", points[member] * 100)).Status);
        }

        return (members, points);
    }

    private static Task<TestSilo.Answer> PutAsync(TestSilo silo, string member, string[] friends) =>
        silo.SendAsync(HttpMethod.Put, $"/v1/members/{member}/friends", JsonSerializer.Serialize(new { friends }), null, TestSilo.BootstrapKey);

    private static string[] Items(JsonElement body) =>
    [
        .. body.GetProperty("items").EnumerateArray().Select(item =>
            string.Create(CultureInfo.InvariantCulture, $"{item.GetProperty("rank")} {item.GetProperty("memberId")} {item.GetProperty("score")}")),
    ];
}
