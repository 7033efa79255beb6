using System.Buffers.Binary;

namespace Jifen.Grains.Leaderboard;

/// <summary>An entry of a board in bytes: member key (16), score (8), stamp of reaching it (8), each big-endian.</summary>
internal static class BoardEntry
{
    public const int Length = MemberKey.ByteLength + 8 + 8;

    public static void Write(in Place place, Span<byte> into)
    {
        place.Member.Write(into);
        BinaryPrimitives.WriteInt64BigEndian(into[MemberKey.ByteLength..], place.Score);
        BinaryPrimitives.WriteInt64BigEndian(into[(MemberKey.ByteLength + 8)..], place.Reached.Microseconds);
    }

    public static Place Read(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadInt64BigEndian(from[MemberKey.ByteLength..]),
        new(BinaryPrimitives.ReadInt64BigEndian(from[(MemberKey.ByteLength + 8)..])),
        MemberKey.Read(from));
}
