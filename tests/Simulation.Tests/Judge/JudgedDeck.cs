using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>A scratch lottery as the judge reads it: terms of its version, cards of the version that first brought it.</summary>
internal sealed record JudgedDeck(
    string Id, long Free, long? Cost, long? PerDay, long? Total, int Days, IReadOnlyList<JudgedCard> Cards, long TableVersion)
{
    public long Size => Cards.Sum(card => card.Count);

    public static JudgedDeck Read(JsonElement json, long version, JudgedDeck? first)
    {
        JsonElement limits = json.GetProperty("limits");
        return new(
            json.GetProperty("id").GetString()!, json.GetProperty("freePlaysPerDay").GetInt64(),
            json.TryGetProperty("cost", out JsonElement cost) ? JudgedWheel.Number(cost, "points") : null,
            JudgedWheel.Number(limits, "perDay"), JudgedWheel.Number(limits, "total"), json.GetProperty("expires").GetProperty("days").GetInt32(),
            first?.Cards ?? [.. json.GetProperty("cards").EnumerateArray().Select(JudgedCard.Read)], first?.TableVersion ?? version);
    }

    /// <summary>The card under a serial, by the formula of docs/fairness.md in big integers.</summary>
    /// <param name="order">What stands for the lottery where the order follows from the seed.</param>
    public JudgedCard CardOf(byte[] seed, string order, long serial)
    {
        BigInteger width = 1;
        while (width * width < Size)
        {
            width++;
        }

        BigInteger height = (Size + width - 1) / width;
        BigInteger at = serial;
        do
        {
            (BigInteger left, BigInteger right) = (at % width, at / width);
            for (int round = 1; round <= 10; round++)
            {
                (left, right) = (right, (left + Mixed(seed, order, round, right)) % (round % 2 == 1 ? width : height));
            }

            at = (width * right) + left;
        }
        while (at >= Size);
        return Cards.First(card => (at -= card.Count) < 0);
    }

    public Hash256 SealOf(byte[] seed, string order, long serial)
    {
        byte[] salt = HMACSHA256.HashData(seed, (byte[])[.. Field("jifen/card-salt/1"), .. Field(order), .. Field(Bytes(serial))]);
        return Hash256.Read(SHA256.HashData((byte[])[.. Field("jifen/card/1"), .. Field(Id), .. Field(Bytes(serial)), .. Field(CardOf(seed, order, serial).Id), .. Field(salt)]));
    }

    private static BigInteger Mixed(byte[] seed, string order, long round, BigInteger value) => new(
        HMACSHA256.HashData(seed, (byte[])[.. Field("jifen/deck/1"), .. Field(order), .. Field(Bytes(round)), .. Field(Bytes((long)value))]).AsSpan(0, 16),
        isUnsigned: true, isBigEndian: true);

    private static byte[] Field(string text) => Field(Encoding.UTF8.GetBytes(text));

    private static byte[] Field(byte[] bytes) => [0, 0, 0, (byte)bytes.Length, .. bytes];

    private static byte[] Bytes(long number)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }
}

/// <param name="Points">Null where it gives none.</param>
internal sealed record JudgedCard(string Id, long Count, bool IsPrize, long? Points)
{
    /// <summary>Null where the prize is none.</summary>
    public JudgedCoupon? Coupon { get; private init; }

    /// <summary>How goods come to their member; null where no order of them is kept.</summary>
    public string? Delivery { get; private init; }

    /// <summary>Tickets or a badge; null for all else.</summary>
    public JudgedGift? Gift { get; private init; }

    public static JudgedCard Read(JsonElement json)
    {
        JsonElement prize = json.GetProperty("prize");
        bool isPrize = prize.ValueKind == JsonValueKind.Object;
        return new(json.GetProperty("id").GetString()!, json.GetProperty("count").GetInt64(), isPrize, isPrize ? JudgedWheel.Number(prize, "points") : null)
        {
            Coupon = isPrize ? JudgedCoupon.Read(prize) : null,
            Delivery = JudgedSegment.DeliveryOf(prize),
            Gift = JudgedGift.Read(prize),
        };
    }
}
