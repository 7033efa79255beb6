using System.Buffers.Binary;
using System.Text;

namespace Jifen.Grains.Fairness;

/// <summary>A message of fields, each as its length in bytes (4, big-endian) and its bytes, so that no two lists of fields read alike.</summary>
/// <param name="bytes">Where it is written; the caller knows that it has room.</param>
internal ref struct FieldMessage(Span<byte> bytes)
{
    private readonly Span<byte> _bytes = bytes;
    private int _length;

    public readonly ReadOnlySpan<byte> Written => _bytes[.._length];

    /// <summary>Bytes that these texts and that many further bytes of further fields need at most.</summary>
    public static int RoomFor(int fields, int further, string one, string two) => checked(
        (fields * sizeof(int)) + further + Encoding.UTF8.GetMaxByteCount(one.Length) + Encoding.UTF8.GetMaxByteCount(two.Length));

    public void Text(string text)
    {
        int length = Encoding.UTF8.GetBytes(text, _bytes[(_length + sizeof(int))..]);
        BinaryPrimitives.WriteInt32BigEndian(_bytes[_length..], length);
        _length += sizeof(int) + length;
    }

    /// <summary>Eight bytes, big-endian.</summary>
    public void Number(long number)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes[_length..], sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(_bytes[(_length + sizeof(int))..], number);
        _length += sizeof(int) + sizeof(long);
    }

    public void Bytes(ReadOnlySpan<byte> field)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes[_length..], field.Length);
        field.CopyTo(_bytes[(_length + sizeof(int))..]);
        _length += sizeof(int) + field.Length;
    }

    /// <summary>Overwrites the last two fields, which are numbers.</summary>
    public readonly void Renumber(long first, long second)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes[(_length - (2 * sizeof(long)) - sizeof(int))..], first);
        BinaryPrimitives.WriteInt64BigEndian(_bytes[(_length - sizeof(long))..], second);
    }
}
