using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Jifen.Grains.Tests.Fairness;

/// <summary>The formula written a second time, from its description: slow, with whole numbers of any size, sharing no code.</summary>
internal static class ReferenceFormula
{
    public static long Draw(
        string label, byte[] seed, string lottery, string period, MemberKey member, long nonce, string playerSeed, long totalWeight)
    {
        BigInteger words = BigInteger.One << 64;
        BigInteger kept = words / totalWeight * totalWeight;
        byte[][] fields =
        [
            Encoding.UTF8.GetBytes(label), Encoding.UTF8.GetBytes(lottery), Encoding.UTF8.GetBytes(period),
            Convert.FromHexString(member.ToString()), Number(nonce, 8), Encoding.UTF8.GetBytes(playerSeed),
        ];
        for (int block = 0; ; block++)
        {
            using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, seed);
            foreach (byte[] field in fields)
            {
                mac.AppendData(Number(field.Length, 4));
                mac.AppendData(field);
            }

            mac.AppendData(Number(block, 4));
            foreach (byte[] eight in mac.GetHashAndReset().Chunk(8))
            {
                // The lowest words are those beyond a whole number of ranges.
                var word = new BigInteger(eight, isUnsigned: true, isBigEndian: true);
                if (word >= words - kept)
                {
                    return (long)(word % totalWeight);
                }
            }
        }
    }

    private static byte[] Number(long value, int bytes)
    {
        byte[] number = new byte[bytes];
        for (int i = bytes - 1; i >= 0; i--)
        {
            number[i] = (byte)(value & 255);
            value >>= 8;
        }

        return number;
    }
}
