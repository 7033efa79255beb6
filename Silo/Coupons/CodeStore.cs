using System.Collections.Concurrent;
using System.Security.Cryptography;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;

namespace Jifen.Silo.Coupons;

/// <summary>
/// Keeps the texts of codes as sealed documents of the store and reads them again. The chunks that were read last are remembered in clear,
/// at most <see cref="Capacity"/> of them. Calls block. Safe for threads.
/// </summary>
internal sealed class CodeStore(IJournal journal, SecretKeys keys)
{
    /// <summary>Chunks remembered: of a few pools that members read now.</summary>
    public const int Capacity = 32;

    private readonly ConcurrentDictionary<Hash256, IReadOnlyList<CouponCode>> _opened = new();

    /// <summary>Stores codes durably, before any record names them.</summary>
    /// <returns>What the record names them by.</returns>
    public Hash256 Store(string pool, long first, IReadOnlyList<CouponCode> codes)
    {
        byte[] document = SealedCodes.Seal(keys, pool, first, codes);
        var hash = Hash256.Read(SHA256.HashData(document));
        journal.StoreDocument(hash, document);
        return hash;
    }

    /// <exception cref="CodesSealedException">They do not open, are not there, or are not as many as the record says.</exception>
    public IReadOnlyList<CouponCode> Read(string pool, CodeChunk chunk)
    {
        if (_opened.TryGetValue(chunk.Document, out IReadOnlyList<CouponCode>? known))
        {
            return known;
        }

        byte[] document = journal.ReadDocument(chunk.Document) ?? throw new CodesSealedException($"The codes of pool {pool} from {chunk.First} on are not in the store.", null);
        IReadOnlyList<CouponCode> codes = SealedCodes.Open(keys, pool, chunk.First, document);
        if (codes.Count != chunk.Count)
        {
            throw new CodesSealedException($"The codes of pool {pool} from {chunk.First} on are {codes.Count}, not {chunk.Count}.", null);
        }

        if (_opened.Count >= Capacity)
        {
            _opened.Clear();
        }

        _opened[chunk.Document] = codes;
        return codes;
    }

    /// <summary>The code of this number; null where the pool has none, as far as its view is told.</summary>
    public CouponCode? Find(PoolView pool, long serial) =>
        pool.Chunks.FirstOrDefault(chunk => chunk.First <= serial && serial < chunk.End) is { } chunk
            ? Read(pool.Pool, chunk)[(int)(serial - chunk.First)]
            : null;
}
