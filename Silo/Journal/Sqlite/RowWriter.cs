using System.Text.Json;

namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Writes rows of the open transaction.</summary>
internal sealed class RowWriter(Database database)
{
    private readonly Statement _record = database.Prepare(
        $"INSERT INTO journal ({Schema.RecordColumns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");

    private readonly Statement _place = database.Prepare("INSERT INTO record_index (shard, sequence, position) VALUES (?1, ?2, ?3)");

    private readonly Statement _index = database.Prepare(
        "INSERT INTO member_index (member, sequence, key) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");

    private readonly Statement _grain = database.Prepare("""
        INSERT INTO grain (shard, grain, member, as_of, due, state, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (shard, grain) DO UPDATE SET
            member = excluded.member, as_of = excluded.as_of, due = excluded.due, state = excluded.state, hash = excluded.hash
        """);

    private readonly Statement _removal = database.Prepare("DELETE FROM grain WHERE shard = ?1 AND grain = ?2");

    private readonly Statement _person = database.Prepare(
        "INSERT INTO person (member, id, profile) VALUES (?1, ?2, ?3) ON CONFLICT (member) DO UPDATE SET id = excluded.id, profile = excluded.profile");

    private readonly Statement _floor = database.Prepare(
        "INSERT INTO checkpoint (shard, floor, floor_hash) VALUES (?1, ?2, ?3) ON CONFLICT (shard) DO UPDATE SET floor = excluded.floor, floor_hash = excluded.floor_hash");

    private readonly Statement _owner = database.Prepare("""
        INSERT INTO owner (shard, epoch, owner) VALUES (?1, ?2, ?3)
        ON CONFLICT (shard) DO UPDATE SET epoch = excluded.epoch, owner = excluded.owner
        """);

    private readonly Statement _epoch = database.Prepare("SELECT epoch FROM owner WHERE shard = ?1");
    private readonly Statement _control = database.Prepare("UPDATE control SET generation = ?1, paused = ?2");
    private readonly Statement _document = database.Prepare("INSERT INTO document (hash, body) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
    private readonly Statement _erasure = database.Prepare("DELETE FROM document WHERE hash = ?1");
    private readonly Statement _unindexedFrom = database.Prepare("UPDATE control SET unindexed_from = ?1");
    private readonly Statement _commit = database.Prepare("UPDATE control SET commits = commits + 1 RETURNING commits");

    public void Write(JournalRecord record, long position)
    {
        _record.Bind(1, position).Bind(2, record.Shard.Value).Bind(3, record.Sequence.Value)
            .Bind(4, record.Epoch.Value).Bind(5, record.Stamp.Microseconds).Bind(6, record.Previous).Bind(7, record.Hash)
            .Bind(8, record.CatalogueVersion).Bind(9, record.ControlGeneration).Bind(10, record.Rules)
            .Bind(11, record.Member).Bind(12, record.Key).Bind(13, record.InputHash).BindText(14, record.Body.Span)
            .Run();
    }

    public void Write(RecordPlace place) => _place.Bind(1, place.Shard.Value).Bind(2, place.Sequence.Value).Bind(3, place.Position).Run();

    /// <summary>All rows before this position are in <c>record_index</c>.</summary>
    public void WriteUnindexedFrom(long position) => _unindexedFrom.Bind(1, position).Run();

    public void Write(MemberIndexRow row) => _index.Bind(1, row.Member).Bind(2, row.Sequence.Value).Bind(3, row.Key).Run();

    public void Write(ShardId shard, GrainRow row)
    {
        if (row.IsRemoval)
        {
            _removal.Bind(1, shard.Value).BindText(2, row.Grain).Run();
            return;
        }

        _grain.Bind(1, shard.Value).BindText(2, row.Grain).Bind(3, row.Member).Bind(4, row.AsOf.Value);
        _ = row.Due is { } due ? _grain.Bind(5, due.Microseconds) : _grain.BindNull(5);
        _grain.BindText(6, row.State.Span).Bind(7, GrainRowHash.Of(shard, row)).Run();
    }

    public void Write(Person person)
    {
        _person.Bind(1, person.Member).BindText(2, person.Id);
        _ = person.Profile is null ? _person.BindNull(3) : _person.BindText(3, person.Profile);
        _person.Run();
    }

    public void Write(ShardId shard, CheckpointFloor floor) => _floor.Bind(1, shard.Value).Bind(2, floor.Sequence.Value).Bind(3, floor.Hash).Run();

    public void Write(ControlState control) =>
        _control.Bind(1, control.Generation).BindText(2, JsonSerializer.SerializeToUtf8Bytes([.. control.Paused], StoreJson.Default.StringArray)).Run();

    public void Write(Hash256 hash, ReadOnlySpan<byte> document) => _document.Bind(1, hash).Bind(2, document).Run();

    /// <summary>Takes a document out; what it said is overwritten in the database.</summary>
    public void Erase(Hash256 document)
    {
        database.Execute("PRAGMA secure_delete = ON");
        _erasure.Bind(1, document).Run();
        database.Execute("PRAGMA secure_delete = OFF");
    }

    public void WriteOwner(ShardId shard, Epoch epoch, string owner) => _owner.Bind(1, shard.Value).Bind(2, epoch.Value).BindText(3, owner).Run();

    /// <summary>Epoch of a shard inside the open transaction; 0 where nobody ever owned it.</summary>
    public Epoch ReadEpoch(ShardId shard)
    {
        using Statement.Execution use = _epoch.Use();
        return new(_epoch.Bind(1, shard.Value).Step() ? _epoch.Integer(0) : 0);
    }

    /// <summary>Numbers the open transaction, which wrote no record, so that its loss shows.</summary>
    public long CountCommit()
    {
        using Statement.Execution use = _commit.Use();
        _commit.Step();
        return _commit.Integer(0);
    }
}
