using Jifen.Silo.Security;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Verification;
using Xunit.Abstractions;

namespace Jifen.Silo.Tests.Games;

/// <summary>Decks, coupon pools and draws over HTTP on SQLite: exactly what there is goes out, whoever gives up under way.</summary>
public sealed class ExactGamesTests(ITestOutputHelper output)
{
    private const int Shards = 16;
    private const ulong Seed = 2_718_281;

    [Fact]
    public async Task Decks_pools_and_draws_give_exactly_what_they_have_on_one_silo()
    {
        await using TestSilo silo = await TestSilo.StartAsync(shards: Shards);
        GameNight night = new([silo], Shards, 200, [new(7), new(10)], Seed);
        await night.PlayAsync();
        await night.AssertExactAsync();
        output.WriteLine($"{night.Run}");
        Assert.True(await silo.StopAsync());
        using StoreVerification verification = StoreVerification.Open(silo.Folder, SecretKeyFile.OpenOrCreate(silo.Folder, storeExists: true));
        Assert.Empty(verification.Run().Faults);
    }
}
