using System.Globalization;
using System.Net;
using System.Text.Json;
using Jifen.Process.Tests.Audit;
using Jifen.Process.Tests.Clients;
using Jifen.Process.Tests.Hosts;
using Jifen.Silo.Host;
using Jifen.Silo.Security;
using Xunit.Abstractions;

namespace Jifen.Process.Tests.Stock;

/// <summary>A wheel that always wins, over HTTP: exactly the stock is awarded, whoever gives up under way.</summary>
public sealed class ExactStockTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Players = 500;
    private const int Shards = 64;
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(60);

    private readonly HostPool _pool = new(0);
    private readonly StoreFolder _store = new();
    private readonly ulong _seed = (ulong)TimeProvider.System.GetTimestamp();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _pool.DisposeAsync();
        _store.Dispose();
    }

    [Fact]
    public async Task A_stock_of_100_gives_exactly_100_prizes_in_10000_spins_of_500_members()
    {
        (SpinRun run, JournalCount journal) = await RunAsync(100, 10_000, "fallback", AnyMembers);
        Assert.Empty(run.Count(100, journal));
        Assert.Empty(journal.Refusals);
        Assert.InRange(journal.Plays.Values.Sum(), 10_000 - run.GivenUp.Count, 10_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    public async Task Stocks_at_the_edges_of_the_shards_are_given_exactly(int stock)
    {
        (SpinRun run, JournalCount journal) = await RunAsync(stock, 2_000, "fallback", AnyMembers);
        Assert.Empty(run.Count(stock, journal));
        Assert.Empty(journal.Refusals);
    }

    [Fact]
    public async Task A_wheel_that_closes_gives_exactly_its_stock_and_refuses_the_others()
    {
        (SpinRun run, JournalCount journal) = await RunAsync(100, 2_000, "close", AnyMembers);
        Assert.Empty(run.Count(100, journal));
        Assert.Equal([RefusalCodes.SoldOut], journal.Refusals.Keys);
        Assert.Equal(100, journal.Plays.Values.Sum());
    }

    [Theory]
    [InlineData(100)]
    [InlineData(300)]
    public async Task Members_of_two_shards_only_get_the_whole_stock(int stock)
    {
        (SpinRun run, JournalCount journal) = await RunAsync(stock, 2_000, "fallback", MembersOfTwoShards);
        Assert.Empty(run.Count(stock, journal));
    }

    [Fact]
    public async Task A_stock_that_is_checked_and_then_taken_from_is_found_out()
    {
        SiloProcess host = _pool.Take();
        host.Obey(Order() with { Fault = PlantedFault.CheckedThenTaken });
        using SiloClient silo = new(Festival.ServerKey) { Address = await host.ReadyAsync() };
        SpinRun run = new(silo, spin => new(CallKind.Play, $"s{spin}", "m0", "/naive/plays", """{"memberId":"m0"}"""), new(_seed));
        await run.SpinAsync(2_000);
        Assert.EndsWith("of 100 prizes were awarded", Assert.Single(run.Count(100, null)), StringComparison.Ordinal);
    }

    private async Task<(SpinRun Run, JournalCount Journal)> RunAsync(int stock, int spins, string whenEmpty, Func<IReadOnlyList<string>> members)
    {
        SiloProcess host = _pool.Take();
        host.Obey(Order());
        using SiloClient silo = new(Festival.ServerKey) { Address = await host.ReadyAsync() };
        IReadOnlyList<string> players = members();
        await Festival.OpenAsync(silo, Festival.AlwaysWins(stock, whenEmpty), players);
        SpinRun run = new(silo, spin => Call.PlayFor($"s{spin}", players[spin % players.Count], Festival.Wheel), new(_seed));
        await run.SpinAsync(spins);
        JsonElement shown = await silo.SendAsync(HttpMethod.Get, $"/v1/lotteries/{Festival.Wheel}/stock", null, HttpStatusCode.OK);
        host.Stop();
        Assert.Equal(0, await host.EndAsync(LongestStop));
        JournalCount journal = JournalCount.Of(_store.Data);
        output.WriteLine($"stock {stock}: {run.Answered.Count} answered, {run.GivenUp.Count} given up, {journal.Records} records, {Text(journal.Plays)} {Text(journal.Refusals)}; seed {_seed}");
        Assert.Empty(host.Faults);
        Assert.Equal(stock, shown.GetProperty("items")[0].GetProperty("awarded").GetInt32());
        return (run, journal);
    }

    private static string Text(Dictionary<string, int> counts) => string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"));

    private HostOrder Order() => Festival.Order(_store) with { Shards = Shards };

    private static IReadOnlyList<string> AnyMembers() => [.. Enumerable.Range(0, Players).Select(Festival.Member)];

    private IReadOnlyList<string> MembersOfTwoShards()
    {
        MemberKeys keys = new(SecretKeyFile.OpenOrCreate(_store.Data, storeExists: true));
        return
        [
            .. Enumerable.Range(0, int.MaxValue)
                .Select(number => "m" + number.ToString(CultureInfo.InvariantCulture))
                .Where(member => Placement.Of(keys.Of(member), Shards).Value is 7 or 40)
                .Take(Players),
        ];
    }
}
