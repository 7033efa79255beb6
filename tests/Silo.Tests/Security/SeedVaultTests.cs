using System.Security.Cryptography;
using Jifen.Grains.Fairness;
using Jifen.Silo.Security;

namespace Jifen.Silo.Tests.Security;

public sealed class SeedVaultTests
{
    private const string Lottery = "lucky-wheel";

    private const string Period = "2026-11-21";

    private readonly SecretKeys _keys = SecretKeys.Create();

    [Fact]
    public void A_seed_opens_to_what_was_committed_to_in_any_silo_that_has_the_keys()
    {
        SealedSeed made = new SeedVault(_keys).NewSeed(Lottery, Period);
        byte[] seed = Open(new SeedVault(_keys), made.Wrapped);
        Assert.Equal(made.Commitment, Hash256.Read(SHA256.HashData(seed)));
    }

    [Fact]
    public void No_two_seeds_or_wrappings_are_alike()
    {
        var vault = new SeedVault(_keys);
        SealedSeed[] made = [.. Enumerable.Range(0, 1_000).Select(_ => vault.NewSeed(Lottery, Period))];
        Assert.Equal(1_000, made.Select(seed => seed.Commitment).Distinct().Count());
        Assert.Equal(1_000, made.Select(seed => seed.Wrapped[..30]).Distinct().Count());
    }

    [Fact]
    public void Every_changed_character_keeps_a_seed_shut()
    {
        string wrapped = new SeedVault(_keys).NewSeed(Lottery, Period).Wrapped;
        var vault = new SeedVault(_keys);
        for (int at = 0; at < wrapped.Length; at++)
        {
            char other = wrapped[at] == 'A' ? 'B' : 'A';
            string changed = $"{wrapped.AsSpan(0, at)}{other}{wrapped.AsSpan(at + 1)}";
            Assert.Throws<SeedSealedException>(() => Open(vault, changed));
        }

        Assert.Equal(0, vault.Remembered);
    }

    [Fact]
    public void Every_truncation_keeps_a_seed_shut()
    {
        string wrapped = new SeedVault(_keys).NewSeed(Lottery, Period).Wrapped;
        var vault = new SeedVault(_keys);
        for (int length = 0; length < wrapped.Length; length++)
        {
            Assert.Throws<SeedSealedException>(() => Open(vault, wrapped[..length]));
        }

        Assert.Throws<SeedSealedException>(() => Open(vault, wrapped + "A"));
    }

    [Theory]
    [InlineData("other-wheel", Period)]
    [InlineData(Lottery, "2026-11-22")]
    [InlineData("lucky-wheel2", "026-11-21")]
    [InlineData(Period, Lottery)]
    public void A_seed_put_under_another_lottery_or_period_stays_shut_even_when_it_is_remembered(string lottery, string period)
    {
        var vault = new SeedVault(_keys);
        string wrapped = vault.NewSeed(Lottery, Period).Wrapped;
        _ = Open(vault, wrapped);
        Assert.Throws<SeedSealedException>(() => vault.Unwrap(lottery, period, wrapped, new byte[32]));
    }

    [Fact]
    public void A_seed_of_other_keys_stays_shut_though_their_id_be_the_same()
    {
        string wrapped = new SeedVault(_keys).NewSeed(Lottery, Period).Wrapped;
        Assert.Throws<SeedSealedException>(() => Open(new SeedVault(SecretKeys.Create()), wrapped));

        SecretKey impostor = SecretKey.Create() with { Id = _keys.CurrentSeedKey.Id };
        Assert.Throws<SeedSealedException>(() => Open(new SeedVault(_keys with { SeedKeys = [impostor] }), wrapped));
    }

    [Fact]
    public void After_a_rotation_old_seeds_open_and_new_ones_need_the_new_key()
    {
        SecretKeys rotated = _keys.WithFreshSeedKey();
        string old = new SeedVault(_keys).NewSeed(Lottery, Period).Wrapped;
        string fresh = new SeedVault(rotated).NewSeed(Lottery, Period).Wrapped;

        Assert.Equal(Open(new SeedVault(_keys), old), Open(new SeedVault(rotated), old));
        Assert.StartsWith(rotated.CurrentSeedKey.Id + ".", fresh, StringComparison.Ordinal);
        var shut = Assert.Throws<SeedSealedException>(() => Open(new SeedVault(_keys), fresh));
        Assert.Contains(rotated.CurrentSeedKey.Id, shut.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrapped_seed_shows_nothing_of_the_seed()
    {
        var vault = new SeedVault(_keys);
        SealedSeed made = vault.NewSeed(Lottery, Period);
        byte[] seed = Open(vault, made.Wrapped);
        byte[] body = System.Buffers.Text.Base64Url.DecodeFromChars(made.Wrapped.AsSpan(made.Wrapped.IndexOf('.', StringComparison.Ordinal) + 1));
        Assert.Equal(60, body.Length);
        Assert.Equal(-1, body.AsSpan().IndexOf(seed.AsSpan(0, 4)));
    }

    [Fact]
    public void Memory_of_seeds_is_bounded_and_a_forgotten_one_opens_again()
    {
        var vault = new SeedVault(_keys);
        string[] wrapped = [.. Enumerable.Range(0, SeedVault.Capacity + 1).Select(_ => vault.NewSeed(Lottery, Period).Wrapped)];
        byte[] first = Open(vault, wrapped[0]);
        foreach (string other in wrapped)
        {
            _ = Open(vault, other);
        }

        Assert.Equal(1, vault.Remembered);
        Assert.Equal(first, Open(vault, wrapped[0]));
    }

    [Fact]
    public void Opening_a_remembered_seed_allocates_nothing()
    {
        var vault = new SeedVault(_keys);
        string wrapped = vault.NewSeed(Lottery, Period).Wrapped;
        byte[] seed = Open(vault, wrapped);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            vault.Unwrap(Lottery, Period, wrapped, seed);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static byte[] Open(SeedVault vault, string wrapped)
    {
        byte[] seed = new byte[Outcome.SeedLength];
        vault.Unwrap(Lottery, Period, wrapped, seed);
        return seed;
    }
}
