namespace Jifen.Silo.Journal.Sqlite;

/// <summary>The one connection that writes. Used by one thread at a time.</summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly Database _database;
    private readonly IHeadWitness _witness;
    private readonly FailStop _failStop;
    private readonly KnownHeads _known;
    private readonly ShardHeads _heads;
    private readonly RecordTails _tails;
    private readonly RowWriter _rows;
    private readonly RecordIndexer _indexer;
    private readonly StoreFences _fences;
    private readonly List<RecordPlace> _placed = [];
    private readonly StoreCommit _commit;
    private readonly JournalReader _reader;
    private readonly LogTrimmer _trimmer;
    private long _counted;

    public JournalWriter(Database database, IHeadWitness witness, WitnessedHeads heads, KnownHeads known, RecordTails tails, FailStop failStop)
    {
        _database = database;
        _witness = witness;
        _failStop = failStop;
        _known = known;
        _heads = new(heads);
        _tails = tails;
        _rows = new(database);
        _indexer = new(_rows, tails);
        _commit = new(database, failStop, witness);
        _reader = new(database, known, tails);
        _fences = new(database, _reader, _rows);
        _trimmer = new(database, failStop);
    }

    public IReadOnlyList<ShardHead> TakeOver(IReadOnlyList<ShardId> shards, string owner)
    {
        List<ShardHead> heads = [];
        Make(() =>
        {
            _fences.Forget();
            WitnessCheck.Run(_reader, _heads.Committed, shards);
            heads.AddRange(shards.Select(shard => TakeOne(shard, owner)));
            return true;
        });
        foreach (ShardId shard in shards)
        {
            _heads.Take(shard);
        }

        return heads;
    }

    public IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch)
    {
        if (batch.Count == 0)
        {
            return [];
        }

        AppendResult[] results = new AppendResult[batch.Count];
        _trimmer.CatchUp();
        Make(() => AppendAll(batch, results));
        _trimmer.Notice();
        return results;
    }

    public void StoreDocument(Hash256 hash, ReadOnlyMemory<byte> document) => Make(() =>
    {
        _rows.Write(hash, document.Span);
        return true;
    });

    public void EraseDocument(Hash256 hash) => Make(() =>
    {
        _rows.Erase(hash);
        return true;
    });

    /// <summary>Closes; a store that did not fail is left with an empty log.</summary>
    public void Dispose()
    {
        _trimmer.Dispose();
        try
        {
            if (!_failStop.IsRaised)
            {
                _database.CheckpointWhole();
            }
        }
        catch (SqliteFaultException fault)
        {
            // The log keeps what the database does not have yet; the next opening reads it from there.
            _failStop.Raise("The log could not be copied at the end", fault);
        }
        finally
        {
            _database.Dispose();
            _witness.Dispose();
        }
    }

    private void Make(Func<bool> work)
    {
        try
        {
            _commit.Make(() => Numbered(work), Kept);
            _known.Learn(_heads.Committed);
        }
        finally
        {
            _heads.Discard();
            _indexer.Discard();
            _placed.Clear();
        }
    }

    /// <summary>A commit with records is missed by its heads. Only one without is counted, which spares the others a page.</summary>
    private bool Numbered(Func<bool> work)
    {
        bool keep = work();
        _counted = keep && _placed.Count == 0 ? _rows.CountCommit() : _heads.Committed.Commits;
        if (_indexer.HasMoved)
        {
            _rows.WriteUnindexedFrom(_indexer.UnindexedFrom());
        }

        return keep;
    }

    private WitnessedHeads Kept()
    {
        _tails.Extend(_placed, (_, _) => 0);
        _indexer.Keep();
        return _heads.Keep(_counted);
    }

    private ShardHead TakeOne(ShardId shard, string owner)
    {
        ShardHead head = _reader.ReadHead(shard);
        Epoch epoch = new(head.Epoch.Value + 1);
        _rows.WriteOwner(shard, epoch, owner);
        _heads.Stage(shard, new(head.Sequence, head.Hash));
        return head with { Epoch = epoch };
    }

    private bool AppendAll(IReadOnlyList<ShardAppend> batch, AppendResult[] results)
    {
        ControlState control = _fences.ReadControl();
        bool any = false;
        for (int i = 0; i < batch.Count; i++)
        {
            ShardAppend append = batch[i];
            AppendStatus status = Judge(append, control);
            results[i] = new(append.Shard, status, status == AppendStatus.StaleControl ? control : null);
            if (status == AppendStatus.Written)
            {
                Write(append);
                control = append.RaisesControl ?? control;
                any = true;
            }
        }

        return any;
    }

    private AppendStatus Judge(ShardAppend append, ControlState control)
    {
        if (!_heads.IsTaken(append.Shard) || _fences.EpochOf(append.Shard) != append.Epoch)
        {
            return AppendStatus.StaleEpoch;
        }

        if (append.ControlGeneration < control.Generation || append.RaisesControl?.Generation <= control.Generation)
        {
            return AppendStatus.StaleControl;
        }

        return Follows(append) ? AppendStatus.Written : AppendStatus.SequenceTaken;
    }

    private bool Follows(ShardAppend append)
    {
        WitnessedHead head = _heads[append.Shard];
        if (append.Previous != head.Hash)
        {
            return false;
        }

        foreach (JournalRecord record in append.Records)
        {
            if (record.Shard != append.Shard || record.Epoch != append.Epoch || record.Sequence != head.Sequence.Next || record.Previous != head.Hash)
            {
                return false;
            }

            head = new(record.Sequence, record.Hash);
        }

        return true;
    }

    private void Write(ShardAppend append)
    {
        foreach (JournalRecord record in append.Records)
        {
            long position = _tails.Last + _placed.Count + 1;
            _rows.Write(record, position);
            _placed.Add(new(record.Shard, record.Sequence, position));
        }

        if (append.Records is [.., JournalRecord last])
        {
            _heads.Stage(append.Shard, new(last.Sequence, last.Hash));
        }

        WriteBeside(append);
    }

    private void WriteBeside(ShardAppend append)
    {
        foreach (Person person in append.Persons)
        {
            _rows.Write(person);
        }

        foreach (GrainRow grain in append.Grains)
        {
            _rows.Write(append.Shard, grain);
        }

        foreach (MemberIndexRow row in append.Index)
        {
            _rows.Write(row);
        }

        if (append.Floor is { } floor)
        {
            _rows.Write(append.Shard, floor);
        }

        if (append.Floor is not null || append.Index.Count > 0)
        {
            _indexer.Ride(append.Shard);
        }

        if (append.RaisesControl is { } control)
        {
            _rows.Write(control);
            _fences.Forget();
        }
    }
}
