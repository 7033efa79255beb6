using Jifen.Grains.Kernel;
using Jifen.Silo.Cluster;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;
using Jifen.Simulation.Tests.Store;

namespace Jifen.Simulation.Tests.World;

/// <summary>How a silo is put together. A planted bug puts another part into one of these seams.</summary>
internal class Composition
{
    public virtual Scenario Scenario(ulong seed, SeededDraw draw) => World.Scenario.Of(seed, draw);

    public virtual IJournal OpenJournal(SimulatedWorld world, StoreWeather weather) => new SimulatedJournal(world.Disk, weather, StoreRules.Sound);

    public virtual IClusterStore OpenCluster(SimulatedWorld world, StoreWeather weather) => OpenCluster(world, weather, StoreRules.Sound);

    public virtual IKeeperHost KeeperHost(SimulatedMembership membership) => membership;

    public virtual IShardRules Rules(SimulatedWorld world) => ProtocolRules.Instance;

    public virtual IShardHost Host(SimulatedSilo silo, SimulatedWorld world) => silo;

    public virtual ICommitterHost CommitterHost(SimulatedSilo silo, SimulatedWorld world) => silo;

    protected static IClusterStore OpenCluster(SimulatedWorld world, StoreWeather weather, StoreRules rules) =>
        new SimulatedClusterStore(world.Disk, weather, world.Scenario.DeadAfter, world.Clock, rules);
}
