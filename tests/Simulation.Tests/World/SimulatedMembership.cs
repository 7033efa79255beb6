using Jifen.Silo.Cluster;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Simulation.Tests.World;

/// <summary>
/// A silo's life in its cluster, as <see cref="Membership"/> lives it by threads: beats, looks, lets a keeper take and hand over shards,
/// and begins a new life when it was declared dead. Calls of the store take their time, and what comes of them is not always known.
/// </summary>
internal sealed class SimulatedMembership : IKeeperHost
{
    /// <summary>After it was told that it is dead, or has woken, a silo hands no record of its life before to the store after this.</summary>
    private static readonly TimeSpan StandsDownWithin = TimeSpan.FromSeconds(1);

    private readonly SimulatedWorld _world;
    private readonly SimulatedSilo _silo;
    private readonly IClusterStore _store;
    private readonly TimeSpan _beatEvery;
    private readonly Dictionary<(ShardId, Epoch), SiloId> _takenAs = [];
    private readonly IKeeperHost _host;
    private ShardKeeper _keeper;
    private ControlState? _control;
    private TimeSpan _standsDownBy;
    private TimeSpan? _heardAt;
    private bool _leaving;

    public SimulatedMembership(SimulatedWorld world, SimulatedSilo silo)
    {
        (_world, _silo) = (world, silo);
        _store = world.Composition.OpenCluster(world, silo.Home.Weather);
        _host = world.Composition.KeeperHost(this);
        _beatEvery = world.Scenario.DeadAfter / 6;
        Map = new(world.Scenario.Shards);
        (Self, _keeper) = Begin();
    }

    public SiloId Self { get; private set; }

    public ShardMap Map { get; }

    public bool HasLeft { get; private set; }

    /// <summary>Nobody may have declared it dead: the store has heard of it within the silence that is death.</summary>
    public bool IsSurelyAlive => _world.Events.Elapsed - _heardAt < _world.Scenario.DeadAfter;

    public void Start() => Join();

    public void BeginLeaving()
    {
        _leaving = true;
        Ask(() => _store.BeginLeaving(Self), () => { }, () => { });
        _keeper.BeginLeaving();
        LeaveWhenEmpty();
    }

    /// <summary>A shard has found that it has another owner.</summary>
    public void Stopped(ShardLoop shard) => Tell(keeper => keeper.Stopped(shard.Shard, shard.Epoch));

    /// <summary>Runs a step of the keeper soon, if it is still that of this life.</summary>
    public void Tell(Action<ShardKeeper> step)
    {
        ShardKeeper keeper = _keeper;
        _silo.Do(_world.Weather.Soon(), () => step(keeper));
    }

    public void HasWoken() => _standsDownBy = _world.Events.Elapsed + StandsDownWithin;

    /// <summary>Whether a loop still works for a life of this silo that is known to be over.</summary>
    public bool IsOverdue(ShardLoop loop) =>
        IsOver(loop) && _world.Events.Elapsed > _standsDownBy;

    /// <summary>Whether a loop was opened in a life of this silo that is over.</summary>
    public bool IsOver(ShardLoop loop) => _takenAs.TryGetValue((loop.Shard, loop.Epoch), out SiloId life) && life != Self;

    void IKeeperHost.TakeOver(IReadOnlyList<ShardId> shards)
    {
        (ShardKeeper keeper, SiloId self) = (_keeper, Self);
        _world.AskStore(_silo, () => _silo.Journal.TakeOver(shards, self.ToString()), heads =>
        {
            foreach (ShardHead head in heads)
            {
                _takenAs[(head.Shard, head.Epoch)] = self;
            }

            keeper.TakenOver(shards, heads);
        }, () => keeper.TakeOverFailed(shards));
    }

    void IKeeperHost.Open(ShardHead head)
    {
        _silo.Open(head);
        Map.Correct(head.Shard, Self, head.Epoch);
    }

    void IKeeperHost.HandOver(ShardId shard, Epoch epoch)
    {
        ShardKeeper keeper = _keeper;
        _silo.HandOver(shard, epoch, () => _silo.Do(_world.Weather.Soon(), () => keeper.HandedOver(shard, epoch)));
    }

    void IKeeperHost.Drop(ShardId shard, Epoch epoch) => _silo.Drop(shard, epoch);

    void IKeeperHost.Release(IReadOnlyList<(ShardId Shard, Epoch Epoch)> shards)
    {
        (ShardKeeper keeper, SiloId self) = (_keeper, Self);
        Ask(() => _store.Release(self, shards), () => keeper.Released(shards), () => keeper.ReleaseFailed(shards));
    }

    private (SiloId, ShardKeeper) Begin()
    {
        SiloId self = _world.NewSiloId();
        Map.Become(self);
        return (self, new(self, _world.Scenario.Shards, _host));
    }

    private void Ask(Action ask, Action told, Action failed) => _world.AskStore(_silo, () =>
    {
        ask();
        return true;
    }, _ => told(), failed);

    private void Join()
    {
        SiloId self = Self;
        Ask(() => _store.Join(self, _silo.Home.Name, _silo.Home.Name, _silo.Home.Name), Beat, Wait);
    }

    private void Wait() => _silo.Do(_beatEvery, Beat);

    private void Beat()
    {
        if (HasLeft)
        {
            return;
        }

        SiloId self = Self;
        TimeSpan asked = _world.Events.Elapsed;
        _world.AskStore(_silo, () => _store.Beat(self), view =>
        {
            _heardAt = view is null ? null : asked;
            if (view is null)
            {
                Rejoin();
            }
            else
            {
                Hear(view);
                Wait();
            }
        }, Wait);
    }

    private void Hear(ClusterView view)
    {
        Map.See(view);
        Tell(keeper =>
        {
            keeper.Seen(view);
            LeaveWhenEmpty();
        });
        _world.AskStore(_silo, _silo.Journal.ReadControl, SpreadControl, () => { });
    }

    private void SpreadControl(ControlState control)
    {
        if (control.Generation > (_control?.Generation ?? 0))
        {
            _control = control;
            _silo.Spread(control);
        }
    }

    private void LeaveWhenEmpty()
    {
        if (_leaving && _keeper.IsEmpty && !HasLeft)
        {
            SiloId self = Self;
            Ask(() => _store.Leave(self), Left, () => { });
        }
    }

    private void Left()
    {
        if (!HasLeft)
        {
            HasLeft = true;
            _world.HasLeft(_silo);
        }
    }

    private void Rejoin() => Tell(keeper =>
    {
        keeper.DeclaredDead();
        if (_leaving)
        {
            Left();
            return;
        }

        (Self, _keeper) = Begin();
        _standsDownBy = _world.Events.Elapsed + StandsDownWithin;
        Join();
    });
}
