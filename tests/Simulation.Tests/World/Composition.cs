using Jifen.Grains.Kernel;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;
using Jifen.Simulation.Tests.Store;

namespace Jifen.Simulation.Tests.World;

/// <summary>How a silo is put together. A planted bug puts another part into one of these seams.</summary>
internal class Composition
{
    public virtual IJournal OpenJournal(SimulatedWorld world) => new SimulatedJournal(world.Disk, world.Weather, StoreRules.Sound);

    public virtual IShardRules Rules(SimulatedWorld world) => ProtocolRules.Instance;

    public virtual IShardHost Host(SimulatedSilo silo, SimulatedWorld world) => silo;

    public virtual ICommitterHost CommitterHost(SimulatedSilo silo, SimulatedWorld world) => silo;
}
