using System.Security.Cryptography;

namespace Jifen.Silo.Security;

/// <summary>
/// Hides member keys from players who look at each other: one block of AES-128 under a key that follows from the store's pepper. Equal
/// keys give equal masks, and nobody without the pepper can tell the way back.
/// </summary>
public sealed class MemberMask : IDisposable
{
    private readonly Aes _cipher = Aes.Create();
    private readonly Lock _gate = new();

    /// <param name="keys">Their pepper is that of the store.</param>
    public MemberMask(SecretKeys keys) => _cipher.Key = HMACSHA256.HashData(keys.Pepper, "member mask"u8)[..16];

    public MemberKey Mask(MemberKey member) => One(member, encrypts: true);

    public MemberKey Unmask(MemberKey masked) => One(masked, encrypts: false);

    /// <summary>What other players see of a member: the same on every page.</summary>
    public string Alias(MemberKey member) => $"player-{Mask(member).ToString()[..8]}";

    public void Dispose() => _cipher.Dispose();

    private MemberKey One(MemberKey member, bool encrypts)
    {
        Span<byte> block = stackalloc byte[MemberKey.ByteLength];
        Span<byte> result = stackalloc byte[MemberKey.ByteLength];
        member.Write(block);
        lock (_gate)
        {
            _ = encrypts ? _cipher.EncryptEcb(block, result, PaddingMode.None) : _cipher.DecryptEcb(block, result, PaddingMode.None);
        }

        return MemberKey.Read(result);
    }
}
