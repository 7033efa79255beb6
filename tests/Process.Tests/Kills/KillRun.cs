using Jifen.Process.Tests.Audit;
using Jifen.Process.Tests.Clients;
using Jifen.Process.Tests.Hosts;
using Jifen.Silo.Host;

namespace Jifen.Process.Tests.Kills;

/// <summary>One store under load whose silo is killed again and again, and the audit at the end.</summary>
public sealed class KillRun(HostPool pool, StoreFolder store, Dice dice, int clients, int copies, PlantedFault fault)
{
    private const int Killed = 137;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private readonly List<KillPoint> _hit = [];
    private readonly List<string> _logged = [];

    /// <summary>The points at which a process has ended itself.</summary>
    public IReadOnlyList<KillPoint> Hit => _hit;

    /// <summary>Calls that were answered.</summary>
    public int Answers { get; private set; }

    /// <summary>Coupon codes that members were shown in the end.</summary>
    public int Codes { get; private set; }

    /// <summary>Cards that were dealt.</summary>
    public int Cards { get; private set; }

    /// <summary>Entries that were drawn from.</summary>
    public int Entries { get; private set; }

    /// <summary>Runs the plan, lets every call be answered, and checks.</summary>
    /// <returns>What is wrong; empty where all holds.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<Kill> plan)
    {
        using SiloClient silo = new(Festival.ServerKey);
        using Ledger ledger = new(Path.Combine(store.Path, "ledger"));
        foreach ((Call call, Reply answer) in store.First)
        {
            ledger.Intend(call);
            ledger.Record(call, answer);
        }

        await using Crowd crowd = new(silo, ledger, dice, clients, copies) { Games = Festival.Games, LongestThought = 10 };
        crowd.Start();
        foreach (Kill kill in plan)
        {
            await KillAsync(kill, silo, ledger);
        }

        SiloProcess last = pool.Take();
        last.Obey(Order());
        silo.Address = await last.ReadyAsync();
        await crowd.FinishAsync();
        Answers = ledger.AnswerCount;
        return [.. crowd.Faults, .. await AuditAsync(new(store, ledger, silo), last), .. last.Faults, .. _logged];
    }

    private async Task<IReadOnlyList<string>> AuditAsync(StoreAudit audit, SiloProcess last)
    {
        audit.OneRecordForEachKey();
        await audit.RepetitionsAnswerTheSameAsync();
        await audit.AllIsExactAsync();
        last.Stop();
        Assert.Equal(0, await last.EndAsync(LongestWait));
        audit.OneRecordForEachKey();
        await audit.VerifyPassesAsync();
        (Codes, Cards, Entries) = (audit.Codes, audit.Games!.Cards, audit.Games.Entries);
        return audit.Findings;
    }

    private async Task KillAsync(Kill kill, SiloClient silo, Ledger ledger)
    {
        SiloProcess host = pool.Take();
        host.Obey(kill is Kill.AtPoint at ? Order() with { KillAt = at.Point, KillPass = at.Pass } : Order());
        Task serving = ServeAsync(host, silo);
        switch (kill)
        {
            case Kill.WhileStarting moment:
                await Task.Delay(moment.Milliseconds);
                host.Kill();
                break;
            case Kill.UnderLoad moment:
                await host.ReadyAsync();
                await Task.Delay(moment.Milliseconds);
                host.Kill();
                break;
            case Kill.AfterAnswers after:
                await AnsweredAsync(host, ledger, after.Answers);
                host.Kill();
                break;
        }

        silo.Address = kill is Kill.AtPoint ? silo.Address : null;
        await EndedAsync(kill, host);
        await serving;
        silo.Address = null;
        _hit.AddRange(kill is Kill.AtPoint point && host.Errors.Contains($"killed at {point.Point}") ? [point.Point] : []);
        _logged.AddRange(host.Faults);
    }

    private static async Task EndedAsync(Kill kill, SiloProcess host)
    {
        try
        {
            Assert.Equal(Killed, await host.EndAsync(LongestWait));
        }
        catch (Exception alive) when (alive is TimeoutException or Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{kill}: {alive.Message}\n{string.Join('\n', host.Errors)}");
        }
    }

    private static async Task ServeAsync(SiloProcess host, SiloClient silo)
    {
        try
        {
            silo.Address = await host.ReadyAsync();
        }
        catch (InvalidOperationException)
        {
            silo.Address = null;
        }
    }

    private static async Task AnsweredAsync(SiloProcess host, Ledger ledger, int more)
    {
        await host.ReadyAsync();
        int enough = ledger.AnswerCount + more;
        using CancellationTokenSource patience = new(LongestWait);
        while (ledger.AnswerCount < enough)
        {
            await Task.Delay(1, patience.Token);
        }
    }

    private HostOrder Order() => Festival.Order(store) with { CheckpointMilliseconds = 100, CheckpointStep = 2, Fault = fault };
}
