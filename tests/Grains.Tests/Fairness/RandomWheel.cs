using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Jifen.Grains.Tests.Fairness;

/// <summary>Sound wheels of 2 to 9 segments from a number: fallbacks and substitutes lead only forward, so that they never run in a circle.</summary>
internal static class RandomWheel
{
    public static WheelTable Of(ulong seed)
    {
        var row = new ByteRow(seed);
        bool close = row.Next(4) == 0;
        int count = 2 + row.Next(8);
        var segments = new WheelSlot[count];
        bool[] unique = [.. Enumerable.Range(0, count).Select(i => i < count - 1 && row.Next(4) == 0)];
        for (int i = 0; i < count; i++)
        {
            bool prize = row.Next(3) > 0;
            bool stocked = prize && i < count - 1 && row.Next(3) > 0;
            string? fallback = stocked && !close ? $"s{i + 1 + row.Next(count - 1 - i)}" : null;
            int[] plain = [.. Enumerable.Range(0, count).Where(j => j > i && !unique[j])];
            segments[i] = new($"s{i}", 1 + row.Next(200), prize, stocked, fallback, prize && unique[i] ? $"s{plain[row.Next(plain.Length)]}" : null);
        }

        return new("lucky-wheel", 1 + row.Next(50), segments, row.Next(2) == 0 ? null : new(1 + row.Next(4), $"s{row.Next(count)}"),
            close ? WhenEmpty.Close : WhenEmpty.Fallback);
    }
}

/// <summary>Endless bytes from a number.</summary>
internal sealed class ByteRow(ulong seed)
{
    private ulong _taken;

    /// <summary>A number from 0 to <paramref name="count"/> - 1.</summary>
    public int Next(int count)
    {
        byte[] message = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(message, seed);
        BinaryPrimitives.WriteUInt64BigEndian(message.AsSpan(8), _taken++);
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(message)) % (ulong)count);
    }
}
