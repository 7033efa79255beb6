namespace Jifen.Silo.Api;

/// <summary>
/// Asks the store where the shards stand, for answers that must not be older than what is committed now. Who asks while an answer is under
/// way shares the next one. Safe for threads.
/// </summary>
/// <param name="read">Reads the newest durable record of each shard, in the order of the shards. Blocks.</param>
internal sealed class StoreHeads(Func<IReadOnlyList<Sequence>> read)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<IReadOnlyList<Sequence>>? _next;
    private bool _asking;

    /// <summary>What the store says to a question that is asked after this call.</summary>
    /// <exception cref="Journal.JournalException">The store was not reached, or does not hold.</exception>
    public Task<IReadOnlyList<Sequence>> NowAsync()
    {
        lock (_gate)
        {
            _next ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_asking)
            {
                _asking = true;
                _ = Task.Run(Ask);
            }

            return _next.Task;
        }
    }

    private void Ask()
    {
        while (Take() is { } asked)
        {
            try
            {
                asked.SetResult(read());
            }
#pragma warning disable CA1031 // whoever waits gets the fault
            catch (Exception fault)
#pragma warning restore CA1031
            {
                asked.SetException(fault);
            }
        }
    }

    private TaskCompletionSource<IReadOnlyList<Sequence>>? Take()
    {
        lock (_gate)
        {
            (TaskCompletionSource<IReadOnlyList<Sequence>>? asked, _next) = (_next, null);
            _asking = asked is not null;
            return asked;
        }
    }
}
