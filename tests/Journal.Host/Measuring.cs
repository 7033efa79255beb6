using System.Diagnostics;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Sqlite;

namespace Jifen.Journal.Host;

/// <summary>Measures appends of 900-byte bodies and the reads a shard makes, on the disk of the given folder.</summary>
internal static class Measuring
{
    public const int BodyBytes = 900;
    private const int Shards = 64;

    /// <summary>The log is measured up to here: it begins anew some time after its first 4 MB.</summary>
    private const long MeasuredLogBytes = 3 * 1024 * 1024;

    public static int Run(string folder)
    {
        foreach (int size in (int[])[1, 64, 512])
        {
            MeasureLog(Path.Combine(folder, $"log-{size}"), size);
        }

        foreach ((int size, int shards) in ((int, int)[])[(1, 1), (64, 1), (64, 64), (512, 8), (512, 64)])
        {
            RunOne(folder, size, shards);
        }

        Opening.Measure(Path.Combine(folder, "opening"));
        Checkpoints.Measure(Path.Combine(folder, "checkpoint"));
        return ExitCodes.Done;
    }

    public static int RunOne(string folder, int size, int shards)
    {
        int rows = size switch { < 64 => 10_000 * size, < 512 => 200_000, _ => 400_000 };
        MeasureAppends(Path.Combine(folder, $"batch-{size}-{shards}"), size, shards, rows);
        return ExitCodes.Done;
    }

    public static SqliteJournal Fresh(string folder)
    {
        SqliteStore.Create(folder, new(1, Shards, "festival", "pepper-check", Guid.NewGuid()));
        return SqliteStore.Open(folder, new("festival", "pepper-check"));
    }

    public static IReadOnlyList<ShardHead> TakeAll(SqliteJournal journal) =>
        journal.TakeOver([.. Enumerable.Range(0, Shards).Select(shard => new ShardId(shard))], "measure");

    public static string Percentiles(List<double> milliseconds)
    {
        milliseconds.Sort();
        double At(double share) => milliseconds[Math.Min(milliseconds.Count - 1, (int)(share * milliseconds.Count))];
        return $"p50 {At(0.5):F3} ms, p99 {At(0.99):F3} ms, p99.9 {At(0.999):F3} ms, max {At(1):F3} ms";
    }

    /// <summary>Bytes that a plain append puts into the log, for records spread evenly over all shards.</summary>
    private static void MeasureLog(string folder, int size)
    {
        using SqliteJournal journal = Fresh(folder);
        List<Records> sources = [.. TakeAll(journal).Select(head => new Records(head, BodyBytes))];
        int perShard = Math.Max(1, size / Shards);
        journal.Append([.. sources.Select(source => source.Next(perShard))]);
        FileInfo log = new(Path.Combine(folder, "jifen.db-wal"));
        long before = log.Length;
        int commits = 0;
        for (; log.Length < MeasuredLogBytes; commits++, log.Refresh())
        {
            int first = commits % Shards;
            journal.Append([.. (size == 1 ? sources.Skip(first).Take(1) : sources).Select(source => source.Next(perShard))]);
        }

        Console.WriteLine($"log of {size,3} records over {Shards} shards: {(log.Length - before) / (commits * (double)size):N0} bytes a record");
    }

    private static void MeasureAppends(string folder, int size, int shards, int rows)
    {
        using SqliteJournal journal = Fresh(folder);
        List<Records> sources = [.. TakeAll(journal).Take(shards).Select(head => new Records(head, BodyBytes))];
        List<double> milliseconds = [];
        TimeSpan processor = default;
        for (int done = 0; done < rows; done += size)
        {
            ShardAppend[] batch = [.. sources.Select(source => source.Next(size / shards))];
            TimeSpan used = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            journal.Append(batch);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            processor += Environment.CpuUsage.TotalTime - used;
        }

        double seconds = milliseconds.Sum() / 1000;
        long stored = journal.ReadSize().UsedBytes;
        Console.WriteLine($"append {size,3} records over {shards,2} shards: {rows / seconds,9:N0} rows/s, {Percentiles(milliseconds)}, "
            + $"processor {processor.TotalMicroseconds / rows:F1} us a row, store {stored / 1048576} MB");
    }
}
