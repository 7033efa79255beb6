using Jifen.Silo.Coupons;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;

namespace Jifen.Silo.Verification;

/// <summary>
/// What no shard sees alone: that no code of a pool was given or retired twice, by its number on any shards or by its text, that none was
/// given after its last day or retired before that was over, and that the texts of all numbers are in the store. Without the keys the texts are not compared.
/// </summary>
internal sealed class CouponVerification(IJournal journal, SecretKeys? keys)
{
    private readonly SortedDictionary<string, Dictionary<long, Fate>> _fates = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<UploadedCodes>> _chunks = new(StringComparer.Ordinal);
    private VerificationFault? _twice;

    private static string TreasuryPrefix => $"{Grains.Stock.Treasury.Kind}:";

    /// <summary>Takes in a record of any shard.</summary>
    public void Add(JournalRecord record, RecordBody body)
    {
        foreach (GrainEvent happened in body.Events ?? [])
        {
            if (happened is UnitUsed { Serial: { } serial, On: { } slice } && CouponName.Is(slice))
            {
                Decide(slice, serial, new(record.Shard, record.Sequence, record.Stamp, IsGiven: true));
            }
            else if (happened is UnitsExpired { Serials: { } retired, On: { } place } && PoolNameOf(place) is { } pool)
            {
                Retire(record, pool, retired);
            }
            else if (happened is CodesAdded added)
            {
                Add(added.On![(Grains.Coupon.CouponPool.Kind.Length + 1)..], added);
            }
        }
    }

    /// <summary>The first number that was given or retired twice, the first that was so on a wrong day, and the first fault of the texts. Call once, after all records.</summary>
    public IEnumerable<VerificationFault> Faults() => [.. _twice is { } twice ? [twice] : Array.Empty<VerificationFault>(), .. DayFaults().Take(1), .. TextFaults().Take(1)];

    /// <summary>The name of the pool whose treasury or slice the grain is; null for another's.</summary>
    private static string? PoolNameOf(string grain)
    {
        string name = grain.StartsWith(TreasuryPrefix, StringComparison.Ordinal) ? grain[TreasuryPrefix.Length..grain.IndexOf('/', StringComparison.Ordinal)] : grain;
        return CouponName.Is(name) ? name : null;
    }

    private void Retire(JournalRecord record, string pool, IReadOnlyList<SerialRange> retired)
    {
        foreach (SerialRange range in retired)
        {
            for (long serial = range.First; serial < range.End; serial++)
            {
                Decide(pool, serial, new(record.Shard, record.Sequence, record.Stamp, IsGiven: false));
            }
        }
    }

    private void Decide(string pool, long serial, Fate fate)
    {
        _fates.TryAdd(pool, []);
        if (!_fates[pool].TryAdd(serial, fate))
        {
            _twice ??= fate.Fault(pool, serial, $"which was {(_fates[pool][serial].IsGiven ? "given" : "retired")} before");
        }
    }

    /// <remarks>Days are known once all shards were seen.</remarks>
    private IEnumerable<VerificationFault> DayFaults()
    {
        foreach ((string pool, Dictionary<long, Fate> fates) in _fates)
        {
            foreach (UploadedCodes chunk in _chunks.GetValueOrDefault(CouponName.PoolOf(pool), []))
            {
                for (long serial = chunk.Chunk.First; serial < chunk.Chunk.End; serial++)
                {
                    if (fates.TryGetValue(serial, out Fate fate) && fate.IsGiven == (chunk.Ends <= fate.At))
                    {
                        yield return fate.Fault(pool, serial, fate.IsGiven ? "which had expired" : "which had not expired");
                    }
                }
            }
        }
    }

    private void Add(string pool, CodesAdded added)
    {
        _chunks.TryAdd(pool, []);
        List<UploadedCodes> chunks = _chunks[pool];
        chunks.Add(new(new(chunks.Count == 0 ? 0 : chunks[^1].Chunk.End, added.Count, added.Chunk) { Expires = added.Expires }, added.Ends));
    }

    private IEnumerable<VerificationFault> TextFaults()
    {
        foreach ((string pool, List<UploadedCodes> chunks) in _chunks)
        {
            HashSet<string> texts = new(StringComparer.Ordinal);
            foreach (CodeChunk chunk in chunks.Select(uploaded => uploaded.Chunk))
            {
                if (FaultOf(pool, chunk, texts) is { } what)
                {
                    yield return new(VerificationRule.Coupons, null, Sequence.None, what);
                }
            }
        }
    }

    private string? FaultOf(string pool, CodeChunk chunk, HashSet<string> texts)
    {
        if (keys is null)
        {
            return journal.ReadDocument(chunk.Document) is null ? $"The codes of the pool {pool} from {chunk.First} on are not in the store." : null;
        }

        try
        {
            IReadOnlyList<CouponCode> codes = new CodeStore(journal, keys).Read(pool, chunk);
            int twice = codes.Index().FirstOrDefault(code => !texts.Add(code.Item.Text), (-1, default)).Index;
            return twice >= 0 ? $"Code {chunk.First + twice} of the pool {pool} has the text of another."
                : chunk.Expires is { } day && codes.Any(code => code.Expires != day) ? $"The codes of the pool {pool} from {chunk.First} on expire on another day than the pool was told."
                : null;
        }
        catch (CodesSealedException closed)
        {
            return closed.Message;
        }
    }

    /// <param name="Ends">As of <see cref="CodesAdded"/>.</param>
    private readonly record struct UploadedCodes(CodeChunk Chunk, Stamp? Ends);

    /// <summary>What became of a code, by which record.</summary>
    /// <param name="IsGiven">Otherwise it was retired.</param>
    private readonly record struct Fate(ShardId Shard, Sequence Sequence, Stamp At, bool IsGiven)
    {
        public VerificationFault Fault(string pool, long serial, string why) => new(
            VerificationRule.Coupons, Shard, Sequence,
            $"Record {Sequence} of shard {Shard} {(IsGiven ? "gives" : "retires")} code {serial} of the pool {CouponName.PoolOf(pool)}, {why}.");
    }
}
