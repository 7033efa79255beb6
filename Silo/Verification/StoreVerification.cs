using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Sqlite;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Verification;

/// <summary>
/// Checks a stopped store, or a backup, from its first record: chain, witness, checkpoint rows, that no row lies where no reader finds it, and that the rules decide every record
/// of their own number again as it is written, byte for byte. It changes nothing.
/// </summary>
public sealed class StoreVerification : IDisposable
{
    /// <summary>Rows looked at in one step.</summary>
    private const int Page = 4_096;

    private readonly IJournal _journal;
    private readonly WitnessedHeads _witnessed;
    private readonly SecretKeys? _keys;
    private readonly SeedVault? _seeds;
    private readonly Func<CancellationToken, IEnumerable<string>> _strayRows;
    private readonly ProgrammeLibrary _library = new();

    /// <param name="strayRows">Names rows that no walk along a chain comes by.</param>
    internal StoreVerification(IJournal journal, WitnessedHeads witnessed, SecretKeys? keys, Func<CancellationToken, IEnumerable<string>> strayRows) =>
        (_journal, _witnessed, _keys, _seeds, _strayRows) = (journal, witnessed, keys, keys is null ? null : new(keys), strayRows);

    /// <summary>Opens a store to be verified.</summary>
    /// <param name="keys">The keys of the store; null where they are not at hand, and plays are then counted as sealed.</param>
    /// <exception cref="StoreRefusedException">There is no store, a silo has it open, or there is no whole witness beside it.</exception>
    /// <exception cref="JournalWentBackException">There is a witness without its store.</exception>
    public static StoreVerification Open(string folder, SecretKeys? keys)
    {
        RefuseOpen(folder);
        SqliteJournal journal = SqliteStore.OpenReadOnly(folder);
        try
        {
            return new(journal, Witnessed(folder), keys, cancel => StrayRows(journal, cancel));
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Verifies all shards. Blocks for as long as it takes.</summary>
    /// <returns>What was checked, and the first fault of each shard that has one.</returns>
    public VerificationResult Run(CancellationToken cancel = default)
    {
        VerificationCounts counts = default;
        List<VerificationFault> faults = [];
        CouponVerification coupons = new(_journal, _keys);
        using StateHash state = new();
        for (int shard = 0; shard < _journal.Identity.ShardCount; shard++)
        {
            cancel.ThrowIfCancellationRequested();
            ShardVerification verified = new(_journal, new(shard), _seeds, _library, _witnessed[new(shard)]) { Coupons = coupons };
            if (verified.Run() is { } fault)
            {
                faults.Add(fault);
            }

            counts += verified.Counts;
            state.Add(verified.State);
        }

        IEnumerable<VerificationFault> codes = coupons.Faults();
        return new(counts, state.Value, [.. faults, .. codes, .. _strayRows(cancel).Select(what => new VerificationFault(VerificationRule.Position, null, Sequence.None, what))]);
    }

    /// <summary>The first row that no walk along a chain comes by: a record that is there twice, or a row of nobody.</summary>
    private static IEnumerable<string> StrayRows(SqliteJournal journal, CancellationToken cancel)
    {
        PositionScrubStep step = new(1, false, []);
        while (!step.IsEnd && step.Damage.Count == 0)
        {
            cancel.ThrowIfCancellationRequested();
            step = journal.ScrubPositions(step.Next, Page);
        }

        return step.Damage.Take(1);
    }

    public void Dispose() => _journal.Dispose();

    /// <summary>A store that a silo is writing is no one state.</summary>
    internal static void RefuseOpen(string folder)
    {
        if (File.Exists(StoreFiles.Lock(folder)))
        {
            StoreLock.Take(folder).Dispose();
        }
    }

    private static WitnessedHeads Witnessed(string folder) => WitnessFile.Peek(StoreFiles.Witness(folder))
        ?? throw new StoreRefusedException($"There is no whole witness beside the store at {folder}.");
}
