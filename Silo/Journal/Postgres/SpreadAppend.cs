using System.Runtime.ExceptionServices;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// Carries one batch out in several databases. What raises the control generation ends a run: the appends behind it are judged when every
/// database stands at the new one. Used by several threads at once, whose batches are of different databases.
/// </summary>
internal sealed class SpreadAppend(IReadOnlyList<PostgresJournal> databases, Func<ShardId, int> databaseOf, SpreadControl control)
{
    /// <summary>How long a database may be away while a generation is spread; the shard that raised it finds out the rest at its own pace.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.Zero;

    /// <exception cref="AppendOutcomeUnknownException">
    /// A database failed, and another one has written its part; or all have written, and the generation that was raised may not hold everywhere.
    /// </exception>
    public IReadOnlyList<AppendResult> Run(IReadOnlyList<ShardAppend> batch)
    {
        AppendResult[] results = new AppendResult[batch.Count];
        int from = 0;
        for (int next = 0; next < batch.Count; next++)
        {
            bool raises = batch[next].RaisesControl is not null;
            if (raises || next == batch.Count - 1)
            {
                RunPart(batch, from, next + 1, results, from > 0);
                from = next + 1;
            }

            if (raises && results[next].Status == AppendStatus.Written)
            {
                Spread();
            }
        }

        return results;
    }

    /// <param name="hasWritten">Whether parts of the batch before this one may be written.</param>
    private void RunPart(IReadOnlyList<ShardAppend> batch, int from, int below, AppendResult[] results, bool hasWritten)
    {
        int[][] parts = [.. Enumerable.Range(from, below - from).GroupBy(index => databaseOf(batch[index].Shard)).Select(part => part.ToArray())];
        SideBySide.Outcome<IReadOnlyList<AppendResult>>[] outcomes = SideBySide.Try(
            parts.Length, number => databases[databaseOf(batch[parts[number][0]].Shard)].Append([.. parts[number].Select(index => batch[index])]));
        Throw(outcomes, hasWritten);
        for (int number = 0; number < parts.Length; number++)
        {
            for (int place = 0; place < parts[number].Length; place++)
            {
                results[parts[number][place]] = outcomes[number].Value![place];
            }
        }
    }

    /// <summary>The fault of one database is that of the batch as it is only where nothing else was written.</summary>
    private static void Throw(SideBySide.Outcome<IReadOnlyList<AppendResult>>[] outcomes, bool hasWritten)
    {
        if (outcomes.FirstOrDefault(outcome => outcome.Fault is not (null or StoreFullException or AppendOutcomeUnknownException)) is { Fault: { } stop })
        {
            ExceptionDispatchInfo.Throw(stop);
        }

        if (outcomes.FirstOrDefault(outcome => outcome.Fault is not null) is not { Fault: { } fault })
        {
            return;
        }

        if (!hasWritten && outcomes.All(outcome => outcome.Fault is StoreFullException))
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        throw new AppendOutcomeUnknownException(fault.Message, fault);
    }

    private void Spread()
    {
        try
        {
            control.Level(AtOnce);
        }
        catch (StoreUnreachableException fault)
        {
            throw new AppendOutcomeUnknownException(fault.Message, fault);
        }
    }
}
