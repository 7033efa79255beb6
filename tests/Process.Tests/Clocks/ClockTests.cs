using System.Net;
using System.Text.Json;
using Jifen.Process.Tests.Audit;
using Jifen.Process.Tests.Clients;
using Jifen.Process.Tests.Hosts;
using Jifen.Silo.Host;

namespace Jifen.Process.Tests.Clocks;

/// <summary>
/// Moves the wall clock under a silo that runs. Each member has one free play a programme day and no points: a second play on the
/// same day is refused with <c>limit_reached</c>, and whoever gets one that no new day brought has found a fault.
/// </summary>
public sealed class ClockTests : IAsyncLifetime
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private readonly HostPool _pool = new(0);
    private readonly SiloClient _silo = new(Festival.ServerKey);
    private readonly StoreFolder _store = new();
    private SiloProcess? _host;
    private readonly long _noon = MillisecondsUntil(TimeSpan.FromHours(12));
    private int _plays;

    public Task InitializeAsync() => StartAsync(PlantedFault.None);

    public async Task DisposeAsync()
    {
        await _pool.DisposeAsync();
        _silo.Dispose();
        _store.Dispose();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-24)]
    [InlineData(-24 * 365 * 10)]
    public async Task A_wall_clock_that_goes_back_changes_nothing(int hours)
    {
        Assert.Equal(HttpStatusCode.OK, (await PlayAsync("m0")).Status);
        await ShiftAsync(hours);
        Assert.Equal(RefusalCodes.LimitReached, CodeOf(await PlayAsync("m0")));
        Assert.Equal(HttpStatusCode.OK, (await PlayAsync("m1")).Status);
        await ShiftAsync(0);
        Assert.Equal(RefusalCodes.LimitReached, CodeOf(await PlayAsync("m0")));
        Assert.Equal(RefusalCodes.LimitReached, CodeOf(await PlayAsync("m1")));
        await RestAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(24 * 365 * 10)]
    public async Task A_wall_clock_that_jumps_ahead_and_comes_back_brings_no_second_free_play(int hours)
    {
        Assert.Equal(HttpStatusCode.OK, (await PlayAsync("m0")).Status);
        await ShiftAsync(hours);
        Assert.Equal(RefusalCodes.LimitReached, CodeOf(await PlayAsync("m0")));
        Assert.Equal(HttpStatusCode.OK, (await PlayAsync("m1")).Status);
        await ShiftAsync(0);
        Assert.Equal(RefusalCodes.LimitReached, CodeOf(await PlayAsync("m0")));
        await RestAsync();
    }

    [Fact]
    public async Task A_jump_that_a_person_accepts_brings_the_new_day_and_its_free_play_once()
    {
        Assert.Equal(HttpStatusCode.OK, (await PlayAsync("m0")).Status);
        await ShiftAsync(24);
        Assert.Equal(RefusalCodes.LimitReached, CodeOf(await PlayAsync("m0")));
        await _silo.SendAsync(HttpMethod.Post, "/v1/clock/accept", null, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await PlayAsync("m0")).Status);
        await ShiftAsync(0);
        Assert.Equal(RefusalCodes.LimitReached, CodeOf(await PlayAsync("m0")));
        await ShiftAsync(24);
        Assert.Equal(RefusalCodes.LimitReached, CodeOf(await PlayAsync("m0")));
        await RestAsync();
    }

    [Fact]
    public async Task A_store_that_wakes_years_later_doubts_its_clock_until_it_is_accepted()
    {
        Assert.Equal(HttpStatusCode.OK, (await PlayAsync("m0")).Status);
        await RestAsync();
        await StartAsync(PlantedFault.None, hoursAhead: 24 * 365 * 10, opens: false);
        Assert.Equal(RefusalCodes.LimitReached, CodeOf(await PlayAsync("m0")));
        await _silo.SendAsync(HttpMethod.Post, "/v1/clock/accept", null, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await PlayAsync("m0")).Status);
        await RestAsync();
    }

    [Fact]
    public async Task A_day_that_begins_while_the_clock_is_in_doubt_waits_until_the_clock_is_accepted()
    {
        await RestAsync();
        // The store has lived at noon; the midnight meant is the one after that, at whatever hour the test is run. A slow machine has a while to start the silo and to play.
        long beforeMidnight = MillisecondsUntil(TimeSpan.FromHours(12)) + (long)new TimeSpan(11, 59, 35).TotalMilliseconds;
        await StartAsync(PlantedFault.None, opens: false, shift: beforeMidnight);
        Assert.Equal(HttpStatusCode.OK, (await PlayAsync("m0")).Status);
        await _host!.TellAsync($"shift {beforeMidnight + 3_600_000L}");
        Reply doubtful = await PlayUntilAsync("m0", reply => CodeOf(reply) != RefusalCodes.LimitReached);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, doubtful.Status);
        Assert.Equal(RejectionCodes.ClockDoubt, CodeOf(doubtful));
        Assert.True(doubtful.SaysWhenToRetry);
        await _silo.SendAsync(HttpMethod.Post, "/v1/clock/accept", null, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await PlayAsync("m0")).Status);
        Assert.Equal(RefusalCodes.LimitReached, CodeOf(await PlayAsync("m0")));
        await RestAsync();
    }

    [Fact]
    public async Task Stamps_go_on_while_the_wall_clock_is_stepped_back_each_second()
    {
        await _host!.TellAsync("step -100");
        for (int member = 0; member < 40; member++)
        {
            Assert.Equal(HttpStatusCode.OK, (await PlayAsync(Festival.Member(member))).Status);
            await Task.Delay(100);
        }

        Assert.Equal(RefusalCodes.LimitReached, CodeOf(await PlayAsync("m0")));
        await RestAsync();
    }

    [Fact]
    public async Task A_clock_that_believes_the_wall_is_found_out()
    {
        await RestAsync();
        await StartAsync(PlantedFault.WallClockBelieved, opens: false);
        Assert.Equal(HttpStatusCode.OK, (await PlayAsync("m0")).Status);
        await ShiftAsync(24);
        Assert.Equal(HttpStatusCode.OK, (await PlayAsync("m0")).Status);
    }

    private async Task StartAsync(PlantedFault fault, int hoursAhead = 0, bool opens = true, long? shift = null)
    {
        _host = _pool.Take();
        _host.Obey(Festival.Order(_store) with { Fault = fault, ShiftMilliseconds = shift ?? (_noon + (hoursAhead * 3_600_000L)) });
        _silo.Address = await _host.ReadyAsync();
        if (opens)
        {
            await Festival.OpenAsync(_silo, Festival.OneFreePlay(), Enumerable.Range(0, Festival.Members).Select(Festival.Member));
        }
    }

    /// <summary>Puts the wall clock this far ahead of noon, and what has passed since.</summary>
    private Task ShiftAsync(int hours) => _host!.TellAsync($"shift {_noon + (hours * 3_600_000L)}");

    /// <summary>From now to the next time of day in the programme's zone, which is UTC+8.</summary>
    private static long MillisecondsUntil(TimeSpan timeOfDay)
    {
        TimeSpan now = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).TimeOfDay;
        TimeSpan until = timeOfDay - now;
        return (long)(until >= TimeSpan.Zero ? until : until + TimeSpan.FromDays(1)).TotalMilliseconds;
    }

    private async Task<Reply> PlayAsync(string member) => await _silo.AnswerAsync(NextPlay(member));

    /// <summary>Plays anew, a few times a second, until the answer is what is waited for.</summary>
    private async Task<Reply> PlayUntilAsync(string member, Func<Reply, bool> awaited)
    {
        using CancellationTokenSource patience = new(LongestWait);
        while (true)
        {
            if (await _silo.TryAsync(NextPlay(member), patience.Token) is { } reply && awaited(reply))
            {
                return reply;
            }

            await Task.Delay(200, patience.Token);
        }
    }

    private Call NextPlay(string member) => Call.PlayFor($"p{_plays++}", member, Festival.Wheel);

    /// <summary>Stops the silo and checks its journal.</summary>
    private async Task RestAsync()
    {
        _host!.Stop();
        Assert.Equal(0, await _host.EndAsync(LongestWait));
        Assert.Empty(JournalCount.Of(_store.Data).Faults);
        Assert.Empty(_host.Faults);
    }

    private static string? CodeOf(Reply reply) => JsonDocument.Parse(reply.Body).RootElement.TryGetProperty("code", out JsonElement code) ? code.GetString() : null;
}
