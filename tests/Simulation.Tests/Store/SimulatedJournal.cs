using Jifen.Silo.Journal;

namespace Jifen.Simulation.Tests.Store;

/// <summary>A journal on a simulated disk, as one silo has it open.</summary>
internal sealed class SimulatedJournal(SimulatedDisk disk, StoreWeather weather, StoreRules rules) : IJournal
{
    private readonly HashSet<ShardId> _taken = [];

    public StoreIdentity Identity => disk.Identity;

    public IReadOnlyList<ShardHead> TakeOver(IReadOnlyList<ShardId> shards, string owner)
    {
        lock (disk.Gate)
        {
            Reach();
            ShardId[] free = [.. shards.Where(shard => !rules.ChecksOwner || disk.IsFree(shard, owner))];
            foreach (ShardId shard in free)
            {
                RequireWitnessed(shard);
                disk.TakeOver(shard, owner);
                _taken.Add(shard);
            }

            disk.Sync();
            return [.. free.Select(shard => disk[shard].ToHead())];
        }
    }

    public IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch)
    {
        lock (disk.Gate)
        {
            AppendFate fate = weather.NextAppend();
            if (weather.IsFull)
            {
                throw new StoreFullException("the simulated disk is full");
            }

            if (fate == AppendFate.LostBefore || weather.IsAway)
            {
                throw new AppendOutcomeUnknownException("the connection broke");
            }

            AppendResult[] results = [.. batch.Select(AppendOne)];
            MakeDurable(batch, results);
            return fate == AppendFate.LostAfter ? throw new AppendOutcomeUnknownException("the connection broke") : results;
        }
    }

    public ShardHead ReadHead(ShardId shard)
    {
        lock (disk.Gate)
        {
            Reach();
            return disk[shard].ToHead();
        }
    }

    public IReadOnlyList<JournalRecord> ReadRecords(ShardId shard, Sequence from, int limit)
    {
        lock (disk.Gate)
        {
            Reach();
            List<JournalRecord> records = disk[shard].Records;
            int first = (int)Math.Clamp(from.Value - 1, 0, records.Count);
            return records.GetRange(first, Math.Min(limit, records.Count - first));
        }
    }

    public GrainRow? ReadGrain(ShardId shard, string grain)
    {
        lock (disk.Gate)
        {
            Reach();
            return disk[shard].Rows.GetValueOrDefault(grain);
        }
    }

    public IReadOnlyList<GrainRow> ReadShardGrains(ShardId shard)
    {
        lock (disk.Gate)
        {
            Reach();
            return [.. disk[shard].Rows.Values.Where(row => row.Member is null).OrderBy(row => row.Grain, StringComparer.Ordinal)];
        }
    }

    public IReadOnlyList<GrainRow> ReadMembers(ShardId shard, MemberKey? after, int limit)
    {
        lock (disk.Gate)
        {
            Reach();
            return
            [
                .. disk[shard].Rows.Values.Where(row => row.Member is { } member && (after is not { } last || member.CompareTo(last) > 0))
                    .OrderBy(row => row.Member!.Value).Take(limit),
            ];
        }
    }

    public IReadOnlyList<MemberKey> ReadDueMembers(ShardId shard, Stamp until, int limit)
    {
        lock (disk.Gate)
        {
            Reach();
            return
            [
                .. disk[shard].Rows.Values.Where(row => row is { Member: not null, Due: { } due } && due <= until)
                    .OrderBy(row => row.Due).ThenBy(row => row.Grain, StringComparer.Ordinal).Take(limit).Select(row => row.Member!.Value),
            ];
        }
    }

    public Sequence FindKey(ShardId shard, MemberKey member, RequestKey key)
    {
        lock (disk.Gate)
        {
            Reach();
            return disk[shard].IndexOf(member).Reverse().FirstOrDefault(row => row.Key == key).Sequence;
        }
    }

    public IReadOnlyList<MemberIndexRow> ReadMemberIndex(ShardId shard, MemberKey member, Sequence before, int limit)
    {
        lock (disk.Gate)
        {
            Reach();
            return [.. disk[shard].IndexOf(member).Reverse().Where(row => row.Sequence < before).Take(limit)];
        }
    }

    public byte[]? ReadDocument(Hash256 hash)
    {
        lock (disk.Gate)
        {
            Reach();
            return disk.Documents.GetValueOrDefault(hash);
        }
    }

    public void StoreDocument(Hash256 hash, ReadOnlyMemory<byte> document)
    {
        lock (disk.Gate)
        {
            Reach();
            disk.Documents[hash] = document.ToArray();
        }
    }

    public void EraseDocument(Hash256 hash)
    {
        lock (disk.Gate)
        {
            Reach();
            disk.Documents.Remove(hash);
        }
    }

    public ControlState ReadControl()
    {
        lock (disk.Gate)
        {
            Reach();
            return disk.Control;
        }
    }

    public Person? ReadPerson(MemberKey member)
    {
        lock (disk.Gate)
        {
            Reach();
            return disk.Persons.GetValueOrDefault(member);
        }
    }

    public StoreSize ReadSize() => new(1 << 20, weather.IsFull ? 0 : 1 << 30);

    public void Dispose() => _taken.Clear();

    private void Reach()
    {
        if (weather.IsAway)
        {
            throw new StoreUnreachableException("the store does not answer");
        }
    }

    private void RequireWitnessed(ShardId shard)
    {
        WitnessedRecord witnessed = disk.Witness[shard.Value];
        List<JournalRecord> records = disk[shard].Records;
        if (witnessed.Sequence.Value > records.Count || (witnessed.Sequence > Sequence.None && records[(int)witnessed.Sequence.Value - 1].Hash != witnessed.Hash))
        {
            throw new JournalWentBackException($"shard {shard}: the journal ends before record {witnessed.Sequence}, which was acknowledged");
        }
    }

    private void MakeDurable(IReadOnlyList<ShardAppend> batch, AppendResult[] results)
    {
        if (rules.SyncsBeforeAnswer)
        {
            disk.Sync();
        }

        if (rules.WitnessesBeforeAnswer)
        {
            disk.SyncWitness(batch.Where((_, i) => results[i].Status == AppendStatus.Written).Select(append => append.Shard));
        }
    }

    private AppendResult AppendOne(ShardAppend append)
    {
        AppendStatus status = Judge(append);
        if (status == AppendStatus.Written)
        {
            Write(append);
        }

        return new(append.Shard, status, status == AppendStatus.StaleControl ? disk.Control : null);
    }

    private AppendStatus Judge(ShardAppend append)
    {
        if (rules.ChecksEpoch && (!_taken.Contains(append.Shard) || disk[append.Shard].Epoch != append.Epoch))
        {
            return AppendStatus.StaleEpoch;
        }

        if (rules.ChecksControl && (append.ControlGeneration < disk.Control.Generation || append.RaisesControl?.Generation <= disk.Control.Generation))
        {
            return AppendStatus.StaleControl;
        }

        return Follows(append) ? AppendStatus.Written : AppendStatus.SequenceTaken;
    }

    private bool Follows(ShardAppend append)
    {
        (Sequence sequence, Hash256 hash) = (disk[append.Shard].Head, disk[append.Shard].HeadHash);
        if (append.Previous != hash)
        {
            return false;
        }

        foreach (JournalRecord record in append.Records)
        {
            if (record.Shard != append.Shard || record.Epoch != append.Epoch || record.Sequence != sequence.Next || record.Previous != hash)
            {
                return false;
            }

            (sequence, hash) = (record.Sequence, record.Hash);
        }

        return true;
    }

    private void Write(ShardAppend append)
    {
        if (append.Records.Count == 0)
        {
            disk.WroteRows(append.Shard, append.Epoch);
        }

        append.Records.ToList().ForEach(disk.Write);
        append.Persons.ToList().ForEach(disk.Write);
        append.Grains.ToList().ForEach(row => disk.Write(append.Shard, row));
        append.Index.ToList().ForEach(row => disk.Write(append.Shard, row));
        if (append.Floor is { } floor)
        {
            disk.Write(append.Shard, floor);
        }

        if (append.RaisesControl is { } control)
        {
            disk.Write(control);
        }
    }
}
