using System.Collections.Concurrent;

namespace Jifen.Silo.Host;

/// <summary>
/// A planted fault: it says "written" at once and writes a moment later, on a thread of its own. As long as the process lives,
/// nobody can tell.
/// </summary>
internal sealed class HastyJournal : PassedJournal
{
    private static readonly TimeSpan Later = TimeSpan.FromMilliseconds(250);

    private readonly BlockingCollection<(long Since, IReadOnlyList<ShardAppend> Batch)> _batches = [];
    private readonly Thread _writer;
    private readonly ManualResetEventSlim _never = new(false);

    public HastyJournal(IJournal inner)
        : base(inner)
    {
        _writer = new(Write) { IsBackground = true };
        _writer.Start();
    }

    public override IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch)
    {
        _batches.Add((TimeProvider.System.GetTimestamp(), batch));
        return [.. batch.Select(append => new AppendResult(append.Shard, AppendStatus.Written))];
    }

    public override void Dispose()
    {
        _batches.CompleteAdding();
        _writer.Join();
        base.Dispose();
        _batches.Dispose();
        _never.Dispose();
    }

    private void Write()
    {
        foreach ((long since, IReadOnlyList<ShardAppend> batch) in _batches.GetConsumingEnumerable())
        {
            TimeSpan left = Later - TimeProvider.System.GetElapsedTime(since);
            _never.Wait(left > TimeSpan.Zero ? left : TimeSpan.Zero);
            Inner.Append(batch);
        }
    }
}
