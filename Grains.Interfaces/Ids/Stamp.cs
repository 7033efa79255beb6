using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>
/// Instant a shard gives to a record: microseconds since 1970-01-01T00:00:00Z. Within a shard it never goes back.
/// Between shards there is no common clock.
/// </summary>
[JsonConverter(typeof(StampJson))]
public readonly record struct Stamp(long Microseconds) : IComparable<Stamp>
{
    public static Stamp From(DateTimeOffset instant) => new((instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    public DateTimeOffset ToInstant() => DateTimeOffset.UnixEpoch.AddTicks(Microseconds * TimeSpan.TicksPerMicrosecond);

    public Stamp Plus(TimeSpan span) => new(Microseconds + (span.Ticks / TimeSpan.TicksPerMicrosecond));

    public int CompareTo(Stamp other) => Microseconds.CompareTo(other.Microseconds);

    public static TimeSpan operator -(Stamp left, Stamp right) => TimeSpan.FromMicroseconds(left.Microseconds - right.Microseconds);

    public static bool operator <(Stamp left, Stamp right) => left.Microseconds < right.Microseconds;

    public static bool operator >(Stamp left, Stamp right) => left.Microseconds > right.Microseconds;

    public static bool operator <=(Stamp left, Stamp right) => left.Microseconds <= right.Microseconds;

    public static bool operator >=(Stamp left, Stamp right) => left.Microseconds >= right.Microseconds;

    public override string ToString() => ToInstant().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
