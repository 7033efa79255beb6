using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// Writes to the store over one connection. After any fault that connection is given up, and the next call begins by settling what it had
/// under way. Used by one thread at a time.
/// </summary>
internal sealed class PostgresWriter(
    PostgresAddress address, PostgresStatements statements, ReaderPool readers, AcknowledgedHeads acknowledged, IHeadWitness witness) : IDisposable
{
    private readonly FailStop _failStop = new();
    private readonly Ownership _ownership = new(statements, address.Limits);
    private readonly JournalParts _parts = new(readers.Source);
    private WritingSession? _session;

    /// <summary>True from a fault on until what it left open is settled. Read by any thread.</summary>
    public bool IsUnsettled { get; private set; }

    public IReadOnlyList<ShardHead> TakeOver(IReadOnlyList<ShardId> shards, string owner) => Write(session =>
    {
        using NpgsqlTransaction transaction = session.Connection.BeginTransaction();
        IReadOnlyList<ShardId> taken = _ownership.TakeOver(session, shards, owner);
        IReadOnlyList<ShardHead> heads = HeadReads.Read(session.Connection, taken, acknowledged);
        transaction.Commit();
        _ownership.Hold(heads);
        Acknowledge(heads.Select(head => (head.Shard, new WitnessedHead(head.Sequence, head.Hash))));
        return heads;
    });

    public IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch)
    {
        IReadOnlyList<AppendWave> waves = AppendWave.Of(batch);
        return batch.Count == 0 ? [] : Write(session =>
        {
            _parts.Require(batch.SelectMany(append => append.Records is [{ } first, .., { } last] ? [first.Stamp, last.Stamp] : append.Records.Select(record => record.Stamp)));
            AppendResult[] results = new AppendCommand(waves, statements).Run(session, batch.Count);
            Acknowledge(batch.Where((append, i) => results[i].Status == AppendStatus.Written && append.Records.Count > 0)
                .Select(append => (append.Shard, new WitnessedHead(append.Records[^1].Sequence, append.Records[^1].Hash))));
            return results;
        });
    }

    public void StoreDocument(Hash256 hash, ReadOnlyMemory<byte> document) => Write(session =>
    {
        Sql.Of(
            session.Connection, "INSERT INTO document (hash, body) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            Sql.Value(hash.ToArray()), Sql.Value(document)).Run();
        return true;
    });

    public void EraseDocument(Hash256 hash) => Write(session =>
    {
        Sql.Of(session.Connection, "DELETE FROM document WHERE hash = $1", Sql.Value(hash.ToArray())).Run();
        return true;
    });

    /// <summary>Makes the parts of the journal for the months from a stamp on.</summary>
    public void Prepare(Stamp now) => Write(_ =>
    {
        _parts.Require([now]);
        return true;
    });

    /// <summary>Finds out what became of the call that failed: when it returns, the store's heads say so for good.</summary>
    /// <exception cref="StoreUnreachableException">The store cannot be reached.</exception>
    public void Settle()
    {
        _failStop.Check();
        readers.Again(() =>
        {
            GiveUp();
            WritingSession session = WritingSession.Open(address);
            _session = session;
            _ownership.Settle(session);
            return true;
        });
        IsUnsettled = false;
    }

    public void Dispose()
    {
        GiveUp();
        witness.Dispose();
    }

    private T Write<T>(Func<WritingSession, T> write)
    {
        _failStop.Check();
        try
        {
            if (IsUnsettled || _session is null)
            {
                Settle();
            }

            return write(_session!);
        }
        catch (Exception fault) when (PostgresFault.IsFault(fault))
        {
            IsUnsettled = true;
            _parts.Forget();
            GiveUp();
            throw PostgresFault.OfWrite(fault, address.Name, _failStop);
        }
        catch (StoreUnreachableException fault)
        {
            IsUnsettled = true;
            throw new AppendOutcomeUnknownException(fault.Message, fault);
        }
        catch
        {
            IsUnsettled = true;
            throw;
        }
    }

    private void Acknowledge(IEnumerable<(ShardId Shard, WitnessedHead Head)> written)
    {
        (ShardId, WitnessedHead)[] heads = [.. written];
        if (heads.Length == 0)
        {
            return;
        }

        try
        {
            acknowledged.Acknowledge(heads, witness);
        }
        catch (IOException fault)
        {
            throw _failStop.Raise("The witness could not be written", fault);
        }
    }

    private void GiveUp()
    {
        WritingSession? session = _session;
        _session = null;
        session?.Dispose();
    }
}
