using System.Collections.Concurrent;
using System.Security.Cryptography;
using Jifen.Grains.Fairness;

namespace Jifen.Silo.Security;

/// <summary>
/// Makes seeds and opens them again. Seeds in use are remembered in clear in memory, since each play needs one; at most
/// <see cref="Capacity"/> of them.
/// </summary>
public sealed class SeedVault(SecretKeys keys) : ISeedVault
{
    /// <summary>Seeds remembered. A programme has a few open periods; a verification goes through many, one after the other.</summary>
    public const int Capacity = 1_024;

    private readonly ConcurrentDictionary<Sealed, byte[]> _opened = new();

    /// <summary>Number of seeds remembered at present.</summary>
    public int Remembered => _opened.Count;

    /// <summary>A fresh random seed: its commitment to be published, and the seed wrapped for the journal. The seed in clear leaves only by <see cref="Unwrap"/>.</summary>
    public SealedSeed NewSeed(string lottery, string period)
    {
        Span<byte> seed = stackalloc byte[Outcome.SeedLength];
        RandomNumberGenerator.Fill(seed);
        var made = new SealedSeed(Commit(seed), WrappedSeed.Wrap(keys.CurrentSeedKey, lottery, period, seed));
        CryptographicOperations.ZeroMemory(seed);
        return made;
    }

    /// <inheritdoc/>
    public void Unwrap(string lottery, string period, string wrapped, Span<byte> seed)
    {
        var asked = new Sealed(lottery, period, wrapped);
        if (!_opened.TryGetValue(asked, out byte[]? known))
        {
            known = WrappedSeed.Unwrap(keys, lottery, period, wrapped);
            Remember(asked, known);
        }

        known.CopyTo(seed);
    }

    /// <summary>SHA-256 of a seed: what is published before the period opens.</summary>
    public static Hash256 Commit(ReadOnlySpan<byte> seed)
    {
        Span<byte> hash = stackalloc byte[Hash256.ByteLength];
        SHA256.HashData(seed, hash);
        return Hash256.Read(hash);
    }

    /// <remarks>Forgetting all at once is rare and costs each open period one decryption; several threads may exceed the bound by their own number.</remarks>
    private void Remember(Sealed asked, byte[] seed)
    {
        if (_opened.Count >= Capacity)
        {
            _opened.Clear();
        }

        _opened[asked] = seed;
    }

    /// <summary>All three are compared, so that a wrapped seed shown under another lottery or period is never answered from memory.</summary>
    private readonly record struct Sealed(string Lottery, string Period, string Wrapped)
    {
        /// <summary>The wrapped form is random; the other two would add nothing.</summary>
        public override int GetHashCode() => Wrapped.GetHashCode(StringComparison.Ordinal);
    }
}

/// <summary>A seed as the journal may hold it.</summary>
/// <param name="Commitment">SHA-256 of the seed.</param>
/// <param name="Wrapped">The seed, encrypted under a key outside the database.</param>
public sealed record SealedSeed(Hash256 Commitment, string Wrapped);
