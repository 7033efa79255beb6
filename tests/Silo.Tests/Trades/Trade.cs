using System.Text.Json;
using Jifen.Silo.Security;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Demo;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Tests.Trades;

/// <summary>A silo that began with a template, and a clock that a story moves from day to day.</summary>
internal sealed class Trade : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private readonly DemoTime _time;
    private int _calls;

    private Trade(TestSilo silo, DemoTime time) => (Silo, _time) = (silo, time);

    public TestSilo Silo { get; }

    /// <summary>Begins on Saturday 2026-11-21 at 19:30 in Shanghai.</summary>
    public static async Task<Trade> BeginAsync(string template)
    {
        DemoTime time = new();
        Task<TestSilo> starting = TestSilo.StartAsync(new() { Time = time }, with: options => options with { Template = template });
        await PassingAsync(time, () => starting.IsCompleted);
        return new(await starting, time);
    }

    public void Pass(TimeSpan span) => _time.Pass(span);

    /// <summary>Lets time pass, a beat at a time, until something is so.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            _time.Pass(Beat);
            await Task.Delay(20);
        }
    }

    /// <summary>A purchase of now.</summary>
    /// <param name="lines">Lines as JSON, each a comma after the other; empty for none.</param>
    /// <returns>The answer.</returns>
    public async Task<JsonElement> BuyAsync(string member, long fen, string lines = "")
    {
        TestSilo.Answer bought = await Silo.PostAsync("/v1/activities", $$"""
            {"id":"buy-{{_calls++}}","memberId":"{{member}}","kind":"purchase","at":"{{_time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}}","amount":{{fen}},"lines":[{{lines}}]}
            """);
        Assert.True(bought.Status == 200, bought.Body);
        return bought.Json;
    }

    /// <summary>A play, a card or an entry.</summary>
    public async Task<JsonElement> PlayAsync(string member, string lottery)
    {
        TestSilo.Answer played = await Silo.PostAsync($"/v1/lotteries/{lottery}/plays", $$"""{"memberId":"{{member}}"}""", $"play-{_calls++}");
        Assert.True(played.Status == 200, played.Body);
        return played.Json;
    }

    public async Task<JsonElement> ReadAsync(string path)
    {
        TestSilo.Answer read = await Silo.GetAsync(path);
        Assert.True(read.Status == 200, $"{path}: {read.Body}");
        return read.Json;
    }

    public async Task<long> PointsOfAsync(string member) =>
        (await ReadAsync($"/v1/members/{member}")).GetProperty("points").GetProperty("available").GetInt64();

    /// <summary>Every invariant holds live, and the journal re-derives whole.</summary>
    public async Task IsSoundAsync()
    {
        LiveFrame frame = await Silo.Host.Engine.Desk.TakeAsync();
        Assert.All(frame.Invariants, invariant => Assert.True(invariant.Holds, $"{invariant}"));
        Task<bool> stopping = Silo.StopAsync();
        await PassingAsync(_time, () => stopping.IsCompleted);
        Assert.True(await stopping);
        using StoreVerification verification = StoreVerification.Open(Silo.Folder, SecretKeyFile.OpenOrCreate(Silo.Folder, storeExists: true));
        Assert.Empty(verification.Run().Faults);
    }

    public async ValueTask DisposeAsync()
    {
        Task disposing = Silo.DisposeAsync().AsTask();
        await PassingAsync(_time, () => disposing.IsCompleted);
        await disposing;
    }

    private static async Task PassingAsync(DemoTime time, Func<bool> isDone)
    {
        while (!isDone())
        {
            time.Pass(Beat);
            await Task.Delay(20);
        }
    }
}
