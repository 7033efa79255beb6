using Jifen.Silo.Cluster;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;
using Jifen.Simulation.Tests.Judge;
using Jifen.Simulation.Tests.Store;

namespace Jifen.Simulation.Tests.World;

/// <summary>Everything in one run: the machines, the store, the silos and who calls. What befalls it is in <see cref="Misfortune"/>.</summary>
internal sealed class SimulatedWorld
{
    private readonly SeededDraw _draw;
    private readonly SeededDraw _identities;
    private readonly Misfortune _misfortune;
    private int _silos;

    public SimulatedWorld(ulong seed, Composition composition)
    {
        _draw = new(seed);
        _identities = new(seed ^ ulong.MaxValue / 3);
        Composition = composition;
        Scenario = composition.Scenario(seed, _draw);
        Weather = new(Scenario, _draw.Fork(), Events);
        Homes = [.. Enumerable.Range(1, Math.Max(1, Scenario.Silos)).Select(number => new SimulatedHome(this, number))];
        Vault = new(_draw.Fork());
        Disk = new(new(1, Scenario.Shards, "simulated", "pepper", new Guid(1, 2, 3, new byte[8])));
        Reader = new SimulatedJournal(Disk, new StoreWeather(), StoreRules.Sound);
        Evidence = new(this);
        Members = [.. Enumerable.Range(0, Scenario.Members).Select(_ => new MemberKey(new UInt128(_draw.Next(), _draw.Next())))];
        ProgrammeDraft programme = new(_draw.Fork(), Scenario);
        Lotteries = programme.Lotteries;
        Deck = programme.Deck;
        PrizeDraw = programme.PrizeDraw;
        HasBudget = programme.HasBudget;
        Clerks = programme.Coupons?.Clerks(this) ?? [];
        Staff = new(this, _draw.Fork(), programme);
        Clients = [.. Enumerable.Range(0, Scenario.Clients).Select(number => new Client(this, _draw.Fork(), HabitsOf(number), Scenario.Thinks)
        {
            Limits = programme.Limited?.HabitOf(this, number),
            Orders = programme.Orders?.HabitOf(number),
            Gifts = programme.Gifts?.HabitOf(number, Lotteries),
        })];
        _misfortune = MisfortuneOf();
    }

    private Misfortune MisfortuneOf() =>
        !Scenario.IsCluster ? new LoneMisfortune(this, _draw) : Scenario.IsUpgrade ? new Upgrade(this, _draw.Fork()) : new ClusterMisfortune(this, _draw.Fork());

    /// <remarks>Drawn from numbers of their own, so that what else clients do does not depend on them.</remarks>
    private HabitDraft HabitsOf(int client) => new(this, new(Scenario.Seed ^ (ulong.MaxValue / (ulong)(11 + client))));

    public Scenario Scenario { get; }

    public Composition Composition { get; }

    public EventQueue Events { get; } = new();

    /// <summary>The clock of the first machine, beside which the callers live.</summary>
    public MachineClock Clock => Homes[0].Clock;

    public Weather Weather { get; }

    public SimulatedVault Vault { get; }

    public SimulatedDisk Disk { get; }

    /// <summary>The store as the judge reads it.</summary>
    public IJournal Reader { get; }

    public Evidence Evidence { get; }

    public IReadOnlyList<MemberKey> Members { get; }

    /// <summary>Whether the brand enrols the member as a test member: in one town of three, every fourth or so.</summary>
    /// <remarks>Told by seed and key, so that what else is drawn does not depend on it. In a rush all are wanted for the stock.</remarks>
    public bool IsTest(MemberKey member) => Scenario.Seed % 3 == 0 && !Scenario.Rush && member.Value % 4 == UInt128.Zero;

    /// <summary>Members of whom a client knows that they are enrolled.</summary>
    public HashSet<MemberKey> Enrolled { get; } = [];

    public IReadOnlyList<string> Lotteries { get; }

    /// <summary>The scratch lottery, where the programme has one.</summary>
    public string? Deck { get; }

    /// <summary>The prize draw, where the programme has one.</summary>
    public string? PrizeDraw { get; }

    /// <summary>A campaign has a budget of points.</summary>
    public bool HasBudget { get; }

    public IReadOnlyList<Client> Clients { get; }

    /// <summary>Who uploads codes, where the programme has a pool.</summary>
    public IReadOnlyList<Clerk> Clerks { get; }

    /// <summary>The texts of codes, by the document that has them; the store has them before a record names them.</summary>
    public Dictionary<Hash256, IReadOnlyList<string>> Codes { get; } = [];

    /// <summary>The last day of the codes of a document; null where they never expire.</summary>
    public Dictionary<Hash256, DateOnly?> LastDays { get; } = [];

    public Operator Staff { get; }

    public IReadOnlyList<SimulatedHome> Homes { get; }

    /// <summary>Where one silo has the store for itself: the one that took the shards over last.</summary>
    public SimulatedSilo Current => Homes[0].Silo!;

    /// <summary>The newest process of each machine that has one which lives.</summary>
    public IEnumerable<SimulatedSilo> Silos => Homes.Select(home => home.Alive).OfType<SimulatedSilo>();

    /// <summary>The loop of each shard that serves for the owner that the store knows.</summary>
    public IEnumerable<ShardLoop> Owners => Enumerable.Range(0, Scenario.Shards).Select(i => OwnerOf(new(i))).OfType<ShardLoop>();

    /// <summary>Shards that do not serve where they are placed; empty where all do.</summary>
    public string Misplaced => string.Join(", ", Enumerable.Range(0, Scenario.Shards).Where(i => !IsHome(new(i))).Select(Place));

    /// <summary>Starts the silos and draws what will befall the run.</summary>
    public void Begin()
    {
        _misfortune.StartSilos();
        Staff.Start();
        foreach (Clerk clerk in Clerks)
        {
            clerk.Start();
        }

        foreach (Client client in Clients)
        {
            client.Start();
        }

        _misfortune.Plan();
    }

    /// <summary>Everything works from now on.</summary>
    public void Heal()
    {
        Weather.Heal();
        foreach (SimulatedHome home in Homes)
        {
            home.Clock.SetWrongBy(TimeSpan.Zero);
        }

        _misfortune.Heal();
        Staff.ResumeAll();
    }

    /// <summary>Carries something from a silo to the one that runs at a home when it arrives: perhaps not at all, late, or twice.</summary>
    public void Carry(SimulatedHome from, SimulatedHome to, Action<SimulatedSilo> arrives, bool mayDouble = true)
    {
        foreach (TimeSpan after in Scenario.IsCluster ? Weather.ArrivalsBetweenSilos(mayDouble) : Weather.Arrivals())
        {
            Later((from, to), after, () =>
            {
                if (!Weather.IsCut(from.Number, to.Number) && to.Silo is { } silo)
                {
                    silo.Do(TimeSpan.Zero, () => arrives(silo));
                }
            });
        }
    }

    /// <summary>Lets something happen after a while; where the network is well, not before what was sent earlier by the same stream.</summary>
    public void Later(object stream, TimeSpan after, Action happens)
    {
        if (Scenario.KeepsOrder)
        {
            Events.AfterInOrder(stream, after, happens);
        }
        else
        {
            Events.After(after, happens);
        }
    }

    /// <summary>Carries a call to one of the silos that say that they can answer it.</summary>
    public void CarryCall(Func<RoutedCall> call)
    {
        foreach (TimeSpan after in Weather.Arrivals())
        {
            Events.After(after, () => _misfortune.Addressee()?.Accept(call()));
        }
    }

    /// <summary>Carries a reply to whoever called.</summary>
    public void CarryBack(Action arrives)
    {
        foreach (TimeSpan after in Weather.Arrivals())
        {
            Events.After(after, arrives);
        }
    }

    /// <summary>Asks the store for a silo. What was asked may be done and the answer lost; then nobody knows.</summary>
    public void AskStore<T>(SimulatedSilo silo, Func<T> ask, Action<T> told, Action failed) => Events.After(Weather.WayToStore(), () =>
    {
        AppendFate fate = Weather.NextAppend();
        try
        {
            T answer = fate == AppendFate.LostBefore ? throw new StoreUnreachableException("the connection broke") : ask();
            if (fate == AppendFate.LostAfter)
            {
                throw new StoreUnreachableException("the connection broke");
            }

            silo.Do(Weather.WayToStore(), () => told(answer));
        }
        catch (StoreUnreachableException)
        {
            silo.Do(Weather.StorePatience(), failed);
        }
        catch (JournalWentBackException wentBack)
        {
            Evidence.Violate(Checks.NothingAcknowledgedIsLost, wentBack.Message);
        }
    });

    public bool BatchSurvivesItsSilo() => _draw.Chance(500);

    public SiloId NewSiloId()
    {
        byte[] id = new byte[16];
        BitConverter.TryWriteBytes(id, _identities.Next());
        BitConverter.TryWriteBytes(id.AsSpan(8), _identities.Next());
        return new(new Guid(id));
    }

    public SimulatedHome? FindHome(string? address) => Homes.FirstOrDefault(home => home.Name == address);

    /// <summary>A process begins at a home; whatever ran there before is no longer the one that it answers for.</summary>
    public void Start(SimulatedHome home)
    {
        home.IsStarting = false;
        try
        {
            home.Silo = new(this, home, ++_silos);
            home.Silo.Start();
        }
        catch (JournalWentBackException wentBack)
        {
            Evidence.Violate(Checks.NothingAcknowledgedIsLost, wentBack.Message);
        }
    }

    public void Crash(SimulatedSilo silo) => _misfortune.Crash(silo);

    /// <summary>A silo has handed over all that it had and is gone.</summary>
    public void HasLeft(SimulatedSilo silo) => _misfortune.HasLeft(silo);

    /// <summary>The loop that serves a shard for the owner that the store knows, or null.</summary>
    public ShardLoop? OwnerOf(ShardId shard) => Silos
        .Where(silo => silo.Membership is null || silo.Membership.Self.ToString() == Disk[shard].Owner)
        .Select(silo => silo.Find(shard)).FirstOrDefault(loop => loop is not null && loop.Epoch == Disk[shard].Epoch);

    private bool IsHome(ShardId shard)
    {
        if (OwnerOf(shard) is not { IsRunning: true })
        {
            return false;
        }

        return !Scenario.IsCluster || JudgedPlace.Of(shard.Value, Disk.Silos) == Disk[shard].Owner;
    }

    private string Place(int shard) => $"shard {shard} of {Disk[new(shard)].Owner} does not serve at its place";
}
