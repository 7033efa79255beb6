namespace Jifen.Silo.Security;

/// <summary>Finds who an <c>Authorization</c> header is of: a server key, else a player token.</summary>
internal sealed class Bearers(ServerKeys keys, PlayerTokens tokens)
{
    private const string Word = "Bearer ";

    public static bool IsBearer(string? header) => header is not null && header.StartsWith(Word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The caller, or null where the header holds no key or token that is in force now.</summary>
    public ValueTask<CallerPrincipal?> FindAsync(string? header)
    {
        if (header is null || !IsBearer(header))
        {
            return ValueTask.FromResult<CallerPrincipal?>(null);
        }

        return keys.Find(header.AsSpan(Word.Length)) is { } server
            ? ValueTask.FromResult<CallerPrincipal?>(server)
            : tokens.FindAsync(header[Word.Length..]);
    }
}
