using System.Security.Cryptography;
using System.Text;
using Jifen.Grains.Fairness;

namespace Jifen.Grains.Tests.Driving;

/// <summary>Seeds that follow from lottery and period alone.</summary>
internal sealed class TestVault : ISeedVault
{
    public static TestVault Instance { get; } = new();

    public static byte[] SeedOf(string lottery, string period) => SHA256.HashData(Encoding.UTF8.GetBytes($"seed of {lottery} {period}"));

    public static OfferSeed Offer(string lottery, string period) =>
        new(lottery, period, Hash256.Read(SHA256.HashData(SeedOf(lottery, period))), $"wrapped {lottery} {period}");

    public void Unwrap(string lottery, string period, string wrapped, Span<byte> seed)
    {
        Assert.Equal($"wrapped {lottery} {period}", wrapped);
        SeedOf(lottery, period).CopyTo(seed);
    }
}
