using Jifen.Silo.Journal;
using Jifen.Simulation.Tests.Store;
using Jifen.Simulation.Tests.World;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>The store takes appends of owners that are no more.</summary>
internal sealed class WithoutFence : Composition
{
    public override IJournal OpenJournal(SimulatedWorld world) => new SimulatedJournal(world.Disk, world.Weather, StoreRules.Sound with { ChecksEpoch = false });
}
