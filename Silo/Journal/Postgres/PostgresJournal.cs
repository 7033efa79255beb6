namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// The journal of a silo in a database that others may share. Open it by <see cref="PostgresStore"/>.
/// </summary>
/// <remarks>
/// <see cref="Append"/>, <see cref="TakeOver"/> and <see cref="StoreDocument"/> wait for each other; the reads wait for nobody but
/// <see cref="ReadHead"/>, which after a fault first makes sure that nothing of it is still under way. Reads go on trying while the
/// database cannot be reached, as long as <see cref="PostgresLimits.ReachWithin"/>.
/// </remarks>
public sealed class PostgresJournal : ISharedJournal
{
    private readonly PostgresWriter? _writer;
    private readonly ReaderPool _readers;
    private readonly AcknowledgedHeads _acknowledged;
    private readonly PostgresStatements _statements;
    private readonly Lock _writing = new();
    private bool _disposed;

    internal PostgresJournal(StoreIdentity identity, ReaderPool readers, AcknowledgedHeads acknowledged, PostgresWriter? writer, PostgresStatements statements)
    {
        Identity = identity;
        _readers = readers;
        _acknowledged = acknowledged;
        _writer = writer;
        _statements = statements;
    }

    public StoreIdentity Identity { get; }

    public IReadOnlyList<ShardHead> TakeOver(IReadOnlyList<ShardId> shards, string owner) => Write(writer => writer.TakeOver(shards, owner));

    public IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch) => Write(writer => writer.Append(batch));

    public ShardHead ReadHead(ShardId shard)
    {
        if (_writer is { IsUnsettled: true })
        {
            Write(Settled);
        }

        return _readers.Read(connection => HeadReads.Read(connection, [shard], _acknowledged)[0]);
    }

    /// <summary>The newest record of every shard, in the order of the shards, at one instant and without a look at the records.</summary>
    public IReadOnlyList<Sequence> ReadSequences() => _readers.Read(HeadReads.ReadSequences);

    public IReadOnlyList<JournalRecord> ReadRecords(ShardId shard, Sequence from, int limit)
    {
        Sequence known = _acknowledged[shard].Sequence;
        return _readers.Read(connection => RecordReads.Read(connection, shard, from, limit, known));
    }

    public GrainRow? ReadGrain(ShardId shard, string grain) => _readers.Read(connection => GrainReads.Read(connection, shard, grain));

    public IReadOnlyList<GrainRow> ReadShardGrains(ShardId shard) => _readers.Read(connection => GrainReads.ReadOfShard(connection, shard));

    public IReadOnlyList<GrainRow> ReadMembers(ShardId shard, MemberKey? after, int limit) =>
        _readers.Read(connection => GrainReads.ReadMembers(connection, shard, after, limit));

    public IReadOnlyList<MemberKey> ReadDueMembers(ShardId shard, Stamp until, int limit) =>
        _readers.Read(connection => GrainReads.ReadDueMembers(connection, shard, until, limit));

    public Sequence FindKey(ShardId shard, MemberKey member, RequestKey key) => _readers.Read(connection => StoreReads.FindKey(connection, member, key));

    public IReadOnlyList<MemberIndexRow> ReadMemberIndex(ShardId shard, MemberKey member, Sequence before, int limit) =>
        _readers.Read(connection => StoreReads.ReadMemberIndex(connection, member, before, limit));

    public byte[]? ReadDocument(Hash256 hash) => _readers.Read(connection => StoreReads.ReadDocument(connection, hash));

    public void StoreDocument(Hash256 hash, ReadOnlyMemory<byte> document) => Write(writer =>
    {
        writer.StoreDocument(hash, document);
        return true;
    });

    public void EraseDocument(Hash256 hash) => Write(writer =>
    {
        writer.EraseDocument(hash);
        return true;
    });

    public ControlState ReadControl() => _readers.Read(StoreReads.ReadControl);

    public Person? ReadPerson(MemberKey member) => _readers.Read(connection => StoreReads.ReadPerson(connection, member));

    /// <summary>Bytes of the database. What is free beside it the database does not say: the largest number stands for it.</summary>
    public StoreSize ReadSize() => ReadSize(null);

    /// <inheritdoc cref="ReadSize()"/>
    /// <param name="within">How long the database may be away; null is as long as reads wait.</param>
    internal StoreSize ReadSize(TimeSpan? within) => new(_readers.Read(StoreReads.ReadSize, within), long.MaxValue);

    internal bool IsReadOnly => _writer is null;

    internal ControlRow ReadControlRow(TimeSpan? within = null) => _readers.Read(StoreReads.ReadControlRow, within);

    /// <summary>Brings the control generation up to that of another database of the store; never down.</summary>
    /// <param name="within">How long the database may be away; null is as long as reads wait.</param>
    internal void RaiseControl(ControlState control, TimeSpan? within = null) => _readers.Read(
        connection => Sql.Of(connection, _statements.RaiseControl, Sql.Value(control.Generation), Sql.Value(control.Paused.ToArray())).ExecuteNonQuery(), within);

    /// <summary>Notes that every database of the store stands at a generation.</summary>
    internal void NoteControl(long everywhere, TimeSpan? within = null) => _readers.Read(
        connection => Sql.Of(connection, "UPDATE control SET everywhere = $1 WHERE everywhere < $1", Sql.Value(everywhere)).ExecuteNonQuery(), within);

    internal T Read<T>(Func<Npgsql.NpgsqlConnection, T> read) => _readers.Read(read);

    public void Dispose()
    {
        lock (_writing)
        {
            if (!_disposed)
            {
                _disposed = true;
                _writer?.Dispose();
                _readers.Dispose();
            }
        }
    }

    private static bool Settled(PostgresWriter writer)
    {
        if (writer.IsUnsettled)
        {
            writer.Settle();
        }

        return true;
    }

    private T Write<T>(Func<PostgresWriter, T> write)
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return write(_writer ?? throw new InvalidOperationException("This journal was opened for reading."));
        }
    }
}
