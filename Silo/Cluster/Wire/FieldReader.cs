using System.Buffers.Binary;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>Reads the fields of one frame. What does not fit or means nothing is a <see cref="WireException"/>.</summary>
internal ref struct FieldReader(ReadOnlyMemory<byte> bytes)
{
    public const int SiloBytes = 16;

    private ReadOnlyMemory<byte> _rest = bytes;

    public byte Byte() => Take(1)[0];

    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    /// <summary>An integer that is not negative.</summary>
    public int Count() => Require(BinaryPrimitives.ReadInt32BigEndian(Take(4)), static number => number >= 0);

    public ShardId Shard() => new(Count());

    public Lane Lane() => Require((Lane)Byte(), Enum.IsDefined);

    public CallRefusal Refusal() => Require((CallRefusal)Byte(), Enum.IsDefined);

    public SiloId? Silo()
    {
        Guid id = new(Take(SiloBytes), bigEndian: true);
        return id == Guid.Empty ? null : new(id);
    }

    public ReadOnlyMemory<byte> Rest()
    {
        ReadOnlyMemory<byte> rest = _rest;
        _rest = default;
        return rest;
    }

    /// <summary>Nothing may be left.</summary>
    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw new WireException($"{_rest.Length} bytes behind the last field");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
        {
            throw new WireException("a frame shorter than its fields");
        }

        ReadOnlySpan<byte> taken = _rest.Span[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static T Require<T>(T value, Func<T, bool> isKnown) =>
        isKnown(value) ? value : throw new WireException($"{value} is no {typeof(T).Name} of a frame");
}
