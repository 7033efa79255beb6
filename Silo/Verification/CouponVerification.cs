using Jifen.Silo.Coupons;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;

namespace Jifen.Silo.Verification;

/// <summary>
/// What no shard sees alone: that no code of a pool was given twice, by its number on any shards or by its text, and that the texts of
/// all numbers are in the store. Without the keys the texts are not compared.
/// </summary>
internal sealed class CouponVerification(IJournal journal, SecretKeys? keys)
{
    private readonly SortedDictionary<string, HashSet<long>> _given = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<CodeChunk>> _chunks = new(StringComparer.Ordinal);
    private VerificationFault? _twice;

    /// <summary>Takes in a record of any shard.</summary>
    public void Add(JournalRecord record, RecordBody body)
    {
        foreach (GrainEvent happened in body.Events ?? [])
        {
            if (happened is UnitUsed { Serial: { } serial, On: { } slice } && CouponName.Is(slice))
            {
                Give(record, slice, serial);
            }
            else if (happened is CodesAdded added)
            {
                Add(added.On![(Grains.Coupon.CouponPool.Kind.Length + 1)..], added);
            }
        }
    }

    /// <summary>The first number that was given twice, and the first fault of the texts. Call once, after all records.</summary>
    public IEnumerable<VerificationFault> Faults() => _twice is { } twice ? [twice, .. TextFaults().Take(1)] : TextFaults().Take(1);

    private void Give(JournalRecord record, string slice, long serial)
    {
        _given.TryAdd(slice, []);
        if (!_given[slice].Add(serial))
        {
            _twice ??= new(
                VerificationRule.Coupons, record.Shard, record.Sequence,
                $"Record {record.Sequence} of shard {record.Shard} gives code {serial} of the pool {CouponName.PoolOf(slice)}, which was given before.");
        }
    }

    private void Add(string pool, CodesAdded added)
    {
        _chunks.TryAdd(pool, []);
        List<CodeChunk> chunks = _chunks[pool];
        chunks.Add(new(chunks.Count == 0 ? 0 : chunks[^1].End, added.Count, added.Chunk));
    }

    private IEnumerable<VerificationFault> TextFaults()
    {
        foreach ((string pool, List<CodeChunk> chunks) in _chunks)
        {
            HashSet<string> texts = new(StringComparer.Ordinal);
            foreach (CodeChunk chunk in chunks)
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
            return twice < 0 ? null : $"Code {chunk.First + twice} of the pool {pool} has the text of another.";
        }
        catch (CodesSealedException closed)
        {
            return closed.Message;
        }
    }
}
