using System.Collections.Concurrent;
using System.Threading.Channels;
using Jifen.Silo.Cluster.Wire;

namespace Jifen.Silo.Tests.Cluster.Wire;

/// <summary>Answers calls with their own bytes, or keeps them until a test answers; keeps what else arrives in order.</summary>
internal sealed class TestReceiver : IPeerReceiver
{
    private readonly Channel<IncomingCall> _calls = Channel.CreateUnbounded<IncomingCall>();
    private readonly Channel<WireFrame> _mail = Channel.CreateUnbounded<WireFrame>();
    private int _called;

    /// <summary>What to do with a call; echoes it where a test says nothing else.</summary>
    public Action<IncomingCall> Answer { get; set; } = static call => call.Reply(call.Payload);

    /// <summary>Gets mail too, where a test wants that.</summary>
    public IPeerReceiver? Mail { get; set; }

    /// <summary>Calls and mail that have arrived.</summary>
    public int Arrived => Volatile.Read(ref _called);

    public ConcurrentQueue<int> Order { get; } = new();

    /// <summary>Keeps calls for <see cref="NextCallAsync"/>.</summary>
    public void Keep() => Answer = call => _calls.Writer.TryWrite(call);

    public Task<IncomingCall> NextCallAsync() => _calls.Reader.ReadAsync().AsTask().WaitAsync(WireSilo.Patience);

    public Task<WireFrame> NextMailAsync() => _mail.Reader.ReadAsync().AsTask().WaitAsync(WireSilo.Patience);

    public void Called(IncomingCall call)
    {
        Interlocked.Increment(ref _called);
        Order.Enqueue(call.Shard.Value);
        Answer(call);
    }

    public void Mailed(MailFrame mail)
    {
        Interlocked.Increment(ref _called);
        _mail.Writer.TryWrite(mail);
        Mail?.Mailed(mail);
    }

    public void Acknowledged(AcknowledgementFrame acknowledgement)
    {
        Interlocked.Increment(ref _called);
        _mail.Writer.TryWrite(acknowledgement);
        Mail?.Acknowledged(acknowledgement);
    }
}
