using Jifen.Silo.Shards;

namespace Jifen.Silo.Boards;

/// <summary>The replies of some shards to one read, complete when all are here. Safe for threads.</summary>
internal sealed class Gathering(ShardId[] shards)
{
    private readonly TaskCompletionSource _whole = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Reply?[] _replies = new Reply?[shards.Length];
    private int _left = shards.Length;

    public Task Task => _whole.Task;

    public IReplySink SinkOf(int index) => new Sink(this, index);

    /// <summary>What was read, in the order of the shards; null where a shard has refused or has not answered.</summary>
    public ReadDone[]? Read()
    {
        ReadDone[] reads = [.. _replies.OfType<ReadDone>()];
        return reads.Length == _replies.Length ? reads : null;
    }

    /// <summary>What has been read by now, in the order of the shards; null for one that has refused or has not answered.</summary>
    public ReadDone?[] ReadSome() => [.. Enumerable.Range(0, _replies.Length).Select(at => Volatile.Read(ref _replies[at]) as ReadDone)];

    public IReadOnlyList<ShardId> Missing() => [.. shards.Where((_, i) => Volatile.Read(ref _replies[i]) is not ReadDone)];

    private void Complete(int index, Reply reply)
    {
        Volatile.Write(ref _replies[index], reply);
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _whole.TrySetResult();
        }
    }

    private sealed class Sink(Gathering gathering, int index) : IReplySink
    {
        public void Complete(Reply reply) => gathering.Complete(index, reply);
    }
}
