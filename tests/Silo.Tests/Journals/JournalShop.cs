using System.Globalization;
using System.Text.Json;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Demo;
using Jifen.Silo.Tests.Imports;

namespace Jifen.Silo.Tests.Journals;

/// <summary>The silo whose journal is kept, and what its brand and its members call. Its clock begins on Saturday 2026-11-21, day 0, at 19:30 in Shanghai.</summary>
internal sealed class JournalShop : IAsyncDisposable
{
    /// <summary>Few, so that seeds and closings of periods, which each shard has, leave room for what members do.</summary>
    private const int ShardCount = 2;

    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    /// <summary>Beats without a record after which nothing is under way.</summary>
    private const int BeatsOfRest = 5;

    private static readonly DateTimeOffset Begin = new(2026, 11, 21, 19, 30, 0, Zone);

    private readonly DemoTime _time = new();
    private readonly CancellationTokenSource _end = new();
    private Task _passing = Task.CompletedTask;
    private int _calls;

    private JournalShop()
    {
    }

    public TestSilo Silo { get; private set; } = null!;

    /// <summary>Members m0 to m11, with points and history from day 0 on.</summary>
    public static IReadOnlyList<string> Regulars { get; } = [.. Enumerable.Range(0, 12).Select(i => $"m{i}")];

    /// <summary>Evenings since the beginning.</summary>
    public int Day { get; private set; }

    public static async Task<JournalShop> OpenAsync()
    {
        JournalShop shop = new();
        shop._passing = PassAsync(shop._time, shop._end.Token);
        shop.Silo = await TestSilo.StartAsync(new() { Time = shop._time }, ShardCount);
        return shop;
    }

    /// <summary>An instant as the API reads it.</summary>
    /// <param name="daysAgo">Days before now.</param>
    public string At(double daysAgo = 0) => (_time.GetUtcNow() - TimeSpan.FromDays(daysAgo)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A day of the programme's zone.</summary>
    public string DayIn(int days) => _time.GetUtcNow().ToOffset(Zone).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>On to three minutes past the next midnight, when boards still take what happened on the day before.</summary>
    public async Task NightAsync()
    {
        Day++;
        await ToAsync(Begin.Date.AddDays(Day).AddMinutes(3));
    }

    /// <summary>On to half past seven on the same day.</summary>
    public Task EveningAsync() => ToAsync(Begin.Date.AddDays(Day).Add(Begin.TimeOfDay));

    /// <summary>Lets time pass, and what falls due be done.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        _time.Pass(time);
        (long before, int still) = (0, 0);
        while (still < BeatsOfRest)
        {
            await Task.Delay(Beat);
            long now = await Silo.RecordsAsync();
            (before, still) = (now, now == before ? still + 1 : 0);
        }
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        DateTimeOffset end = TimeProvider.System.GetUtcNow() + Patience;
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < end, $"does not come about: {what}");
            await Task.Delay(Beat);
        }
    }

    public ShardId ShardOf(string member) => Placement.Of(Silo.Host.Engine.MemberKeys.Of(member), ShardCount);

    /// <summary>A regular of each shard who plays without limits of its own.</summary>
    public IReadOnlyList<string> OneOfEachShard() =>
        [.. Regulars.Except([SettingDays.Careful]).GroupBy(ShardOf).OrderBy(shard => shard.Key.Value).Select(shard => shard.First())];

    public Task<TestSilo.Answer> PostAsync(string path, string? json, params int[] statuses) => CallAsync(HttpMethod.Post, path, json, statuses);

    public Task<TestSilo.Answer> PutAsync(string path, string json, params int[] statuses) => CallAsync(HttpMethod.Put, path, json, statuses);

    public async Task<JsonElement> GetAsync(string path)
    {
        TestSilo.Answer answer = await Silo.GetAsync(path);
        Assert.True(answer.Status == 200, $"{path}: {answer.Body}");
        return answer.Json;
    }

    /// <param name="statuses">What it may be answered; empty for success alone.</param>
    public async Task<TestSilo.Answer> CallAsync(HttpMethod method, string path, string? json, int[] statuses, string media = "application/json")
    {
        TestSilo.Answer answer = await Silo.SendAsync(method, path, json, $"call-{_calls++}", TestSilo.BootstrapKey, media: media);
        Assert.True(statuses.Length == 0 ? answer.Status is 200 or 201 or 202 : statuses.Contains(answer.Status), $"{method} {path}: {answer.Status} {answer.Body}");
        return answer;
    }

    /// <param name="more">More properties, each after a comma.</param>
    public Task<TestSilo.Answer> EnrolAsync(string member, string more = "") => PostAsync("/v1/members", $$"""{"id":"{{member}}"{{more}}}""", 201);

    /// <summary>An activity of a member.</summary>
    /// <param name="id">Of the activity.</param>
    /// <param name="more">More properties, each after a comma.</param>
    public Task<TestSilo.Answer> ReportAsync(string member, string id, string kind, long amount, string more = "", double daysAgo = 0) =>
        PostAsync("/v1/activities", $$"""{"id":"{{id}}","memberId":"{{member}}","kind":"{{kind}}","at":"{{At(daysAgo)}}","amount":{{amount}}{{more}}}""");

    public Task<TestSilo.Answer> RefundAsync(string member, string id, string more = "") =>
        PostAsync($"/v1/activities/{id}/refund", $$"""{"memberId":"{{member}}"{{more}}}""");

    /// <summary>A play, a card or an entry, which the rules may refuse.</summary>
    public Task<TestSilo.Answer> PlayAsync(string member, string lottery, string seed = "") =>
        PostAsync($"/v1/lotteries/{lottery}/plays", $$"""{"memberId":"{{member}}"{{(seed.Length == 0 ? "" : $",\"playerSeed\":\"{seed}\"")}}}""", 200, 202, 409);

    public Task<string> ImportAsync(string query, params string[] lines) => TestImports.DoneAsync(Silo, TestImports.Lines(lines), query);

    /// <param name="query">When it comes into force, where that is said.</param>
    public async Task PublishAsync(string programme, string query = "")
    {
        TestSilo.Answer published = await PutAsync($"/v1/catalogue{query}", programme);
        await Silo.InForceAsync(published.Json.GetProperty("version").GetInt64());
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await _end.CancelAsync();
        await _passing;
        _end.Dispose();
    }

    private Task ToAsync(DateTime there) => PassAsync(new DateTimeOffset(there, Zone) - _time.GetUtcNow());

    private static async Task PassAsync(DemoTime time, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            time.Pass(TimeSpan.FromMilliseconds(20));
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
