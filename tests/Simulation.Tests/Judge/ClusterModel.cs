using Jifen.Silo.Cluster;
using Jifen.Simulation.Tests.Store;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>Members of the cluster and what they own, as the store's history tells it.</summary>
internal sealed class ClusterModel(Case judged) : Model(judged)
{
    private readonly Dictionary<string, Life> _lives = [];
    private readonly Epoch?[] _released = new Epoch?[judged.World.Scenario.Shards];

    public override void See(Seen seen) => RequireOwned(seen.Shard, $"record {seen.Record.Sequence} is written");

    public override void See(StoreEntry entry)
    {
        switch (entry)
        {
            case SiloEntered entered:
                _lives.Add(entered.Silo.ToString(), new(entered.At));
                break;
            case SiloHeard heard:
                Hear(heard);
                break;
            case SiloDied died:
                Die(died);
                break;
            case SiloLeft left:
                Of(left.Silo).IsGone = true;
                break;
            case Released released:
                _released[released.Shard.Value] = released.Epoch;
                break;
            case RowsWritten rows:
                RequireOwned(rows.Shard, "a checkpoint is written");
                break;
            case TakenOver taken:
                Take(taken);
                break;
        }
    }

    private Life Of(SiloId silo) => _lives[silo.ToString()];

    private void Hear(SiloHeard heard)
    {
        Life life = Of(heard.Silo);
        Require(!life.IsGone, Checks.TheDeadStayDead, $"silo {heard.Silo} is heard of after its end");
        life.FreshSince = heard.At - life.Heard > Case.World.Scenario.DeadAfter / 2 ? heard.At : life.FreshSince;
        life.Heard = heard.At;
    }

    private void Die(SiloDied died)
    {
        Life life = Of(died.Silo);
        life.IsGone = true;
        if (died.By is not { } by)
        {
            return;
        }

        TimeSpan patience = Case.World.Scenario.DeadAfter;
        Require(died.At - life.Heard > patience, Checks.OnlyTheSilentDie, $"silo {died.Silo} was heard of {died.At - life.Heard} before it was declared dead");
        Require(died.At - Of(by).FreshSince >= patience, Checks.OnlyTheSilentDie, $"silo {by}, which was away itself, declares {died.Silo} dead");
    }

    private void Take(TakenOver taken)
    {
        _released[taken.Shard.Value] = null;
        Require(
            !_lives.TryGetValue(taken.Owner, out Life? taker) || !taker.IsGone, Checks.TheDeadStayDead,
            $"shard {taken.Shard} is taken by {taken.Owner} after its end");
        Require(
            taken.From == taken.Owner || !_lives.TryGetValue(taken.From, out Life? owner) || owner.IsGone, Checks.TheLivingKeepTheirs,
            $"shard {taken.Shard} is taken from {taken.From}, which lives");
    }

    private void RequireOwned(ShardId shard, string what) =>
        Require(_released[shard.Value] is null, Checks.ReleasedRests, $"shard {shard}, released by its owner of epoch {_released[shard.Value]}: {what}");

    private void Require(bool holds, string check, string what)
    {
        if (!holds)
        {
            Case.World.Evidence.Violations.Add(new(check, what));
        }
    }

    private sealed class Life(TimeSpan entered)
    {
        public TimeSpan Heard { get; set; } = entered;

        public TimeSpan FreshSince { get; set; } = entered;

        public bool IsGone { get; set; }
    }
}
