using Jifen.Grains.Kernel;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Simulation.Tests.World;

/// <summary>
/// A silo: the real shards and committer, whose effects are events of the run. It has the store for itself, or what a cluster gave it.
/// It can be killed; it can be paused while another takes its shards over, and wakes as a zombie.
/// </summary>
internal sealed partial class SimulatedSilo
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(60);

    private readonly SimulatedWorld _world;
    private readonly IJournal _journal;
    private readonly IShardRules _rules;
    private readonly Committer _committer;
    private readonly ProgrammeLibrary _programmes = new();
    private readonly ShardLoop?[] _loops;
    private readonly HashSet<ShardLoop> _flushing = [];
    private readonly HashSet<ShardLoop> _handingOver = [];
    private readonly List<Action> _held = [];
    private readonly ShardEnvironment _environment;
    private long _toldAt;

    public SimulatedSilo(SimulatedWorld world, SimulatedHome home, int number)
    {
        (_world, Home, Number) = (world, home, number);
        _journal = world.Composition.OpenJournal(world, home.Weather);
        _rules = world.Composition.Rules(world);
        _loops = new ShardLoop?[world.Scenario.Shards];
        Outward = world.Composition.Host(this, world);
        _committer = new(world.Composition.CommitterHost(this, world), largestBatch: 64);
        Clock = new(home.Clock, world.Disk.Shards.Max(shard => shard.Stamp));
        _environment = new(Outward, Clock, world.Vault, _programmes, world.Scenario.Limits) { IsSurelyAlive = () => Membership?.IsSurelyAlive ?? true };
        if (world.Scenario.IsCluster)
        {
            Membership = new(world, this);
            Router = new(world, this, Membership.Map);
            Membership.Map.Moved += moved => Do(world.Weather.Soon(), () => SendAgain(moved));
        }
    }

    public SimulatedHome Home { get; }

    public int Number { get; }

    public SiloClock Clock { get; }

    /// <summary>The host that the shards see: this one, or a planted bug around it.</summary>
    public IShardHost Outward { get; }

    /// <summary>Null where it has the store for itself.</summary>
    public SimulatedMembership? Membership { get; }

    public SimulatedRouter? Router { get; }

    /// <summary>The shards that are here.</summary>
    public IEnumerable<ShardLoop> Loops => _loops.OfType<ShardLoop>();

    public IJournal Journal => _journal;

    public bool IsAlive { get; private set; } = true;

    public bool IsPaused { get; private set; }

    /// <summary>Takes all shards, or joins the cluster.</summary>
    public void Start()
    {
        Do(TickEvery, Tick);
        if (Membership is not null)
        {
            Membership.Start();
            return;
        }

        ShardId[] ids = [.. Enumerable.Range(0, _loops.Length).Select(i => new ShardId(i))];
        foreach (ShardHead head in _journal.TakeOver(ids, $"alone-{Number}"))
        {
            Open(head);
        }
    }

    public ShardLoop? Find(ShardId shard) => _loops[shard.Value];

    /// <summary>Begins to run a shard that was just taken over.</summary>
    public void Open(ShardHead head)
    {
        ShardLoop loop = new(head.Shard, head.Epoch, _environment);
        _loops[head.Shard.Value] = loop;
        Post(loop, l => l.Start());
    }

    /// <summary>Brings a shard to rest, ends it and says so once.</summary>
    public void HandOver(ShardId shard, Epoch epoch, Action done)
    {
        if (Find(shard) is { } loop && loop.Epoch == epoch)
        {
            _handingOver.Add(loop);
            Post(loop, s => s.Drain(() =>
            {
                if (Remove(s))
                {
                    s.Close();
                    done();
                }
            }));
        }
    }

    public bool IsHandingOver(ShardLoop loop) => _handingOver.Contains(loop);

    /// <summary>Ends a shard that another has.</summary>
    public void Drop(ShardId shard, Epoch epoch)
    {
        if (Find(shard) is { } loop && loop.Epoch == epoch)
        {
            Remove(loop);
            Post(loop, s => s.Drop());
        }
    }

    /// <summary>Runs a step of a shard, if it is here.</summary>
    public void Give(ShardId shard, Action<ShardLoop> step)
    {
        if (Find(shard) is { } loop)
        {
            Post(loop, step);
        }
    }

    public void Spread(ControlState control)
    {
        foreach (ShardLoop loop in Loops)
        {
            Post(loop, s => s.ControlRaised(control));
        }
    }

    private void SendAgain(IReadOnlySet<ShardId> moved)
    {
        foreach (ShardLoop loop in Loops)
        {
            Post(loop, s => s.SendAgain(moved));
        }
    }

    public void Kill() => IsAlive = false;

    public void Pause() => IsPaused = true;

    public void Resume()
    {
        if (IsPaused)
        {
            Membership?.HasWoken();
        }

        IsPaused = false;
        TimeSpan soon = _world.Weather.Soon();
        _held.ForEach(held => Do(soon, held));

        _held.Clear();
    }

    /// <summary>Takes a call in, as the command path does.</summary>
    public void Accept(RoutedCall call)
    {
        if (Router is not null)
        {
            Do(_world.Weather.Soon(), () => Router.Route(call));
        }
        else
        {
            Post(_loops[call.Shard.Value]!, l => l.Accept(call.Make(l, call.Tell)));
        }
    }

    /// <summary>Runs a step of a shard soon.</summary>
    public void Post(ShardLoop shard, Action<ShardLoop> step) => _world.Later(shard, _world.Weather.Soon(), () => Run(() => Step(shard, step)));

    /// <summary>Runs something of this silo after a while, if it lives then; a paused one does it when it wakes.</summary>
    public void Do(TimeSpan delay, Action action) => _world.Events.After(delay, () => Run(action));

    private void Run(Action action)
    {
        if (IsPaused)
        {
            _held.Add(action);
        }
        else if (IsAlive)
        {
            action();
        }
    }

    private void Tick()
    {
        Clock.Check();
        foreach (ShardLoop loop in Loops)
        {
            Step(loop, l => l.Tick());
        }

        Do(TickEvery, Tick);
    }

    /// <remarks>Several steps are often followed by one flush, as on a pump.</remarks>
    private void Step(ShardLoop shard, Action<ShardLoop> step)
    {
        step(shard);
        if (_flushing.Add(shard))
        {
            Do(_world.Weather.Soon(), () => Flush(shard));
        }
    }

    private void Flush(ShardLoop shard)
    {
        _flushing.Remove(shard);
        if (shard.Flush())
        {
            Step(shard, _ => { });
        }
    }

    private bool Remove(ShardLoop loop)
    {
        bool here = _loops[loop.Shard.Value] == loop;
        if (here)
        {
            _loops[loop.Shard.Value] = null;
        }

        return here;
    }
}
