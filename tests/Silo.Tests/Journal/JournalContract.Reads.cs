using System.Security.Cryptography;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Tests.Journal;

public abstract partial class JournalContract
{
    [Fact]
    public void A_grain_row_comes_back_as_it_was_last_written()
    {
        Chain chain = Own();
        GrainRow first = new("member:1", Chain.Member(1), new(1), new Stamp(50), Utf8("{\"points\":1}"));
        GrainRow second = first with { AsOf = new(2), Due = null, State = Utf8("{\"points\":2,\"名\":\"✓\"}") };
        Append(chain.Append(1) with { Grains = [first] });
        Append(chain.Append(1) with { Grains = [second] });
        Reopen();
        GrainRow read = _journal.ReadGrain(new(0), "member:1")!;
        Assert.Equal(second with { State = default }, read with { State = default });
        Assert.Equal(second.State.ToArray(), read.State.ToArray());
        Assert.Null(_journal.ReadGrain(new(0), "member:2"));
        Assert.Null(_journal.ReadGrain(new(1), "member:1"));
    }

    [Fact]
    public void A_row_without_a_state_takes_the_grain_out_of_the_store()
    {
        Chain chain = Own();
        Append(chain.Append(1) with { Grains = [Row("board:b/all#1", null), Row("board:b/all#2", null)] });
        Append(Own(1).Append(1) with { Grains = [Row("board:b/all#1", null)] });
        Append(chain.Append(1) with { Grains = [GrainRow.Removed("board:b/all#1", new(2)), GrainRow.Removed("board:never", new(2))] });
        Reopen();
        Assert.Equal(["board:b/all#2"], _journal.ReadShardGrains(new(0)).Select(row => row.Grain));
        Assert.Null(_journal.ReadGrain(new(0), "board:b/all#1"));
        Assert.NotNull(_journal.ReadGrain(new(1), "board:b/all#1"));
    }

    [Fact]
    public void Checkpoint_rows_are_written_without_records()
    {
        Chain chain = Own();
        Assert.Equal(AppendStatus.Written, Append(chain.Append() with { Grains = [new("stock:mug", null, new(0), null, Utf8("{}"))] }));
        Assert.Equal("stock:mug", _journal.ReadGrain(new(0), "stock:mug")!.Grain);
    }

    [Fact]
    public void Rows_of_a_shard_are_all_but_the_members()
    {
        Chain chain = Own();
        GrainRow[] rows = [Row("lottery:b", null), Row("member:1", 1), Row("lottery:a", null), Row("catalogue", null)];
        Append(chain.Append(1) with { Grains = rows });
        Append(Own(1).Append() with { Grains = [Row("lottery:elsewhere", null)] });
        Assert.Equal(["catalogue", "lottery:a", "lottery:b"], _journal.ReadShardGrains(new(0)).Select(row => row.Grain).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Due_members_come_soonest_first_up_to_the_instant_and_the_limit()
    {
        Chain chain = Own();
        GrainRow[] rows = [Row("m1", 1, 300), Row("m2", 2, 100), Row("m3", 3), Row("m4", 4, 200), Row("lottery:x", null, 50), Row("m5", 5, 301)];
        Append(chain.Append(1) with { Grains = rows });
        Assert.Equal([Chain.Member(2), Chain.Member(4), Chain.Member(1)], _journal.ReadDueMembers(new(0), new(300), 10));
        Assert.Equal([Chain.Member(2)], _journal.ReadDueMembers(new(0), new(300), 1));
        Assert.Empty(_journal.ReadDueMembers(new(1), new(300), 10));
    }

    [Fact]
    public void Members_come_in_the_order_of_their_keys_after_one_up_to_the_limit()
    {
        Chain chain = Own();
        GrainRow[] rows = [.. ((int[])[3, 1, 4, 2]).Select(i => Row(Jifen.Grains.Member.MemberGrain.IdOf(Chain.Member(i)), i)), Row("lottery:x", null), Row("tally", null), Row("badges", null)];
        Append(chain.Append(1) with { Grains = rows });
        Append(Own(2).Append(1) with { Grains = [Row(Jifen.Grains.Member.MemberGrain.IdOf(Chain.Member(5)), 5)] });
        MemberKey[] keys = [.. Enumerable.Range(1, 4).Select(Chain.Member).Order()];
        Assert.Equal(keys, _journal.ReadMembers(new(0), null, 10).Select(row => row.Member!.Value));
        Assert.Equal(keys[..2], _journal.ReadMembers(new(0), null, 2).Select(row => row.Member!.Value));
        Assert.Equal(keys[2..], _journal.ReadMembers(new(0), keys[1], 10).Select(row => row.Member!.Value));
        Assert.Empty(_journal.ReadMembers(new(0), keys[3], 10));
        Assert.Empty(_journal.ReadMembers(new(1), null, 10));
    }

    [Fact]
    public void Members_are_read_as_the_last_checkpoint_has_them_and_with_every_digit_of_their_keys()
    {
        MemberKey[] keys = [.. Enumerable.Range(0, 32).Select(digit => new MemberKey((UInt128)(digit % 15 + 1) << (4 * digit))).Order()];
        GrainRow[] rows = [.. keys.Select(key => new GrainRow(Jifen.Grains.Member.MemberGrain.IdOf(key), key, new(1), null, Utf8("{}")))];
        Chain chain = Own();
        Append(chain.Append(1) with { Grains = [.. rows.Reverse()] });
        Append(chain.Append(1) with { Grains = [rows[3] with { AsOf = new(2), State = Utf8("{\"points\":2}") }, GrainRow.Removed(rows[5].Grain, new(2))] });
        Reopen();
        List<GrainRow> read = [];
        while (_journal.ReadMembers(new(0), read.LastOrDefault()?.Member, 5) is { Count: > 0 } part)
        {
            read.AddRange(part);
        }

        Assert.Equal(keys.Where(key => key != keys[5]), read.Select(row => row.Member!.Value));
        Assert.Equal((2, "{\"points\":2}"), (read[3].AsOf.Value, System.Text.Encoding.UTF8.GetString(read[3].State.Span)));
    }

    [Fact]
    public void A_swept_member_is_due_no_more()
    {
        Chain chain = Own();
        Append(chain.Append(1) with { Grains = [Row("m1", 1, 300)] });
        Append(chain.Append(1) with { Grains = [Row("m1", 1)] });
        Assert.Empty(_journal.ReadDueMembers(new(0), new(1_000), 10));
    }

    [Fact]
    public void The_index_finds_a_key_of_its_member_only()
    {
        Chain chain = Own();
        JournalRecord[] records = [.. Enumerable.Range(1, 5).Select(i => chain.Next(member: Chain.Member(1), key: i == 3 ? null : Chain.Key(i)))];
        Append(chain.Append(records) with { Index = [.. records.Select(record => new MemberIndexRow(Chain.Member(1), record.Sequence, record.Key))] });
        Reopen();
        Assert.Equal(4, _journal.FindKey(new(0), Chain.Member(1), Chain.Key(4)).Value);
        Assert.Equal(Sequence.None, _journal.FindKey(new(0), Chain.Member(1), Chain.Key(3)));
        Assert.Equal(Sequence.None, _journal.FindKey(new(0), Chain.Member(2), Chain.Key(4)));
    }

    [Fact]
    public void The_newest_record_of_a_key_is_found()
    {
        Chain chain = Own();
        MemberIndexRow[] rows = [new(Chain.Member(1), new(1), Chain.Key(9)), new(Chain.Member(1), new(2), Chain.Key(9))];
        Append(chain.Append(2) with { Index = rows });
        Assert.Equal(2, _journal.FindKey(new(0), Chain.Member(1), Chain.Key(9)).Value);
    }

    [Fact]
    public void A_members_records_come_newest_first_before_a_sequence()
    {
        Chain chain = Own();
        MemberIndexRow[] rows = [.. Enumerable.Range(1, 6).Select(i => new MemberIndexRow(Chain.Member(1 + (i % 2)), new(i), null))];
        Append(chain.Append(6) with { Index = rows });
        Assert.Equal([6, 4, 2], Sequences(1, long.MaxValue, 10));
        Assert.Equal([4], Sequences(1, 6, 1));
        Assert.Equal([3, 1], Sequences(2, 5, 10));
    }

    [Fact]
    public void Indexing_a_record_again_changes_nothing()
    {
        Chain chain = Own();
        MemberIndexRow row = new(Chain.Member(1), new(1), Chain.Key(1));
        Append(chain.Append(1) with { Index = [row] });
        Assert.Equal(AppendStatus.Written, Append(chain.Append() with { Index = [row] }));
        Assert.Equal([1], Sequences(1, long.MaxValue, 10));
    }

    [Fact]
    public void The_floor_moves_and_keeps_its_hash()
    {
        Chain chain = Own();
        JournalRecord[] records = chain.Many(5);
        Append(chain.Append(records) with { Floor = new(new(2), records[1].Hash) });
        Append(chain.Append() with { Floor = new(new(4), records[3].Hash) });
        ShardHead head = _journal.ReadHead(new(0));
        Assert.Equal((new Sequence(4), records[3].Hash), (head.Floor, head.FloorHash));
    }

    [Fact]
    public void A_document_is_kept_under_its_hash()
    {
        byte[] document = RandomNumberGenerator.GetBytes(70_000);
        Hash256 hash = Hash256.Read(SHA256.HashData(document));
        Assert.Null(_journal.ReadDocument(hash));
        _journal.StoreDocument(hash, document);
        _journal.StoreDocument(hash, document);
        Reopen();
        Assert.Equal(document, _journal.ReadDocument(hash));
    }

    [Fact]
    public void A_document_that_is_erased_is_gone_and_may_be_erased_again_or_stored_anew()
    {
        byte[] document = RandomNumberGenerator.GetBytes(7_000);
        byte[] other = RandomNumberGenerator.GetBytes(70);
        (Hash256 hash, Hash256 beside) = (Hash256.Read(SHA256.HashData(document)), Hash256.Read(SHA256.HashData(other)));
        _journal.StoreDocument(hash, document);
        _journal.StoreDocument(beside, other);
        _journal.EraseDocument(hash);
        _journal.EraseDocument(hash);
        Reopen();
        Assert.Null(_journal.ReadDocument(hash));
        Assert.Equal(other, _journal.ReadDocument(beside));
        _journal.StoreDocument(hash, document);
        Assert.Equal(document, _journal.ReadDocument(hash));
    }

    [Fact]
    public void A_person_is_written_with_the_record_and_changes_with_the_next()
    {
        Chain chain = Own();
        Append(chain.Append(1) with { Persons = [new(Chain.MemberOf(0), "anna-1", null)] });
        Assert.Equal(new(Chain.MemberOf(0), "anna-1", null), _journal.ReadPerson(Chain.MemberOf(0)));
        Append(chain.Append(1) with { Persons = [new(Chain.MemberOf(0), "anna-1", "{\"name\":\"安娜\"}")] });
        Assert.Equal(new(Chain.MemberOf(0), "anna-1", "{\"name\":\"安娜\"}"), _journal.ReadPerson(Chain.MemberOf(0)));
        Assert.Null(_journal.ReadPerson(Chain.MemberOf(1)));
    }

    [Fact]
    public void The_store_says_how_large_it_is()
    {
        StoreSize size = _journal.ReadSize();
        Assert.True(size is { UsedBytes: > 0, FreeBytes: > 0 });
    }

    [Fact]
    public async Task Reads_on_other_threads_see_whole_batches_while_appends_go_on()
    {
        Chain chain = Own();
        using CancellationTokenSource over = new();
        Task<long>[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() => ReadUntil(over.Token)))];
        for (int i = 0; i < 200; i++)
        {
            Append(chain.Append(5));
        }

        await over.CancelAsync();
        long[] last = await Task.WhenAll(readers);
        Assert.All(last, sequence => Assert.Equal(0, sequence % 5));
        Assert.Equal(1_000, ReadAll().Count);
    }

    [Fact]
    public async Task Reads_on_other_threads_miss_nothing_while_checkpoints_follow_the_appends()
    {
        Chain chain = Own();
        using CancellationTokenSource over = new();
        Task<long>[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() => ReadUntil(over.Token)))];
        for (int i = 0; i < 150; i++)
        {
            ShardAppend append = chain.Append(5);
            Append(append with { Floor = new(append.Records[^1].Sequence, append.Records[^1].Hash) });
            Append(chain.Append(5));
        }

        await over.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal(1_500, ReadAll().Count);
        Reopen();
        Assert.Equal((1_500, 1_495), (ReadAll().Count, _journal.ReadHead(new(0)).Floor.Value));
    }

    [Fact]
    public void Records_are_read_whole_wherever_the_checkpoint_stands()
    {
        Chain[] chains = [Own(0), Own(1)];
        List<JournalRecord> records = [];
        for (int i = 0; i < 60; i++)
        {
            ShardAppend append = chains[0].Append(25);
            records.AddRange(append.Records);
            _journal.Append([chains[1].Append(3), i % 7 == 0 ? append with { Floor = new(append.Records[4].Sequence, append.Records[4].Hash) } : append]);
        }

        foreach (int from in (int[])[1, 2, 400, 512, 513, 514, 1_000, 1_400, 1_500])
        {
            RecordAssert.Equal(records.Skip(from - 1).Take(40), _journal.ReadRecords(new(0), new(from), 40));
        }

        Reopen();
        RecordAssert.Equal(records, ReadAll());
        Assert.Equal(180, ReadAll(1).Count);
    }

    private long ReadUntil(CancellationToken over)
    {
        long sequence = 0;
        do
        {
            ShardHead head = _journal.ReadHead(new(0));
            Assert.True(head.Sequence.Value >= sequence && head.Sequence.Value % 5 == 0);
            sequence = head.Sequence.Value;
            int count = (int)Math.Min(8, sequence);
            Assert.Equal(count, _journal.ReadRecords(new(0), new(sequence - count + 1), count).Count);
        }
        while (!over.IsCancellationRequested);

        return sequence;
    }

    private static GrainRow Row(string grain, int? member, long? due = null) =>
        new(grain, member is { } number ? Chain.Member(number) : null, new(1), due is { } stamp ? new Stamp(stamp) : null, Utf8("{}"));

    private IEnumerable<long> Sequences(int member, long before, int limit) =>
        _journal.ReadMemberIndex(new(0), Chain.Member(member), new(before), limit).Select(row => row.Sequence.Value);
}
