namespace Jifen.Silo.Journal;

/// <summary>
/// Checks the records of one shard as they are read: each is the next one, carries its own hash, names its predecessor's, and
/// neither epoch nor stamp goes back.
/// </summary>
internal sealed class RecordChain(ShardId shard, Sequence first)
{
    private JournalRecord? _last;

    public Sequence Expected => _last?.Sequence.Next ?? first;

    /// <exception cref="JournalDamagedException">The record is not what was written there.</exception>
    public void Check(JournalRecord record)
    {
        if (record.Shard != shard || record.Sequence != Expected)
        {
            throw Damage(Expected, $"is missing; {RecordName.Of(record.Shard, record.Sequence)} was found in its place");
        }

        if (record.ComputeHash() != record.Hash)
        {
            throw Damage(record.Sequence, "does not carry the hash of its content");
        }

        if (_last is { } last)
        {
            CheckSuccession(last, record);
        }
        else if (record.Sequence.Value == 1 && record.Previous != default)
        {
            throw Damage(record.Sequence, "is the first but names a predecessor");
        }

        _last = record;
    }

    /// <exception cref="JournalDamagedException">The records end before <paramref name="known"/>.</exception>
    public void CheckEnd(Sequence known)
    {
        if (Expected <= known)
        {
            throw Damage(Expected, $"is missing; the shard was acknowledged up to {known}");
        }
    }

    private void CheckSuccession(JournalRecord last, JournalRecord record)
    {
        if (record.Previous != last.Hash)
        {
            throw Damage(record.Sequence, "does not follow the record before it: the chain is broken");
        }

        if (record.Epoch.Value < last.Epoch.Value || record.Stamp < last.Stamp)
        {
            throw Damage(record.Sequence, "goes back in epoch or time");
        }
    }

    private JournalDamagedException Damage(Sequence sequence, string what) => new($"{RecordName.Of(shard, sequence)} {what}.");
}
