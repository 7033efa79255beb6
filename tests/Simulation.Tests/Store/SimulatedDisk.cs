using Jifen.Silo.Journal;

namespace Jifen.Simulation.Tests.Store;

/// <summary>
/// The disk of a store and the witness beside it. It outlives the silos. What is written and not yet synced is undone by a power cut.
/// </summary>
internal sealed class SimulatedDisk
{
    private readonly Stack<Action> _unsynced = new();
    private readonly SimulatedShard[] _shards;

    public SimulatedDisk(StoreIdentity identity)
    {
        Identity = identity;
        _shards = [.. Enumerable.Range(0, identity.ShardCount).Select(i => new SimulatedShard(new(i)))];
        Witness = new WitnessedRecord[identity.ShardCount];
    }

    public StoreIdentity Identity { get; }

    /// <summary>Held by whoever looks at or changes the disk; a run has one thread, the contract suite has more.</summary>
    public Lock Gate { get; } = new();

    public IReadOnlyList<SimulatedShard> Shards => _shards;

    public ControlState Control { get; private set; } = new(0, []);

    public Dictionary<Hash256, byte[]> Documents { get; } = [];

    public Dictionary<MemberKey, Person> Persons { get; } = [];

    /// <summary>The newest record of each shard that was acknowledged.</summary>
    public WitnessedRecord[] Witness { get; }

    /// <summary>Everything committed and every take-over, in the order of the store: the judge's evidence.</summary>
    public List<StoreEntry> History { get; } = [];

    /// <summary>The silos that know each other by this store, and those that are gone.</summary>
    public List<SiloRow> Silos { get; } = [];

    public SimulatedShard this[ShardId shard] => _shards[shard.Value];

    public void TakeOver(ShardId shard, string owner)
    {
        SimulatedShard of = this[shard];
        (Epoch epoch, string from) = (of.Epoch, of.Owner);
        Change(() => (of.Epoch, of.Owner) = (new(epoch.Value + 1), owner), () => (of.Epoch, of.Owner) = (epoch, from));
        Note(new TakenOver(shard, of.Epoch, of.Head, owner, from));
    }

    /// <summary>Whether a shard may be taken: nobody else who lives has it, and who wants it is not gone.</summary>
    public bool IsFree(ShardId shard, string by) =>
        !Silos.Any(silo => silo.Owner == by && silo.IsGone) && !Silos.Any(silo => silo.Owner == this[shard].Owner && silo.Owner != by && !silo.IsGone);

    /// <summary>Something has happened to the members of the cluster or to an ownership. It is durable at once.</summary>
    public void Happened(StoreEntry entry)
    {
        Note(entry);
        Sync();
    }

    /// <summary>Rows were written without a record.</summary>
    public void WroteRows(ShardId shard, Epoch epoch) => Note(new RowsWritten(shard, epoch));

    public void Write(JournalRecord record)
    {
        SimulatedShard of = this[record.Shard];
        Change(() => of.Records.Add(record), () => of.Records.RemoveAt(of.Records.Count - 1));
        Note(new Committed(record));
    }

    public void Write(ShardId shard, GrainRow row)
    {
        Dictionary<string, GrainRow> rows = this[shard].Rows;
        GrainRow? before = rows.GetValueOrDefault(row.Grain);
        Change(() => Put(rows, row.Grain, row.IsRemoval ? null : row), () => Put(rows, row.Grain, before));
    }

    public void Write(ShardId shard, MemberIndexRow row)
    {
        SortedSet<MemberIndexRow> rows = this[shard].IndexOf(row.Member);
        if (!rows.Contains(row))
        {
            Change(() => rows.Add(row), () => rows.Remove(row));
        }
    }

    public void Write(ShardId shard, CheckpointFloor floor)
    {
        CheckpointFloor before = this[shard].Floor;
        Change(() => this[shard].Floor = floor, () => this[shard].Floor = before);
    }

    public void Write(ControlState control)
    {
        ControlState before = Control;
        Change(() => Control = control, () => Control = before);
        Note(new ControlWritten(control));
    }

    public void Write(Person person)
    {
        Person? before = Persons.GetValueOrDefault(person.Member);
        Change(() => Persons[person.Member] = person, () => Put(Persons, person.Member, before));
    }

    /// <summary>Everything written so far survives a power cut.</summary>
    public void Sync() => _unsynced.Clear();

    /// <summary>Notes in the witness how far the shards named have come.</summary>
    public void SyncWitness(IEnumerable<ShardId> shards)
    {
        foreach (ShardId shard in shards)
        {
            Witness[shard.Value] = new(this[shard].Head, this[shard].HeadHash);
        }
    }

    /// <summary>The power fails: what was not synced is gone.</summary>
    public void CutPower()
    {
        while (_unsynced.TryPop(out Action? undo))
        {
            undo();
        }
    }

    private void Note(StoreEntry entry) => Change(() => History.Add(entry), () => History.RemoveAt(History.Count - 1));

    private void Change(Action change, Action undo)
    {
        change();
        _unsynced.Push(undo);
    }

    private static void Put<TKey, TValue>(Dictionary<TKey, TValue> rows, TKey key, TValue? before)
        where TKey : notnull
    {
        if (before is null)
        {
            rows.Remove(key);
        }
        else
        {
            rows[key] = before;
        }
    }
}

internal readonly record struct WitnessedRecord(Sequence Sequence, Hash256 Hash);

/// <summary>Something the store has durably done.</summary>
internal abstract record StoreEntry;

internal sealed record Committed(JournalRecord Record) : StoreEntry
{
    public override string ToString() =>
        $"{Record.Shard}/{Record.Sequence} epoch {Record.Epoch} control {Record.ControlGeneration} {Record.Stamp} {System.Text.Encoding.UTF8.GetString(Record.Body.Span)}";
}

internal sealed record TakenOver(ShardId Shard, Epoch Epoch, Sequence Head, string Owner, string From) : StoreEntry;

internal sealed record RowsWritten(ShardId Shard, Epoch Epoch) : StoreEntry;

internal sealed record ControlWritten(ControlState Control) : StoreEntry;
