using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;

namespace Jifen.Bench.Cluster;

/// <summary>What PostgreSQL takes of a journal's rows without a journal: <c>insert … select from unnest</c>, batch after batch on one connection.</summary>
internal static class RawRows
{
    private const int Batch = 1_024;

    /// <summary>A body as long as that of a play.</summary>
    private static readonly string Body = new('x', 1_100);

    /// <returns>Rows a second, durable.</returns>
    public static async Task<double> MeasureAsync(string connection, TimeSpan time)
    {
        await using NpgsqlConnection alone = new(connection);
        await alone.OpenAsync();
        await RunAsync(alone, """
            CREATE TABLE raw (shard int NOT NULL, sequence bigint NOT NULL, epoch bigint NOT NULL, stamp bigint NOT NULL, catalogue bigint NOT NULL,
                control bigint NOT NULL, rules int NOT NULL, member uuid, key uuid, previous bytea NOT NULL, hash bytea NOT NULL,
                input_hash bytea NOT NULL, body text NOT NULL, PRIMARY KEY (shard, sequence))
            """);
        long begun = Stopwatch.GetTimestamp();
        long rows = 0;
        while (Stopwatch.GetElapsedTime(begun) < time)
        {
            await InsertAsync(alone, rows);
            rows += Batch;
        }

        return rows / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task InsertAsync(NpgsqlConnection alone, long first)
    {
        long[] numbers = [.. Enumerable.Range(0, Batch).Select(i => first + i)];
        int[] shards = [.. numbers.Select(number => (int)(number % 64))];
        Guid[] ids = [.. numbers.Select(_ => Guid.NewGuid())];
        byte[][] hashes = [.. numbers.Select(_ => RandomNumberGenerator.GetBytes(32))];
        await using NpgsqlCommand insert = new("""
            INSERT INTO raw SELECT * FROM unnest($1::int[], $2::bigint[], $2::bigint[], $2::bigint[], $2::bigint[], $2::bigint[], $1::int[], $3::uuid[],
                $3::uuid[], $4::bytea[], $4::bytea[], $4::bytea[], $5::text[])
            """, alone)
        {
            Parameters =
            {
                new() { Value = shards }, new() { Value = numbers }, new() { Value = ids }, new() { Value = hashes },
                new() { Value = Enumerable.Repeat(Body, Batch).ToArray() },
            },
        };
        await insert.ExecuteNonQueryAsync();
    }

    private static async Task RunAsync(NpgsqlConnection alone, string sql)
    {
        await using NpgsqlCommand command = new(sql, alone);
        await command.ExecuteNonQueryAsync();
    }
}
