using System.Globalization;
using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>One of the N fixed slices of the key space, 0 to N - 1. N is written in the store when it is created.</summary>
[JsonConverter(typeof(ShardIdJson))]
public readonly record struct ShardId(int Value) : IComparable<ShardId>
{
    public int CompareTo(ShardId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Place of a record in its shard's journal. The first record is 1; 0 means "nothing yet".</summary>
[JsonConverter(typeof(SequenceJson))]
public readonly record struct Sequence(long Value) : IComparable<Sequence>
{
    public static Sequence None => default;

    public Sequence Next => new(Value + 1);

    public int CompareTo(Sequence other) => Value.CompareTo(other.Value);

    public static bool operator <(Sequence left, Sequence right) => left.Value < right.Value;

    public static bool operator >(Sequence left, Sequence right) => left.Value > right.Value;

    public static bool operator <=(Sequence left, Sequence right) => left.Value <= right.Value;

    public static bool operator >=(Sequence left, Sequence right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Number of an ownership of a shard. The store refuses an append of an older one.</summary>
public readonly record struct Epoch(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Points of the programme, whole. Arithmetic on <see cref="Value"/> is checked.</summary>
[JsonConverter(typeof(PointsJson))]
public readonly record struct Points(long Value) : IComparable<Points>
{
    public static Points Zero => default;

    public int CompareTo(Points other) => Value.CompareTo(other.Value);

    public static Points operator +(Points left, Points right) => new(left.Value + right.Value);

    public static Points operator -(Points left, Points right) => new(left.Value - right.Value);

    public static bool operator <(Points left, Points right) => left.Value < right.Value;

    public static bool operator >(Points left, Points right) => left.Value > right.Value;

    public static bool operator <=(Points left, Points right) => left.Value <= right.Value;

    public static bool operator >=(Points left, Points right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// Name of a play, <c>p{shard}-{sequence}</c>: the shard that keeps it and the record that took it.
/// </summary>
[JsonConverter(typeof(PlayIdJson))]
public readonly record struct PlayId(ShardId Shard, Sequence Sequence)
{
    public static bool TryParse(ReadOnlySpan<char> text, out PlayId id)
    {
        id = default;
        int dash = text.IndexOf('-');
        if (dash < 2 || text[0] != 'p'
            || !int.TryParse(text[1..dash], NumberStyles.None, CultureInfo.InvariantCulture, out int shard)
            || !long.TryParse(text[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out long sequence))
        {
            return false;
        }

        id = new(new(shard), new(sequence));
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"p{Shard.Value}-{Sequence.Value}");
}
