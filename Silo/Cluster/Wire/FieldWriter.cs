using System.Buffers.Binary;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>Writes the fields of one frame into a span that is long enough.</summary>
internal ref struct FieldWriter(Span<byte> output)
{
    private Span<byte> _rest = output;

    public void Byte(byte value) => Take(1)[0] = value;

    public void Int32(int value) => BinaryPrimitives.WriteInt32BigEndian(Take(4), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64BigEndian(Take(8), value);

    public void Silo(SiloId? silo) => (silo?.Value ?? Guid.Empty).TryWriteBytes(Take(FieldReader.SiloBytes), bigEndian: true, out _);

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    private Span<byte> Take(int count)
    {
        Span<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
