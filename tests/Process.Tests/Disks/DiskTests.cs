using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Jifen.Process.Tests.Audit;
using Jifen.Process.Tests.Clients;
using Jifen.Process.Tests.Hosts;
using Jifen.Silo.Hosting;
using Xunit.Abstractions;

namespace Jifen.Process.Tests.Disks;

/// <summary>Disks that fail, are full or slow, under a silo with load. Without strace, or the right to use it, these fail.</summary>
public sealed class DiskTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FailStop = TimeSpan.FromSeconds(1);

    /// <summary>How long a sync of the slow disk takes; a refusal waits for none.</summary>
    private static readonly TimeSpan SlowSync = TimeSpan.FromMilliseconds(200);

    private readonly HostPool _pool = new(0);
    private readonly SiloClient _silo = new(Festival.ServerKey, connections: 512);
    private StoreFolder? _store;

    public async Task InitializeAsync() =>
        _store = await Festival.StoreAsync(_pool, Festival.Document, Enumerable.Range(0, Festival.Members).Select(Festival.Member));

    public async Task DisposeAsync()
    {
        await _pool.DisposeAsync();
        _silo.Dispose();
        _store?.Dispose();
    }

    [Theory]
    [InlineData("jifen.db-wal")]
    [InlineData("witness")]
    [InlineData("jifen.db")]
    public async Task A_failed_sync_ends_the_process_within_a_second_and_loses_nothing_acknowledged(string file)
    {
        using Ledger ledger = new(Path.Combine(_store!.Path, "ledger"));
        await using Crowd crowd = new(_silo, ledger, new(8), clients: 12, copies: 1);
        SiloProcess host = await StartAsync();
        crowd.Start();
        await AnsweredAsync(ledger, 50);
        await using (Tracer tracer = await Tracer.AttachAsync(host, _store, file, "fsync,fdatasync", "error=EIO"))
        {
            Assert.Equal(ExitCodes.DiskFailed, await host.EndAsync(LongestWait));
            _silo.Address = null;
            Assert.InRange(tracer.FromFaultToEnd(), TimeSpan.Zero, FailStop);
        }

        SiloProcess next = await StartAsync();
        await crowd.FinishAsync();
        await AuditAsync(ledger, next);
    }

    [Fact]
    public async Task A_full_disk_is_told_as_store_full_while_reads_go_on_and_the_same_process_resumes_when_there_is_space()
    {
        using Ledger ledger = new(Path.Combine(_store!.Path, "ledger"));
        SiloProcess host = await StartAsync();
        await using (await Tracer.AttachAsync(host, _store, "jifen.db-wal", "pwrite64", "error=ENOSPC"))
        {
            Reply full = (await _silo.TryAsync(Call.PlayFor("full", Festival.Member(0), Festival.Wheel)))!;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, full.Status);
            Assert.Equal(RejectionCodes.StoreFull, JsonDocument.Parse(full.Body).RootElement.GetProperty("code").GetString());
            Assert.True(full.SaysWhenToRetry);
            Assert.Equal(0, await _silo.AvailableAsync(Festival.Member(0)));
        }

        long begun = Stopwatch.GetTimestamp();
        await using Crowd crowd = new(_silo, ledger, new(9), clients: 4, copies: 1);
        crowd.Start();
        await AnsweredAsync(ledger, 40);
        output.WriteLine($"resumed after {Stopwatch.GetElapsedTime(begun).TotalSeconds:F2} s");
        await crowd.FinishAsync();
        await AuditAsync(ledger, host);
    }

    [Fact]
    public async Task A_slow_disk_makes_batches_grow_and_refuses_what_is_too_much_at_once()
    {
        SiloProcess host = await StartAsync(undurable: 24);
        SlowLoad load = new(_silo, callers: 384);
        await load.RunAsync(TimeSpan.FromSeconds(2));
        long memory = MemoryOf(host);
        await using (Tracer tracer = await Tracer.AttachAsync(host, _store!, null, "fsync,fdatasync", $"delay_exit={SlowSync.TotalMicroseconds:F0}"))
        {
            load.Begin();
            await load.RunAsync(TimeSpan.FromSeconds(10));
            int syncs = tracer.Lines.Count(line => line.Contains("sync(", StringComparison.Ordinal));
            output.WriteLine($"slow: {load.Done} done in {syncs} syncs, {load.Refused} refused, median {load.MedianRefusal.TotalMilliseconds:F1} ms beside {load.MedianDone.TotalMilliseconds:F1} ms of what was done, other {load.Other}");
            Assert.InRange(load.Done, syncs * 4, int.MaxValue);
            Assert.InRange(load.Refused, 1, int.MaxValue);
            Assert.InRange(load.MedianRefusal, TimeSpan.Zero, load.MedianDone);
            Assert.Equal(0, load.Other);
        }

        long grown = MemoryOf(host) - memory;
        output.WriteLine($"memory {memory >> 20} MB, grown {grown >> 20} MB");
        Assert.InRange(grown, long.MinValue, 128L << 20);
        long begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => _silo.AnswerAsync(Call.PlayFor($"after{i}", Festival.Member(i % 40), Festival.Wheel))));
        output.WriteLine($"as before after {Stopwatch.GetElapsedTime(begun).TotalSeconds:F2} s");
        host.Stop();
        Assert.Equal(0, await host.EndAsync(LongestWait));
        Assert.Empty(JournalCount.Of(_store!.Data).Faults);
    }

    private static long MemoryOf(SiloProcess host)
    {
        using System.Diagnostics.Process process = System.Diagnostics.Process.GetProcessById(host.Id);
        return process.WorkingSet64;
    }

    private static async Task AnsweredAsync(Ledger ledger, int answers)
    {
        using CancellationTokenSource patience = new(LongestWait);
        while (ledger.AnswerCount < answers)
        {
            await Task.Delay(5, patience.Token);
        }
    }

    private async Task<SiloProcess> StartAsync(int undurable = 4_096)
    {
        SiloProcess host = _pool.Take();
        host.Obey(Festival.Order(_store!) with { Undurable = undurable });
        _silo.Address = await host.ReadyAsync();
        return host;
    }

    private async Task AuditAsync(Ledger ledger, SiloProcess host)
    {
        StoreAudit audit = new(_store!, ledger, _silo);
        audit.OneRecordForEachKey();
        await audit.RepetitionsAnswerTheSameAsync();
        await audit.PointsAndStockAreExactAsync();
        host.Stop();
        Assert.Equal(0, await host.EndAsync(LongestWait));
        await audit.VerifyPassesAsync();
        Assert.Empty(audit.Findings);
    }
}
