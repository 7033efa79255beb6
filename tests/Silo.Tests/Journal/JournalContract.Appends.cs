using Jifen.Silo.Journal;

namespace Jifen.Silo.Tests.Journal;

public abstract partial class JournalContract
{
    [Fact]
    public void An_empty_store_has_its_identity_and_empty_heads()
    {
        Assert.Equal(Identity, _journal.Identity);
        Assert.Equal(new ShardHead(new(1), new(0), new(0), default, default, new(0), default), _journal.ReadHead(new(1)));
        Assert.Empty(ReadAll());
        Assert.Equal((0, 0), (_journal.ReadControl().Generation, _journal.ReadControl().Paused.Count));
    }

    [Fact]
    public void Records_come_back_as_they_were_written()
    {
        Chain chain = Own();
        JournalRecord[] records = [chain.Next("{}"), .. chain.Many(6), chain.Next("{\"long\":\"" + new string('长', 5_000) + "\"}", Chain.Member(7))];
        Assert.Equal(AppendStatus.Written, Append(chain.Append(records)));
        RecordAssert.Equal(records, ReadAll());
        Reopen();
        RecordAssert.Equal(records, ReadAll());
    }

    [Fact]
    public void Reading_begins_where_it_is_told_and_ends_at_the_limit()
    {
        Chain chain = Own();
        JournalRecord[] records = chain.Many(10);
        Append(chain.Append(records));
        RecordAssert.Equal(records[3..6], _journal.ReadRecords(new(0), new(4), 3));
        RecordAssert.Equal(records[9..], _journal.ReadRecords(new(0), new(10), 5));
        Assert.Empty(_journal.ReadRecords(new(0), new(11), 5));
        Assert.Empty(_journal.ReadRecords(new(1), new(1), 5));
    }

    [Fact]
    public void The_head_is_the_newest_record()
    {
        Chain chain = Own(2);
        JournalRecord[] records = chain.Many(3);
        Append(chain.Append(records));
        Assert.Equal(new ShardHead(new(2), new(1), new(3), records[2].Hash, records[2].Stamp, new(0), default), _journal.ReadHead(new(2)));
    }

    [Fact]
    public void A_batch_holds_many_shards_and_their_results_are_in_order()
    {
        Chain[] chains = [Own(3), Own(0), Own(1)];
        JournalRecord[][] records = [.. chains.Select(chain => chain.Many(5))];
        IReadOnlyList<AppendResult> results = _journal.Append([.. chains.Select((chain, i) => chain.Append(records[i]))]);
        Assert.Equal([new(new(3), AppendStatus.Written), new(new(0), AppendStatus.Written), new(new(1), AppendStatus.Written)], results);
        RecordAssert.Equal(records[0], ReadAll(3));
        RecordAssert.Equal(records[2], ReadAll(1));
    }

    [Fact]
    public void Two_appends_of_one_shard_in_a_batch_follow_each_other()
    {
        Chain chain = Own();
        IReadOnlyList<AppendResult> results = _journal.Append([chain.Append(2), chain.Append(3)]);
        Assert.Equal([AppendStatus.Written, AppendStatus.Written], results.Select(result => result.Status));
        Assert.Equal(5, _journal.ReadHead(new(0)).Sequence.Value);
    }

    [Fact]
    public void An_empty_batch_does_nothing() => Assert.Empty(_journal.Append([]));

    [Fact]
    public void A_refused_shard_does_not_stop_the_others()
    {
        Chain good = Own(0);
        Chain bad = Own(1);
        ShardAppend gap = bad.Append(bad.Many(2)[1]);
        IReadOnlyList<AppendResult> results = _journal.Append([gap, good.Append(2)]);
        Assert.Equal([new(new(1), AppendStatus.SequenceTaken), new(new(0), AppendStatus.Written)], results);
        Assert.Equal(0, _journal.ReadHead(new(1)).Sequence.Value);
        Assert.Equal(2, _journal.ReadHead(new(0)).Sequence.Value);
    }

    [Fact]
    public void A_taken_sequence_is_refused_and_nothing_changes()
    {
        Chain chain = Own();
        ShardAppend append = chain.Append(2);
        Append(append);
        Assert.Equal(AppendStatus.SequenceTaken, Append(append));
        Assert.Equal(2, _journal.ReadHead(new(0)).Sequence.Value);
    }

    [Fact]
    public void A_record_that_does_not_name_the_head_is_refused()
    {
        Chain chain = Own();
        Append(chain.Append(1));
        Chain other = new(_journal.ReadHead(new(0)) with { Hash = new(1, 2) });
        Assert.Equal(AppendStatus.SequenceTaken, Append(other.Append(1)));
    }

    [Fact]
    public void A_broken_chain_within_an_append_is_refused_whole()
    {
        Chain chain = Own();
        JournalRecord[] records = chain.Many(3);
        Assert.Equal(AppendStatus.SequenceTaken, Append(chain.Append(records[0], records[2])));
        Assert.Empty(ReadAll());
    }

    [Fact]
    public void Checkpoint_rows_that_stand_on_records_which_failed_are_refused()
    {
        Chain chain = Own();
        Append(chain.Append(1));
        chain.Many(2);
        ShardAppend rows = chain.Append() with { Grains = [new("lottery:wheel", null, new(3), null, Utf8("{}"))], Floor = new(new(3), new(1, 2)) };
        Assert.Equal(AppendStatus.SequenceTaken, Append(rows));
        Assert.Null(_journal.ReadGrain(new(0), "lottery:wheel"));
        Assert.Equal(0, _journal.ReadHead(new(0)).Floor.Value);
    }

    [Fact]
    public void What_is_beside_a_refused_append_is_not_written()
    {
        Chain chain = Own();
        ShardAppend append = chain.Append(chain.Many(2)[1]) with
        {
            Persons = [new(Chain.MemberOf(0), "anna", null)],
            Grains = [new("lottery:wheel", null, new(1), null, Utf8("{}"))],
            RaisesControl = new(1, ["campaign:spring"]),
        };
        Assert.Equal(AppendStatus.SequenceTaken, Append(append));
        Assert.Null(_journal.ReadPerson(Chain.MemberOf(0)));
        Assert.Null(_journal.ReadGrain(new(0), "lottery:wheel"));
        Assert.Equal(0, _journal.ReadControl().Generation);
    }

    [Fact]
    public void An_append_that_follows_the_head_is_written_after_one_of_its_shard_that_does_not()
    {
        ShardHead head = TakeOver();
        ShardAppend gap = new Chain(head).Append(new Chain(head).Many(2)[1]);
        Chain chain = new(head);
        IReadOnlyList<AppendResult> results = _journal.Append([gap, chain.Append(1), chain.Append(2)]);
        Assert.Equal([AppendStatus.SequenceTaken, AppendStatus.Written, AppendStatus.Written], results.Select(result => result.Status));
        Assert.Equal(3, _journal.ReadHead(new(0)).Sequence.Value);
    }

    [Fact]
    public void A_generation_raised_between_two_appends_of_a_shard_refuses_the_second()
    {
        Chain chain = Own();
        ShardAppend before = chain.Append(1);
        ShardAppend raise = chain.Append(1) with { RaisesControl = new(1, []) };
        IReadOnlyList<AppendResult> results = _journal.Append([before, raise, chain.Append(1)]);
        Assert.Equal([AppendStatus.Written, AppendStatus.Written, AppendStatus.StaleControl], results.Select(result => result.Status));
        Assert.Equal(2, _journal.ReadHead(new(0)).Sequence.Value);
    }

    [Fact]
    public void Of_rows_that_a_batch_names_twice_the_last_one_counts()
    {
        Chain chain = Own();
        ShardAppend first = chain.Append(1) with
        {
            Persons = [new(Chain.MemberOf(0), "anna", null)],
            Grains = [new("lottery:a", null, new(1), null, Utf8("{\"n\":1}")), new("lottery:b", null, new(1), null, Utf8("{}")), GrainRow.Removed("lottery:c", new(1))],
            Index = [new(Chain.Member(1), new(1), null)],
        };
        ShardAppend second = chain.Append(1) with
        {
            Persons = [new(Chain.MemberOf(0), "anna-2", "{}")],
            Grains = [new("lottery:a", null, new(2), null, Utf8("{\"n\":2}")), GrainRow.Removed("lottery:b", new(2)), new("lottery:c", null, new(2), null, Utf8("{}"))],
            Index = [new(Chain.Member(1), new(1), null)],
        };
        _journal.Append([first, second]);
        Assert.Equal(["lottery:a", "lottery:c"], _journal.ReadShardGrains(new(0)).Select(row => row.Grain).Order(StringComparer.Ordinal));
        Assert.Equal("{\"n\":2}"u8.ToArray(), _journal.ReadGrain(new(0), "lottery:a")!.State.ToArray());
        Assert.Equal(new(Chain.MemberOf(0), "anna-2", "{}"), _journal.ReadPerson(Chain.MemberOf(0)));
    }
}
