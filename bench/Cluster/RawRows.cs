using System.Diagnostics;
using Npgsql;

namespace Jifen.Bench.Cluster;

/// <summary>What PostgreSQL takes of a journal's rows without a journal: <c>insert … select from unnest</c>, batch after batch on one connection.</summary>
internal static class RawRows
{
    private const int Batch = 1_024;

    private const string Columns = "shard, rules, sequence, epoch, stamp, catalogue, control, member, key, previous, hash, input_hash, body";

    /// <param name="connection">A database with the journal whose newest rows are written again.</param>
    /// <returns>Rows a second, durable.</returns>
    public static async Task<double> MeasureAsync(string connection, TimeSpan time)
    {
        await using NpgsqlConnection alone = new(connection);
        await alone.OpenAsync();
        await RunAsync(alone, "CREATE TABLE rows_alone (LIKE journal, PRIMARY KEY (shard, sequence))");
        object[] columns = await ReadAsync(alone);
        long begun = Stopwatch.GetTimestamp();
        long batches = 0;
        while (Stopwatch.GetElapsedTime(begun) < time)
        {
            await InsertAsync(alone, columns, ++batches * 1_000_000_000);
        }

        return batches * Batch / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task<object[]> ReadAsync(NpgsqlConnection alone)
    {
        await using NpgsqlCommand read = new($"""
            SELECT array_agg(shard), array_agg(rules), array_agg(sequence), array_agg(epoch), array_agg(stamp), array_agg(catalogue), array_agg(control),
                array_agg(member), array_agg(key), array_agg(previous), array_agg(hash), array_agg(input_hash), array_agg(body)
            FROM (SELECT {Columns} FROM journal WHERE key IS NOT NULL ORDER BY stamp DESC LIMIT {Batch}) AS newest
            """, alone);
        await using NpgsqlDataReader row = await read.ExecuteReaderAsync();
        await row.ReadAsync();
        object[] columns = new object[row.FieldCount];
        row.GetValues(columns);
        return columns;
    }

    /// <param name="beyond">What is added to the sequences, so that they are new.</param>
    private static async Task InsertAsync(NpgsqlConnection alone, object[] columns, long beyond)
    {
        await using NpgsqlCommand insert = new($"""
            INSERT INTO rows_alone ({Columns})
            SELECT shard, rules, sequence + $14, epoch, stamp, catalogue, control, member, key, previous, hash, input_hash, body
            FROM unnest($1::int[], $2::int[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::uuid[], $9::uuid[],
                $10::bytea[], $11::bytea[], $12::bytea[], $13::text[]) AS r ({Columns})
            """, alone);
        foreach (object column in columns)
        {
            insert.Parameters.Add(new() { Value = column });
        }

        insert.Parameters.Add(new() { Value = beyond });
        await insert.ExecuteNonQueryAsync();
    }

    private static async Task RunAsync(NpgsqlConnection alone, string sql)
    {
        await using NpgsqlCommand command = new(sql, alone);
        await command.ExecuteNonQueryAsync();
    }
}
