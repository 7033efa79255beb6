using System.Buffers;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>
/// Writes frames to a stream in the order in which they were given. What gathers while a write is under way goes out in the next one, so
/// that nobody waits for a single frame. Any thread may send.
/// </summary>
internal sealed class FrameSender(Stream output, WireLimits limits) : IDisposable
{
    /// <summary>A buffer that has grown beyond it is given up once it is written.</summary>
    private const int KeptBytes = 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _wake = new(0);
    private ArrayBufferWriter<byte> _gathering = new();
    private ArrayBufferWriter<byte> _writing = new();
    private bool _awake;
    private bool _closed;

    /// <param name="beyondBound">For small answers whose number is bounded elsewhere: the bound of bytes does not hold them up.</param>
    public SendOutcome TrySend(WireFrame frame, bool beyondBound = false)
    {
        int length = FrameCodec.LengthOf(frame);
        if (length > limits.FrameBytes)
        {
            return SendOutcome.TooLong;
        }

        lock (_lock)
        {
            if (_closed)
            {
                return SendOutcome.NotConnected;
            }

            if (!beyondBound && _gathering.WrittenCount + _writing.WrittenCount + FrameCodec.PrefixBytes + length > limits.QueuedBytes)
            {
                return SendOutcome.Full;
            }

            FrameCodec.Write(_gathering, frame);
            Wake();
            return SendOutcome.Sent;
        }
    }

    /// <summary>Nothing is taken any more; what has gathered may still go out.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
        }
    }

    /// <summary>Writes until it is cancelled or the stream breaks.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            await _wake.WaitAsync(cancel).ConfigureAwait(false);
            while (TakeGathered())
            {
                await output.WriteAsync(_writing.WrittenMemory, cancel).ConfigureAwait(false);
                await output.FlushAsync(cancel).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _wake.Dispose();

    private void Wake()
    {
        if (!_awake)
        {
            _awake = true;
            _wake.Release();
        }
    }

    private bool TakeGathered()
    {
        lock (_lock)
        {
            Empty(ref _writing);
            (_gathering, _writing) = (_writing, _gathering);
            _awake = _writing.WrittenCount > 0;
            return _awake;
        }
    }

    private static void Empty(ref ArrayBufferWriter<byte> buffer)
    {
        if (buffer.Capacity > KeptBytes)
        {
            buffer = new();
        }
        else
        {
            buffer.ResetWrittenCount();
        }
    }
}
