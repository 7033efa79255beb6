using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Jifen.Silo.Imports;
using Jifen.Silo.Shards;
using Jifen.Silo.Tests.Api;
using static Jifen.Silo.Tests.Imports.TestImports;

namespace Jifen.Silo.Tests.Imports;

/// <summary>Imports that meet restarts, limits, broken senders and each other.</summary>
public sealed class ImportLifeTests
{
    [Fact]
    public async Task An_import_goes_on_after_a_restart_and_counts_as_its_own_what_it_had_not_counted() =>
        Assert.Equal("603 read, 599 accepted, 3 repeated, 1 refused", await RestartedAsync(static calls => calls));

    /// <summary>The control: the 44 lines that were decided and not counted are taken for somebody else's.</summary>
    [Fact]
    public async Task Control_an_import_that_does_not_know_its_own_records_counts_wrong() =>
        Assert.Equal("603 read, 555 accepted, 47 repeated, 1 refused", await RestartedAsync(static calls => new Forgetful(calls)));

    private static async Task<string> RestartedAsync(Func<IImportCalls, IImportCalls> after)
    {
        GatedCalls gate = new() { Open = 300 };
        await using TestSilo silo = await TestSilo.StartAsync(new() { Imports = gate.Around });
        await silo.EnrolAsync("restart");
        Assert.Equal(200, (await silo.PostAsync("/v1/activities", Activity("a450", "restart"))).Status);
        string[] lines = [.. Enumerable.Range(0, 600).Select(i => Activity($"a{i}", "restart")), Activity("a3", "restart"), Activity("a599", "restart"), "["];
        string id = (await silo.ImportAsync(Lines(lines))).Json.GetProperty("id").GetString()!;
        await gate.Reached.Task;
        Assert.Equal("256 read, 256 accepted, 0 repeated, 0 refused", await CountsAsync(silo, id));

        await silo.RestartAsync(new() { Imports = after });

        string counts = Counts(await EndAsync(silo, id));
        Assert.Equal(["603 : malformed at $"], await RefusalsAsync(silo, id));
        Assert.Equal(600, (await silo.GetAsync("/v1/members/restart")).Json.GetProperty("points").GetProperty("available").GetInt32());
        await silo.RestartAsync();
        Assert.Equal(counts, await CountsAsync(silo, id));
        return counts;
    }

    [Fact]
    public async Task Two_imports_take_turns_and_no_more_than_the_limit_are_open()
    {
        GatedCalls gate = new() { Open = 0 };
        await using TestSilo silo = await TestSilo.StartAsync(
            new() { Imports = gate.Around }, with: options => options with { Imports = new() { Open = 2, BatchLines = 10, SharePercent = 100 } });
        await silo.EnrolAsync("turns");
        string one = (await silo.ImportAsync(Lines(Enumerable.Range(0, 40).Select(i => Activity($"one-{i}", "turns"))))).Json.GetProperty("id").GetString()!;
        await UntilAsync(() => gate.Seen.Count == 10);
        string two = (await silo.ImportAsync(Lines(Enumerable.Range(0, 40).Select(i => Activity($"two-{i}", "turns"))))).Json.GetProperty("id").GetString()!;
        var third = await silo.ImportAsync("{}");
        Assert.Equal((429, "import_limit"), (third.Status, third.Code));

        gate.Release();
        await EndAsync(silo, one);
        await EndAsync(silo, two);

        string[] turns = [.. gate.Seen.Chunk(10).Select(batch => Assert.Single(batch.Select(id => id[..3]).Distinct()))];
        Assert.Equal(["one", "one", "two", "one", "two", "one", "two", "two"], turns);
        Assert.Equal(202, (await silo.ImportAsync("{}")).Status);
        var page = await silo.GetAsync("/v1/imports?limit=2");
        Assert.Equal(2, page.Json.GetProperty("items").GetArrayLength());
        var rest = await silo.GetAsync($"/v1/imports?limit=2&cursor={page.Json.GetProperty("next").GetString()}");
        Assert.Equal(one, rest.Json.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, rest.Json.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task A_broken_upload_leaves_nothing_behind()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        using (TcpClient client = new())
        {
            await client.ConnectAsync(IPAddress.Loopback, silo.Host.Url.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /v1/imports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TestSilo.BootstrapKey}\r\nContent-Type: {NdJson}\r\nContent-Length: 1000000\r\n\r\n{{}}\n"));
            await UntilAsync(() => Folders(silo).Length == 1);
        }

        await UntilAsync(() => Folders(silo).Length == 0);
        Assert.Equal(0, (await silo.GetAsync("/v1/imports")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task What_an_upload_left_at_a_kill_is_taken_away_at_the_next_start()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        string left = Path.Combine(silo.Folder, "imports", ImportUpload.Prefix + "x");
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "source"), "{}");
        await silo.RestartAsync();
        Assert.Empty(Folders(silo));
    }

    [Fact]
    public async Task A_stream_beyond_the_limit_or_the_room_is_refused_whole()
    {
        await using TestSilo silo = await TestSilo.StartAsync(with: options => options with { Imports = new() { StreamBytes = 100_000 } });
        var tooLarge = await silo.SendAsync(
            HttpMethod.Post, "/v1/imports", new string('x', 200_000), null, TestSilo.BootstrapKey, ("Expect", "100-continue"), NdJson);
        Assert.Equal((413, "too_large"), (tooLarge.Status, tooLarge.Code));
        await silo.RestartAsync(with: options => options with { Imports = new() { ReserveBytes = long.MaxValue / 2 } });
        var full = await silo.ImportAsync("{}");
        Assert.Equal((503, "store_full"), (full.Status, full.Code));
        await UntilAsync(() => Folders(silo).Length == 0);
    }

    [Fact]
    public async Task While_an_import_runs_calls_are_answered()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        await silo.EnrolAsync("busy");
        string id = (await silo.ImportAsync(Lines(Enumerable.Range(0, 4_000).Select(i => Activity($"b{i}", "busy"))))).Json.GetProperty("id").GetString()!;
        int answered = 0;
        while ((await SeenAsync(silo, id)).GetProperty("state").GetString() != "done")
        {
            var answer = await silo.PlayAsync("busy", $"play-{answered++}");
            Assert.True(answer.Status is 200 or 409, answer.Body);
        }

        Assert.Equal("4000 read, 4000 accepted, 0 repeated, 0 refused", await CountsAsync(silo, id));
        Assert.NotEqual(0, answered);
    }

    private static string[] Folders(TestSilo silo) => Directory.GetDirectories(Path.Combine(silo.Folder, "imports"));

    private static async Task UntilAsync(Func<bool> holds)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        while (!holds())
        {
            await Task.Delay(5, patience.Token);
        }
    }

    /// <summary>Does not tell where records came from.</summary>
    private sealed class Forgetful(IImportCalls calls) : IImportCalls
    {
        public async ValueTask<Answered> DecideAsync(ImportedLine line) => await calls.DecideAsync(line) with { Origin = null };
    }

    /// <summary>Lets some lines through to the shards and holds back their answers and all others.</summary>
    private sealed class GatedCalls
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _seen;

        public required int Open { get; init; }

        /// <summary>As many lines as may pass are decided.</summary>
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<string> Seen { get; } = new();

        public IImportCalls Around(IImportCalls calls) => new Gate(this, calls);

        public void Release() => _released.SetResult();

        private sealed class Gate(GatedCalls gated, IImportCalls calls) : IImportCalls
        {
            public async ValueTask<Answered> DecideAsync(ImportedLine line)
            {
                gated.Seen.Enqueue(((ReportActivity)line.Input).Id);
                int number = Interlocked.Increment(ref gated._seen);
                if (number > gated.Open)
                {
                    await gated._released.Task;
                }

                Answered answer = await calls.DecideAsync(line);
                if (number == gated.Open)
                {
                    gated.Reached.SetResult();
                }

                return answer;
            }
        }
    }
}
