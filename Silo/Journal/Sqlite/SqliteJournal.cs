namespace Jifen.Silo.Journal.Sqlite;

/// <summary>
/// The journal of one silo: a database file in a data folder, a witness beside it, and a lock file that keeps other processes from
/// writing. Open it by <see cref="SqliteStore"/>.
/// </summary>
/// <remarks>
/// <see cref="Append"/>, <see cref="TakeOver"/> and <see cref="StoreDocument"/> wait for each other; the reads wait for nobody.
/// </remarks>
public sealed class SqliteJournal : IJournal
{
    private readonly string _folder;
    private readonly IDisposable? _lock;
    private readonly JournalWriter? _writer;
    private readonly ReaderPool _readers;
    private readonly Lock _writing = new();
    private bool _disposed;

    internal SqliteJournal(string folder, StoreIdentity identity, ReaderPool readers, JournalWriter? writer, IDisposable? storeLock)
    {
        _folder = folder;
        Identity = identity;
        _readers = readers;
        _writer = writer;
        _lock = storeLock;
    }

    public StoreIdentity Identity { get; }

    /// <summary>True where this journal was opened beside the one that writes.</summary>
    public bool IsReadOnly => _writer is null;

    public IReadOnlyList<ShardHead> TakeOver(IReadOnlyList<ShardId> shards, string owner) => Write(writer => writer.TakeOver(shards, owner));

    public IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch) => Write(writer => writer.Append(batch));

    public ShardHead ReadHead(ShardId shard) => _readers.Read(reader => reader.ReadHead(shard));

    public IReadOnlyList<JournalRecord> ReadRecords(ShardId shard, Sequence from, int limit) =>
        _readers.Read(reader => reader.ReadRecords(shard, from, limit));

    public GrainRow? ReadGrain(ShardId shard, string grain) => _readers.Read(reader => reader.Grains.Read(shard, grain));

    public IReadOnlyList<GrainRow> ReadShardGrains(ShardId shard) => _readers.Read(reader => reader.Grains.ReadOfShard(shard));

    public IReadOnlyList<GrainRow> ReadMembers(ShardId shard, MemberKey? after, int limit) =>
        _readers.Read(reader => reader.Grains.ReadMembers(shard, after, limit));

    public IReadOnlyList<MemberKey> ReadDueMembers(ShardId shard, Stamp until, int limit) =>
        _readers.Read(reader => reader.Grains.ReadDueMembers(shard, until, limit));

    public Sequence FindKey(ShardId shard, MemberKey member, RequestKey key) => _readers.Read(reader => reader.Members.FindKey(member, key));

    public IReadOnlyList<MemberIndexRow> ReadMemberIndex(ShardId shard, MemberKey member, Sequence before, int limit) =>
        _readers.Read(reader => reader.Members.Read(member, before, limit));

    public byte[]? ReadDocument(Hash256 hash) => _readers.Read(reader => reader.ReadDocument(hash));

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

    public ControlState ReadControl() => _readers.Read(reader => reader.ReadControl().Control);

    public Person? ReadPerson(MemberKey member) => _readers.Read(reader => reader.ReadPerson(member));

    public StoreSize ReadSize()
    {
        string[] files = [StoreFiles.Database(_folder), StoreFiles.Log(_folder), StoreFiles.Witness(_folder)];
        long used = files.Select(path => new FileInfo(path)).Where(file => file.Exists).Sum(file => file.Length);
        return new(used, new DriveInfo(Path.GetFullPath(_folder)).AvailableFreeSpace);
    }

    /// <summary>Checks the records of a shard from one on, at most <paramref name="limit"/>, and goes on after a damaged one.</summary>
    public ScrubStep ScrubRecords(ShardId shard, Sequence from, int limit) => _readers.Read(reader => new JournalScrub(reader).Records(shard, from, limit));

    /// <summary>
    /// Checks that the journal's rows, from a position on and at most <paramref name="limit"/>, are the ones that readers are led to:
    /// finds records that are there twice, and rows that belong to nobody. Positions begin at 1.
    /// </summary>
    public PositionScrubStep ScrubPositions(long from, int limit) => _readers.Read(reader => new JournalScrub(reader).Positions(from, limit));

    /// <summary>Checks the checkpoint rows of a shard after a grain's name, at most <paramref name="limit"/>.</summary>
    public GrainScrubStep ScrubGrains(ShardId shard, string after, int limit) =>
        _readers.Read(reader => new JournalScrub(reader).Grains(shard, after, limit));

    public void Dispose()
    {
        lock (_writing)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _readers.Dispose();
            _writer?.Dispose();
            _lock?.Dispose();
        }
    }

    private T Write<T>(Func<JournalWriter, T> write)
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return write(_writer ?? throw new InvalidOperationException("This journal was opened for reading."));
        }
    }
}
