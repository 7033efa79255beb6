using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace Jifen.Bench.Cluster;

/// <summary>What one would write first: each play is a transaction of its own that looks for the key, takes the price, draws, and stores the play.</summary>
internal sealed class NaivePostgres(NpgsqlDataSource source)
{
    public const int Members = 4_096;

    public static async Task<NaivePostgres> MakeAsync(NpgsqlDataSource source)
    {
        await using NpgsqlCommand make = source.CreateCommand(string.Create(CultureInfo.InvariantCulture, $"""
            CREATE TABLE naive_member (id int PRIMARY KEY, points bigint NOT NULL);
            CREATE TABLE naive_play (member int NOT NULL, key uuid NOT NULL, segment int NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (member, key));
            INSERT INTO naive_member SELECT i, 1000000000 FROM generate_series(0, {Members - 1}) AS i
            """));
        await make.ExecuteNonQueryAsync();
        return new(source);
    }

    public async Task PlayAsync(int member)
    {
        Guid key = Guid.NewGuid();
        int segment = RandomNumberGenerator.GetInt32(8);
        await using NpgsqlConnection connection = await source.OpenConnectionAsync();
        await using NpgsqlTransaction play = await connection.BeginTransactionAsync();
        await RunAsync(connection, "SELECT segment FROM naive_play WHERE member = $1 AND key = $2", member, key);
        await RunAsync(connection, "UPDATE naive_member SET points = points - 20 + $2 WHERE id = $1 AND points >= 20", member, segment);
        await RunAsync(connection, "INSERT INTO naive_play VALUES ($1, $2, $3, now())", member, key, segment);
        await play.CommitAsync();
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using NpgsqlCommand command = new(sql, connection);
        foreach (object value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }
}
