using System.Text.Json;

namespace Jifen.Silo.Journal.Sqlite;

/// <summary>One connection that reads. Used by one thread at a time; sees committed rows only.</summary>
internal sealed class JournalReader : IDisposable
{
    private readonly Database _database;
    private readonly KnownHeads _known;
    private readonly RecordTails _tails;
    private readonly PlaceReader _places;
    private readonly Statement _epoch;
    private readonly Statement _floor;
    private readonly Statement _record;
    private readonly Statement _records;
    private readonly Statement _document;
    private readonly Statement _control;
    private readonly Statement _person;

    public JournalReader(Database database, KnownHeads known, RecordTails tails)
    {
        _database = database;
        _known = known;
        _tails = tails;
        Grains = new(database);
        Members = new(database);
        _places = new(database);
        _epoch = database.Prepare("SELECT epoch FROM owner WHERE shard = ?1");
        _floor = database.Prepare("SELECT floor, floor_hash FROM checkpoint WHERE shard = ?1");
        _record = database.Prepare($"SELECT {Schema.RecordColumns} FROM journal WHERE position = ?1");
        _records = database.Prepare($"""
            SELECT {Schema.QualifiedRecordColumns} FROM record_index AS i CROSS JOIN journal ON journal.position = i.position
            WHERE i.shard = ?1 AND i.sequence BETWEEN ?2 AND ?3 ORDER BY i.sequence
            """);
        _document = database.Prepare("SELECT body FROM document WHERE hash = ?1");
        _control = database.Prepare("SELECT generation, paused, commits FROM control");
        _person = database.Prepare("SELECT id, profile FROM person WHERE member = ?1");
    }

    public GrainReader Grains { get; }

    public MemberIndexReader Members { get; }

    public PlaceReader Places => _places;

    /// <summary>A reader of a store that nobody else has open in this process.</summary>
    public static JournalReader Open(string path, KnownHeads known)
    {
        Database database = Database.OpenReader(path);
        return new(database, known, RecordTails.Scan(database, known.ShardCount));
    }

    public static JournalReader Open(string path, KnownHeads known, RecordTails tails) => new(Database.OpenReader(path), known, tails);

    /// <summary>Does several reads on one snapshot of the store.</summary>
    public T AtOneInstant<T>(Func<T> reads) => _database.AtOneInstant(reads);

    /// <summary>
    /// Does several reads of a shard's records on one snapshot. The tail is looked up before the snapshot is taken, so that nothing
    /// can leave it unseen, and is made longer by what was committed in between.
    /// </summary>
    public T OfShard<T>(ShardId shard, Func<ShardTail, T> reads)
    {
        long last = _tails.Last;
        ShardTail tail = _tails[shard];
        return AtOneInstant(() => reads(WithLater(tail, last)));
    }

    /// <summary>Does several reads of all records on one snapshot, of the rows up to a position.</summary>
    public T OfAll<T>(Func<long, ShardTail[], T> reads)
    {
        (long last, ShardTail[] tails) = _tails.Capture();
        return AtOneInstant(() => reads(last, tails));
    }

    public ShardHead ReadHead(ShardId shard)
    {
        Sequence known = _known[shard];
        return OfShard(shard, tail =>
        {
            tail.RequireOrder();
            if (tail.Last < known)
            {
                throw new JournalDamagedException($"{RecordName.Of(shard, tail.Last.Next)} is missing; the shard was acknowledged up to {known}.");
            }

            JournalRecord? last = tail.Last == Sequence.None ? null : ReadAlone(tail, tail.Last);
            (Sequence floor, Hash256 floorHash) = ReadFloor(tail);
            return new ShardHead(shard, ReadEpoch(shard, last), tail.Last, last?.Hash ?? default, last?.Stamp ?? default, floor, floorHash);
        });
    }

    /// <summary>Up to where the shard has, or was acknowledged to have, records, and its checkpoint floor as it is written.</summary>
    public (Sequence Head, Sequence Floor) ReadExtent(ShardTail tail)
    {
        Sequence known = _known[tail.Shard];
        using Statement.Execution floor = _floor.Use();
        return (tail.Last > known ? tail.Last : known, _floor.Bind(1, tail.Shard.Value).Step() ? new(_floor.Integer(0)) : Sequence.None);
    }

    /// <summary>Hash that the row of a record holds, or null where there is no such row.</summary>
    public Hash256? ReadHash(ShardId shard, Sequence sequence) => OfShard(shard, tail => ReadHash(tail, sequence));

    /// <summary>Hash that the row of a record holds, or null where there is no such row.</summary>
    public Hash256? ReadHash(ShardTail tail, Sequence sequence)
    {
        using Statement.Execution use = _record.Use();
        return _record.Bind(1, PositionOf(tail, sequence)).Step() && RecordRow.TryHash(_record, tail.Shard, sequence, out Hash256 hash) ? hash : null;
    }

    /// <summary>Where a record lies; 0, where no row is, if it is not known.</summary>
    public long PositionOf(ShardTail tail, Sequence sequence) =>
        sequence < tail.First ? _places.ReadIndexed(tail.Shard, sequence) : sequence <= tail.Last ? tail[sequence] : 0;

    public IReadOnlyList<JournalRecord> ReadRecords(ShardId shard, Sequence from, int limit)
    {
        Sequence known = _known[shard];
        return OfShard(shard, tail =>
        {
            RecordStretch stretch = new(tail, from, limit);
            ReadIndexed(stretch);
            ReadTail(stretch);
            return stretch.End(known);
        });
    }

    /// <summary>One record, checked by itself and not against the one before it.</summary>
    /// <exception cref="JournalDamagedException">It is missing, or does not carry the hash of its content.</exception>
    public JournalRecord ReadAlone(ShardTail tail, Sequence sequence)
    {
        tail.RequireOrder(sequence);
        using Statement.Execution use = _record.Use();
        if (_record.Bind(1, PositionOf(tail, sequence)).Step())
        {
            JournalRecord record = RecordRow.Read(_record, (tail.Shard, sequence));
            new RecordChain(tail.Shard, sequence).Check(record);
            return record;
        }

        throw new JournalDamagedException($"{RecordName.Of(tail.Shard, sequence)} is missing.");
    }

    public byte[]? ReadDocument(Hash256 hash)
    {
        using Statement.Execution use = _document.Use();
        if (!_document.Bind(1, hash).Step())
        {
            return null;
        }

        byte[] document = _document.Bytes(0).ToArray();
        return Hash256.Read(System.Security.Cryptography.SHA256.HashData(document)) == hash
            ? document
            : throw new JournalDamagedException($"Document {hash} is damaged: its content has another hash.");
    }

    public (ControlState Control, long Commits) ReadControl()
    {
        using Statement.Execution use = _control.Use();
        if (!_control.Step())
        {
            throw new JournalDamagedException("The control row of the store is missing.");
        }

        string[] paused = JsonSerializer.Deserialize(_control.Bytes(1), StoreJson.Default.StringArray) ?? [];
        return (new(_control.Integer(0), paused), _control.Integer(2));
    }

    public Person? ReadPerson(MemberKey member)
    {
        using Statement.Execution use = _person.Use();
        return _person.Bind(1, member).Step() ? new(member, _person.Text(0), _person.IsNull(1) ? null : _person.Text(1)) : null;
    }

    public void Dispose() => _database.Dispose();

    private ShardTail WithLater(ShardTail tail, long last)
    {
        IReadOnlyList<RecordPlace> later = _places.ReadAfter(last);
        if (later.Count == 0)
        {
            return tail;
        }

        _tails.Extend(later, _places.ReadIndexed);
        return later.Where(place => place.Shard == tail.Shard)
            .Aggregate(tail.Copy(), (longer, place) => longer.With(place, _places.ReadIndexed(place.Shard, place.Sequence)));
    }

    private void ReadIndexed(RecordStretch stretch)
    {
        if (stretch.First >= stretch.Tail.First)
        {
            return;
        }

        using Statement.Execution use = _records.Use();
        _records.Bind(1, stretch.Tail.Shard.Value).Bind(2, stretch.First.Value).Bind(3, Math.Min(stretch.Last.Value, stretch.Tail.First.Value - 1));
        while (_records.Step())
        {
            stretch.Take(_records);
        }
    }

    private void ReadTail(RecordStretch stretch)
    {
        ShardTail tail = stretch.Tail;
        for (Sequence next = stretch.First < tail.First ? tail.First : stretch.First; next <= stretch.Last; next = next.Next)
        {
            using Statement.Execution use = _record.Use();
            if (_record.Bind(1, tail[next]).Step())
            {
                stretch.Take(_record);
            }
        }
    }

    private Epoch ReadEpoch(ShardId shard, JournalRecord? last)
    {
        using Statement.Execution use = _epoch.Use();
        Epoch epoch = new(_epoch.Bind(1, shard.Value).Step() ? _epoch.Integer(0) : 0);
        return last is null || epoch.Value >= last.Epoch.Value
            ? epoch
            : throw new JournalDamagedException($"The owner row of shard {shard} is damaged: epoch {epoch} is older than that of record {last.Sequence}.");
    }

    private (Sequence Floor, Hash256 Hash) ReadFloor(ShardTail tail)
    {
        ShardId shard = tail.Shard;
        using Statement.Execution use = _floor.Use();
        if (!_floor.Bind(1, shard.Value).Step())
        {
            return default;
        }

        Sequence floor = new(_floor.Integer(0));
        bool whole = _floor.TryHash(1, out Hash256 hash) && floor.Value >= 0 && floor <= tail.Last;
        return whole && (floor == Sequence.None || ReadHash(tail, floor) == hash)
            ? (floor, hash)
            : throw new JournalDamagedException($"The checkpoint row of shard {shard} is damaged: record {floor} has another hash than it says.");
    }
}
