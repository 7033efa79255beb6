using System.Text;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Journal.Postgres;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>Orders of goods over three silos on PostgreSQL: whichever silo is asked, the order of a member elsewhere goes on, and its address is nowhere in clear.</summary>
[Collection(PostgresServer.AnySiloCollection)]
public sealed class ClusterOrderTests(PostgresServer server)
{
    private const string Marker = "Marker-Lane-4711";
    private static readonly string Address = $$"""{"name":"Ann Li","country":"CN","city":"Shanghai","street":"{{Marker}}"}""";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_order_of_a_member_elsewhere_goes_from_the_win_to_the_door(int databases)
    {
        await using SiloTrio trio = await SiloTrio.StartAsync([.. Enumerable.Range(0, databases).Select(_ => server.To("postgres", server.CreateSchema()))]);
        await SiloTrio.PublishAsync(trio[0], GoodsWheels.AddTo);
        string member = trio.MemberOn(trio[2], "far");
        await trio[0].EnrolAsync(member);
        TestSilo.Answer played = await trio[0].PostAsync("/v1/lotteries/sent/plays", $$"""{"memberId":"{{member}}"}""", "w1");
        string path = $"/v1/members/{member}/prizes/{played.Json.GetProperty("playId").GetString()}";

        TestSilo.Answer given = await trio[0].SendAsync(HttpMethod.Put, $"{path}/address", Address, "k1", TestSilo.BootstrapKey);
        TestSilo.Answer again = await trio[1].SendAsync(HttpMethod.Put, $"{path}/address", Address, "k1", TestSilo.BootstrapKey);
        Assert.Equal((200, given.Body, true), (given.Status, again.Body, again.Replayed));
        foreach (TestSilo silo in trio.Silos)
        {
            Assert.Equal(Address, (await silo.GetAsync($"{path}/address")).Body);
            Assert.Equal(member, Assert.Single((await silo.GetAsync("/v1/orders?state=ready")).Json.GetProperty("items").EnumerateArray()).GetProperty("memberId").GetString());
        }

        foreach (string step in (string[])["ordered", "shipped", "delivered"])
        {
            Assert.Equal(200, (await trio[1].PostAsync($"{path}/fulfil", $$"""{"state":"{{step}}"}""", step)).Status);
        }

        Assert.Equal(404, (await trio[0].GetAsync($"{path}/address")).Status);
        byte[] marker = Encoding.UTF8.GetBytes(Marker);
        Assert.All(
            Enumerable.Range(0, SiloTrio.Shards).SelectMany(shard => trio.Records(new(shard))),
            record => Assert.Equal(-1, record.Body.Span.IndexOf(marker)));
        Assert.Contains(trio.Records(trio.ShardOf(member)), record => record.Body.Span.IndexOf("address-given"u8) >= 0);
    }
}
