using System.Collections.Concurrent;

namespace Jifen.Grains.Catalogue;

/// <summary>The calendars of members' zones, one each; at most as many as there are zones. May be used by any thread.</summary>
internal static class ZoneCalendars
{
    private static readonly ConcurrentDictionary<string, ProgrammeCalendar> Calendars = new(StringComparer.Ordinal);

    public static bool Knows(string zone) => ZoneTable.Find(zone) is not null;

    /// <param name="zone">IANA name of a zone that is known.</param>
    public static ProgrammeCalendar Of(string zone) => Calendars.GetOrAdd(zone, static id => new ProgrammeCalendar(id));
}
