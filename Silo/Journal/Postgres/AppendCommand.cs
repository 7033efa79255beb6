using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>One batch of appends as one pipelined transaction: sent in one go, committed at its end.</summary>
internal sealed class AppendCommand(IReadOnlyList<AppendWave> waves, PostgresStatements statements)
{
    private readonly bool _raises = waves.Any(wave => wave.RaisesControl is not null);
    private readonly Dictionary<int, AppendWave> _judged = [];

    /// <returns>One result per append of the batch. They are durable.</returns>
    public AppendResult[] Run(WritingSession session, int count)
    {
        using NpgsqlBatch batch = new(session.Connection);
        foreach (AppendWave wave in waves)
        {
            _judged.Add(batch.BatchCommands.Count, wave);
            Add(batch, wave, session.Number);
            BesideRows.Add(batch, wave);
        }

        AppendResult[] results = new AppendResult[count];
        using NpgsqlDataReader reader = batch.ExecuteReader();
        foreach (AppendWave wave in _judged.Values)
        {
            Read(reader, wave, results);
            reader.NextResult();
        }

        return results;
    }

    /// <remarks>A batch that raises the generation locks its row for writing from the beginning: a lock made stronger later could be waited for in a circle.</remarks>
    private void Add(NpgsqlBatch batch, AppendWave wave, long session)
    {
        string sql = _raises ? statements.Append.Replace("FROM control FOR SHARE", "FROM control FOR UPDATE", StringComparison.Ordinal) : statements.Append;
        batch.Add(sql, [Sql.Value(session), Sql.Value(wave.Mark), .. ChainColumns.Of(wave.Chains), .. RecordColumns.Of(wave.Chains)]);
    }

    private static void Read(NpgsqlDataReader row, AppendWave wave, AppendResult[] results)
    {
        foreach (AppendChain chain in wave.Chains)
        {
            row.Read();
            AppendStatus status = !row.GetBoolean(0) ? AppendStatus.StaleEpoch
                : row.GetBoolean(1) ? AppendStatus.StaleControl
                : row.GetBoolean(2) ? AppendStatus.Written : AppendStatus.SequenceTaken;
            ControlState? control = status == AppendStatus.StaleControl ? new(row.GetInt64(3), row.GetFieldValue<string[]>(4)) : null;
            foreach ((int index, _) in chain.Appends)
            {
                results[index] = new(chain.Shard, status, control);
            }
        }
    }
}
