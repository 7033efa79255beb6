using Npgsql;
using NpgsqlTypes;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Parameters in the order of <c>$1</c>, <c>$2</c> and on.</summary>
internal static class Sql
{
    public static NpgsqlCommand Of(NpgsqlConnection connection, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        NpgsqlCommand command = new(sql, connection);
        foreach (NpgsqlParameter parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static void Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        NpgsqlBatchCommand command = new(sql);
        foreach (NpgsqlParameter parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }

    public static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    /// <summary>UTF-8 that goes as text.</summary>
    public static NpgsqlParameter Texts(List<ReadOnlyMemory<byte>> utf8) =>
        new NpgsqlParameter<List<ReadOnlyMemory<byte>>> { TypedValue = utf8, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    /// <summary>Reads the rows of a command.</summary>
    public static List<T> Rows<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> row)
    {
        using (command)
        {
            using NpgsqlDataReader reader = command.ExecuteReader();
            List<T> rows = [];
            while (reader.Read())
            {
                rows.Add(row(reader));
            }

            return rows;
        }
    }

    public static void Run(this NpgsqlCommand command)
    {
        using (command)
        {
            command.ExecuteNonQuery();
        }
    }
}
