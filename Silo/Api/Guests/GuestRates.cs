using System.Net;

namespace Jifen.Silo.Api;

/// <summary>How many guests are let in: so many an hour in all, and few from one address. Safe for threads.</summary>
/// <param name="anHour">At least 1.</param>
internal sealed class GuestRates(int anHour, TimeProvider time)
{
    private const int Partitions = 10_000;

    /// <summary>Guests from one address: a burst for a household, then one a second until the hour's are gone.</summary>
    private static readonly Rate OfAddress = new(1, 5);

    private readonly RateTable<UInt128> _addresses = new(OfAddress, Partitions, time);
    private readonly TokenBucket _all = new(Math.Max(1, time.TimestampFrequency * 3_600 / anHour), time.TimestampFrequency * 3_600);

    /// <summary>How long a newcomer has to wait; zero where it may come in.</summary>
    public TimeSpan Take(IPAddress? address)
    {
        TimeSpan wait = _addresses.Take(CallRates.NetworkOf(address));
        return wait > TimeSpan.Zero ? wait : time.GetElapsedTime(0, _all.Take(time.GetTimestamp()));
    }
}
