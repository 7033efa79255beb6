namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// Appends of one shard that follow each other under one epoch and generation: the store accepts all of them or none, as it would one by
/// one.
/// </summary>
internal sealed class AppendChain
{
    private readonly List<(int Index, ShardAppend Append)> _appends = [];

    public AppendChain(int index, ShardAppend first)
    {
        First = first;
        Add(index, first);
    }

    public ShardAppend First { get; }

    public ShardId Shard => First.Shard;

    /// <summary>Where each append stands in the batch, and the append.</summary>
    public IReadOnlyList<(int Index, ShardAppend Append)> Appends => _appends;

    public IEnumerable<JournalRecord> Records => _appends.SelectMany(append => append.Append.Records);

    /// <summary>The newest record, or null where there are only rows.</summary>
    public JournalRecord? Last { get; private set; }

    /// <summary>Hash of the head once it is written.</summary>
    public Hash256 LastHash => Last?.Hash ?? First.Previous;

    /// <summary>False where an append is no chain in itself; such a one is refused whatever the head is.</summary>
    public bool IsSound { get; private set; } = true;

    /// <summary>Takes an append in that shares the fate of those before it; false where it does not.</summary>
    public bool TryAdd(int index, ShardAppend append)
    {
        bool follows = IsSound && append.Epoch == First.Epoch && append.ControlGeneration == First.ControlGeneration && append.Previous == LastHash
            && append.RaisesControl is null && First.RaisesControl is null && IsChain(append) && Continues(append);
        if (follows)
        {
            Add(index, append);
        }

        return follows;
    }

    private void Add(int index, ShardAppend append)
    {
        IsSound = IsSound && IsChain(append);
        _appends.Add((index, append));
        Last = append.Records is [.., { } last] ? last : Last;
    }

    private bool Continues(ShardAppend append) => append.Records.Count == 0 || Last is null || append.Records[0].Sequence == Last.Sequence.Next;

    /// <summary>Whether the records of an append are of its shard and epoch, dense, and linked from its previous hash on.</summary>
    private static bool IsChain(ShardAppend append)
    {
        Hash256 previous = append.Previous;
        Sequence? expected = null;
        foreach (JournalRecord record in append.Records)
        {
            if (record.Shard != append.Shard || record.Epoch != append.Epoch || record.Previous != previous || record.Sequence != (expected ?? record.Sequence))
            {
                return false;
            }

            (previous, expected) = (record.Hash, record.Sequence.Next);
        }

        return true;
    }
}
