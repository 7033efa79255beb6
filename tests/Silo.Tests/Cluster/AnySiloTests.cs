using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Silo.Security;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Journal.Postgres;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>Whatever is done at one silo is seen at the others, and a call that is repeated elsewhere is answered as the first.</summary>
[Collection(PostgresServer.AnySiloCollection)]
public sealed class AnySiloTests(SiloTrioFixture fixture) : IClassFixture<SiloTrioFixture>
{
    private const ulong Seed = 20_261_122;

    private readonly SiloTrio _trio = fixture.Trio;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task What_was_done_at_one_silo_is_shown_the_same_by_all()
    {
        foreach (TestSilo home in _trio.Silos)
        {
            string member = _trio.MemberOn(home, $"shown{home.Client.BaseAddress!.Port}-");
            await DoAsync(member);
            foreach (string path in PathsOf(member))
            {
                await SameEverywhereAsync(path);
            }
        }

        foreach (string path in (string[])["/v1/catalogue", "/v1/lotteries", "/v1/lotteries/lucky-wheel", "/v1/fairness/lucky-wheel", "/v1/leaderboards/ever?limit=5", "/v1/leaderboards/today"])
        {
            await SameEverywhereAsync(path);
        }
    }

    [Fact]
    public async Task A_call_repeated_at_another_silo_gets_the_bytes_of_the_first_and_says_so()
    {
        foreach (string member in _trio.MembersOfAllShards("again"))
        {
            string activity = Activity(member, "a1", 5_000);
            await RepeatedAsync("/v1/members", $$"""{"id":"{{member}}","profile":{"alias":"A"} }""", $"enrol-{member}");
            await RepeatedAsync("/v1/activities", activity, null);
            await RepeatedAsync("/v1/activities/a1/refund", $$"""{"memberId":"{{member}}","amount":1000}""", $"refund-{member}");
            await RepeatedAsync("/v1/lotteries/lucky-wheel/plays", $$"""{"memberId":"{{member}}"}""", "play");
            TestSilo.Answer other = await _trio[2].PostAsync("/v1/activities", Activity(member, "a1", 5_001));
            Assert.Equal((422, "key_reused"), (other.Status, other.Code));
            TestSilo.Answer batch = await _trio[1].PostAsync("/v1/activities/batch", $$"""{"items":[{{activity}},{{Activity(member, "a2", 100)}}]}""");
            Assert.Equal(batch.Body, (await _trio[2].PostAsync("/v1/activities/batch", $$"""{"items":[{{activity}},{{Activity(member, "a2", 100)}}]}""")).Body);
        }
    }

    [Fact]
    public async Task Two_thousand_commands_repeated_at_random_silos_leave_one_record_each_and_equal_answers()
    {
        const int Commands = 2_000;
        string[] members = [.. Enumerable.Range(0, 60).Select(number => $"storm{number}")];
        foreach (string member in members)
        {
            await _trio[0].EnrolAsync(member);
        }

        await Parallel.ForEachAsync(Enumerable.Range(0, Commands), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
            await StormAsync(number, members));

        IReadOnlyList<int> counted = fixture.Counted.Of(members.Select(member => _trio[0].Host.Engine.MemberKeys.Of(member)).ToHashSet());
        Assert.Equal((Commands, Commands), (counted.Count, counted.Sum()));
    }

    [Fact]
    public async Task A_position_of_one_silo_is_reached_by_the_answers_of_the_others()
    {
        foreach (string member in _trio.MembersOfAllShards("place"))
        {
            await _trio[0].EnrolAsync(member);
            for (int round = 0; round < 3; round++)
            {
                TestSilo at = _trio[round];
                TestSilo then = _trio[(round + 1) % 3];
                Assert.Equal(200, (await at.EarnAsync(member, $"p{round}", 1_000)).Status);
                string position = (await at.GetAsync($"/v1/members/{member}")).Json.GetProperty("asOf").GetProperty("position").GetString()!;
                TestSilo.Answer read = await then.GetAsync($"/v1/members/{member}", header: ("Jifen-Position", position));
                Assert.Equal((200, 10 * (round + 1)), (read.Status, read.Json.GetProperty("points").GetProperty("available").GetInt32()));
                TestSilo.Answer board = await then.GetAsync($"/v1/leaderboards/ever/members/{member}", header: ("Jifen-Position", position));
                Assert.Equal((200, 10 * (round + 1)), (board.Status, board.Json.GetProperty("score").GetInt32()));
            }
        }
    }

    [Fact]
    public async Task Once_a_pause_has_returned_at_one_silo_no_later_play_commits_at_any_also_where_nothing_was_done_before()
    {
        IReadOnlyList<string> members = _trio.MembersOfAllShards("halt");
        await Task.WhenAll(members.Select(member => _trio[0].EnrolAsync(member)));
        await Task.WhenAll(members.Select(member => _trio[1].EarnAsync(member, "a", 10_000_000)));
        for (int round = 0; round < 3; round++)
        {
            // The members of every other round play while the pause comes; in the others all silos are idle.
            TestSilo[] silos = [.. _trio.Silos];
            Task<int[]> playing = round % 2 == 0 ? Task.WhenAll(members.Select((member, i) => PlayUntilRefusedAsync(silos[i % 3], member, round))) : Task.FromResult<int[]>([]);
            Assert.Equal(200, (await silos[round].PostAsync("/v1/lotteries/lucky-wheel/pause", """{"reason":"r"}""")).Status);
            TestSilo.Answer[] after = await Task.WhenAll(members.SelectMany(member => silos.Select((silo, i) => silo.PlayAsync(member, $"after-{round}-{i}"))));
            Assert.All(after, answer => Assert.Equal((409, "not_open"), (answer.Status, answer.Code)));
            Assert.All(await playing, last => Assert.Equal(409, last));
            Assert.Equal(200, (await silos[(round + 1) % 3].PostAsync("/v1/lotteries/lucky-wheel/resume", """{"reason":"r"}""")).Status);
            await OpenEverywhereAsync(members, round);
        }
    }

    [Fact]
    public async Task A_server_key_made_or_revoked_at_one_silo_comes_into_force_at_the_others()
    {
        for (int round = 0; round < 3; round++)
        {
            TestSilo at = _trio[round];
            JsonElement made = (await at.PostAsync("/v1/keys", """{"name":"k","scopes":["members"]}""")).Json;
            string text = made.GetProperty("key").GetString()!;
            await BecomesAsync(async () => (await StatusesAsync(text)).All(status => status == 404));
            Assert.Equal(200, (await at.PostAsync($"/v1/keys/{made.GetProperty("id").GetString()}/revoke", null)).Status);
            await BecomesAsync(async () => (await StatusesAsync(text)).All(status => status == 401));
        }

        Task<int[]> StatusesAsync(string key) => Task.WhenAll(_trio.Silos.Select(async silo => (await silo.GetAsync("/v1/members/no-such-member", key)).Status));
    }

    [Fact]
    public async Task A_player_token_of_one_silo_holds_at_the_others()
    {
        await _trio[0].EnrolAsync("token");
        string token = await _trio[1].TokenAsync("token");
        foreach (TestSilo silo in _trio.Silos)
        {
            Assert.Equal(200, (await silo.GetAsync("/v1/members/token", token)).Status);
            Assert.Equal(403, (await silo.GetAsync("/v1/members/another", token)).Status);
        }
    }

    [Fact]
    public async Task Staff_signed_in_at_one_silo_is_signed_in_at_the_others_and_an_account_of_one_is_known_to_all()
    {
        using StaffClient person = await StaffClient.SignInAsync(_trio[0], StaffRole.Admin);
        foreach (TestSilo silo in _trio.Silos)
        {
            await BecomesAsync(async () => await person.StatusAsync("GET", $"{silo.Client.BaseAddress}v1/me") == 200);
            string path = $"{silo.Client.BaseAddress}v1/campaigns/no-such-campaign/pause";
            Assert.Equal(403, await person.StatusAsync("POST", path));
            Assert.Equal(404, await person.StatusAsync("POST", path, person.Antiforgery));
        }

        await BecomesAsync(async () => await StaffClient.TryAsync(_trio[2].Host, person.Name, StaffClient.Password) == 302);
    }

    [Fact]
    public async Task An_import_is_told_of_by_the_silo_that_took_it_and_its_activities_by_all()
    {
        await _trio[0].EnrolAsync("imported");
        TestSilo.Answer taken = await _trio[1].SendAsync(
            HttpMethod.Post, "/v1/imports", Activity("imported", "i1", 700), "import", TestSilo.BootstrapKey, media: "application/x-ndjson");
        Assert.Equal(202, taken.Status);
        string path = $"/v1/imports/{taken.Json.GetProperty("id").GetString()}";
        while ((await _trio[1].GetAsync(path)).Json.GetProperty("accepted").GetInt32() < 1)
        {
            await Task.Delay(20);
        }

        Assert.Equal((404, "unknown_import"), await _trio[2].GetAsync(path) is var other ? (other.Status, other.Code) : default);
        await SameEverywhereAsync("/v1/members/imported");
        Assert.Equal(7, (await _trio[2].GetAsync("/v1/members/imported")).Json.GetProperty("points").GetProperty("available").GetInt32());
    }

    private static IEnumerable<string> PathsOf(string member) =>
    [
        $"/v1/members/{member}", $"/v1/members/{member}/history", $"/v1/members/{member}/history?limit=2", $"/v1/members/{member}/plays?receipts=true",
        $"/v1/members/{member}/badges", $"/v1/members/{member}/boards", $"/v1/members/{member}/challenges", $"/v1/lotteries?memberId={member}",
        $"/v1/leaderboards/ever/members/{member}?around=3", "/v1/lotteries/lucky-wheel/stock", "/v1/campaigns/cafe/budget",
    ];

    /// <summary>Some of everything, each at another silo than the last.</summary>
    private async Task DoAsync(string member)
    {
        Assert.Equal(201, (await _trio[0].PostAsync("/v1/members", $$"""{"id":"{{member}}"}""")).Status);
        Assert.Equal(200, (await _trio[1].EarnAsync(member, "one", 200_000, _now)).Status);
        Assert.Equal(200, (await _trio[2].PostAsync("/v1/activities/batch", $$"""{"items":[{{Activity(member, "two", 300)}},{{Activity(member, "three", 400)}}]}""")).Status);
        Assert.Equal(200, (await _trio[0].PostAsync("/v1/activities/one/refund", $$"""{"memberId":"{{member}}","amount":1000}""", "r")).Status);
        for (int play = 0; play < 12; play++)
        {
            TestSilo.Answer played = await _trio[play % 3].PlayAsync(member, $"k{play}");
            Assert.Equal(200, played.Status);
            string id = played.Json.GetProperty("playId").GetString()!;
            Assert.Equal(200, (await _trio[(play + 1) % 3].PostAsync($"/v1/plays/{id}/seen", $$"""{"memberId":"{{member}}"}""")).Status);
        }
    }

    private string Activity(string member, string id, long amount) =>
        $$"""{"id":"{{id}}","memberId":"{{member}}","kind":"purchase","at":"{{_now:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}}","amount":{{amount}}}""";

    /// <summary>The same but for the instant and place of the read, which its shard may pass by itself.</summary>
    private async Task SameEverywhereAsync(string path)
    {
        string[] bodies = await Task.WhenAll(_trio.Silos.Select(async silo =>
        {
            TestSilo.Answer answer = await silo.GetAsync(path);
            Assert.True(answer.Status == 200, $"{path}: {answer.Status} {answer.Body}");
            return Bare(JsonNode.Parse(answer.Body)!).ToJsonString();
        }));
        Assert.Equal(bodies[0], bodies[1]);
        Assert.Equal(bodies[0], bodies[2]);
    }

    /// <summary>Units that wait on shards for whoever wins next move by themselves; so does the instant of a read.</summary>
    private static JsonNode Bare(JsonNode node)
    {
        foreach (JsonNode child in node switch
        {
            JsonObject from => from.Select(property => property.Value).OfType<JsonNode>(),
            JsonArray list => list.OfType<JsonNode>(),
            _ => [],
        })
        {
            Bare(child);
        }

        if (node is JsonObject named)
        {
            named.Remove("asOf");
            named.Remove("allotted");
            named.Remove("left");
        }

        return node;
    }

    private async Task RepeatedAsync(string path, string body, string? key)
    {
        TestSilo.Answer first = await _trio[0].PostAsync(path, body, key);
        Assert.True(first.Status is 200 or 201 or 409, first.Body);
        foreach (TestSilo silo in _trio.Silos)
        {
            TestSilo.Answer again = await silo.PostAsync(path, body, key);
            Assert.Equal((first.Status, first.Body, true), (again.Status, again.Body, again.Replayed));
        }
    }

    private async Task StormAsync(int number, string[] members)
    {
        SeededDraw draw = new(Seed + (ulong)number);
        string member = members[draw.Below(members.Length)];
        bool earns = draw.OneIn(3);
        TestSilo[] at = [.. Enumerable.Range(0, 1 + draw.Below(5)).Select(_ => _trio[draw.Below(3)])];
        Task<TestSilo.Answer> Send(TestSilo silo) => earns ? silo.EarnAsync(member, $"a{number}", 1_000, _now) : silo.PlayAsync(member, $"p{number}");
        List<TestSilo.Answer> answers = [];
        if (draw.OneIn(2))
        {
            answers.AddRange(await Task.WhenAll(at.Select(Send)));
        }
        else
        {
            foreach (TestSilo silo in at)
            {
                answers.Add(await Send(silo));
            }
        }

        TestSilo.Answer[] final = [.. answers.Where(answer => answer.Status != 202)];
        Assert.All(final, answer => Assert.True(answer.Status is 200 or 409, $"seed {Seed}, command {number}: {answer.Status} {answer.Body}"));
        Assert.True(final.Select(answer => answer.Body).Distinct().Count() <= 1, $"seed {Seed}, command {number}: {string.Join('\n', final.Select(a => a.Body))}");
    }

    private static async Task<int> PlayUntilRefusedAsync(TestSilo silo, string member, int round)
    {
        for (int play = 0; ; play++)
        {
            TestSilo.Answer answer = await silo.PlayAsync(member, $"until-{round}-{play}");
            if (answer.Status != (int)HttpStatusCode.OK)
            {
                return answer.Status;
            }
        }
    }

    /// <summary>A resumption is no kill: shards hear of it some time after the call.</summary>
    private async Task OpenEverywhereAsync(IReadOnlyList<string> members, int round)
    {
        foreach (string member in members)
        {
            for (int attempt = 0; (await _trio[0].PlayAsync(member, $"open-{round}-{attempt}")).Status != 200; attempt++)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Waits until it holds; how soon that is, on a machine that others use too, is no matter of right or wrong.</summary>
    private static async Task BecomesAsync(Func<Task<bool>> holds)
    {
        long begun = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(60), "it is still not in force");
            await Task.Delay(20);
        }
    }
}
