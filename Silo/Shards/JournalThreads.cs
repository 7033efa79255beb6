using System.Collections.Concurrent;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Shards;

/// <summary>The threads that wait for the disk, or for one database: one writes batches, a few read.</summary>
internal sealed class JournalThreads : ICommitterHost, IDisposable
{
    /// <summary>Appends of one batch.</summary>
    private const int LargestBatch = 4096;

    private readonly IJournal _journal;
    private readonly Func<ShardLoop, ShardPump> _pumpOf;
    private readonly Action<JournalException> _failStop;
    private readonly BlockingCollection<IReadOnlyList<Submission>> _batches = [];
    private readonly BlockingCollection<Action> _reads = [];
    private readonly Committer _committer;
    private readonly Lock _gate = new();
    private readonly List<Thread> _threads = [];

    public JournalThreads(IJournal journal, Func<ShardLoop, ShardPump> pumpOf, Action<JournalException> failStop, int readers)
    {
        (_journal, _pumpOf, _failStop) = (journal, pumpOf, failStop);
        _committer = new(this, LargestBatch);
        _threads.Add(new(Write) { Name = "journal-writer", IsBackground = true });
        for (int i = 0; i < readers; i++)
        {
            _threads.Add(new(Read) { Name = $"journal-reader-{i}", IsBackground = true });
        }

        _threads.ForEach(t => t.Start());
    }

    /// <summary>Raised on the writer's thread after a batch has become durable and before anybody is told.</summary>
    public event Action<WrittenBatch>? BatchWritten;

    public void Submit(in Submission submission)
    {
        lock (_gate)
        {
            _committer.Submit(submission);
        }
    }

    /// <summary>Runs a read on a reader's thread; a fault of it is told to the shard.</summary>
    public void Queue(ShardLoop shard, long incarnation, Func<Action<ShardLoop>> read) => _reads.Add(() =>
    {
        Action<ShardLoop> outcome;
        try
        {
            outcome = read();
        }
#pragma warning disable CA1031 // whatever a read throws stops its shard, not the silo
        catch (Exception fault)
#pragma warning restore CA1031
        {
            outcome = s => s.Failed(incarnation, fault);
        }

        _pumpOf(shard).Post(shard, outcome);
    });

    void ICommitterHost.Write(IReadOnlyList<Submission> batch) => _batches.Add(batch);

    public void Dispose()
    {
        _batches.CompleteAdding();
        _reads.CompleteAdding();
        _threads.ForEach(t => t.Join());
        _batches.Dispose();
        _reads.Dispose();
    }

    private void Write()
    {
        foreach (IReadOnlyList<Submission> batch in _batches.GetConsumingEnumerable())
        {
            try
            {
                IReadOnlyList<AppendResult> results = _journal.Append([.. batch.Select(s => s.Append)]);
                BatchWritten?.Invoke(new(batch, results));
                Tell(results);
            }
            catch (JournalException fault) when (fault is StoreFullException or AppendOutcomeUnknownException)
            {
                TellFailed(fault);
            }
            catch (JournalException fault)
            {
                _failStop(fault);
            }
        }
    }

    private void Read()
    {
        foreach (Action read in _reads.GetConsumingEnumerable())
        {
            read();
        }
    }

    private void Tell(IReadOnlyList<AppendResult> results)
    {
        IReadOnlyList<(Submission, AppendResult)> told;
        lock (_gate)
        {
            told = _committer.Written(results);
        }

        foreach (IGrouping<ShardPump, (Submission, AppendResult)> pump in told.GroupBy(t => _pumpOf(t.Item1.Shard)))
        {
            pump.Key.Post([.. pump.Select(t => (t.Item1.Shard, StepOf(t.Item1, t.Item2)))]);
        }
    }

    private void TellFailed(JournalException fault)
    {
        IReadOnlyList<Submission> failed;
        lock (_gate)
        {
            failed = _committer.Failed();
        }

        foreach (Submission submission in failed)
        {
            _pumpOf(submission.Shard).Post(submission.Shard, s => s.AppendFailed(submission.Incarnation, fault));
        }
    }

    private static Action<ShardLoop> StepOf(Submission submission, AppendResult result) => result.Status == AppendStatus.Written
        ? s => s.Appended(submission.Incarnation, submission.Last, submission.Step)
        : s => s.AppendRefused(submission.Incarnation, result.Status, result.Control);
}

/// <summary>A group commit that is over: the appends, and what became of each.</summary>
public readonly record struct WrittenBatch(IReadOnlyList<Submission> Appends, IReadOnlyList<AppendResult> Results);
