using System.Diagnostics;
using System.Globalization;
using Jifen.Process.Tests.Audit;
using Jifen.Process.Tests.Clients;

namespace Jifen.Process.Tests.Cluster;

/// <summary>A cluster under load whose silos meet one fault after the other, and the audit at the end.</summary>
public sealed class ClusterRun(SiloCluster cluster, Dice dice, int clients, int? only = null)
{
    private static readonly TimeSpan LongestOutage = TimeSpan.FromSeconds(60);

    private readonly List<TimeSpan> _outages = [];
    private int _probes;

    /// <summary>From each fault to the first answer for a member of the silo that met it.</summary>
    public IReadOnlyList<TimeSpan> Outages => _outages;

    /// <summary>Calls that were answered.</summary>
    public int Answers { get; private set; }

    /// <summary>Cards that were dealt.</summary>
    public int Cards { get; private set; }

    /// <summary>Entries that were drawn from.</summary>
    public int Entries { get; private set; }

    /// <summary>The day of a board that ends in the run; null for none.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Members who were rewarded by the board.</summary>
    public int Rewarded { get; private set; }

    /// <summary>The longest that a call took from its first attempt to its answer.</summary>
    public TimeSpan LongestWait { get; private set; }

    /// <summary>Has silos meet the faults, lets every call be answered, stops all silos and checks.</summary>
    /// <param name="fault">What a silo meets in each cycle; the probe finds out when its members are served again.</param>
    /// <returns>What is wrong; empty where all holds.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(int cycles, Func<int, Func<Task>, Task> fault)
    {
        using Ledger ledger = new(Path.Combine(cluster.Folder, "ledger"));
        using ClusterCaller caller = new(cluster.Homes, Festival.ServerKey);
        await using Crowd crowd = new(caller, ledger, dice, clients, copies: 1) { Games = Festival.Games, LongestThought = 40 };
        crowd.Start();
        for (int cycle = 0; cycle < cycles; cycle++)
        {
            int answered = ledger.AnswerCount;
            int silo = only ?? dice.Roll(cluster.Silos);
            string member = cluster.MemberOf(silo);
            await fault(silo, () => ProbeAsync(member, ledger, caller));
            await MoreThanAsync(answered + clients, ledger);
        }

        await crowd.FinishAsync();
        (Answers, LongestWait) = (ledger.AnswerCount, crowd.LongestWait);
        return [.. crowd.Faults, .. await AuditAsync(ledger), .. cluster.IsCut ? [] : cluster.Faults];
    }

    private async Task<IReadOnlyList<string>> AuditAsync(Ledger ledger)
    {
        StoreAudit audit = new(cluster, ledger, cluster.Client) { Day = Day };
        audit.OneRecordForEachKey();
        await audit.RepetitionsAnswerTheSameAsync();
        await audit.AllIsExactAsync();
        for (int silo = 0; silo < cluster.Silos; silo++)
        {
            await cluster.StopAsync(silo);
        }

        audit.OneRecordForEachKey();
        await audit.VerifyPassesAsync();
        (Cards, Entries, Rewarded) = (audit.Games!.Cards, audit.Games.Entries, audit.Board?.Rewarded ?? 0);
        return audit.Findings;
    }

    private async Task ProbeAsync(string member, Ledger ledger, ClusterCaller caller)
    {
        Call call = Call.Activity(string.Create(CultureInfo.InvariantCulture, $"probe-{_probes++}"), member, 100, TimeProvider.System.GetUtcNow());
        long since = Stopwatch.GetTimestamp();
        ledger.Intend(call);
        ledger.Record(call, await caller.AnswerAsync(call));
        _outages.Add(Stopwatch.GetElapsedTime(since));
    }

    private static async Task MoreThanAsync(int answers, Ledger ledger)
    {
        using CancellationTokenSource patience = new(LongestOutage);
        while (ledger.AnswerCount < answers)
        {
            await Task.Delay(5, patience.Token);
        }
    }
}
