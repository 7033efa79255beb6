using Jifen.Process.Tests.Audit;
using Jifen.Process.Tests.Clients;

namespace Jifen.Process.Tests.Hosts;

/// <summary>A stop that is asked for: SIGTERM.</summary>
public sealed class StopTests : IAsyncLifetime
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(2);

    private readonly HostPool _pool = new(0);
    private StoreFolder? _store;

    public async Task InitializeAsync() =>
        _store = await Festival.StoreAsync(_pool, Festival.Document, Enumerable.Range(0, Festival.Members).Select(Festival.Member));

    public async Task DisposeAsync()
    {
        await _pool.DisposeAsync();
        _store?.Dispose();
    }

    [Fact]
    public async Task A_stop_under_load_drains_and_the_next_start_replays_nothing_and_knows_every_answer()
    {
        using SiloClient silo = new(Festival.ServerKey);
        using Ledger ledger = new(Path.Combine(_store!.Path, "ledger"));
        await using Crowd crowd = new(silo, ledger, new(6), clients: 12, copies: 1);
        crowd.Start();
        await StopUnderLoadAsync(silo, ledger);
        Assert.Empty(JournalCount.Of(_store.Data).Unsaved);

        SiloProcess next = _pool.Take();
        next.Obey(Festival.Order(_store));
        silo.Address = await next.ReadyAsync();
        await crowd.FinishAsync();
        StoreAudit audit = new(_store, ledger, silo);
        audit.OneRecordForEachKey();
        await audit.RepetitionsAnswerTheSameAsync();
        await audit.PointsAndStockAreExactAsync();
        next.Stop();
        Assert.Equal(0, await next.EndAsync(LongestStop));
        await audit.VerifyPassesAsync();
        Assert.Empty(audit.Findings);
    }

    [Fact]
    public async Task A_kill_leaves_something_to_replay()
    {
        using SiloClient silo = new(Festival.ServerKey);
        SiloProcess host = _pool.Take();
        host.Obey(Festival.Order(_store!));
        silo.Address = await host.ReadyAsync();
        await silo.AnswerAsync(Call.PlayFor("one", Festival.Member(0), Festival.Wheel));
        host.Kill();
        Assert.Equal(137, await host.EndAsync(LongestStop));
        Assert.NotEmpty(JournalCount.Of(_store!.Data).Unsaved);
    }

    private async Task StopUnderLoadAsync(SiloClient silo, Ledger ledger)
    {
        SiloProcess host = _pool.Take();
        host.Obey(Festival.Order(_store!));
        silo.Address = await host.ReadyAsync();
        using CancellationTokenSource patience = new(LongestStop);
        while (ledger.AnswerCount < 200)
        {
            await Task.Delay(5, patience.Token);
        }

        host.Stop();
        Assert.Equal(0, await host.EndAsync(LongestStop));
        silo.Address = null;
        Assert.Empty(host.Faults);
    }
}
