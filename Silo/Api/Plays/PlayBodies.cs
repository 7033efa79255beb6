namespace Jifen.Silo.Api;

/// <param name="PlayerSeed">The player's own part of the randomness.</param>
/// <param name="MemberId">For server keys only.</param>
internal sealed record PlayBody(string? PlayerSeed = null, string? MemberId = null);

/// <param name="MemberId">For server keys only.</param>
internal sealed record SeenBody(string? MemberId = null);
