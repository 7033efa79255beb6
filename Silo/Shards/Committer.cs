using Jifen.Silo.Journal;

namespace Jifen.Silo.Shards;

/// <summary>Carries out the committer's effects.</summary>
public interface ICommitterHost
{
    /// <summary>Writes a batch; back comes <see cref="Committer.Written"/> or <see cref="Committer.Failed"/>.</summary>
    void Write(IReadOnlyList<Submission> batch);
}

/// <summary>An append on its way, and whom to tell.</summary>
/// <param name="Step">Step of the shard's checkpoint that rides on it, or 0.</param>
public readonly record struct Submission(ShardLoop Shard, long Incarnation, ShardAppend Append, long Step)
{
    /// <summary>Newest record of the append, or none.</summary>
    public Sequence Last => Append.Records.Count == 0 ? Sequence.None : Append.Records[^1].Sequence;
}

/// <summary>
/// One group commit for all shards of the silo: while a batch is being written the next one gathers. A step function; its host
/// calls it from one thread at a time.
/// </summary>
public sealed class Committer(ICommitterHost host, int largestBatch)
{
    private List<Submission> _gathering = [];
    private List<Submission>? _writing;

    /// <summary>Appends waiting for the batch under way to end.</summary>
    public int Waiting => _gathering.Count;

    public void Submit(Submission submission)
    {
        _gathering.Add(submission);
        WriteNext();
    }

    /// <summary>The batch under way is over, with one result per append. Returns whom to tell what.</summary>
    public IReadOnlyList<(Submission Submission, AppendResult Result)> Written(IReadOnlyList<AppendResult> results)
    {
        List<Submission> written = End();
        (Submission, AppendResult)[] told = new (Submission, AppendResult)[written.Count];
        for (int i = 0; i < told.Length; i++)
        {
            told[i] = (written[i], results[i]);
        }

        WriteNext();
        return told;
    }

    /// <summary>The batch under way failed as a whole. Returns the appends that are to be told.</summary>
    public IReadOnlyList<Submission> Failed()
    {
        List<Submission> failed = End();
        WriteNext();
        return failed;
    }

    private List<Submission> End()
    {
        List<Submission> ended = _writing ?? throw new InvalidOperationException("no batch is under way");
        _writing = null;
        return ended;
    }

    private void WriteNext()
    {
        if (_writing is not null || _gathering.Count == 0)
        {
            return;
        }

        int count = Math.Min(_gathering.Count, largestBatch);
        _writing = _gathering;
        _gathering = [];
        if (count < _writing.Count)
        {
            _gathering.AddRange(_writing[count..]);
            _writing.RemoveRange(count, _writing.Count - count);
        }

        host.Write(_writing);
    }
}
