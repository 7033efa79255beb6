using System.Text.Json.Nodes;
using Jifen.Grains.Catalogue;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Journal.Postgres;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>What must hold while shards change hands.</summary>
[Collection(PostgresServer.ClusterCollection)]
public sealed class ClusterMoveTests(PostgresServer server)
{
    private const int Price = 777;

    [Fact]
    public async Task A_position_is_honoured_right_after_the_shard_has_moved()
    {
        await using SiloTrio trio = await SiloTrio.StartAsync(server);
        TestSilo leaving = trio[2];
        string[] members = [.. trio.MembersOfAllShards("moved").Where(member => trio.OwnerOf(trio.ShardOf(member)) == leaving)];
        List<(string Member, string Position)> read = [];
        foreach (string member in members)
        {
            await trio[0].EnrolAsync(member);
            Assert.Equal(200, (await trio[1].EarnAsync(member, "a", 1_000)).Status);
            read.Add((member, (await leaving.GetAsync($"/v1/members/{member}")).Json.GetProperty("asOf").GetProperty("position").GetString()!));
        }

        Task gone = trio.LeaveAsync(leaving);
        for (int round = 0; round < 30; round++)
        {
            foreach ((string member, string position) in read)
            {
                TestSilo.Answer answer = await trio[round % 2].GetAsync($"/v1/members/{member}", header: ("Jifen-Position", position));
                Assert.True(answer.Status == 200, answer.Body);
                Assert.Equal(10, answer.Json.GetProperty("points").GetProperty("available").GetInt32());
            }
        }

        await gone;
        Assert.NotEmpty(read);
    }

    [Fact]
    public async Task A_silo_that_has_left_still_sends_on_what_comes_to_it()
    {
        await using SiloTrio trio = await SiloTrio.StartAsync(server);
        TestSilo leaving = trio[1];
        string[] members = [.. trio.MembersOfAllShards("late")];
        await Task.WhenAll(members.Select(member => trio[0].EnrolAsync(member)));

        await leaving.Host.Engine.LeaveAsync();
        Assert.Empty(leaving.Host.Engine.Shards.All);
        foreach (string member in members)
        {
            TestSilo.Answer answer = await leaving.EarnAsync(member, "a", 1_000);
            Assert.True(answer.Status == 200, answer.Body);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_programme_opens_at_all_silos_at_its_time_and_what_was_decided_under_it_is_rendered_by_any(bool catalogueMoves)
    {
        await using SiloTrio trio = await SiloTrio.StartAsync(server);
        TestSilo home = trio.OwnerOf(Placement.Of(CatalogueGrain.GrainId, SiloTrio.Shards));
        TestSilo[] others = [.. trio.Silos.Where(silo => silo != home)];
        IReadOnlyList<string> members = trio.MembersOfAllShards("opens");
        await Task.WhenAll(members.Select(member => others[0].EnrolAsync(member)));
        await Task.WhenAll(members.Select(member => others[0].EarnAsync(member, "a", 1_000_000)));

        JsonNode draft = JsonNode.Parse(TestSilo.Programme())!;
        foreach (JsonNode? segment in draft["campaigns"]![1]!["lotteries"]![0]!["segments"]!.AsArray())
        {
            segment!["prize"] = new JsonObject { ["kind"] = "points", ["points"] = Price };
            segment.AsObject().Remove("stock");
            segment.AsObject().Remove("fallback");
        }

        DateTimeOffset at = others[0].Now.AddSeconds(3);
        TestSilo.Answer published = await others[0].SendAsync(
            HttpMethod.Put, $"/v1/catalogue?effectiveAt={Uri.EscapeDataString(at.ToString("O"))}", draft.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.Equal((200, 2), (published.Status, published.Json.GetProperty("version").GetInt32()));
        Task gone = catalogueMoves ? trio.LeaveAsync(home) : Task.CompletedTask;

        bool[] opened = await Task.WhenAll(members.Select((member, which) => PlaysThroughAsync(trio, others[which % 2], member, at)));
        Assert.All(opened, Assert.True);
        await gone;
        foreach (TestSilo silo in trio.Silos)
        {
            Assert.Equal(2, (await silo.GetAsync("/v1/catalogue")).Json.GetProperty("version").GetInt32());
            foreach (string member in members)
            {
                Assert.Equal(200, (await silo.GetAsync($"/v1/members/{member}/plays?receipts=true")).Status);
                Assert.Equal(200, (await silo.GetAsync($"/v1/members/{member}/history")).Status);
            }
        }
    }

    /// <summary>Plays until the new price was won, and looks at each play from all silos at once; false where it came before its time.</summary>
    private static async Task<bool> PlaysThroughAsync(SiloTrio trio, TestSilo at, string member, DateTimeOffset opens)
    {
        for (int play = 0; ; play++)
        {
            DateTimeOffset begun = at.Now;
            TestSilo.Answer answer = await at.PlayAsync(member, $"k{play}");
            Assert.True(answer.Status == 200, answer.Body);
            bool isNew = answer.Json.GetProperty("outcome").GetProperty("prize") is { ValueKind: System.Text.Json.JsonValueKind.Object } prize
                && prize.TryGetProperty("points", out var points) && points.GetInt32() == Price;
            if (isNew)
            {
                foreach (TestSilo silo in trio.Silos.Take(2))
                {
                    Assert.Equal(answer.Body, (await silo.PlayAsync(member, $"k{play}")).Body);
                }

                return at.Now >= opens;
            }

            Assert.True(begun < opens.AddSeconds(1), $"{member} was still served the old programme at {begun:O}");
            await Task.Delay(100);
        }
    }
}
