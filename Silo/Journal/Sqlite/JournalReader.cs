using System.Text.Json;

namespace Jifen.Silo.Journal.Sqlite;

/// <summary>One connection that reads. Used by one thread at a time; sees committed rows only.</summary>
internal sealed class JournalReader : IDisposable
{
    private readonly Database _database;
    private readonly KnownHeads _known;
    private readonly GrainReader _grains;
    private readonly Statement _begin;
    private readonly Statement _end;
    private readonly Statement _epoch;
    private readonly Statement _last;
    private readonly Statement _hash;
    private readonly Statement _floor;
    private readonly Statement _records;
    private readonly Statement _key;
    private readonly Statement _index;
    private readonly Statement _document;
    private readonly Statement _control;
    private readonly Statement _person;
    private readonly Statement _indexed;

    public JournalReader(Database database, KnownHeads known)
    {
        _database = database;
        _known = known;
        _grains = new(database);
        _begin = database.Prepare("BEGIN");
        _end = database.Prepare("COMMIT");
        _epoch = database.Prepare("SELECT epoch FROM owner WHERE shard = ?1");
        _last = database.Prepare($"SELECT {Schema.RecordColumns} FROM journal WHERE position BETWEEN ?1 AND ?2 ORDER BY position DESC LIMIT 1");
        _hash = database.Prepare("SELECT hash FROM journal WHERE position = ?1");
        _floor = database.Prepare("SELECT floor, floor_hash FROM checkpoint WHERE shard = ?1");
        _records = database.Prepare($"SELECT {Schema.RecordColumns} FROM journal WHERE position BETWEEN ?1 AND ?2 ORDER BY position LIMIT ?3");
        _key = database.Prepare("SELECT max(sequence) FROM member_index WHERE member = ?1 AND key = ?2");
        _index = database.Prepare("SELECT sequence, key FROM member_index WHERE member = ?1 AND sequence < ?2 ORDER BY sequence DESC LIMIT ?3");
        _document = database.Prepare("SELECT body FROM document WHERE hash = ?1");
        _control = database.Prepare("SELECT generation, paused, commits FROM control");
        _person = database.Prepare("SELECT id, profile FROM person WHERE member = ?1");
        _indexed = database.Prepare("SELECT 1 FROM member_index WHERE member = ?1 AND sequence = ?2 AND key IS ?3");
    }

    public GrainReader Grains => _grains;

    public static JournalReader Open(string path, KnownHeads known) => new(Database.OpenReader(path), known);

    /// <summary>Does several reads on one snapshot of the store.</summary>
    public T AtOneInstant<T>(Func<T> reads)
    {
        if (_database.InTransaction)
        {
            return reads();
        }

        _begin.Run();
        try
        {
            return reads();
        }
        finally
        {
            _end.Run();
        }
    }

    public ShardHead ReadHead(ShardId shard) => AtOneInstant(() =>
    {
        Sequence known = _known[shard];
        JournalRecord? last = ReadLast(shard);
        Sequence sequence = last?.Sequence ?? Sequence.None;
        if (sequence < known)
        {
            throw new JournalDamagedException($"{RecordName.Of(shard, sequence.Next)} is missing; the shard was acknowledged up to {known}.");
        }

        (Sequence floor, Hash256 floorHash) = ReadFloor(shard, sequence);
        return new ShardHead(shard, ReadEpoch(shard, last), sequence, last?.Hash ?? default, last?.Stamp ?? default, floor, floorHash);
    });

    /// <summary>Up to where the shard has, or was acknowledged to have, records, and its checkpoint floor as it is written.</summary>
    public (Sequence Head, Sequence Floor) ReadExtent(ShardId shard)
    {
        Sequence known = _known[shard];
        using Statement.Execution last = _last.Use();
        using Statement.Execution floor = _floor.Use();
        bool any = _last.Bind(1, Position.Of(shard, Sequence.None)).Bind(2, Position.Last(shard)).Step();
        Sequence head = any ? Position.Sequence(_last.Integer(0)) : Sequence.None;
        return (head > known ? head : known, _floor.Bind(1, shard.Value).Step() ? new(_floor.Integer(0)) : Sequence.None);
    }

    /// <summary>Whether the index of a member has a record with this key.</summary>
    public bool IsIndexed(MemberKey member, Sequence sequence, RequestKey? key)
    {
        using Statement.Execution use = _indexed.Use();
        return _indexed.Bind(1, member).Bind(2, sequence.Value).Bind(3, key).Step();
    }

    /// <summary>Hash that the row of a record holds, or null where there is no such row.</summary>
    public Hash256? ReadHash(ShardId shard, Sequence sequence)
    {
        using Statement.Execution use = _hash.Use();
        return _hash.Bind(1, Position.Of(shard, sequence)).Step() && _hash.TryHash(0, out Hash256 hash) ? hash : null;
    }

    public IReadOnlyList<JournalRecord> ReadRecords(ShardId shard, Sequence from, int limit)
    {
        Sequence first = new(Math.Max(1, from.Value));
        Sequence known = _known[shard];
        Sequence start = new(Math.Max(1, first.Value - 1));
        RecordChain chain = new(shard, start);
        List<JournalRecord> records = [];
        using Statement.Execution use = _records.Use();
        _records.Bind(1, Position.Of(shard, start)).Bind(2, Position.Last(shard)).Bind(3, limit + (first.Value - start.Value));
        while (_records.Step())
        {
            JournalRecord record = RecordRow.Read(_records);
            chain.Check(record);
            if (record.Sequence >= first)
            {
                records.Add(record);
            }
        }

        if (records.Count < limit)
        {
            chain.CheckEnd(known);
        }

        return records;
    }

    /// <summary>One record, checked by itself and not against the one before it.</summary>
    /// <exception cref="JournalDamagedException">It is missing, or does not carry the hash of its content.</exception>
    public JournalRecord ReadAlone(ShardId shard, Sequence sequence)
    {
        RecordChain chain = new(shard, sequence);
        long position = Position.Of(shard, sequence);
        using Statement.Execution use = _records.Use();
        if (_records.Bind(1, position).Bind(2, position).Bind(3, 1).Step())
        {
            JournalRecord record = RecordRow.Read(_records);
            chain.Check(record);
            return record;
        }

        throw new JournalDamagedException($"{RecordName.Of(shard, sequence)} is missing.");
    }

    public Sequence FindKey(MemberKey member, RequestKey key)
    {
        using Statement.Execution use = _key.Use();
        return _key.Bind(1, member).Bind(2, key).Step() ? new(_key.Integer(0)) : Sequence.None;
    }

    public IReadOnlyList<MemberIndexRow> ReadMemberIndex(MemberKey member, Sequence before, int limit)
    {
        List<MemberIndexRow> rows = [];
        using Statement.Execution use = _index.Use();
        _index.Bind(1, member).Bind(2, before.Value).Bind(3, limit);
        while (_index.Step())
        {
            _index.TryKey(1, out RequestKey? key);
            rows.Add(new(member, new(_index.Integer(0)), key));
        }

        return rows;
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

    private JournalRecord? ReadLast(ShardId shard)
    {
        using Statement.Execution use = _last.Use();
        if (!_last.Bind(1, Position.Of(shard, Sequence.None)).Bind(2, Position.Last(shard)).Step())
        {
            return null;
        }

        JournalRecord record = RecordRow.Read(_last);
        new RecordChain(shard, record.Sequence).Check(record);
        return record;
    }

    private Epoch ReadEpoch(ShardId shard, JournalRecord? last)
    {
        using Statement.Execution use = _epoch.Use();
        Epoch epoch = new(_epoch.Bind(1, shard.Value).Step() ? _epoch.Integer(0) : 0);
        return last is null || epoch.Value >= last.Epoch.Value
            ? epoch
            : throw new JournalDamagedException($"The owner row of shard {shard} is damaged: epoch {epoch} is older than that of record {last.Sequence}.");
    }

    private (Sequence Floor, Hash256 Hash) ReadFloor(ShardId shard, Sequence head)
    {
        using Statement.Execution use = _floor.Use();
        if (!_floor.Bind(1, shard.Value).Step())
        {
            return default;
        }

        Sequence floor = new(_floor.Integer(0));
        bool whole = _floor.TryHash(1, out Hash256 hash) && floor.Value >= 0 && floor <= head;
        return whole && (floor == Sequence.None || ReadHash(shard, floor) == hash)
            ? (floor, hash)
            : throw new JournalDamagedException($"The checkpoint row of shard {shard} is damaged: record {floor} has another hash than it says.");
    }
}
