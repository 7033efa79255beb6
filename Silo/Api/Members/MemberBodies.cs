using System.Text.Json;

namespace Jifen.Silo.Api;

/// <param name="Id">The brand's id; made where absent.</param>
/// <param name="Profile">What the brand wants kept with the member; never in the journal.</param>
/// <param name="Region">An id of the brand; null for none.</param>
/// <param name="Segments">Ids of the brand; null for none.</param>
/// <param name="AdultFrom">First day on which the member is an adult, such as 2030-06-01; absent for not known.</param>
/// <param name="Test">True for a test member, which it stays; absent for none.</param>
internal sealed record EnrolBody(
    string? Id = null, Dictionary<string, JsonElement>? Profile = null, string? Region = null, IReadOnlyList<string>? Segments = null, string? AdultFrom = null, bool? Test = null);

/// <param name="Region">An id of the brand; null for none.</param>
/// <param name="Segments">Ids of the brand; null for none.</param>
internal sealed record GroupsBody(string? Region = null, IReadOnlyList<string>? Segments = null);

/// <param name="AdultFrom">As of <see cref="EnrolBody"/>; null for not known.</param>
internal sealed record AgeBody(string? AdultFrom = null);

/// <param name="Seconds">Life wanted; at most 15 minutes.</param>
internal sealed record TokenBody(int? Seconds = null);
