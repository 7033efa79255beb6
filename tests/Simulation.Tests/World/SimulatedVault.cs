using System.Security.Cryptography;
using Jifen.Grains.Fairness;

namespace Jifen.Simulation.Tests.World;

/// <summary>Makes seeds from the run's own numbers, so that a run can be repeated. It lasts as long as the run, like a key file.</summary>
internal sealed class SimulatedVault(SeededDraw draw) : ISeedVault
{
    private readonly Dictionary<string, (string Lottery, string Period, byte[] Seed)> _seeds = [];
    private readonly Dictionary<Hash256, byte[]> _byCommitment = [];

    public (Hash256 Commitment, string Wrapped) NewSeed(string lottery, string period)
    {
        byte[] seed = new byte[32];
        for (int at = 0; at < seed.Length; at += 8)
        {
            BitConverter.TryWriteBytes(seed.AsSpan(at), draw.Next());
        }

        string wrapped = $"sim.{_seeds.Count}";
        _seeds.Add(wrapped, (lottery, period, seed));
        Hash256 commitment = Hash256.Read(SHA256.HashData(seed));
        _byCommitment.Add(commitment, seed);
        return (commitment, wrapped);
    }

    public void Unwrap(string lottery, string period, string wrapped, Span<byte> seed)
    {
        if (!_seeds.TryGetValue(wrapped, out (string Lottery, string Period, byte[] Seed) known) || known.Lottery != lottery || known.Period != period)
        {
            throw new SeedSealedException($"the seed of {lottery}, {period} does not open");
        }

        known.Seed.CopyTo(seed);
    }

    /// <summary>The seed of a commitment, for the judge.</summary>
    public byte[]? Find(Hash256 commitment) => _byCommitment.GetValueOrDefault(commitment);
}
