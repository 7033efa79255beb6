using Jifen.Silo.Security;
using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// The documents that the silos of a store share, in its database and sealed with the cluster's secret. Reads are served from the newest
/// <see cref="Look"/>, so that nobody waits for the database; a turn looks by itself. Safe for threads.
/// </summary>
public sealed class PostgresDocuments : ISharedDocuments, IDisposable
{
    private readonly PostgresAddress _address;
    private readonly NpgsqlDataSource _source;
    private readonly ClusterSecret _secret;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, byte[]> _sealed = new(StringComparer.Ordinal);

    /// <summary>Brings the tables of the store to the newest version and looks at the documents.</summary>
    /// <exception cref="StoreRefusedException">The database is not served, weakens durability, or is newer than this binary.</exception>
    public PostgresDocuments(string connection, ClusterSecret secret)
    {
        _address = new(connection, PostgresLimits.Default);
        _secret = secret;
        PostgresStore.Prepare(connection);
        _source = _address.OpenPool();
        Look();
    }

    public ISharedDocument Open(string name) => new Document(this, name);

    /// <summary>Looks at the documents anew.</summary>
    /// <exception cref="StoreUnreachableException">The database was not reached.</exception>
    public void Look() => Reached(() =>
    {
        using NpgsqlConnection connection = _source.OpenConnection();
        foreach ((string name, byte[] content) in Sql.Of(connection, "SELECT name, sealed FROM shared_document")
            .Rows(row => (row.GetString(0), row.GetFieldValue<byte[]>(1))))
        {
            Keep(name, content);
        }
    });

    public void Dispose() => _source.Dispose();

    private byte[]? Find(string name)
    {
        lock (_gate)
        {
            return _sealed.GetValueOrDefault(name);
        }
    }

    private void Keep(string name, byte[] content)
    {
        lock (_gate)
        {
            _sealed[name] = content;
        }
    }

    private void Reached(Action work)
    {
        try
        {
            work();
        }
        catch (Exception fault) when (PostgresFault.IsFault(fault))
        {
            throw new StoreUnreachableException($"The documents of the store {_address.Name} cannot be reached: {fault.Message}", fault);
        }
    }

    private sealed class Document(PostgresDocuments all, string name) : ISharedDocument
    {
        private byte[]? _known;
        private Turn? _turn;

        public string Place => $"{name} in {all._address.Name}";

        public void ReadNew(Action<byte[]> take)
        {
            if (all.Find(name) is { } made && !(_known?.AsSpan().SequenceEqual(made) ?? false))
            {
                take(all._secret.Open(name, made, Place));
                _known = made;
            }
        }

        public void Write(byte[] content)
        {
            byte[] made = all._secret.Seal(name, content);
            (_turn ?? throw new InvalidOperationException("A write needs a turn.")).Write(made);
            all.Keep(name, made);
            _known = made;
        }

        public IDisposable TakeTurn()
        {
            Turn? turn = null;
            all.Reached(() => turn = new(all._source, name));
            if (turn!.Found is { } found)
            {
                all.Keep(name, found);
            }

            return _turn = turn;
        }
    }

    /// <summary>A transaction that holds the lock of a document's name; a write commits it.</summary>
    private sealed class Turn : IDisposable
    {
        private readonly NpgsqlConnection _connection;
        private readonly NpgsqlTransaction _transaction;
        private readonly string _name;

        public Turn(NpgsqlDataSource source, string name)
        {
            _name = name;
            _connection = source.OpenConnection();
            try
            {
                _transaction = _connection.BeginTransaction();
                Sql.Of(_connection, "SET LOCAL lock_timeout = '10s'").Run();
                Sql.Of(_connection, "SELECT pg_advisory_xact_lock(hashtextextended('jifen document ' || $1, 0))", Sql.Value(name)).Run();
                Found = Sql.Of(_connection, "SELECT sealed FROM shared_document WHERE name = $1", Sql.Value(name))
                    .Rows(row => row.GetFieldValue<byte[]>(0)).SingleOrDefault();
            }
            catch
            {
                _connection.Dispose();
                throw;
            }
        }

        /// <summary>What is there when the turn begins.</summary>
        public byte[]? Found { get; }

        public void Write(byte[] made)
        {
            try
            {
                Sql.Of(
                    _connection, "INSERT INTO shared_document (name, sealed) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed",
                    Sql.Value(_name), Sql.Value(made)).Run();
                _transaction.Commit();
            }
            catch (Exception fault) when (PostgresFault.IsFault(fault))
            {
                throw new IOException($"{_name} could not be written to the database: {fault.Message}", fault);
            }
        }

        public void Dispose()
        {
            _transaction.Dispose();
            _connection.Dispose();
        }
    }
}
