using System.Text.Json;
using Jifen.Grains.Kernel;
using Jifen.Grains.Leaderboard;
using Jifen.Grains.Member;
using Jifen.Grains.Tests.Driving;

namespace Jifen.Grains.Tests.Leaderboard;

/// <summary>Checkpoints at random moments that write only what has changed, and a crash between any two of their steps.</summary>
public sealed class Saving_in_parts
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_shard_restored_from_rows_and_the_records_after_the_floor_is_the_shard(int shards)
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            Checkpoints checkpoints = new(seed, static _ => true);
            BoardRun run = new BoardRun(seed, shards, null, Leagues.Boards) { AfterAct = checkpoints.Step }.Run(200);
            foreach (TestShard shard in run.Town.Shards)
            {
                Assert.Equal(TestShard.StatesOf(shard.State), TestShard.StatesOf(checkpoints.Restore(shard)));
            }
        }
    }

    [Fact]
    public void Control_a_part_that_is_not_marked_as_changed_is_caught()
    {
        Checkpoints checkpoints = new(1, static grain => grain is not BoardPart { IsGone: false } || grain.Id[^1] % 3 != 0);
        BoardRun run = new BoardRun(1, 1) { AfterAct = checkpoints.Step }.Run(200);
        TestShard shard = run.Town.Shards[0];
        Assert.NotEqual(TestShard.StatesOf(shard.State), TestShard.StatesOf(checkpoints.Restore(shard)));
    }

    [Fact]
    public void Only_parts_in_which_something_has_changed_are_written()
    {
        BoardRun run = new BoardRun(2, 1).Run(80);
        TestShard shard = run.Town.Shards[0];
        shard.State.TakeDirty();
        run.Town.Earn(run.Members[0], 5);
        string[] parts = [.. shard.State.TakeDirty().OfType<BoardPart>().Select(part => part.Id[..part.Id.IndexOf('/')]).Order(StringComparer.Ordinal)];
        Assert.Equal(["board:buyers", "board:daily", "board:ever", "board:of-rule", "board:spenders", "board:weekly"], parts);
    }

    [Fact]
    public void Parts_of_a_dropped_period_leave_the_store()
    {
        Checkpoints checkpoints = new(3, static _ => true);
        BoardRun run = new BoardRun(3, 1, null, Leagues.Boards) { AfterAct = checkpoints.Step }.Run(200);
        TestShard shard = run.Town.Shards[0];
        checkpoints.Finish(shard);
        Assert.NotEmpty(run.Town.Events<BoardDropped>());
        Assert.Equal(shard.State.Named.Select(g => g.Id), checkpoints.NamedRows(shard));
    }

    /// <summary>A million entries would take minutes if each part looked at all of them.</summary>
    [Fact]
    public void Every_part_holds_its_own_members_and_all_of_them_once()
    {
        BoardSlice slice = new("board:b/all");
        Dictionary<string, BoardPart> parts = [];
        for (ulong n = 0; n < 20_000; n++)
        {
            MemberKey member = new(((UInt128)n << 70) | n);
            string id = BoardPart.IdOf(slice, member);
            BoardPart part = parts.TryGetValue(id, out BoardPart? known) ? known : parts[id] = new(id, slice);
            part.Fold(new BoardScored((long)(n % 97)), new(default, new((long)n + 1), new((long)n), member, null));
        }

        BoardSlice loaded = new("board:b/all");
        foreach ((string id, BoardPart part) in parts.Reverse())
        {
            BoardPart copy = new(id, loaded);
            copy.Restore(part.Save(), part.AsOf);
            Assert.Equal(part.Save(), copy.Save());
        }

        Assert.Equal(BoardPart.Count, parts.Count);
        Assert.Equal(slice.Standings.InOrder(), loaded.Standings.InOrder());
        Assert.Equal(slice.Hash(), loaded.Hash());
    }

    /// <summary>The rows of each shard as a store would have them, written a few at a time.</summary>
    private sealed class Checkpoints(ulong seed, Func<Grain, bool> writes)
    {
        private readonly Dice _dice = new(seed);
        private readonly Dictionary<TestShard, Store> _stores = [];

        public void Step(BoardRun run)
        {
            foreach (TestShard shard in run.Town.Shards)
            {
                Store store = StoreOf(shard);
                if (store.ToSave.Count > 0)
                {
                    Save(store, _dice.Roll(12));
                }
                else if (_dice.Chance(20))
                {
                    Begin(shard, store);
                }
            }
        }

        public void Finish(TestShard shard)
        {
            Store store = StoreOf(shard);
            Save(store, int.MaxValue);
            Begin(shard, store);
            Save(store, int.MaxValue);
        }

        public IEnumerable<string> NamedRows(TestShard shard) => StoreOf(shard).Rows.Keys.Where(id => !id.StartsWith("member:", StringComparison.Ordinal));

        public ShardState Restore(TestShard shard)
        {
            Store store = StoreOf(shard);
            ShardMachine machine = new(new ShardState(shard.State.Shard, shard.State.ShardCount));
            foreach ((string id, (byte[] state, Sequence asOf)) in store.Rows.Where(row => !row.Key.StartsWith("member:", StringComparison.Ordinal)))
            {
                machine.State.Restore(id, state, asOf);
            }

            foreach (MemberGrain member in shard.State.Members)
            {
                MemberGrain loaded = new(member.Key);
                if (store.Rows.TryGetValue(member.Id, out (byte[] State, Sequence AsOf) row))
                {
                    loaded.Restore(row.State, row.AsOf);
                }

                machine.State.Seat(loaded);
            }

            foreach (TestRecord record in shard.Journal.Where(r => r.At.Sequence.Value > store.Floor))
            {
                machine.Replay(record.At, JsonSerializer.Deserialize(record.Body, JournalJson.Canonical.RecordBody)!);
            }

            return machine.State;
        }

        private Store StoreOf(TestShard shard) => _stores.TryGetValue(shard, out Store? store) ? store : _stores[shard] = new();

        private void Begin(TestShard shard, Store store)
        {
            store.Target = shard.Journal.Count;
            shard.State.TakeDirty().Where(writes).ToList().ForEach(store.ToSave.Enqueue);
        }

        private static void Save(Store store, int most)
        {
            for (; most > 0 && store.ToSave.TryDequeue(out Grain? grain); most--)
            {
                if (grain.IsGone)
                {
                    store.Rows.Remove(grain.Id);
                }
                else
                {
                    store.Rows[grain.Id] = (grain.Save(), grain.AsOf);
                }
            }

            store.Floor = store.ToSave.Count == 0 ? store.Target : store.Floor;
        }

        private sealed class Store
        {
            public SortedDictionary<string, (byte[] State, Sequence AsOf)> Rows { get; } = new(StringComparer.Ordinal);

            public Queue<Grain> ToSave { get; } = [];

            public long Target { get; set; }

            public long Floor { get; set; }
        }
    }
}
