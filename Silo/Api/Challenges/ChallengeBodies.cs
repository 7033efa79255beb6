namespace Jifen.Silo.Api;

/// <summary>A repair says nothing more.</summary>
internal sealed record RepairBody;

/// <param name="From">First day, such as 2026-11-21.</param>
/// <param name="Through">Last day.</param>
internal sealed record StreakPauseBody(string? From = null, string? Through = null);

/// <param name="Zone">IANA name, such as Asia/Shanghai.</param>
internal sealed record ZoneBody(string? Zone = null);
