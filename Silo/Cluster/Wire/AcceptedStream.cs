using System.IO.Pipelines;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>The answering side of one stream.</summary>
internal sealed class AcceptedStream(PipeReader input, Stream output, IPeerReceiver receiver, WireLimits limits) : IDisposable
{
    private readonly FrameStream _frames = new(input, output, limits);
    private int _unanswered;

    /// <summary>Runs until the stream ends. Answers that come later are dropped.</summary>
    /// <exception cref="IOException">The stream broke.</exception>
    public Task RunAsync(CancellationToken cancel) => _frames.RunAsync(Receive, cancel);

    /// <remarks>An answer that finds no room becomes a few bytes that say so; as many as calls are under way always find room.</remarks>
    public void Answer(long number, WireFrame answer)
    {
        if (_frames.TrySend(answer) is SendOutcome.Full or SendOutcome.TooLong)
        {
            _frames.TrySend(new RefusalFrame(number, CallRefusal.Unsent), beyondBound: true);
        }

        Interlocked.Decrement(ref _unanswered);
    }

    public void Dispose() => _frames.Dispose();

    private void Receive(WireFrame frame)
    {
        switch (frame)
        {
            case WorkFrame work:
                Take(work);
                break;
            case MailFrame mail:
                receiver.Mailed(mail);
                break;
            case AcknowledgementFrame acknowledgement:
                receiver.Acknowledged(acknowledgement);
                break;
            default:
                throw new WireException($"{frame.GetType().Name} was not asked for");
        }
    }

    private void Take(WorkFrame work)
    {
        IncomingCall call = new(this, work);
        if (Interlocked.Increment(ref _unanswered) > limits.UnansweredCalls)
        {
            call.Refuse(CallRefusal.Overloaded);
        }
        else
        {
            receiver.Called(call);
        }
    }
}
