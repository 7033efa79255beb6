using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Jifen.Bench.Spins;

/// <summary>
/// What one would write first: each play is a transaction of its own that looks for the key, takes the price, draws, and stores the
/// play. Durable as the journal is (WAL, <c>synchronous=FULL</c>); no chain, no receipt, no boards.
/// </summary>
internal sealed class NaiveStore : IDisposable
{
    private static readonly int[] Weights = [2_400, 2_200, 1_600, 40, 2_200, 1_300, 220, 40];

    private readonly SqliteConnection _connection;
    private readonly Lock _gate = new();

    public NaiveStore(string file, int members)
    {
        _connection = new($"Data Source={file};Pooling=false");
        _connection.Open();
        Run("PRAGMA journal_mode=WAL");
        Run("PRAGMA synchronous=FULL");
        Run("CREATE TABLE member (id TEXT PRIMARY KEY, points INTEGER NOT NULL) STRICT");
        Run("CREATE TABLE play (member TEXT NOT NULL, key TEXT NOT NULL, segment INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (member, key)) STRICT");
        using SqliteTransaction all = _connection.BeginTransaction(deferred: false);
        for (int member = 0; member < members; member++)
        {
            Run("INSERT INTO member VALUES ($1, 1000000000)", SpinTown.NameOf(member));
        }

        all.Commit();
    }

    /// <summary>The segment of the play that this key made, now or before.</summary>
    public long Play(string member, string key)
    {
        lock (_gate)
        {
            using SqliteTransaction play = _connection.BeginTransaction(deferred: false);
            if (Run("SELECT segment FROM play WHERE member = $1 AND key = $2", member, key) is long made)
            {
                return made;
            }

            long segment = Draw();
            Run("UPDATE member SET points = points - 20 + $2 WHERE id = $1 AND points >= 20", member, segment);
            Run("INSERT INTO play VALUES ($1, $2, $3, datetime())", member, key, segment);
            play.Commit();
            return segment;
        }
    }

    public void Dispose() => _connection.Dispose();

    private static long Draw()
    {
        int rolled = RandomNumberGenerator.GetInt32(Weights.Sum());
        int segment = 0;
        while (rolled >= Weights[segment])
        {
            rolled -= Weights[segment++];
        }

        return segment;
    }

    private object? Run(string sql, params object[] values)
    {
        using SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // the texts are those above
        command.CommandText = sql;
#pragma warning restore CA2100
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        }

        return command.ExecuteScalar();
    }
}
