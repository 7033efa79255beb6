using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Jifen.Silo.Coupons;

/// <summary>The codes of a pool, so that none is added twice; of each 128 bits of its SHA-256. Follows the pool by its chunks. Used by one caller at a time.</summary>
internal sealed class KnownCodes(CodeStore store, string pool)
{
    private readonly HashSet<UInt128> _known = [];

    /// <summary>Codes that the pool had when it was last looked at.</summary>
    public long Total { get; private set; }

    /// <summary>Reads what was added since. Blocks.</summary>
    public void Follow(PoolView? view)
    {
        foreach (CodeChunk chunk in (view?.Chunks ?? []).Where(chunk => chunk.First >= Total).ToList())
        {
            foreach (CouponCode code in store.Read(pool, chunk))
            {
                _known.Add(MarkOf(code));
            }

            Total = chunk.End;
        }
    }

    public bool Has(CouponCode code) => _known.Contains(MarkOf(code));

    private static UInt128 MarkOf(CouponCode code) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(code.Text)));
}
