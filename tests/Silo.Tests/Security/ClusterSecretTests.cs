using System.Text;
using Jifen.Silo.Security;

namespace Jifen.Silo.Tests.Security;

/// <summary>What silos share in a database is opened by who has their secret, as it was sealed and under its own name.</summary>
public sealed class ClusterSecretTests
{
    private static readonly ClusterSecret Own = new("a secret of the tests, long enough");
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("""{"pepper":"00"}""");

    [Fact]
    public void What_is_sealed_is_opened_again_and_never_looks_the_same()
    {
        byte[] one = Own.Seal("keys.json", Content);
        byte[] two = Own.Seal("keys.json", Content);

        Assert.Equal(Content, Own.Open("keys.json", one, "here"));
        Assert.NotEqual(one, two);
        Assert.Equal([], Own.Open("keys.json", Own.Seal("keys.json", []), "here"));
    }

    [Fact]
    public void Another_secret_another_name_and_every_changed_bit_are_refused()
    {
        byte[] made = Own.Seal("keys.json", Content);

        Refused(new("another secret of the tests, as long"), "keys.json", made);
        Refused(Own, "staff.json", made);
        Refused(Own, "keys.json", []);
        Refused(Own, "keys.json", made[..^1]);
        for (int bit = 0; bit < made.Length * 8; bit++)
        {
            byte[] changed = [.. made];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Refused(Own, "keys.json", changed);
        }
    }

    [Fact]
    public void A_short_secret_is_none() => Assert.Throws<ArgumentException>(() => new ClusterSecret(new('x', ClusterSecret.Shortest - 1)));

    [Fact]
    public void A_secret_is_not_shown() => Assert.DoesNotContain("tests", Own.ToString(), StringComparison.Ordinal);

    private static void Refused(ClusterSecret secret, string name, byte[] made) =>
        Assert.Equal(SecretKeysRefusal.Sealed, Assert.Throws<SecretKeysRefusedException>(() => secret.Open(name, made, "here")).Refusal);
}
