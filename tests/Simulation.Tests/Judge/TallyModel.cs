using Jifen.Grains.Kernel;
using Jifen.Silo.Shards;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>Counts every shard's records once more, those of test members left out; the living tally, and the one that the store would give back, must say the same.</summary>
internal sealed class TallyModel(Case judged) : Model(judged)
{
    private readonly JudgedTally[] _shards = [.. Enumerable.Range(0, judged.World.Scenario.Shards).Select(_ => new JudgedTally())];

    public override void See(Seen seen)
    {
        if (Case.IsTest(seen))
        {
            return;
        }

        JudgedTally tally = _shards[seen.Shard.Value];
        tally.Hear(seen.Body.Answer);
        foreach (GrainEvent happened in seen.Events)
        {
            tally.See(happened);
        }
    }

    public override void End()
    {
        for (int i = 0; i < _shards.Length; i++)
        {
            ShardId shard = new(i);
            ShardState recovered = RecoveredShard.Read(Case.World.Reader, shard, _shards.Length).Machine.State;
            Compare(shard, "the living shard", Case.World.OwnerOf(shard)?.State);
            Compare(shard, "the store", recovered);
        }
    }

    private void Compare(ShardId shard, string who, ShardState? state)
    {
        if (state is not null && JudgedTally.Of(state.Tally.Figures) is var told && told != _shards[shard.Value].ToString())
        {
            Case.World.Evidence.Violations.Add(new(Checks.TalliesAreTheJournals, $"shard {shard}: {who} says {told}, and the records {_shards[shard.Value]}"));
        }
    }
}
