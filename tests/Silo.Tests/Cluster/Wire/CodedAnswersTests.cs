using System.Text.RegularExpressions;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Demo;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jifen.Silo.Tests.Cluster.Wire;

/// <summary>One store, copied, under two silos with one clock: the bodies of all that is read are the same, byte for byte.</summary>
public sealed partial class CodedAnswersTests
{
    private const string Member = "twin";

    /// <summary>Every endpoint that reads and answers at once, with what is asked of it.</summary>
    private static readonly Dictionary<string, string[]> Reads = new()
    {
        ["/v1/members/{memberId}"] = ["/v1/members/twin", "/v1/members/nobody"],
        ["/v1/members/{memberId}/history"] = ["/v1/members/twin/history", "/v1/members/twin/history?limit=2", "/v1/members/nobody/history"],
        ["/v1/members/{memberId}/plays"] = ["/v1/members/twin/plays?receipts=true", "/v1/members/twin/plays?unseen=true"],
        ["/v1/members/{memberId}/badges"] = ["/v1/members/twin/badges", "/v1/members/nobody/badges"],
        ["/v1/members/{memberId}/cards"] = ["/v1/members/twin/cards", "/v1/members/nobody/cards"],
        ["/v1/members/{memberId}/draws"] = ["/v1/members/twin/draws", "/v1/members/nobody/draws"],
        ["/v1/members/{memberId}/draws/{lotteryId}/{period}/receipt"] = ["/v1/members/twin/draws/none/draw/receipt"],
        ["/v1/lotteries/{lotteryId}/draws"] = ["/v1/lotteries/lucky-wheel/draws", "/v1/lotteries/none/draws"],
        ["/v1/lotteries/{lotteryId}/draws/{period}"] = ["/v1/lotteries/lucky-wheel/draws/draw"],
        ["/v1/members/{memberId}/challenges"] = ["/v1/members/twin/challenges", "/v1/members/nobody/challenges"],
        ["/v1/members/{memberId}/challenges/{challengeId}"] = ["/v1/members/twin/challenges/none", "/v1/members/nobody/challenges/none"],
        ["/v1/members/{memberId}/board-name"] = ["/v1/members/twin/board-name", "/v1/members/nobody/board-name"],
        ["/v1/members/{memberId}/boards"] = ["/v1/members/twin/boards", "/v1/members/nobody/boards"],
        ["/v1/leaderboards/{boardId}"] = ["/v1/leaderboards/today", "/v1/leaderboards/ever?limit=1", "/v1/leaderboards/ever?period=all", "/v1/leaderboards/none"],
        ["/v1/leaderboards/{boardId}/members/{memberId}"] = ["/v1/leaderboards/ever/members/twin?around=3", "/v1/leaderboards/ever/members/nobody"],
        ["/v1/members/{memberId}/play-limits"] = ["/v1/members/twin/play-limits", "/v1/members/nobody/play-limits"],
        ["/v1/members/{memberId}/friends"] = ["/v1/members/twin/friends", "/v1/members/nobody/friends"],
        ["/v1/leaderboards/{boardId}/members/{memberId}/friends"] =
            ["/v1/leaderboards/ever/members/twin/friends", "/v1/leaderboards/none/members/twin/friends", "/v1/leaderboards/ever/members/nobody/friends"],
        ["/v1/lotteries"] = ["/v1/lotteries", "/v1/lotteries?memberId=twin"],
        ["/v1/lotteries/{lotteryId}"] = ["/v1/lotteries/lucky-wheel", "/v1/lotteries/lucky-wheel?memberId=twin", "/v1/lotteries/none"],
        ["/v1/fairness/{lotteryId}"] = ["/v1/fairness/lucky-wheel", "/v1/fairness/none"],
        ["/v1/lotteries/{lotteryId}/stock"] = ["/v1/lotteries/lucky-wheel/stock", "/v1/lotteries/none/stock"],
        ["/v1/campaigns/{campaignId}/budget"] = ["/v1/campaigns/{budget}/budget", "/v1/campaigns/none/budget"],
        ["/v1/coupons"] = ["/v1/coupons"],
        ["/v1/coupons/{poolId}"] = ["/v1/coupons/none"],
        ["/v1/members/{memberId}/prizes"] = ["/v1/members/twin/prizes", "/v1/members/nobody/prizes"],
        ["/v1/members/{memberId}/prizes/{prizeId}/address"] = ["/v1/members/twin/prizes/p0-1/address", "/v1/members/nobody/prizes/p0-1/address"],
        ["/v1/orders"] = ["/v1/orders", "/v1/orders?state=ready"],
        ["/v1/catalogue"] = ["/v1/catalogue"],
        ["/v1/catalogue/schema"] = ["/v1/catalogue/schema"],
        ["/v1/imports"] = ["/v1/imports"],
        ["/v1/imports/{importId}"] = ["/v1/imports/none"],
        ["/v1/imports/{importId}/refusals"] = ["/v1/imports/none/refusals"],
        ["/v1/keys"] = ["/v1/keys"],
        ["/v1/me"] = ["/v1/me"],
        ["/v1/members/{memberId}/events"] = [],
        ["/v1/live"] = [],
    };

    private readonly DemoTime _time = new();

    [Fact]
    public async Task Every_read_has_the_same_body_whether_or_not_its_shard_is_spoken_to_in_bytes()
    {
        await using TestSilo first = await PassingAsync(TestSilo.StartAsync(new() { Time = _time }));
        await FillAsync(first);
        Assert.True(await PassingAsync(first.StopAsync()));
        CodedShards? coded = null;
        await using TestSilo near = await PassingAsync(TestSilo.StartOnCopyAsync(first, new() { Time = _time }));
        await using TestSilo far = await PassingAsync(
            TestSilo.StartOnCopyAsync(first, new() { Time = _time, Shards = shards => coded = new(shards) }));
        Assert.Equal(EndpointsOf(near), Reads.Keys.Order(StringComparer.Ordinal));
        string budget = near.Host.Engine.Programmes.Current!.Campaigns.First(campaign => campaign.EarningBudget is not null).Id;
        Assert.Equal(await near.RecordsAsync(), await far.RecordsAsync());
        foreach (string path in Reads.Values.SelectMany(paths => paths).Select(path => path.Replace("{budget}", budget, StringComparison.Ordinal)))
        {
            long before = coded!.Carried;
            Assert.Equal(await ReadAsync(near, path), await ReadAsync(far, path));
            Assert.True(coded.Carried > before || !IsOfShards(path), $"{path} was not asked in bytes");
        }
    }

    /// <summary>Status and body, without the number that each problem has of its own.</summary>
    private static async Task<(int Status, string Body)> ReadAsync(TestSilo silo, string path)
    {
        TestSilo.Answer answer = await silo.GetAsync(path);
        return (answer.Status, TraceId().Replace(answer.Body, ""));
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\",")]
    private static partial Regex TraceId();

    /// <summary>Members with points, plays, badges, friends and places on boards.</summary>
    private async Task FillAsync(TestSilo silo)
    {
        foreach (string member in (string[])[Member, "other", "third"])
        {
            await silo.EnrolAsync(member);
            Assert.Equal(200, (await silo.EarnAsync(member, $"{member}-1", 50_000, _time.GetUtcNow())).Status);
            Assert.Equal(200, (await silo.EarnAsync(member, $"{member}-2", 12_345, _time.GetUtcNow())).Status);
            for (int play = 0; play < 3; play++)
            {
                Assert.Contains((await silo.PlayAsync(member, $"{member}-{play}")).Status, (int[])[200, 409]);
            }
        }

        Assert.Equal(200, (await BefriendAsync(silo)).Status);
    }

    private static Task<TestSilo.Answer> BefriendAsync(TestSilo silo) =>
        silo.SendAsync(HttpMethod.Put, $"/v1/members/{Member}/friends", """{"friends":["other","third","nobody"]}""", null, TestSilo.BootstrapKey);

    /// <summary>Lets time pass until a task is over; between such tasks it stands still.</summary>
    private async Task<T> PassingAsync<T>(Task<T> task)
    {
        while (await Task.WhenAny(task, Task.Delay(5)) != task)
        {
            _time.Pass(TimeSpan.FromMilliseconds(100));
        }

        return await task;
    }

    /// <summary>Imports, keys and the caller itself are answered without a shard.</summary>
    private static bool IsOfShards(string path) =>
        !path.StartsWith("/v1/imports", StringComparison.Ordinal) && path is not ("/v1/keys" or "/v1/me" or "/v1/catalogue/schema" or "/v1/lotteries/none/stock" or "/v1/campaigns/none/budget");

    private static IEnumerable<string> EndpointsOf(TestSilo silo) =>
        silo.Host.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(endpoint => endpoint.RoutePattern.RawText!).Where(path => path.StartsWith("/v1/", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal);
}
