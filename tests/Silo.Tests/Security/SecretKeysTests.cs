using System.Security.Cryptography;
using System.Text;
using Jifen.Silo.Security;

namespace Jifen.Silo.Tests.Security;

public sealed class SecretKeysTests
{
    private static readonly SecretKeys Fixed = SecretKeys.Create() with { Pepper = [.. Enumerable.Range(0, 32).Select(i => (byte)i)] };

    [Fact]
    public void A_member_key_is_the_first_half_of_the_hmac_of_the_id()
    {
        var members = new MemberKeys(Fixed);
        Assert.Equal("f3e6c599839e5f3d209327940bb9325f", members.Of("m-1").ToString());
        foreach (string id in (string[])["", "a", "会员🍀", new string('x', 5_000)])
        {
            byte[] mac = HMACSHA256.HashData(Fixed.Pepper, Encoding.UTF8.GetBytes(id));
            Assert.Equal(Convert.ToHexStringLower(mac.AsSpan(0, 16)), members.Of(id).ToString());
        }
    }

    [Fact]
    public void Making_a_member_key_allocates_nothing()
    {
        var members = new MemberKeys(Fixed);
        _ = members.Of("member-000");
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            _ = members.Of("member-001");
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void The_pepper_check_is_stable_and_tells_peppers_apart()
    {
        Assert.Equal("5536c834753264f7db3cb95698f26955f8a394a8d414490ad9e2cd9999350824", Fixed.PepperCheck);
        Assert.NotEqual(Fixed.PepperCheck, SecretKeys.Create().PepperCheck);
    }

    [Fact]
    public void The_newest_key_is_current_and_older_ones_are_still_found()
    {
        SecretKeys rotated = Fixed.WithFreshSeedKey().WithFreshTokenKey();
        Assert.NotEqual(Fixed.CurrentSeedKey, rotated.CurrentSeedKey);
        Assert.Equal(Fixed.CurrentSeedKey, rotated.FindSeedKey(Fixed.CurrentSeedKey.Id));
        Assert.Equal(Fixed.CurrentTokenKey, rotated.FindTokenKey(Fixed.CurrentTokenKey.Id));
        Assert.Null(rotated.FindTokenKey("unknown"));
    }

    [Fact]
    public void A_token_key_can_be_retired_unless_it_signs()
    {
        SecretKeys rotated = Fixed.WithFreshTokenKey();
        Assert.Null(rotated.WithoutTokenKey(Fixed.CurrentTokenKey.Id).FindTokenKey(Fixed.CurrentTokenKey.Id));
        Assert.Throws<ArgumentException>(() => rotated.WithoutTokenKey(rotated.CurrentTokenKey.Id));
        Assert.Throws<ArgumentException>(() => rotated.WithoutTokenKey("unknown"));
    }

    [Fact]
    public void Keys_written_as_text_show_no_secret()
    {
        string text = $"{Fixed} {Fixed.CurrentSeedKey}";
        Assert.DoesNotContain(Convert.ToHexString(Fixed.CurrentSeedKey.Bytes), text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal($"1 seed keys, 1 token keys key {Fixed.CurrentSeedKey.Id}", text);
    }
}
