using Jifen.Silo.Journal;

namespace Jifen.Silo.Cluster.Postgres;

/// <summary>
/// What a silo says to one of the databases of its store, one call after the other. A beat has a thread of its own, so that a database which
/// does not answer holds up no beat in the others. Begun and asked by one thread at a time.
/// </summary>
internal sealed class BeatLine(PostgresClusterStore store) : IDisposable
{
    private readonly Lock _calling = new();
    private volatile Beaten? _newest;
    private ClusterView? _seen;

    /// <summary>The beat under way, or the one that ended last; it never fails.</summary>
    public Task Beating { get; private set; } = Task.CompletedTask;

    /// <summary>What was seen here last, perhaps a while ago; null before the first look.</summary>
    public ClusterView? Seen => _seen;

    /// <summary>False from a beat on that was not answered, until one is.</summary>
    public bool Answers { get; private set; } = true;

    /// <summary>Begins a beat, unless one is still under way.</summary>
    public void Begin(SiloId self, SiloStatus? status)
    {
        if (Beating.IsCompleted)
        {
            _newest = null;
            Beating = Task.Factory.StartNew(() => _newest = Beat(self, status), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>The answer to the beat of this silo, or why there is none yet.</summary>
    public Beaten Answer(SiloId self)
    {
        Beaten newest = _newest is { } ended && ended.Self == self ? ended : new(self, null, $"The store {store.Name} has not answered yet.");
        (Answers, _seen) = (newest.Fault is null, newest.View ?? _seen);
        return newest;
    }

    /// <summary>Makes another call, after the beat that is under way.</summary>
    /// <exception cref="StoreUnreachableException">The database was not reached, or did not answer the last beat: then it is not waited for.</exception>
    public void Tell(Action<PostgresClusterStore> call)
    {
        if (!Answers)
        {
            throw new StoreUnreachableException($"The store {store.Name} does not answer now.");
        }

        TellAnyway(call);
    }

    /// <summary>The same, whatever became of the last beat.</summary>
    /// <exception cref="StoreUnreachableException">The database was not reached.</exception>
    public void TellAnyway(Action<PostgresClusterStore> call)
    {
        lock (_calling)
        {
            call(store);
        }
    }

    public Task WaitForNewsAsync(TimeSpan atMost, CancellationToken cancel) => store.WaitForNewsAsync(atMost, cancel);

    public void Dispose()
    {
        lock (_calling)
        {
            store.Dispose();
        }
    }

    private Beaten Beat(SiloId self, SiloStatus? status)
    {
        try
        {
            lock (_calling)
            {
                return new(self, store.Beat(self, status), null);
            }
        }
#pragma warning disable CA1031 // whoever looks next gets the fault
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return new(self, null, fault.Message);
        }
    }

    /// <summary>What became of a beat: a view, or null where the silo is gone there, or why it is not known.</summary>
    internal sealed record Beaten(SiloId Self, ClusterView? View, string? Fault);
}
