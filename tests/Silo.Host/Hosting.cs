using System.Globalization;
using System.Runtime.InteropServices;
using Jifen.Silo.Api;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Host;

/// <summary>Runs a silo as <c>jifen serve</c> does, with the seams of an order.</summary>
internal static class Hosting
{
    /// <summary>Followed by the address, once the silo serves.</summary>
    private const string Ready = "ready ";

    public static async Task<int> RunAsync(HostOrder order)
    {
        ShiftedTime time = new();
        time.Shift(TimeSpan.FromMilliseconds(order.ShiftMilliseconds));
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stopped.TrySetResult();
        });
        try
        {
            await using SiloHost host = await SiloHost.StartAsync(Options(order), Seams(order, time)).ConfigureAwait(false);
            await Console.Out.WriteLineAsync(Ready + host.Url).ConfigureAwait(false);
            StartObeying(time, host.Engine.Clock);
            return await ServeAsync(host, stopped.Task).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is SiloRefusedException or SecretKeysRefusedException or JournalException)
        {
            await Console.Error.WriteLineAsync(refused.Message).ConfigureAwait(false);
            return ExitCodes.Refused;
        }
    }

    private static async Task<int> ServeAsync(SiloHost host, Task stopped)
    {
        Task ended = await Task.WhenAny(stopped, host.Engine.Fault).ConfigureAwait(false);
        if (ended != stopped)
        {
            await Console.Error.WriteLineAsync($"a shard stopped: {await host.Engine.Fault.ConfigureAwait(false)}").ConfigureAwait(false);
        }

        bool atRest = await host.StopAsync().ConfigureAwait(false);
        return !atRest ? ExitCodes.DrainTimedOut : ended == stopped ? ExitCodes.Done : ExitCodes.ShardStopped;
    }

    /// <summary>Lines after the order: <c>shift MILLISECONDS</c>, or <c>step MILLISECONDS</c> for a step in each second from now on. The
    /// silo looks at its clock before the line is done.</summary>
    private static void StartObeying(ShiftedTime time, SiloClock clock) => new Thread(() => Obey(time, clock)) { IsBackground = true, Name = "orders" }.Start();

    private static void Obey(ShiftedTime time, SiloClock clock)
    {
        while (Console.In.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            TimeSpan by = TimeSpan.FromMilliseconds(long.Parse(words[1], CultureInfo.InvariantCulture));
            if (words[0] == "shift")
            {
                time.Shift(by);
            }
            else
            {
                time.StepEachSecond(by);
            }

            clock.Check();
            Console.Out.WriteLine("done " + line);
        }
    }

    /// <summary>The load of tests comes by one key from one address.</summary>
    private static Rate Unbound => new(1_000_000, 1_000_000);

    private static SiloOptions Options(HostOrder order) => new()
    {
        Port = order.Port,
        Address = order.Address,
        BehindProxy = order.Address != System.Net.IPAddress.Loopback.ToString(),
        DataFolder = order.Folder,
        Postgres = order.Postgres,
        ClusterSecret = order.ClusterSecret,
        Cluster = new() { Name = order.Name, WarmsUp = order.WarmsUp },
        Empty = true,
        Programme = order.Programme,
        ShardCount = order.Shards,
        BootstrapKey = order.Key,
        Limits = new() { MemberRate = Unbound, KeyRate = Unbound, AddressRate = Unbound },
        ShardLimits = new ShardLimits
        {
            CheckpointAge = TimeSpan.FromMilliseconds(order.CheckpointMilliseconds),
            CheckpointStep = order.CheckpointStep,
            Mailbox = order.Mailbox,
            Undurable = order.Undurable,
        },
    };

    private static SiloSeams Seams(HostOrder order, ShiftedTime time)
    {
        KillSwitch kill = new(order.KillAt, order.KillPass);
        BatchPass pass = new();
        return new()
        {
            Time = order.Fault == PlantedFault.WallClockBelieved ? new BelievedTime(time) : time,
            Journal = journal => new KillingJournal(order.Fault == PlantedFault.AcknowledgedBeforeCommit ? new HastyJournal(journal) : journal, kill, pass),
            Witness = witness => new KillingWitness(witness, kill, pass),
            Imports = calls => order.Fault switch
            {
                PlantedFault.CountedBeforeAnswered => new HastyImport(calls),
                PlantedFault.ImportedWithoutKeys => new KeylessImport(calls),
                _ => calls,
            },
            Map = web =>
            {
                AnswerEdge.Use(web, kill);
                NaiveStock.Map(web, order.Fault);
                LoggedCalls.Use(web, order.Fault);
                RememberedReads.Use(web, order.Fault);
            },
        };
    }
}
