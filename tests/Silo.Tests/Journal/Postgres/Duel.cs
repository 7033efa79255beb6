using System.Collections.Concurrent;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Tests.Api;
using Npgsql;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>
/// Two owners take one shard from each other again and again. The one that is replaced is in the middle of appending and goes on until the
/// store refuses it. What the store holds afterwards is judged by rows, not by the journal.
/// </summary>
internal sealed class Duel(PostgresTestedStore store, PostgresStatements statements, ulong seed)
{
    private static readonly ShardId Shard = new(0);

    /// <summary>Appends after which an owner rests that is not refused: only where a fence was taken away.</summary>
    private readonly int _longest = statements == PostgresStatements.Sound ? int.MaxValue : 20;

    private readonly SeededDraw _draw = new(seed);
    private readonly List<(Epoch Epoch, Sequence Head)> _takeOvers = [];
    private readonly ConcurrentQueue<JournalRecord> _acknowledged = new();
    private readonly ConcurrentDictionary<AppendStatus, int> _refusals = new();

    public int TakeOvers => _takeOvers.Count;

    public int RefusedAs(AppendStatus status) => _refusals.GetValueOrDefault(status);

    public int Acknowledged => _acknowledged.Count;

    public async Task RunAsync(int takeOvers)
    {
        PostgresJournal[] owners = [store.Open(store.Connection, "one", statements), store.Open(store.Connection, "two", statements)];
        Task[] appending = [Task.CompletedTask, Task.CompletedTask];
        using SemaphoreSlim appended = new(0);
        using CancellationTokenSource over = new();
        for (int i = 0; i < takeOvers; i++)
        {
            await appending[i % 2];
            ShardHead head = owners[i % 2].TakeOver([Shard], $"owner {i % 2}")[0];
            _takeOvers.Add((head.Epoch, head.Sequence));
            PostgresJournal owner = owners[i % 2];
            appending[i % 2] = Task.Run(() => AppendUntilRefused(owner, new(head), appended, over.Token), CancellationToken.None);
            for (int count = _draw.Below(4); count > 0; count--)
            {
                await Task.WhenAny(appended.WaitAsync(CancellationToken.None), appending[i % 2]);
            }
        }

        await over.CancelAsync();
        await Task.WhenAll(appending);
        Array.ForEach(owners, owner => owner.Dispose());
    }

    /// <summary>What is wrong, in words; nothing where the fence held.</summary>
    public IReadOnlyList<string> Judge()
    {
        List<(long Sequence, long Epoch, Hash256 Previous, Hash256 Hash)> rows = ReadRows();
        List<string> wrong = [];
        Hash256 last = default;
        foreach (((long sequence, long epoch, Hash256 previous, Hash256 hash), int place) in rows.Select((row, place) => (row, place)))
        {
            Require(sequence == place + 1, $"record {sequence} stands at place {place + 1}");
            Require(previous == last, $"record {sequence} of epoch {epoch} does not follow the one before it");
            last = hash;
        }

        foreach ((Epoch epoch, Sequence head) in _takeOvers)
        {
            Require(rows.All(row => row.Sequence > head.Value == row.Epoch >= epoch.Value), $"epoch {epoch} began after record {head}, and an older one wrote on");
        }

        HashSet<Hash256> held = [.. rows.Select(row => row.Hash)];
        Require(_acknowledged.All(record => held.Contains(record.Hash)), "an acknowledged record is gone");
        return wrong;

        void Require(bool holds, string what)
        {
            if (!holds)
            {
                wrong.Add(what);
            }
        }
    }

    private void AppendUntilRefused(PostgresJournal owner, Chain chain, SemaphoreSlim appended, CancellationToken over)
    {
        for (int tenure = 1; tenure <= _longest && !over.IsCancellationRequested; tenure++)
        {
            ShardAppend append = chain.Append(1 + (tenure % 3));
            AppendStatus status;
            try
            {
                status = owner.Append([append])[0].Status;
            }
            catch (JournalException) when (statements != PostgresStatements.Sound)
            {
                return;
            }

            if (status != AppendStatus.Written)
            {
                _refusals.AddOrUpdate(status, 1, (_, count) => count + 1);
                return;
            }

            foreach (JournalRecord record in append.Records)
            {
                _acknowledged.Enqueue(record);
            }

            appended.Release();
        }
    }

    private List<(long Sequence, long Epoch, Hash256 Previous, Hash256 Hash)> ReadRows()
    {
        using NpgsqlConnection connection = new(store.Connection);
        connection.Open();
        using NpgsqlCommand command = new("SELECT sequence, epoch, previous, hash FROM journal WHERE shard = 0 ORDER BY sequence, epoch", connection);
        using NpgsqlDataReader row = command.ExecuteReader();
        List<(long, long, Hash256, Hash256)> rows = [];
        while (row.Read())
        {
            rows.Add((row.GetInt64(0), row.GetInt64(1), Hash256.Read(row.GetFieldValue<byte[]>(2)), Hash256.Read(row.GetFieldValue<byte[]>(3))));
        }

        return rows;
    }
}
