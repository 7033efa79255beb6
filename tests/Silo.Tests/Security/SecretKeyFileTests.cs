using System.Runtime.Versioning;
using Jifen.Silo.Security;

namespace Jifen.Silo.Tests.Security;

[UnsupportedOSPlatform("windows")]
public sealed class SecretKeyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string KeyFile => Path.Combine(_folder.Path, SecretKeyFile.Name);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_start_makes_keys_that_only_the_owner_may_read_and_later_starts_find_them()
    {
        SecretKeys made = SecretKeyFile.OpenOrCreate(_folder.Path, storeExists: false);
        SecretKeys found = SecretKeyFile.OpenOrCreate(_folder.Path, storeExists: true);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        Assert.Equal(Content(made), Content(found));
        Assert.Equal(made.PepperCheck, found.PepperCheck);
        Assert.Equal([KeyFile], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Two_stores_share_no_key()
    {
        using var other = new TemporaryFolder();
        SecretKeys one = SecretKeyFile.OpenOrCreate(_folder.Path, storeExists: false);
        SecretKeys two = SecretKeyFile.OpenOrCreate(other.Path, storeExists: false);
        Assert.Empty(Content(one).Intersect(Content(two)));
        Assert.NotEqual(one.PepperCheck, two.PepperCheck);
    }

    [Fact]
    public void Processes_that_start_together_agree_on_one_set_of_keys()
    {
        for (int round = 0; round < 50; round++)
        {
            string folder = Path.Combine(_folder.Path, $"{round}");
            Assert.Single(StartTogether(folder, processes: 8).Distinct());
            Assert.Equal([Path.Combine(folder, SecretKeyFile.Name)], Directory.GetFiles(folder));
        }
    }

    [Fact]
    public void Keys_missing_beside_an_existing_store_are_refused_and_not_made_anew()
    {
        var refused = Assert.Throws<SecretKeysRefusedException>(() => SecretKeyFile.OpenOrCreate(_folder.Path, storeExists: true));
        Assert.Equal((SecretKeysRefusal.Missing, KeyFile), (refused.Refusal, refused.Path));
        Assert.False(File.Exists(KeyFile));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void Keys_that_others_may_access_are_refused(UnixFileMode extra)
    {
        SecretKeyFile.OpenOrCreate(_folder.Path, storeExists: false);
        File.SetUnixFileMode(KeyFile, File.GetUnixFileMode(KeyFile) | extra);

        var refused = Assert.Throws<SecretKeysRefusedException>(() => SecretKeyFile.OpenOrCreate(_folder.Path, storeExists: true));
        Assert.Equal(SecretKeysRefusal.Exposed, refused.Refusal);
        Assert.Contains(KeyFile, refused.ChineseMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_refused_wherever_it_is_cut_and_the_message_holds_no_key()
    {
        SecretKeys keys = SecretKeyFile.OpenOrCreate(_folder.Path, storeExists: false);
        string whole = File.ReadAllText(KeyFile);
        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllText(KeyFile, whole[..length]);
            var refused = Assert.Throws<SecretKeysRefusedException>(() => SecretKeyFile.OpenOrCreate(_folder.Path, storeExists: true));
            Assert.Equal(SecretKeysRefusal.Unreadable, refused.Refusal);
            Assert.DoesNotContain(Content(keys), secret => refused.ToString().Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 2", "format")]
    [InlineData("\"pepper\": \"", "\"pepper\": \"0", "pepper")]
    [InlineData("\"seedKeys\": [", "\"seedKeys\": [ { \"id\": \"a.b\", \"key\": \"0000000000000000000000000000000000000000000000000000000000000000\" },", "seedKeys")]
    [InlineData("\"tokenKeys\": [", "\"tokenKeys\": [ { \"id\": \"k\", \"key\": \"xx\" },", "tokenKeys[0].key")]
    [InlineData("\"pepper\"", "\"peper\"", "$")]
    public void A_file_of_another_shape_is_refused_and_the_place_named(string old, string put, string place)
    {
        SecretKeyFile.OpenOrCreate(_folder.Path, storeExists: false);
        File.WriteAllText(KeyFile, File.ReadAllText(KeyFile).Replace(old, put, StringComparison.Ordinal));

        var refused = Assert.Throws<SecretKeysRefusedException>(() => SecretKeyFile.OpenOrCreate(_folder.Path, storeExists: true));
        Assert.Equal(SecretKeysRefusal.Unreadable, refused.Refusal);
        Assert.Contains($"(at {place}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rotation_is_kept_whole_and_stays_closed_to_others()
    {
        SecretKeys first = SecretKeyFile.OpenOrCreate(_folder.Path, storeExists: false);
        SecretKeyFile.Replace(_folder.Path, first.WithFreshSeedKey().WithFreshTokenKey());
        SecretKeys second = SecretKeyFile.OpenOrCreate(_folder.Path, storeExists: true);

        Assert.Equal(first.PepperCheck, second.PepperCheck);
        Assert.Equal(Content(first), Content(second).Intersect(Content(first)));
        Assert.Equal((2, 2), (second.SeedKeys.Length, second.TokenKeys.Length));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        Assert.Equal([KeyFile], Directory.GetFiles(_folder.Path));
    }

    private static string[] StartTogether(string folder, int processes)
    {
        string[] checks = new string[processes];
        using var together = new Barrier(processes);
        Thread[] starts = [.. checks.Select((_, i) => new Thread(() =>
        {
            together.SignalAndWait();
            checks[i] = SecretKeyFile.OpenOrCreate(folder, storeExists: false).PepperCheck;
        }))];
        Array.ForEach(starts, start => start.Start());
        Array.ForEach(starts, start => start.Join());
        return checks;
    }

    private static IEnumerable<string> Content(SecretKeys keys) =>
        [Convert.ToHexString(keys.Pepper), .. keys.SeedKeys.Concat(keys.TokenKeys).Select(key => Convert.ToHexString(key.Bytes))];
}
