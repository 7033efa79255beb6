using Jifen.Simulation.Tests.Store;
using Jifen.Simulation.Tests.World;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>The judge: replays what the store has committed through models of its own.</summary>
internal static class Verdict
{
    /// <summary>Plays below which a run proves too little to count.</summary>
    private const int LeastPlays = 5;

    /// <summary>Everything that is wrong with a run, in the order in which it was found.</summary>
    public static IReadOnlyList<Violation> On(SimulatedWorld world)
    {
        Case judged = new(world);
        judged.Units = new(judged);
        judged.Members = new(judged);
        judged.Challenges = new(judged);
        Model[] models =
        [
            new JournalModel(judged), new MailModel(judged), new KeyModel(judged), new CatalogueModel(judged), judged.Members, new AgeModel(judged), new LimitModel(judged), new OrderModel(judged), new MultiplierModel(judged), judged.Challenges, new BoardModel(judged), new StreakBoardModel(judged), new CohortModel(judged), new SeedModel(judged),
            new DeckModel(judged), new DrawModel(judged), new BudgetModel(judged), new CouponModel(judged), new BadgeModel(judged), judged.Units, new ImportModel(judged), new TestMemberModel(judged), new FoldModel(judged), new TallyModel(judged),
            new ClusterModel(judged),
        ];
        foreach (StoreEntry entry in world.Disk.History)
        {
            See(judged, models, entry);
        }

        if (world.Evidence.Violations.Count == 0)
        {
            Array.ForEach(models, m => m.End());
        }

        return world.Evidence.Violations;
    }

    /// <summary>Whether enough happened.</summary>
    public static bool IsValid(SimulatedWorld world) =>
        world.Evidence.Acknowledged.Count(a => a.Answered is { Answer: Played or Dealt or Entered, Replayed: false }) >= LeastPlays;

    private static void See(Case judged, Model[] models, StoreEntry entry)
    {
        if (entry is Committed committed)
        {
            Seen seen = new(committed.Record, RecordCodec.Decode(committed.Record.Body.Span));
            judged.Stamps[seen.Shard] = seen.Stamp;
            Array.ForEach(models, m => m.See(seen));
            return;
        }

        Array.ForEach(models, m => m.See(entry));
        if (entry is ControlWritten written)
        {
            judged.Control[written.Control.Generation] = written.Control.Paused;
        }
    }
}
