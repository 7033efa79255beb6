using Jifen.Silo.Journal;

namespace Jifen.Silo.Tests.Journal;

public abstract partial class JournalContract
{
    [Fact]
    public void Each_take_over_is_the_next_epoch()
    {
        Assert.Equal(1, TakeOver().Epoch.Value);
        Assert.Equal(2, TakeOver().Epoch.Value);
        Reopen();
        Assert.Equal(3, TakeOver().Epoch.Value);
        Assert.Equal(1, TakeOver(1).Epoch.Value);
    }

    [Fact]
    public void An_owner_is_refused_once_another_has_taken_the_shard()
    {
        Chain old = Own();
        Append(old.Append(2));
        IJournal another = _store.OpenForAnotherOwner(_journal);
        Chain now = new(another.TakeOver([new(0)], "second")[0]);
        Assert.Equal(AppendStatus.StaleEpoch, Append(old.Append(1)));
        Assert.Equal(AppendStatus.Written, another.Append([now.Append(1)])[0].Status);
        Assert.Equal([1, 1, 2], _journal.ReadRecords(new(0), new(1), 10).Select(record => record.Epoch.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("another")]
    [InlineData("5f0c8f4b9d3e4a6c8b7a1d2e3f405162")]
    public void An_owner_that_is_no_silo_known_to_live_is_replaced(string before)
    {
        _journal.TakeOver([new(0), new(1)], before);
        IJournal another = _store.OpenForAnotherOwner(_journal);
        Assert.Equal([(1, 2), (0, 2)], another.TakeOver([new(1), new(0)], "second").Select(head => (head.Shard.Value, (int)head.Epoch.Value)));
    }

    [Fact]
    public void A_shard_that_nobody_took_over_is_refused() =>
        Assert.Equal(AppendStatus.StaleEpoch, Append(new Chain(_journal.ReadHead(new(0)) with { Epoch = new(1) }).Append(1)));

    [Fact]
    public void An_epoch_from_before_the_store_was_closed_is_refused()
    {
        Chain chain = Own();
        Append(chain.Append(1));
        Reopen();
        Assert.Equal(AppendStatus.StaleEpoch, Append(chain.Append(1)));
    }

    [Fact]
    public void Taking_over_returns_where_each_shard_stands()
    {
        Chain chain = Own(1);
        JournalRecord[] records = chain.Many(4);
        Append(chain.Append(records) with { Floor = new(new(3), records[2].Hash) });
        IReadOnlyList<ShardHead> heads = _journal.TakeOver([new(1), new(2)], "next");
        Assert.Equal(
            [
                new(new(1), new(2), new(4), records[3].Hash, records[3].Stamp, new(3), records[2].Hash),
                new(new(2), new(1), new(0), default, default, new(0), default),
            ],
            heads);
    }

    [Fact]
    public void A_raised_control_generation_refuses_what_was_decided_before()
    {
        Chain chain = Own();
        Chain other = Own(1);
        ControlState pause = new(1, ["campaign:spring"]);
        ShardAppend raise = chain.Append(1) with { RaisesControl = pause };
        IReadOnlyList<AppendResult> results = _journal.Append([raise, other.Append(1)]);
        Assert.Equal(AppendStatus.Written, results[0].Status);
        Assert.Equal(AppendStatus.StaleControl, results[1].Status);
        Assert.Equal((1, "campaign:spring"), (results[1].Control!.Generation, Assert.Single(results[1].Control!.Paused)));
        Reopen();
        Assert.Equal((1, "campaign:spring"), (_journal.ReadControl().Generation, Assert.Single(_journal.ReadControl().Paused)));
    }

    [Fact]
    public void Decided_anew_under_the_raised_generation_it_is_written()
    {
        Chain chain = Own();
        Append(chain.Append(1) with { RaisesControl = new(1, []) });
        Assert.Equal(AppendStatus.Written, Append(chain.Append(chain.Next(control: 1))));
    }

    [Fact]
    public void A_generation_is_raised_once()
    {
        Chain chain = Own();
        Chain other = Own(1);
        Append(chain.Append(1) with { RaisesControl = new(1, ["a"]) });
        ShardAppend twin = other.Append(other.Next(control: 1)) with { RaisesControl = new(1, ["b"]) };
        Assert.Equal(AppendStatus.StaleControl, Append(twin));
        Assert.Equal("a", Assert.Single(_journal.ReadControl().Paused));
    }
}
