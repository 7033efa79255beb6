using System.Security.Cryptography;

namespace Jifen.Grains.Fairness;

/// <summary>
/// What binds the kind of a card before it is scratched. Salt = HMAC-SHA256(seed of the deck, fields <see cref="SaltLabel"/>, lottery,
/// serial); commitment = SHA-256(fields <see cref="Label"/>, lottery, serial, kind, salt).
/// </summary>
public static class CardSeal
{
    public const string Label = "jifen/card/1";

    public const string SaltLabel = "jifen/card-salt/1";

    private const int MostStack = 1024;

    /// <summary>What opens the commitment of a card; nobody can guess it without the seed.</summary>
    /// <param name="seed">Seed of the deck, 32 bytes.</param>
    public static Hash256 SaltOf(ReadOnlySpan<byte> seed, string lottery, long serial)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, Outcome.SeedLength);
        int room = FieldMessage.RoomFor(3, sizeof(long), SaltLabel, lottery);
        FieldMessage message = new(room <= MostStack ? stackalloc byte[MostStack] : new byte[room]);
        message.Text(SaltLabel);
        message.Text(lottery);
        message.Number(serial);
        Span<byte> salt = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(seed, message.Written, salt);
        return Hash256.Read(salt);
    }

    /// <summary>What is shown when the card is dealt.</summary>
    /// <param name="kind">Id of the kind.</param>
    public static Hash256 CommitmentOf(string lottery, long serial, string kind, Hash256 salt)
    {
        int room = FieldMessage.RoomFor(5, sizeof(long) + Hash256.ByteLength, lottery, kind) + Label.Length;
        FieldMessage message = new(room <= MostStack ? stackalloc byte[MostStack] : new byte[room]);
        Span<byte> bytes = stackalloc byte[Hash256.ByteLength];
        salt.Write(bytes);
        message.Text(Label);
        message.Text(lottery);
        message.Number(serial);
        message.Text(kind);
        message.Bytes(bytes);
        return Hash256.Read(SHA256.HashData(message.Written));
    }
}
