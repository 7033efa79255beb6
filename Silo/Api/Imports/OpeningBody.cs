namespace Jifen.Silo.Api;

/// <param name="Id">The brand's id of the member.</param>
internal sealed record OpeningBody(
    string Id, IReadOnlyList<OpeningLotBody>? Lots = null, string? Tier = null, OpeningCountersBody? Counters = null);

/// <param name="Expires">Null or absent for never.</param>
internal sealed record OpeningLotBody(long Points, string? Expires = null);

/// <param name="Activities">Activities by kind.</param>
internal sealed record OpeningCountersBody(Dictionary<string, long>? Activities = null, long? Plays = null, long? Wins = null);
