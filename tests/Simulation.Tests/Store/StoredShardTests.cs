using Jifen.Grains.Kernel;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;
using Jifen.Simulation.Tests.World;

namespace Jifen.Simulation.Tests.Store;

/// <summary>A shard is read as of one instant, though the store moves on meanwhile.</summary>
public sealed class StoredShardTests
{
    [Fact]
    public void A_shard_whose_head_moved_while_it_was_read_is_read_again()
    {
        using IJournal journal = Run.Of(7, new Composition()).Current.Journal;
        ShardHead head = journal.ReadHead(new(0));
        ShardHead early = EarlierThan(head, journal);

        StoredShard read = StoredShard.Read(new HeadReadEarlier(journal, early), head.Shard);

        Assert.Equal(head, read.Head);
        Assert.Equal(head.Sequence.Value - head.Floor.Value, read.Tail.Count);
    }

    [Fact]
    public void Rows_beside_an_earlier_head_make_another_state()
    {
        SimulatedWorld world = Run.Of(7, new Composition());
        using IJournal journal = world.Current.Journal;
        ShardHead head = journal.ReadHead(new(0));
        ShardHead early = EarlierThan(head, journal);

        ShardState mixed = RecoveredShard.Read(new StandsStill(journal, early), head.Shard, world.Scenario.Shards).Machine.State;

        Assert.True(mixed.Tally.AsOf > early.Sequence, "the rows are newer than the head");
    }

    private static ShardHead EarlierThan(ShardHead head, IJournal journal)
    {
        JournalRecord before = journal.ReadRecords(head.Shard, new(head.Floor.Value - 3), 1)[0];
        return head with { Sequence = before.Sequence, Hash = before.Hash, Floor = before.Sequence, FloorHash = before.Hash };
    }

    /// <summary>The control: a store that moved on, and a reader that never looks again.</summary>
    private sealed class StandsStill(IJournal inside, ShardHead early) : JournalAround(inside)
    {
        public override ShardHead ReadHead(ShardId shard) => early;
    }
}
