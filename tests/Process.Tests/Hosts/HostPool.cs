namespace Jifen.Process.Tests.Hosts;

/// <summary>Keeps idle hosts ready, so that a restart does not wait for the runtime to load.</summary>
/// <param name="assembly">Of the host; null for that of these tests.</param>
public sealed class HostPool(int idle, string? assembly = null) : IAsyncDisposable
{
    private readonly Queue<SiloProcess> _idle = new();
    private readonly List<SiloProcess> _taken = [];
    private readonly Lock _gate = new();

    /// <summary>An idle host. The pool ends it when it is disposed itself, if nobody did before.</summary>
    public SiloProcess Take()
    {
        lock (_gate)
        {
            while (_idle.Count <= idle)
            {
                _idle.Enqueue(SiloProcess.Start(assembly: assembly));
            }

            SiloProcess taken = _idle.Dequeue();
            _taken.Add(taken);
            return taken;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (SiloProcess process in _idle.Concat(_taken))
        {
            await process.DisposeAsync();
        }
    }
}
