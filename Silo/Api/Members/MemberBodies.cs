using System.Text.Json;

namespace Jifen.Silo.Api;

/// <param name="Id">The brand's id; made where absent.</param>
/// <param name="Profile">What the brand wants kept with the member; never in the journal.</param>
internal sealed record EnrolBody(string? Id = null, Dictionary<string, JsonElement>? Profile = null);

/// <param name="Seconds">Life wanted; at most 15 minutes.</param>
internal sealed record TokenBody(int? Seconds = null);
