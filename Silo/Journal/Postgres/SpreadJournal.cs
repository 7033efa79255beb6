namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// The journal of a store that lies in several databases, each with a range of the shards, its own fences, witness and incarnation. Open it by
/// <see cref="SpreadStore"/>.
/// </summary>
/// <remarks>
/// <para>What belongs to one shard is asked of its database alone, and waits for no other one: appends of different databases may be made at
/// once.</para>
/// <para>The control generation is raised by one shard, the catalogue's. <see cref="Append"/> says "written" of that once no database accepts
/// older decisions, and <see cref="ReadHead"/> of that shard says nothing before that either. <see cref="TakeOver"/> does not wait for it: an
/// owner reads the heads of what it took before it serves them.</para>
/// <para>Documents lie in every database, so that a shard finds what it decides by in its own.</para>
/// </remarks>
public sealed class SpreadJournal : ISharedJournal
{
    private readonly PostgresJournal[] _databases;
    private readonly int[] _databaseOf;
    private readonly SpreadControl _control;
    private readonly SpreadAppend _append;
    private readonly long[] _bytes;

    /// <param name="databases">All databases of the store, in their order.</param>
    internal SpreadJournal(IReadOnlyList<PostgresJournal> databases)
    {
        _databases = [.. databases];
        Identity = databases[0].Identity;
        _databaseOf =
        [
            .. Enumerable.Range(0, databases.Count).Select(place => StoreShare.Of(place, databases.Count, Identity.ShardCount))
                .SelectMany(share => Enumerable.Repeat(share.Place, share.Below - share.First)),
        ];
        _bytes = new long[databases.Count];
        _control = new(_databases);
        _append = new(_databases, DatabaseOf, _control);
    }

    public StoreIdentity Identity { get; }

    public int Databases => _databases.Length;

    public int DatabaseOf(ShardId shard) => _databaseOf[shard.Value];

    /// <remarks>
    /// Where some of the databases are not reached, the shards of the others are taken; those of the former may have been too, as after an
    /// unknown outcome, and are not among the heads.
    /// </remarks>
    public IReadOnlyList<ShardHead> TakeOver(IReadOnlyList<ShardId> shards, string owner)
    {
        ShardId[][] asked = [.. shards.GroupBy(DatabaseOf).Select(group => group.ToArray())];
        SideBySide.Outcome<IReadOnlyList<ShardHead>>[] taken = SideBySide.Try(asked.Length, number => Of(asked[number][0]).TakeOver(asked[number], owner));
        SpreadFaults.ThrowUnlessPassing(taken);
        Dictionary<ShardId, ShardHead> heads = taken.SelectMany(outcome => outcome.Value ?? []).ToDictionary(head => head.Shard);
        SpreadFaults.ThrowWhereNoneAnswered(taken);
        return [.. shards.Where(heads.ContainsKey).Select(shard => heads[shard])];
    }

    public IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch) => _append.Run(batch);

    public ShardHead ReadHead(ShardId shard)
    {
        PostgresJournal database = Of(shard);
        ShardHead head = database.ReadHead(shard);
        if (!database.IsReadOnly)
        {
            _control.RequireSpread(database, shard);
        }

        return head;
    }

    public IReadOnlyList<Sequence> ReadSequences() => [.. SideBySide.Run(Databases, place => _databases[place].ReadSequences()).SelectMany(part => part)];

    public IReadOnlyList<JournalRecord> ReadRecords(ShardId shard, Sequence from, int limit) => Of(shard).ReadRecords(shard, from, limit);

    public GrainRow? ReadGrain(ShardId shard, string grain) => Of(shard).ReadGrain(shard, grain);

    public IReadOnlyList<GrainRow> ReadShardGrains(ShardId shard) => Of(shard).ReadShardGrains(shard);

    public IReadOnlyList<GrainRow> ReadMembers(ShardId shard, MemberKey? after, int limit) => Of(shard).ReadMembers(shard, after, limit);

    public IReadOnlyList<MemberKey> ReadDueMembers(ShardId shard, Stamp until, int limit) => Of(shard).ReadDueMembers(shard, until, limit);

    public Sequence FindKey(ShardId shard, MemberKey member, RequestKey key) => Of(shard).FindKey(shard, member, key);

    public IReadOnlyList<MemberIndexRow> ReadMemberIndex(ShardId shard, MemberKey member, Sequence before, int limit) =>
        Of(shard).ReadMemberIndex(shard, member, before, limit);

    /// <summary>A document, from the first database that has it.</summary>
    /// <exception cref="StoreUnreachableException">No database that was reached has it, and not all were reached.</exception>
    public byte[]? ReadDocument(Hash256 hash)
    {
        StoreUnreachableException? away = null;
        foreach (PostgresJournal database in _databases)
        {
            try
            {
                if (database.ReadDocument(hash) is { } document)
                {
                    return document;
                }
            }
            catch (StoreUnreachableException fault)
            {
                away = fault;
            }
        }

        return away is null ? null : throw new StoreUnreachableException(away.Message, away);
    }

    public void StoreDocument(Hash256 hash, ReadOnlyMemory<byte> document) => SideBySide.Run(Databases, place =>
    {
        _databases[place].StoreDocument(hash, document);
        return true;
    });

    /// <exception cref="StoreUnreachableException">A database that is away may have it still.</exception>
    public void EraseDocument(Hash256 hash) => SideBySide.Run(Databases, place =>
    {
        _databases[place].EraseDocument(hash);
        return true;
    });

    /// <summary>The generation that every database stands at.</summary>
    public ControlState ReadControl()
    {
        ControlRow row = _databases[0].ReadControlRow();
        if (row.IsPending && !_databases[0].IsReadOnly)
        {
            _control.Level();
        }

        return row.State;
    }

    public Person? ReadPerson(MemberKey member) => Of(Placement.Of(member, Identity.ShardCount)).ReadPerson(member);

    /// <summary>All databases together; one that does not answer now counts as large as it was when it was asked last.</summary>
    public StoreSize ReadSize()
    {
        SideBySide.Outcome<StoreSize>[] sizes = SideBySide.Try(Databases, place => _databases[place].ReadSize(TimeSpan.Zero));
        SpreadFaults.ThrowUnlessPassing(sizes);
        SpreadFaults.ThrowWhereNoneAnswered(sizes);
        for (int place = 0; place < sizes.Length; place++)
        {
            _bytes[place] = sizes[place].Fault is null ? sizes[place].Value.UsedBytes : _bytes[place];
        }

        return new(_bytes.Sum(), sizes.Where(size => size.Fault is null).Min(size => size.Value.FreeBytes));
    }

    /// <summary>Brings the control generation of all databases together, whatever they say of each other: one may have been restored.</summary>
    internal void LevelControl() => _control.Level();

    /// <summary>The databases, in their order.</summary>
    internal IReadOnlyList<PostgresJournal> All => _databases;

    public void Dispose() => Array.ForEach(_databases, database => database.Dispose());

    private PostgresJournal Of(ShardId shard) => _databases[DatabaseOf(shard)];
}
