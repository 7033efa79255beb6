using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Live;

/// <summary>Counts group commits on the journal writer's thread. Safe for threads.</summary>
internal sealed class CommitMeter(SiloClock clock)
{
    private const int Window = 60;

    private readonly Lock _gate = new();
    private readonly Queue<Commits> _seconds = new();
    private Commits _second;

    /// <summary>From a record's decision to its place on the disk.</summary>
    public LatencyMeter Latency { get; } = new();

    public void Written(WrittenBatch batch)
    {
        Stamp now = clock.Now();
        long records = 0;
        for (int i = 0; i < batch.Appends.Count; i++)
        {
            if (batch.Results[i].Status == AppendStatus.Written)
            {
                IReadOnlyList<JournalRecord> written = batch.Appends[i].Append.Records;
                records += written.Count;
                for (int record = 0; record < written.Count; record++)
                {
                    Latency.Record(written[record].Shard.Value, now - written[record].Stamp);
                }
            }
        }

        Count(records);
    }

    /// <summary>Begins the next second, and gives the commits of the last minute.</summary>
    /// <param name="seconds">How many seconds have passed since the last call.</param>
    public RecentCommits Advance(int seconds)
    {
        lock (_gate)
        {
            _seconds.Enqueue(_second);
            _second = default;
            for (int idle = 1; idle < Math.Min(seconds, Window); idle++)
            {
                _seconds.Enqueue(default);
            }

            while (_seconds.Count > Window)
            {
                _seconds.Dequeue();
            }

            long commits = _seconds.Sum(s => s.Count);
            long records = _seconds.Sum(s => s.Records);
            return new(commits == 0 ? 0 : (double)records / commits, _seconds.Max(s => s.Largest), (double)commits / _seconds.Count);
        }
    }

    /// <remarks>An append of checkpoint rows alone is no commit of records.</remarks>
    private void Count(long records)
    {
        if (records > 0)
        {
            lock (_gate)
            {
                _second = new(_second.Count + 1, _second.Records + records, Math.Max(_second.Largest, records));
            }
        }
    }

    private readonly record struct Commits(long Count, long Records, long Largest);
}

/// <param name="Mean">Records in a commit.</param>
internal readonly record struct RecentCommits(double Mean, long Largest, double PerSecond);
