using System.IO.Pipelines;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>The calling side of one stream: sends calls and mail, and gives each call its answer.</summary>
internal sealed class PeerStream : IDisposable
{
    private readonly FrameStream _frames;
    private readonly PeerCalls _calls;
    private readonly ITimer _deadlines;

    public PeerStream(PipeReader input, Stream output, WireLimits limits, TimeProvider time)
    {
        (_frames, _calls) = (new(input, output, limits), new(limits, time));
        _deadlines = time.CreateTimer(_ => _calls.Expire(), null, limits.DeadlineCheck, limits.DeadlineCheck);
    }

    public SendOutcome TryCall(ShardId shard, TimeSpan left, ReadOnlyMemory<byte> work, IPeerCall call)
    {
        SendOutcome outcome = _calls.TryAdd(call, left, out long number);
        if (outcome != SendOutcome.Sent)
        {
            return outcome;
        }

        outcome = _frames.TrySend(new WorkFrame(number, shard, left, work));
        bool wasTold = outcome != SendOutcome.Sent && _calls.Take(number) is null;
        return wasTold ? SendOutcome.Sent : outcome;
    }

    public SendOutcome TrySend(WireFrame mail) => _frames.TrySend(mail);

    /// <summary>Runs until the stream ends. Then every call that waits is told that it is lost.</summary>
    /// <exception cref="IOException">The stream broke.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await _frames.RunAsync(Receive, cancel).ConfigureAwait(false);
        }
        finally
        {
            _calls.Close();
        }
    }

    public void Dispose()
    {
        _deadlines.Dispose();
        _frames.Dispose();
        _calls.Close();
    }

    private void Receive(WireFrame frame)
    {
        switch (frame)
        {
            case ReplyFrame reply:
                _calls.Take(reply.Number)?.Replied(reply.Payload);
                break;
            case NotOwnerFrame not:
                _calls.Take(not.Number)?.WrongOwner(not.Owner, not.Epoch);
                break;
            case RefusalFrame refusal:
                _calls.Take(refusal.Number)?.Refused(refusal.Refusal);
                break;
            default:
                throw new WireException($"{frame.GetType().Name} answers no call");
        }
    }
}
