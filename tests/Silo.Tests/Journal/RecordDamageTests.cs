using System.Globalization;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Sqlite;
using SQLitePCL;

namespace Jifen.Silo.Tests.Journal;

/// <summary>Damages rows of a journal of 64 records one by one, below the journal, and reads them by the reader the journal uses.</summary>
public sealed class RecordDamageTests : IDisposable
{
    private const int Count = 64;
    private static readonly ShardId Shard = new(0);

    private readonly Database _database = new(":memory:", raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
    private readonly KnownHeads _known = new(2) { [new(0)] = new(Count) };
    private readonly JournalReader _reader;

    public RecordDamageTests()
    {
        foreach (string statement in Schema.Statements)
        {
            _database.Execute(statement);
        }

        RowWriter rows = new(_database);
        foreach (int shard in (int[])[0, 1])
        {
            Chain chain = new(new(new(shard), new(7), Sequence.None, default, default, Sequence.None, default));
            chain.Many(Count).ToList().ForEach(rows.Write);
        }

        _reader = new(_database, _known);
    }

    public void Dispose() => _reader.Dispose();

    [Fact]
    public void Undamaged_it_is_read_whole() => Assert.Equal(Count, ReadAll().Count);

    [Theory]
    [InlineData("position")]
    [InlineData("epoch")]
    [InlineData("stamp")]
    [InlineData("catalogue")]
    [InlineData("control")]
    [InlineData("rules")]
    public void Every_bit_of_every_number_is_found(string column)
    {
        int cases = 0;
        for (int sequence = 1; sequence <= Count; sequence++)
        {
            long value = long.Parse(Value(column, sequence), CultureInfo.InvariantCulture);
            for (int bit = 0; bit < 64; bit++)
            {
                cases += Damaged(sequence, $"UPDATE OR IGNORE journal SET {column} = {(value ^ (1L << bit)).ToString(CultureInfo.InvariantCulture)} WHERE position = {sequence}");
            }
        }

        // A flipped position may hit a row that is there, which no file can hold: those change nothing.
        Assert.Equal(column == "position" ? Count * 64 - Collisions() : Count * 64, cases);
    }

    [Theory]
    [InlineData("previous", 32)]
    [InlineData("hash", 32)]
    [InlineData("member", 16)]
    [InlineData("key", 8)]
    [InlineData("input_hash", 32)]
    [InlineData("body", 18)]
    public void Every_bit_and_every_cut_of_every_value_is_found(string column, int averageBytes)
    {
        int cases = 0;
        for (int sequence = 1; sequence <= Count; sequence++)
        {
            byte[] value = Convert.FromHexString(Value($"hex({column})", sequence));
            for (int bit = 0; bit < value.Length * 8; bit++)
            {
                byte[] flipped = [.. value];
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                cases += Damaged(sequence, Update(column, flipped, sequence));
            }

            cases += Enumerable.Range(0, value.Length).Sum(length => Damaged(sequence, Update(column, value[..length], sequence)));
        }

        Assert.Equal(Count * averageBytes * 9, cases);
    }

    [Fact]
    public void A_key_that_appears_or_disappears_is_found()
    {
        Assert.Equal(1, Damaged(2, "UPDATE journal SET key = NULL WHERE position = 2"));
        Assert.Equal(1, Damaged(3, "UPDATE journal SET key = zeroblob(16) WHERE position = 3"));
        Assert.Equal(1, Damaged(4, "UPDATE journal SET member = NULL WHERE position = 4"));
    }

    [Theory]
    [InlineData("DELETE FROM journal WHERE position = 20", 20)]
    [InlineData("DELETE FROM journal WHERE position = 1", 1)]
    [InlineData("DELETE FROM journal WHERE position = 64", 64)]
    [InlineData("DELETE FROM journal WHERE position BETWEEN 30 AND 64", 30)]
    [InlineData("UPDATE journal SET epoch = 6 WHERE position = 20", 20)]
    public void A_lost_or_altered_record_is_named(string damage, int sequence)
    {
        _database.Execute(damage);
        Assert.StartsWith($"Record {sequence} of shard 0 ", Assert.Throws<JournalDamagedException>(ReadAll).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Swapped_records_are_named()
    {
        _database.Execute("UPDATE journal SET position = 1000 WHERE position = 20");
        _database.Execute("UPDATE journal SET position = 20 WHERE position = 21");
        _database.Execute("UPDATE journal SET position = 21 WHERE position = 1000");
        AssertNamed(20);
    }

    [Theory]
    [InlineData("19")]
    [InlineData("(1 << 48) | 20")]
    public void A_record_played_again_elsewhere_is_named(string source)
    {
        _database.Execute("DELETE FROM journal WHERE position = 20");
        _database.Execute($"""
            INSERT INTO journal ({Schema.RecordColumns})
            SELECT 20, epoch, stamp, previous, hash, catalogue, control, rules, member, key, input_hash, body FROM journal WHERE position = {source}
            """);
        AssertNamed(20);
    }

    [Fact]
    public void A_record_after_the_end_that_follows_nothing_is_named()
    {
        _database.Execute($"""
            INSERT INTO journal ({Schema.RecordColumns})
            SELECT 65, epoch, stamp, previous, hash, catalogue, control, rules, member, key, input_hash, body FROM journal WHERE position = 64
            """);
        AssertNamed(65);
    }

    [Fact]
    public void A_record_sealed_anew_breaks_the_chain_at_the_next()
    {
        JournalRecord forged = new Chain(new(Shard, new(7), new(19), ReadAll()[18].Hash, ReadAll()[18].Stamp, Sequence.None, default)).Next("{\"a\":\"forged\"}");
        _database.Execute("DELETE FROM journal WHERE position = 20");
        new RowWriter(_database).Write(forged);
        AssertNamed(21);
    }

    private void AssertNamed(int sequence) =>
        Assert.StartsWith($"Record {sequence} of shard 0 ", Assert.Throws<JournalDamagedException>(ReadAll).Message, StringComparison.Ordinal);

    private IReadOnlyList<JournalRecord> ReadAll() => _reader.ReadRecords(Shard, new(1), int.MaxValue);

    private string Value(string expression, int sequence) =>
        _database.Scalar($"SELECT {expression} FROM journal WHERE position = {sequence.ToString(CultureInfo.InvariantCulture)}");

    private static string Update(string column, byte[] value, int sequence)
    {
        string literal = column == "body" ? $"CAST(x'{Convert.ToHexString(value)}' AS TEXT)" : $"x'{Convert.ToHexString(value)}'";
        return $"UPDATE journal SET {column} = {literal} WHERE position = {sequence.ToString(CultureInfo.InvariantCulture)}";
    }

    private static int Collisions() =>
        Enumerable.Range(1, Count).Sum(sequence => Enumerable.Range(0, 64).Count(bit => Exists(sequence ^ (1L << bit))));

    private static bool Exists(long position) => position is >= 1 and <= Count or >= (1L << 48) + 1 and <= (1L << 48) + Count;

    /// <summary>Does the damage, expects that reading the record names it, and undoes the damage. 0 where nothing was changed.</summary>
    private int Damaged(int sequence, string damage)
    {
        _database.Execute("BEGIN");
        _database.Execute(damage);
        bool changed = _database.Scalar("SELECT changes()") == "1";
        if (changed)
        {
            JournalDamagedException fault = Assert.Throws<JournalDamagedException>(() => _reader.ReadRecords(Shard, new(sequence), 1));
            Assert.StartsWith($"Record {sequence} of shard 0 ", fault.Message, StringComparison.Ordinal);
        }

        _database.Execute("ROLLBACK");
        return changed ? 1 : 0;
    }
}
