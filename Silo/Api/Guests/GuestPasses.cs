using System.Security.Cryptography;
using System.Text;
using Jifen.Silo.Security;

namespace Jifen.Silo.Api;

/// <summary>
/// Names of guests and the secret by which one comes back: a MAC of the name under the store's pepper, so that nothing needs to be kept.
/// </summary>
internal sealed class GuestPasses(MemberKeys keys)
{
    private const string Prefix = "guest-";
    private const int NameLength = 6;

    /// <summary>Letters and digits that are not taken for each other.</summary>
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string NewName() => Prefix + RandomNumberGenerator.GetString(Letters, NameLength);

    public string Of(string guest) => $"{guest}.{Secret(guest)}";

    /// <summary>The guest whose pass it is; null where it is none.</summary>
    public string? Find(string? pass)
    {
        if (pass?.Split('.') is not [var guest, var secret] || !guest.StartsWith(Prefix, StringComparison.Ordinal) || !Field.IsId(guest))
        {
            return null;
        }

        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Secret(guest))) ? guest : null;
    }

    /// <remarks>No member's id holds a zero character, so that no secret is some member's key.</remarks>
    private string Secret(string guest) => keys.Of($"guest\0{guest}").ToString();
}
