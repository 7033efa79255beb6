using Jifen.Silo.Journal;
using Jifen.Silo.Shards;
using Jifen.Simulation.Tests.Store;

namespace Jifen.Simulation.Tests.World;

/// <summary>Everything in one run: the machine, the store, the silo that owns the shards and its zombies, and who calls.</summary>
internal sealed class SimulatedWorld
{
    private readonly SeededDraw _draw;
    private readonly List<SimulatedSilo> _zombies = [];
    private int _silos;

    public SimulatedWorld(ulong seed, Composition composition)
    {
        _draw = new(seed);
        Composition = composition;
        Scenario = Scenario.Of(seed, _draw);
        Clock = new(Events, Scenario.Start);
        Weather = new(Scenario, _draw.Fork(), Events);
        Vault = new(_draw.Fork());
        Disk = new(new(1, Scenario.Shards, "simulated", "pepper", new Guid(1, 2, 3, new byte[8])));
        Evidence = new(this);
        Members = [.. Enumerable.Range(0, Scenario.Members).Select(_ => new MemberKey(new UInt128(_draw.Next(), _draw.Next())))];
        ProgrammeDraft programme = new(_draw.Fork(), Scenario);
        Lotteries = programme.Lotteries;
        Staff = new(this, _draw.Fork(), programme);
        Clients = [.. Enumerable.Range(0, Scenario.Clients).Select(_ => new Client(this, _draw.Fork(), Scenario.Thinks))];
    }

    public Scenario Scenario { get; }

    public Composition Composition { get; }

    public EventQueue Events { get; } = new();

    public MachineClock Clock { get; }

    public Weather Weather { get; }

    public SimulatedVault Vault { get; }

    public SimulatedDisk Disk { get; }

    public Evidence Evidence { get; }

    public IReadOnlyList<MemberKey> Members { get; }

    /// <summary>Members of whom a client knows that they are enrolled.</summary>
    public HashSet<MemberKey> Enrolled { get; } = [];

    public IReadOnlyList<string> Lotteries { get; }

    public IReadOnlyList<Client> Clients { get; }

    public Operator Staff { get; }

    /// <summary>The silo that took the shards over last.</summary>
    public SimulatedSilo Current { get; private set; } = null!;

    /// <summary>Starts the first silo and draws what will befall the run.</summary>
    public void Begin()
    {
        TakeOver();
        Staff.Start();
        foreach (Client client in Clients)
        {
            client.Start();
        }

        Plan(0, 3, 1000, 15500, () => Crash(Current));
        Plan(0, 2, 1000, 12000, PauseAndTakeOver);
        Plan(0, 2, 2000, 14000, () => Clock.SetWrongBy(_draw.Of<TimeSpan>(Jumps)));
        Plan(0, 2, 1000, 14000, () => Weather.FillStore(_draw.Time(300, 3000)));
    }

    /// <summary>Everything works from now on.</summary>
    public void Heal()
    {
        Weather.Heal();
        Clock.SetWrongBy(TimeSpan.Zero);
        _zombies.ForEach(z => z.Resume());
        Current.Resume();
        Staff.ResumeAll();
    }

    /// <summary>Carries something to the silo that owns the shards when it arrives: perhaps not at all, late, or twice.</summary>
    public void Carry(Action<SimulatedSilo> arrives)
    {
        foreach (TimeSpan after in Weather.Arrivals())
        {
            Events.After(after, () => arrives(Current));
        }
    }

    /// <summary>Carries a call to the owner, or sometimes to a silo that believes to be it.</summary>
    public void CarryCall(ShardId shard, Func<ShardWork> work)
    {
        foreach (TimeSpan after in Weather.Arrivals())
        {
            Events.After(after, () => Addressee().Accept(shard, work()));
        }
    }

    public bool BatchSurvivesItsSilo() => _draw.Chance(500);

    /// <summary>The silo dies, and sometimes the machine with it; another starts soon.</summary>
    public void Crash(SimulatedSilo silo)
    {
        if (!silo.IsAlive)
        {
            return;
        }

        silo.Kill();
        if (_draw.Chance(500))
        {
            Disk.CutPower();
        }

        if (silo == Current)
        {
            Events.After(_draw.Time(20, 1200), TakeOver);
        }
    }

    private static readonly TimeSpan[] Jumps =
    [
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(-2), TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(-50),
        TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(-10), TimeSpan.FromDays(1), TimeSpan.FromDays(-1),
    ];

    private void Plan(int least, int most, int fromMilliseconds, int toMilliseconds, Action happens)
    {
        for (int i = _draw.Between(least, most); i > 0; i--)
        {
            Events.After(_draw.Time(fromMilliseconds, toMilliseconds), () =>
            {
                if (!Weather.IsHealed)
                {
                    happens();
                }
            });
        }
    }

    /// <summary>The owner stops in its tracks; another takes its shards, and then it wakes.</summary>
    private void PauseAndTakeOver()
    {
        SimulatedSilo zombie = Current;
        zombie.Pause();
        Events.After(_draw.Time(20, 2500), () =>
        {
            if (zombie == Current && zombie.IsAlive)
            {
                _zombies.Add(zombie);
                TakeOver();
            }

            Events.After(_draw.Time(0, 2500), zombie.Resume);
            Events.After(_draw.Time(3000, 6000), () => Retire(zombie));
        });
    }

    /// <summary>What is left of a zombie goes.</summary>
    private void Retire(SimulatedSilo zombie)
    {
        if (zombie != Current)
        {
            _zombies.Remove(zombie);
            zombie.Kill();
        }
    }

    private SimulatedSilo Addressee()
    {
        SimulatedSilo[] awake = [.. _zombies.Where(z => z is { IsAlive: true, IsPaused: false })];
        return awake.Length > 0 && _draw.Chance(200) ? awake[0] : Current;
    }

    private void TakeOver()
    {
        try
        {
            Current = new(this, ++_silos);
            Current.Start();
        }
        catch (JournalWentBackException wentBack)
        {
            Evidence.Violate(Checks.NothingAcknowledgedIsLost, wentBack.Message);
        }
    }
}
