using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>
/// The first bytes of a stream: magic (8), version (2), store (16), sender (16), receiver (16), nonce (32). Magic and version stay where
/// they are in all versions.
/// </summary>
internal readonly record struct Hello(ushort Version, Guid Store, SiloId Sender, SiloId Receiver, ReadOnlyMemory<byte> Nonce)
{
    public const int ByteLength = IdsAt + (3 * IdBytes) + Handshake.NonceBytes;

    private const int IdBytes = 16;
    private const int IdsAt = Handshake.MagicBytes + 2;

    public static Hello Of(WireIdentity identity, SiloId receiver) =>
        new(Handshake.Version, identity.Store, identity.Self(), receiver, RandomNumberGenerator.GetBytes(Handshake.NonceBytes));

    /// <summary>False for bytes that are no hello of any version.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out Hello hello)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        hello = new(
            BinaryPrimitives.ReadUInt16BigEndian(span[Handshake.MagicBytes..]), Id(span, 0), new(Id(span, 1)), new(Id(span, 2)),
            bytes[^Handshake.NonceBytes..]);
        return span.StartsWith(Handshake.Magic);
    }

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[ByteLength];
        Handshake.Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(Handshake.MagicBytes), Version);
        Write(Store, bytes, 0);
        Write(Sender.Value, bytes, 1);
        Write(Receiver.Value, bytes, 2);
        Nonce.CopyTo(bytes.AsMemory(ByteLength - Handshake.NonceBytes));
        return bytes;
    }

    /// <summary>What a silo says to it before anything is proved.</summary>
    public Verdict JudgedBy(WireIdentity identity) =>
        Version != Handshake.Version ? Verdict.OtherVersion
        : Store != identity.Store ? Verdict.OtherStore
        : Receiver != identity.Self() ? Verdict.OtherReceiver
        : Verdict.Welcome;

    private static Guid Id(ReadOnlySpan<byte> bytes, int place) => new(bytes.Slice(IdsAt + (place * IdBytes), IdBytes), bigEndian: true);

    private static void Write(Guid id, byte[] bytes, int place) => id.TryWriteBytes(bytes.AsSpan(IdsAt + (place * IdBytes)), bigEndian: true, out _);
}
