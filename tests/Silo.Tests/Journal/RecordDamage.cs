using System.Globalization;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Sqlite;
using SQLitePCL;

namespace Jifen.Silo.Tests.Journal;

/// <summary>
/// Damages rows of a journal of two shards of 64 records one by one, below the journal, and reads them as a silo does that starts
/// afterwards. The shards take turns: record n of shard 0 lies at position 2n - 1.
/// </summary>
public abstract partial class RecordDamage : IDisposable
{
    private const int Count = 64;
    private const string OtherColumns = "epoch, stamp, previous, hash, catalogue, control, rules, member, key, input_hash, body";
    private static readonly ShardId Shard = new(0);

    private readonly Database _database = new(":memory:", raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
    private readonly int _indexed;
    private readonly KnownHeads _known = new(2) { [new(0)] = new(Count) };

    /// <param name="indexed">Records of each shard that the index has; the others are found by the walk at the start.</param>
    protected RecordDamage(int indexed)
    {
        _indexed = indexed;
        foreach (string statement in Schema.Statements)
        {
            _database.Execute(statement);
        }

        RowWriter rows = new(_database);
        foreach (int shard in (int[])[0, 1])
        {
            Chain chain = new(new(new(shard), new(7), Sequence.None, default, default, Sequence.None, default));
            foreach (JournalRecord record in chain.Many(Count))
            {
                long position = (2 * record.Sequence.Value) - 1 + shard;
                rows.Write(record, position);
                if (record.Sequence.Value <= indexed)
                {
                    rows.Write(new RecordPlace(record.Shard, record.Sequence, position));
                }
            }
        }

        rows.WriteUnindexedFrom((2 * indexed) + 1);
    }

    public void Dispose()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Undamaged_it_is_read_whole() => Assert.Equal(Count, ReadAll().Count);

    [Theory]
    [InlineData("shard")]
    [InlineData("sequence")]
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
                cases += Damaged(sequence, $"UPDATE OR IGNORE journal SET {column} = {(value ^ (1L << bit)).ToString(CultureInfo.InvariantCulture)} WHERE position = {At(sequence)}");
            }
        }

        Assert.Equal(Count * 64, cases);
    }

    [Fact]
    public void Every_bit_of_every_position_is_found()
    {
        int cases = 0;
        for (int sequence = 1; sequence <= Count; sequence++)
        {
            long position = (2 * sequence) - 1;
            for (int bit = 0; bit < 64; bit++)
            {
                string damage = $"UPDATE OR IGNORE journal SET position = {(position ^ (1L << bit)).ToString(CultureInfo.InvariantCulture)} WHERE position = {At(sequence)}";
                cases += _indexed < Count && sequence == Count && (position ^ (1L << bit)) > position ? Moved(damage) : Damaged(sequence, damage);
            }
        }

        // A flipped position may hit a row that is there, which no file can hold: those change nothing.
        Assert.Equal((Count * 64) - Collisions(), cases);
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
        Assert.Equal(1, Damaged(2, "UPDATE journal SET key = NULL WHERE shard = 0 AND sequence = 2"));
        Assert.Equal(1, Damaged(3, "UPDATE journal SET key = zeroblob(16) WHERE shard = 0 AND sequence = 3"));
        Assert.Equal(1, Damaged(4, "UPDATE journal SET member = NULL WHERE shard = 0 AND sequence = 4"));
    }

    private void AssertNamed(int sequence) =>
        Assert.StartsWith($"Record {sequence} of shard 0 ", Assert.Throws<JournalDamagedException>(ReadAll).Message, StringComparison.Ordinal);

    private void AssertScrubbed(int sequence) =>
        Assert.Contains(ScrubRecords(), words => words.StartsWith($"Record {sequence} of shard 0 ", StringComparison.Ordinal));

    private IReadOnlyList<string> ScrubRecords() => new JournalScrub(Reader()).Records(Shard, new(1), int.MaxValue).Damage;

    /// <summary>In steps of ten rows.</summary>
    private List<string> ScrubPositions()
    {
        JournalScrub scrub = new(Reader());
        List<string> damage = [];
        PositionScrubStep step = new(1, false, []);
        while (!step.IsEnd)
        {
            step = scrub.Positions(step.Next, 10);
            damage.AddRange(step.Damage);
        }

        return damage;
    }

    /// <summary>A reader that has walked the journal as it is now.</summary>
    private JournalReader Reader() => new(_database, _known, RecordTails.Scan(_database, 2));

    private IReadOnlyList<JournalRecord> ReadAll() => Reader().ReadRecords(Shard, new(1), int.MaxValue);

    private static string At(int sequence) => ((2 * sequence) - 1).ToString(CultureInfo.InvariantCulture);

    private string Value(string expression, int sequence) => _database.Scalar($"SELECT {expression} FROM journal WHERE position = {At(sequence)}");

    private static string Update(string column, byte[] value, int sequence)
    {
        string literal = column == "body" ? $"CAST(x'{Convert.ToHexString(value)}' AS TEXT)" : $"x'{Convert.ToHexString(value)}'";
        return $"UPDATE journal SET {column} = {literal} WHERE position = {At(sequence)}";
    }

    private static int Collisions() =>
        Enumerable.Range(1, Count).Sum(sequence => Enumerable.Range(0, 64).Count(bit => (((2 * sequence) - 1) ^ (1L << bit)) is >= 1 and <= 2 * Count));

    /// <summary>
    /// Moves the newest record further away: it is served as it was written, since its place is no part of it, and the scrub names the
    /// place it left. 0 where nothing was changed.
    /// </summary>
    private int Moved(string damage)
    {
        _database.Execute("BEGIN");
        _database.Execute(damage);
        bool changed = _database.Scalar("SELECT changes()") == "1";
        if (changed)
        {
            Assert.Equal(Count, Assert.Single(Reader().ReadRecords(Shard, new(Count), 1)).Sequence.Value);
            Assert.Contains($"There is no row at position {At(Count)}.", ScrubPositions());
        }

        _database.Execute("ROLLBACK");
        return changed ? 1 : 0;
    }

    /// <summary>Does the damage, expects that reading the record names it, and undoes the damage. 0 where nothing was changed.</summary>
    private int Damaged(int sequence, string damage)
    {
        _database.Execute("BEGIN");
        _database.Execute(damage);
        bool changed = _database.Scalar("SELECT changes()") == "1";
        if (changed)
        {
            JournalDamagedException fault = Assert.Throws<JournalDamagedException>(() => Reader().ReadRecords(Shard, new(sequence), 1));
            Assert.StartsWith($"Record {sequence} of shard 0 ", fault.Message, StringComparison.Ordinal);
        }

        _database.Execute("ROLLBACK");
        return changed ? 1 : 0;
    }
}
