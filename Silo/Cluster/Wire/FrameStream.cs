using System.Buffers;
using System.IO.Pipelines;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>Frames out and frames in, after both sides have proved who they are.</summary>
internal sealed class FrameStream(PipeReader input, Stream output, WireLimits limits) : IDisposable
{
    private readonly FrameSender _sender = new(output, limits);

    public SendOutcome TrySend(WireFrame frame, bool beyondBound = false) => _sender.TrySend(frame, beyondBound);

    /// <summary>Runs until the other side ends the stream, it breaks, or it is cancelled. After it nothing is sent any more.</summary>
    /// <param name="receive">Gets each frame in order; must return at once. What it throws ends the stream.</param>
    /// <exception cref="IOException">The stream broke.</exception>
    public async Task RunAsync(Action<WireFrame> receive, CancellationToken cancel)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task writes = _sender.RunAsync(ends.Token);
        Task reads = ReadAsync(receive, ends.Token);
        Task first = await Task.WhenAny(reads, writes).ConfigureAwait(false);
        _sender.Close();
        await ends.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(reads, writes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _sender.Close();
        _sender.Dispose();
    }

    private async Task ReadAsync(Action<WireFrame> receive, CancellationToken cancel)
    {
        while (true)
        {
            ReadResult read = await input.ReadAsync(cancel).ConfigureAwait(false);
            ReadOnlySequence<byte> rest = read.Buffer;
            while (FrameCodec.TryRead(ref rest, limits.FrameBytes, out WireFrame? frame))
            {
                receive(frame!);
            }

            input.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }
}
