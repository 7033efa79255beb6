using System.Text;
using Jifen.Silo.Cluster;
using Jifen.Silo.Cluster.Wire;

namespace Jifen.Silo.Tests.Cluster.Wire;

/// <summary>A call that writes down what it is told, and how often.</summary>
internal sealed class TestCall : IPeerCall
{
    private readonly TaskCompletionSource<string> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _times;

    public Task<string> Told => _told.Task.WaitAsync(WireSilo.Patience);

    public bool IsTold => _told.Task.IsCompleted;

    public int Times => Volatile.Read(ref _times);

    public void Replied(ReadOnlyMemory<byte> reply) => Tell($"replied {Encoding.UTF8.GetString(reply.Span)}");

    public void WrongOwner(SiloId? owner, Epoch epoch) => Tell($"owner {owner} epoch {epoch}");

    public void Refused(CallRefusal refusal) => Tell($"refused {refusal}");

    public void Lost() => Tell("lost");

    private void Tell(string what)
    {
        Interlocked.Increment(ref _times);
        _told.TrySetResult(what);
    }
}
