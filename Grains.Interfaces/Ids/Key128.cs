using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>
/// What the engine knows a member by: 128 bits of HMAC-SHA256(store pepper, the brand's id). The journal holds no
/// other name of a person. Text form: 32 lower-case hexadecimal digits.
/// </summary>
[JsonConverter(typeof(MemberKeyJson))]
public readonly record struct MemberKey(UInt128 Value) : IComparable<MemberKey>
{
    public const int ByteLength = 16;

    public static MemberKey Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    public static bool TryParse(ReadOnlySpan<char> text, out MemberKey key)
    {
        bool ok = UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out UInt128 value) && text.Length == 32;
        key = new(value);
        return ok;
    }

    public void Write(Span<byte> bytes) => BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);

    public int CompareTo(MemberKey other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}

/// <summary>
/// Identity of a request within its member: 128 bits of SHA-256(scope, 0, the client's key). Two requests with one
/// key get one answer.
/// </summary>
[JsonConverter(typeof(RequestKeyJson))]
public readonly record struct RequestKey(UInt128 Value)
{
    public const int ByteLength = 16;

    public static RequestKey Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    public static RequestKey Parse(ReadOnlySpan<char> text) => new(UInt128.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    public void Write(Span<byte> bytes) => BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);

    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}

/// <summary>A SHA-256 value. Text form: 64 lower-case hexadecimal digits.</summary>
[JsonConverter(typeof(Hash256Json))]
public readonly record struct Hash256(UInt128 High, UInt128 Low)
{
    public const int ByteLength = 32;

    public static Hash256 Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    public static Hash256 Parse(string text) => Read(Convert.FromHexString(text));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Low);
    }

    public byte[] ToArray()
    {
        byte[] bytes = new byte[ByteLength];
        Write(bytes);
        return bytes;
    }

    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
