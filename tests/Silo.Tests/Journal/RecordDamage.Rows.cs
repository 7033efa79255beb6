using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Sqlite;

namespace Jifen.Silo.Tests.Journal;

public abstract partial class RecordDamage
{
    [Theory]
    [InlineData("DELETE FROM journal WHERE position = 39", 20)]
    [InlineData("DELETE FROM journal WHERE position = 1", 1)]
    [InlineData("DELETE FROM journal WHERE position = 127", 64)]
    [InlineData("DELETE FROM journal WHERE position BETWEEN 59 AND 128", 30)]
    [InlineData("UPDATE journal SET epoch = 6 WHERE position = 39", 20)]
    public void A_lost_or_altered_record_is_named(string damage, int sequence)
    {
        _database.Execute(damage);
        Assert.StartsWith($"Record {sequence} of shard 0 ", Assert.Throws<JournalDamagedException>(ReadAll).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Swapped_records_are_named()
    {
        _database.Execute("UPDATE journal SET position = 1000 WHERE position = 39");
        _database.Execute("UPDATE journal SET position = 39 WHERE position = 41");
        _database.Execute("UPDATE journal SET position = 41 WHERE position = 1000");
        AssertNamed(20);
        AssertScrubbed(20);
    }

    [Theory]
    [InlineData("37")]
    [InlineData("40")]
    public void A_record_played_again_elsewhere_is_named(string source)
    {
        _database.Execute("DELETE FROM journal WHERE position = 39");
        _database.Execute($"INSERT INTO journal ({Schema.RecordColumns}) SELECT 39, 0, 20, {OtherColumns} FROM journal WHERE position = {source}");
        AssertNamed(20);
    }

    [Theory]
    [InlineData("37")]
    [InlineData("40")]
    public void A_row_in_place_of_another_that_says_whose_it_is_is_named(string source)
    {
        _database.Execute("DELETE FROM journal WHERE position = 39");
        _database.Execute($"INSERT INTO journal ({Schema.RecordColumns}) SELECT 39, shard, sequence, {OtherColumns} FROM journal WHERE position = {source}");
        Assert.Contains(ScrubPositions(), words => words.Contains("lies at position", StringComparison.Ordinal));
        Assert.StartsWith("Record ", Assert.Throws<JournalDamagedException>(ReadAll).Message, StringComparison.Ordinal);
        AssertScrubbed(20);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(64)]
    public void A_record_that_is_there_twice_is_named(int sequence)
    {
        _database.Execute($"INSERT INTO journal ({Schema.RecordColumns}) SELECT 129, shard, sequence, {OtherColumns} FROM journal WHERE position = {At(sequence)}");
        string twice = $"Record {sequence} of shard 0 is there twice, at positions {At(sequence)} and 129.";
        Assert.Equal(twice, Assert.Throws<JournalDamagedException>(() => Reader().ReadHead(Shard)).Message);
        AssertNamed(sequence);
        Assert.Equal($"Record {sequence} of shard 0 lies at position 129, and is known to lie at {At(sequence)}.", Assert.Single(ScrubPositions()));
        AssertScrubbed(sequence);
    }

    [Theory]
    [InlineData("(7, 1)")]
    [InlineData("(-1, 1)")]
    [InlineData("(9223372036854775807, 1)")]
    public void A_row_of_a_shard_that_is_none_is_named(string shardAndSequence)
    {
        string values = shardAndSequence.Trim('(', ')');
        _database.Execute($"INSERT INTO journal ({Schema.RecordColumns}) SELECT 129, {values}, {OtherColumns} FROM journal WHERE position = 1");
        Assert.Equal("The row at position 129 was not written by this journal.", Assert.Single(ScrubPositions()));
    }

    [Fact]
    public void The_scrub_of_an_undamaged_journal_finds_nothing()
    {
        Assert.Empty(ScrubPositions());
        Assert.Empty(ScrubRecords());
    }

    [Fact]
    public void The_scrub_names_positions_without_a_row()
    {
        _database.Execute("DELETE FROM journal WHERE position IN (1, 40, 41, 127)");
        Assert.Equal(
            ["There is no row at position 1.", "There are no rows from position 40 to 41.", "There is no row at position 127."],
            ScrubPositions());
        Assert.Equal(["Record 1 ", "Record 21", "Record 64"], ScrubRecords().Select(words => words[..9]));
    }

    [Fact]
    public void A_record_after_the_end_that_follows_nothing_is_named()
    {
        _database.Execute($"""
            INSERT INTO journal ({Schema.RecordColumns}) SELECT 129, 0, 65, {OtherColumns} FROM journal WHERE position = 127
            """);
        AssertNamed(65);
    }

    [Fact]
    public void A_record_sealed_anew_breaks_the_chain_at_the_next()
    {
        JournalRecord forged = new Chain(new(Shard, new(7), new(19), ReadAll()[18].Hash, ReadAll()[18].Stamp, Sequence.None, default)).Next("{\"a\":\"forged\"}");
        _database.Execute("DELETE FROM journal WHERE position = 39");
        new RowWriter(_database).Write(forged, 39);
        AssertNamed(21);
    }
}
