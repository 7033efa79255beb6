using System.Diagnostics;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Sqlite;

namespace Jifen.Journal.Host;

/// <summary>Measures how long a store is opened, taken over and read that was never checkpointed.</summary>
internal static class Opening
{
    private const int Rounds = 400;
    private const int PerShard = 8;

    public static void Measure(string folder)
    {
        using (SqliteJournal journal = Measuring.Fresh(folder))
        {
            List<Records> sources = [.. Measuring.TakeAll(journal).Select(head => new Records(head, Measuring.BodyBytes))];
            for (int i = 0; i < Rounds; i++)
            {
                journal.Append([.. sources.Select(source => source.Next(PerShard))]);
            }
        }

        long start = Stopwatch.GetTimestamp();
        using SqliteJournal again = SqliteStore.Open(folder, new("festival", "pepper-check"));
        double opened = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        IReadOnlyList<ShardHead> heads = Measuring.TakeAll(again);
        double taken = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        int records = heads.Sum(head => again.ReadRecords(head.Shard, new(1), int.MaxValue).Count);
        double read = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Console.WriteLine($"open: {opened:F0} ms, take over 64 shards: {taken - opened:F0} ms, read {records:N0} records: {read - taken:F0} ms");
    }
}
