using Jifen.Silo.Cluster;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Tests.Api;
using Npgsql;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>
/// Two silos beat, declare each other dead, join again and take over what is free, all at once, while time passes in leaps. What happened
/// is judged by what the tables saw, not by what the silos say.
/// </summary>
internal sealed class ClusterDuel(TestedCluster cluster, PostgresStatements statements, ulong seed)
{
    private const string Notes = """
        CREATE TABLE beats (at bigserial, id text, standing text);
        CREATE FUNCTION note_beat() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO beats (id, standing) VALUES (new.id, CASE WHEN new.gone IS NULL THEN 'beat' ELSE new.standing END);
            RETURN NULL;
        END $$;
        CREATE TRIGGER note_beat AFTER UPDATE ON silo FOR EACH ROW WHEN (new.heartbeat > old.heartbeat OR new.standing <> old.standing) EXECUTE FUNCTION note_beat();
        CREATE TABLE taken (shard integer, epoch bigint, by text, of text, lived boolean);
        CREATE FUNCTION note_taken() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO taken VALUES (new.shard, new.epoch, new.owner, old.owner,
                old.owner <> new.owner AND EXISTS (SELECT FROM silo WHERE id = old.owner AND gone IS NULL));
            RETURN NULL;
        END $$;
        CREATE TRIGGER note_taken AFTER UPDATE ON owner FOR EACH ROW WHEN (new.epoch > old.epoch) EXECUTE FUNCTION note_taken();
        """;

    private readonly Lock _time = new();
    private readonly int[] _rounds = new int[2];
    private int _pausing;
    private int _believed;

    public long Deaths => Count("FROM beats WHERE standing = 'dead'");

    public long TakenFromTheDead => Count("FROM taken JOIN silo ON id = of WHERE standing = 'dead'");

    public async Task RunAsync(int rounds)
    {
        cluster.Store.Execute(Notes);
        TestedSilo[] silos = [cluster.Join("anna"), cluster.Join("ben")];
        PostgresJournal[] journals = [.. silos.Select(silo => cluster.OpenJournal(silo.Name, statements))];
        await Task.WhenAll(silos.Select((silo, i) => Task.Run(() => LiveAsync(silo, i, journals[i], rounds))));
    }

    /// <summary>What is wrong, in words; nothing where all held.</summary>
    public IReadOnlyList<string> Judge() =>
    [
        .. Words("SELECT 'silo ' || b.id || ' beat after it was declared dead' FROM beats b JOIN beats d USING (id) WHERE d.standing = 'dead' AND b.at > d.at"),
        .. Words("SELECT 'shard ' || shard || ' was taken from ' || of || ', which lived' FROM taken WHERE lived"),
        .. Words("SELECT 'epoch ' || epoch || ' of shard ' || shard || ' was taken twice' FROM taken GROUP BY shard, epoch HAVING count(*) > 1"),
        .. Words("SELECT 'silo ' || id || ' died twice' FROM beats WHERE standing = 'dead' GROUP BY id HAVING count(*) > 1"),
        .. Count("FROM beats WHERE standing = 'beat'") == _believed ? Array.Empty<string>() : ["a silo believed that it lives, but was not heard of"],
    ];

    private async Task LiveAsync(TestedSilo silo, int place, PostgresJournal journal, int rounds)
    {
        SeededDraw draw = new(seed + (ulong)place);
        for (int round = 0; round < rounds; round++)
        {
            silo = Step(silo, journal);
            lock (_time)
            {
                cluster.Pass(10);
            }

            Interlocked.Increment(ref _rounds[place]);
            if (draw.Below(15) == 0)
            {
                await PauseAsync(1 - place, 4 + draw.Below(5));
            }
        }

        Volatile.Write(ref _rounds[place], int.MaxValue);
    }

    private TestedSilo Step(TestedSilo silo, PostgresJournal journal)
    {
        if (silo.Beat() is { } view)
        {
            Interlocked.Increment(ref _believed);
            IEnumerable<ShardOwner> wanted = view.Owners.Where(owner => owner.Silo != silo.Id);
            journal.TakeOver([.. wanted.Select(owner => owner.Shard)], silo.Id.ToString());
            return silo;
        }

        TestedSilo anew = silo with { Id = SiloId.New() };
        anew.Store.Join(anew.Id, anew.Name, $"http://{anew.Name}:5081", $"{anew.Id}");
        return anew;
    }

    /// <summary>Is silent for so many rounds of the other, which is about as long as death takes. One silo pauses at a time.</summary>
    private async Task PauseAsync(int other, int rounds)
    {
        if (Interlocked.Exchange(ref _pausing, 1) == 1)
        {
            return;
        }

        long until = Volatile.Read(ref _rounds[other]) + (long)rounds;
        while (Volatile.Read(ref _rounds[other]) < Math.Min(until, int.MaxValue))
        {
            await Task.Yield();
        }

        Volatile.Write(ref _pausing, 0);
    }

    private long Count(string from) => cluster.Store.Scalar<long>($"SELECT count(*) {from}");

    private List<string> Words(string sql)
    {
        using NpgsqlConnection connection = new(cluster.Store.Connection);
        connection.Open();
        using NpgsqlCommand command = new(sql, connection);
        using NpgsqlDataReader row = command.ExecuteReader();
        List<string> words = [];
        while (row.Read())
        {
            words.Add(row.GetString(0));
        }

        return words;
    }
}
