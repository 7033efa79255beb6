using Jifen.Silo.Journal;
using Jifen.Silo.Tests.Journal;

namespace Jifen.Simulation.Tests.Store;

/// <summary>The simulated journal keeps the contract of every journal.</summary>
public sealed class SimulatedJournalTests : JournalContract
{
    protected override ITestedStore MakeStore() => new TestedDisk();

    private sealed class TestedDisk : ITestedStore
    {
        private readonly SimulatedDisk _disk = new(JournalContract.Identity);

        public IJournal Open() => new SimulatedJournal(_disk, new StoreWeather(), StoreRules.Sound);

        public void Close(IJournal journal) => journal.Dispose();

        public IJournal OpenForAnotherOwner(IJournal first) => Open();

        public void Dispose()
        {
        }
    }
}
