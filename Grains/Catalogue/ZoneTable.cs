using NodaTime;

namespace Jifen.Grains.Catalogue;

/// <summary>The time zones of the rules: those of the TZDB inside NodaTime, never the host's (docs/decisions/0005-time-zones.md).</summary>
internal static class ZoneTable
{
    private static readonly IDateTimeZoneProvider Zones = DateTimeZoneProviders.Tzdb;

    /// <summary>The zone with this very IANA name, or null. Made-up names such as <c>UTC+08</c> are none.</summary>
    public static DateTimeZone? Find(string id) => Zones.Ids.Contains(id) ? Zones.GetZoneOrNull(id) : null;
}
