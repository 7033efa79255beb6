using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Reads where shards stand, in one statement and so at one instant, and checks it against itself and against what was acknowledged.</summary>
internal static class HeadReads
{
    private const string Statement = $"""
        SELECT w.shard, o.epoch, h.sequence, h.hash, c.floor, c.floor_hash, atfloor.hash, known.hash, newest.*
        FROM unnest($1::int[], $2::bigint[]) WITH ORDINALITY AS w (shard, known, place)
        LEFT JOIN owner AS o ON o.shard = w.shard LEFT JOIN head AS h ON h.shard = w.shard LEFT JOIN checkpoint AS c ON c.shard = w.shard
        LEFT JOIN LATERAL (SELECT hash FROM journal WHERE shard = w.shard AND sequence = c.floor) AS atfloor ON true
        LEFT JOIN LATERAL (SELECT hash FROM journal WHERE shard = w.shard AND sequence = w.known) AS known ON true
        LEFT JOIN LATERAL (SELECT {RecordRows.Columns} FROM journal WHERE shard = w.shard ORDER BY sequence DESC LIMIT 1) AS newest ON true
        ORDER BY w.place
        """;

    private const int NewestAt = 8;

    public static IReadOnlyList<Sequence> ReadSequences(NpgsqlConnection connection) =>
        Sql.Of(connection, "SELECT sequence FROM head ORDER BY shard").Rows(row => new Sequence(row.GetInt64(0)));

    /// <exception cref="JournalDamagedException">A shard's rows contradict each other; it is named.</exception>
    /// <exception cref="JournalWentBackException">A shard has less than was acknowledged, or another record there.</exception>
    public static IReadOnlyList<ShardHead> Read(NpgsqlConnection connection, IReadOnlyList<ShardId> shards, AcknowledgedHeads acknowledged)
    {
        WitnessedHead[] known = [.. shards.Select(shard => acknowledged[shard])];
        int place = 0;
        return Sql.Of(
            connection, Statement,
            Sql.Value(shards.Select(shard => shard.Value).ToArray()), Sql.Value(known.Select(head => head.Sequence.Value).ToArray()))
            .Rows(row => Checked(row, known[place++]));
    }

    private static ShardHead Checked(NpgsqlDataReader row, WitnessedHead known)
    {
        ShardId shard = new(row.GetInt32(0));
        JournalRecord? newest = row.IsDBNull(NewestAt) ? null : RecordRows.Read(row, NewestAt, (shard, new(row.LongOrNull(2) ?? 0)));
        RequireKnown(row, shard, known, newest);
        if (newest is not null)
        {
            new RecordChain(shard, newest.Sequence).Check(newest);
        }

        RequireHead(row, shard, newest);
        (Sequence floor, Hash256 floorHash) = Floor(row, shard, newest);
        return new(shard, EpochOf(row, shard, newest), newest?.Sequence ?? Sequence.None, newest?.Hash ?? default, newest?.Stamp ?? default, floor, floorHash);
    }

    private static void RequireKnown(NpgsqlDataReader row, ShardId shard, WitnessedHead known, JournalRecord? newest)
    {
        bool holds = row.TryHash(7, out Hash256 hash);
        bool isArchived = !holds && newest?.Sequence > known.Sequence;
        if (known.Sequence > Sequence.None && !isArchived && hash != known.Hash)
        {
            string what = holds ? "holds another record there" : $"ends at {newest?.Sequence ?? Sequence.None}";
            throw new JournalWentBackException(
                $"{RecordName.Of(shard, known.Sequence)} was acknowledged by the witness, but the journal {what}. "
                + "Restore the store, or accept the loss by jifen restore --accept-loss REASON.");
        }
    }

    private static void RequireHead(NpgsqlDataReader row, ShardId shard, JournalRecord? newest)
    {
        long sequence = row.LongOrNull(2) ?? throw new JournalDamagedException($"The head row of shard {shard} is missing.");
        bool whole = row.TryHash(3, out Hash256 hash) && sequence == (newest?.Sequence ?? Sequence.None).Value && hash == (newest?.Hash ?? default);
        if (!whole)
        {
            throw new JournalDamagedException(
                $"The head row of shard {shard} says record {sequence}, but the newest record is {newest?.Sequence ?? Sequence.None}, or has another hash.");
        }
    }

    private static Epoch EpochOf(NpgsqlDataReader row, ShardId shard, JournalRecord? newest)
    {
        Epoch epoch = new(row.LongOrNull(1) ?? throw new JournalDamagedException($"The owner row of shard {shard} is missing."));
        return newest is null || epoch.Value >= newest.Epoch.Value
            ? epoch
            : throw new JournalDamagedException($"The owner row of shard {shard} is damaged: epoch {epoch} is older than that of record {newest.Sequence}.");
    }

    private static (Sequence Floor, Hash256 Hash) Floor(NpgsqlDataReader row, ShardId shard, JournalRecord? newest)
    {
        Sequence floor = new(row.LongOrNull(4) ?? throw new JournalDamagedException($"The checkpoint row of shard {shard} is missing."));
        if (floor == Sequence.None)
        {
            return default;
        }

        bool whole = row.TryHash(5, out Hash256 hash) & row.TryHash(6, out Hash256 held) && newest is not null && floor <= newest.Sequence && hash == held;
        return whole
            ? (floor, hash)
            : throw new JournalDamagedException($"The checkpoint row of shard {shard} is damaged: record {floor} has another hash than it says.");
    }
}
