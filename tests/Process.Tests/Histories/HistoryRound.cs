using System.Globalization;
using Jifen.Process.Tests.Clients;
using Jifen.Process.Tests.Cluster;

namespace Jifen.Process.Tests.Histories;

/// <summary>Histories side by side on one cluster, while a silo meets a fault.</summary>
/// <param name="first">Number of the first history in the life of the cluster.</param>
public sealed class HistoryRound(SiloCluster cluster, Dice dice, int first, int histories)
{
    private const int Sessions = 4;
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(1_500);
    /// <summary>Others change what a silo that stands still once had.</summary>
    private static readonly TimeSpan Meanwhile = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(400);

    /// <summary>The faults, in the order of the rounds that meet them.</summary>
    private static readonly IReadOnlyList<Func<HistoryRound, int, Task>> Faults =
    [
        static (round, silo) => round.KillAsync(silo),
        static (round, silo) => round.StandStillAsync(silo),
        static (round, silo) => round.RestartAsync(silo),
        static (round, silo) => round.PauseAsync(silo),
        static (round, silo) => round.KillOneWhileAnotherWakesAsync(silo),
    ];

    private int _probes;

    /// <summary>Number of the fault that one silo stands still for a moment.</summary>
    public const int Pause = 3;

    /// <param name="fault">Number of the fault; they repeat.</param>
    public async Task<IReadOnlyList<History>> RunAsync(int fault)
    {
        using HistoryClient client = new(cluster.Homes);
        using CancellationTokenSource end = new();
        History[] all = [.. Enumerable.Range(first, histories).Select(number => new History($"h{number}", HistoryProgramme.WheelOf(number)))];
        Task[] living = [.. all.SelectMany(history => SessionsOf(history, client)).Select(session => Task.Run(() => session.LiveAsync(end.Token)))];
        await Task.Delay(Moment);
        await Faults[fault % Faults.Count](this, dice.Roll(cluster.Silos));
        await Task.Delay(Moment);
        await end.CancelAsync();
        await Task.WhenAll(living);
        return all;
    }

    private IEnumerable<Session> SessionsOf(History history, HistoryClient client) =>
        Enumerable.Range(0, Sessions).Select(number => new Session(history, number, client, new((ulong)dice.Roll(int.MaxValue)), History.MostCalls / Sessions));

    private async Task KillAsync(int silo)
    {
        string member = cluster.MemberOf(silo);
        await cluster.KillAsync(silo);
        await ProbeAsync(member);
        await cluster.StartAsync(silo);
    }

    private async Task StandStillAsync(int silo)
    {
        string member = cluster.MemberOf(silo);
        Uri address = cluster.AddressOf(silo);
        cluster.Pause(silo);
        await ProbeAsync(member);
        await Task.Delay(Meanwhile);
        cluster.Resume(silo, address);
        await cluster.ServesAsync(silo);
    }

    private async Task RestartAsync(int silo)
    {
        await cluster.StopAsync(silo);
        await cluster.StartAsync(silo);
    }

    /// <summary>Stands still, and nobody declares it dead.</summary>
    private async Task PauseAsync(int silo)
    {
        Uri address = cluster.AddressOf(silo);
        cluster.Pause(silo);
        await Task.Delay(ShortPause);
        cluster.Resume(silo, address);
        await Task.Delay(ShortPause);
    }

    private async Task KillOneWhileAnotherWakesAsync(int silo)
    {
        int other = (silo + 1) % cluster.Silos;
        string member = cluster.MemberOf(silo);
        Uri address = cluster.AddressOf(silo);
        cluster.Pause(silo);
        await ProbeAsync(member);
        await cluster.KillAsync(other);
        cluster.Resume(silo, address);
        await cluster.StartAsync(other);
    }

    /// <summary>Waits until a member of the silo that met the fault is served, by whomever.</summary>
    private async Task ProbeAsync(string member) => await cluster.Client.AnswerAsync(
        Call.Activity(string.Create(CultureInfo.InvariantCulture, $"probe-{first}-{_probes++}"), member, 100, TimeProvider.System.GetUtcNow()));
}
