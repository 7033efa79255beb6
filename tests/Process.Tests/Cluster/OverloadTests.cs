using System.Globalization;
using System.Net;
using System.Text.Json;
using Jifen.Process.Tests.Audit;
using Jifen.Process.Tests.Clients;
using Jifen.Process.Tests.Hosts;
using Jifen.Silo.Tests.Journal.Postgres;
using Xunit.Abstractions;

namespace Jifen.Process.Tests.Cluster;

/// <summary>
/// More calls than three silos can take: <c>JIFEN_OVERLOAD=60 ./test --filter OverloadTests</c> counts facts with small bounds, then offers five times what they were seen to do for so
/// many seconds, and prints figures.
/// </summary>
[Collection(PostgresServer.Collection)]
public sealed class OverloadTests(PostgresServer server, ITestOutputHelper output) : IAsyncDisposable, IAsyncLifetime
{
    private const int Silos = 3;
    private const int Calls = 1_500;

    private readonly HostPool _pool = new(1);

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task Calls_beyond_the_bounds_are_told_when_to_come_back_have_no_effect_and_are_done_when_they_do()
    {
        if (Environment.GetEnvironmentVariable("JIFEN_OVERLOAD") is null)
        {
            output.WriteLine("nothing is offered: JIFEN_OVERLOAD asks for it");
            return;
        }

        await using SiloCluster cluster = await SiloCluster.StartAsync(
            _pool, server, Silos, Festival.Document(), shards: 4, with: order => order with { Mailbox = 48, Undurable = 64 });
        using SiloClient client = new(Festival.ServerKey, connections: 512) { Addresses = cluster.Homes };
        using Ledger ledger = new(Path.Combine(cluster.Folder, "ledger"));
        Call[] calls = [.. Enumerable.Range(0, Calls).Select(CallOf)];
        calls.ToList().ForEach(ledger.Intend);

        Reply?[] first = await Task.WhenAll(calls.Select(call => client.TryAsync(call)));
        JournalCount journal = cluster.Count();
        (Call Call, Reply Reply)[] refused = [.. calls.Zip(first).Where(sent => sent.Second is { Status: HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests }).Select(sent => (sent.First, sent.Second!))];
        Assert.NotEmpty(refused);
        Assert.All(refused, sent => Assert.True(sent.Reply.SaysWhenToRetry, $"{sent.Call.Key}: {sent.Reply}"));
        Assert.All(refused.Where(sent => CodeOf(sent.Reply) == "overloaded"), sent => Assert.Equal(0, journal.DecidedUnder(StoreAudit.KeyOf(sent.Call))));
        output.WriteLine($"{Calls} calls at once: {first.Count(reply => reply is { IsFinal: true })} done, {refused.Length} refused, {refused.Count(sent => CodeOf(sent.Reply) == "overloaded")} of them overloaded");

        await Parallel.ForEachAsync(calls.Zip(first), new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (sent, _) =>
            ledger.Record(sent.First, sent.Second is { IsFinal: true } done ? done : await client.AnswerAsync(sent.First)));
        Assert.Empty(await AuditAsync(cluster, ledger, client));
    }

    [Fact]
    public async Task Five_times_what_the_cluster_can_do_is_measured()
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("JIFEN_OVERLOAD"), CultureInfo.InvariantCulture, out int seconds))
        {
            output.WriteLine("nothing is measured: JIFEN_OVERLOAD says for how many seconds");
            return;
        }

        await using SiloCluster cluster = await SiloCluster.StartAsync(_pool, server, Silos, Festival.Document());
        await using OverloadRun run = new(cluster);
        LoadFigures normal = await run.AtOnceAsync(clients: 32, TimeSpan.FromSeconds(15));
        LoadFigures over = await run.OfferAsync((int)(5 * normal.DonePerSecond), TimeSpan.FromSeconds(seconds));
        TimeSpan recovery = await run.RecoversAsync(normal);
        output.WriteLine($"normal: {normal}");
        output.WriteLine($"five times: {over}; goodput {over.DonePerSecond / normal.DonePerSecond:P0} of normal");
        output.WriteLine($"normal again after {recovery.TotalSeconds:F1} s; memory of the silos {string.Join(", ", cluster.Memory.Select(bytes => $"{bytes >> 20} MB"))}");
        Assert.Empty(run.WrongEffects());
        Assert.Empty(cluster.Faults);
    }

    private static async Task<IReadOnlyList<string>> AuditAsync(SiloCluster cluster, Ledger ledger, SiloClient client)
    {
        StoreAudit audit = new(cluster, ledger, client);
        audit.OneRecordForEachKey();
        await audit.RepetitionsAnswerTheSameAsync();
        await audit.PointsAndStockAreExactAsync();
        for (int silo = 0; silo < cluster.Silos; silo++)
        {
            await cluster.StopAsync(silo);
        }

        await audit.VerifyPassesAsync();
        return [.. audit.Findings, .. cluster.Faults];
    }

    private static string CodeOf(Reply reply) => JsonElement.Parse(reply.Body).GetProperty("code").GetString()!;

    private static Call CallOf(int number)
    {
        string member = Festival.Member(number % Festival.Members);
        string key = string.Create(CultureInfo.InvariantCulture, $"over-{number}");
        return number % 3 == 0 ? Call.Activity(key, member, 2_500, TimeProvider.System.GetUtcNow()) : Call.PlayFor(key, member, Festival.Wheel);
    }
}
