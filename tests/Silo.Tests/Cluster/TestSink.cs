using Jifen.Silo.Shards;
using Jifen.Silo.Tests.Cluster.Wire;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>A caller that writes down what it is told, and how often.</summary>
internal sealed class TestSink : IReplySink
{
    private readonly TaskCompletionSource<Reply> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _times;

    public Task<Reply> Told => _told.Task.WaitAsync(WireSilo.Patience);

    public Reply? Reply { get; private set; }

    public string? Code => (Reply as NotDone)?.Code;

    public int Times => Volatile.Read(ref _times);

    public void Complete(Reply reply)
    {
        Reply = reply;
        Interlocked.Increment(ref _times);
        _told.TrySetResult(reply);
    }
}
