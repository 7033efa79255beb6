using Jifen.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>The wheel rests on the segment that the silo decided, whatever happens to the page, and each press is one play.</summary>
[Collection(GameTests.Name)]
public sealed class WheelTests(Chromium chromium, PlayedSilo played) : IClassFixture<PlayedSilo>
{
    private const string Plays = "**/v1/lotteries/*/plays";

    private static readonly Visitor Still = new() { ReducedMotion = true };

    [Fact]
    public async Task The_wheel_turns_and_rests_on_the_segment_that_was_recorded()
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url, Visitor.OnPhone);
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        await player.Spin.ClickAsync();
        await player.TurningAsync();
        await player.AssertShowsTheOnlyPlayAsync();
        visit.AssertStayedHome();
        visit.AssertNoComplaint();
    }

    [Fact]
    public async Task A_reload_in_mid_spin_shows_the_same_outcome_and_plays_nothing_more()
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url);
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        await player.Spin.ClickAsync();
        await player.TurningAsync();
        Assert.False(Assert.Single(await player.PlaysAsync()).Seen);
        await player.ReloadAsync();
        Assert.Equal("Show my result", await player.Spin.TextContentAsync());
        await player.Spin.ClickAsync();
        await player.AssertShowsTheOnlyPlayAsync();
    }

    [Fact]
    public async Task A_second_tab_shows_what_the_first_has_not_shown_yet()
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url);
        PlayerPage first = await PlayerPage.OpenAsync(silo, visit);
        await first.Spin.ClickAsync();
        await first.TurningAsync();
        PlayerPage second = await first.InOtherTabAsync();
        await second.Spin.ClickAsync();
        await second.AssertShowsTheOnlyPlayAsync();
        await first.AssertShowsTheOnlyPlayAsync();
        Assert.Equal(await first.PointedAsync(), await second.PointedAsync());
    }

    [Fact]
    public async Task With_reduced_motion_nothing_turns_and_each_result_is_under_the_pointer()
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url, Still);
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        await visit.Page.EvaluateAsync("""
            () => {
              window.animated = 0;
              const animate = Element.prototype.animate;
              Element.prototype.animate = function (...given) { window.animated++; return animate.apply(this, given); };
            }
            """);
        for (int spins = 1; spins <= 6; spins++)
        {
            await player.ReadyAsync();
            Task<IJSHandle> revealed = visit.Page.EvaluateHandleAsync("() => new Promise((told) => document.querySelector('jifen-wheel').addEventListener('reveal', told, { once: true }))");
            await player.Spin.ClickAsync();
            await revealed;
            await player.SeenAsync();
            PlayerPage.Recorded[] plays = await player.PlaysAsync();
            Assert.Equal((spins, plays[0].Segment), (plays.Length, await player.PointedAsync()));
        }

        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("() => window.animated"));
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url, Still);
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        const string Focused = "() => document.activeElement?.shadowRoot?.activeElement?.className ?? document.activeElement?.id";
        for (int presses = 0; await visit.Page.EvaluateAsync<string>(Focused) != "spin"; presses++)
        {
            Assert.InRange(presses, 0, 10);
            await visit.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Equal("solid", await player.Spin.EvaluateAsync<string>("(button) => getComputedStyle(button).outlineStyle"));
        await visit.Page.Keyboard.PressAsync("Enter");
        await player.AssertShowsTheOnlyPlayAsync();
        Assert.Equal("spin", await visit.Page.EvaluateAsync<string>(Focused));
        Assert.Equal("polite", await player.Said.GetAttributeAsync("aria-live"));
        Assert.NotEmpty((await player.Said.TextContentAsync())!);
    }

    [Fact]
    public async Task An_answer_that_is_lost_is_asked_for_again_by_the_same_key()
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url, Still);
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        int calls = 0;
        await visit.Page.RouteAsync(Plays, async route =>
        {
            IAPIResponse decided = await route.FetchAsync();
            await (++calls < 3 ? route.AbortAsync("connectionreset") : route.FulfillAsync(new() { Response = decided }));
        });
        await player.Spin.ClickAsync();
        await player.AssertShowsTheOnlyPlayAsync();
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task A_tab_that_dies_before_the_answer_finishes_the_same_play_when_it_is_opened_again()
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url, Still);
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        TaskCompletionSource decided = new();
        await visit.Page.RouteAsync(Plays, async route =>
        {
            if (decided.Task.IsCompleted)
            {
                await route.ContinueAsync();
                return;
            }

            await route.FetchAsync();
            decided.SetResult();
        });
        await player.Spin.ClickAsync();
        await decided.Task;
        await visit.Page.ReloadAsync();
        await player.AssertShowsTheOnlyPlayAsync();
    }

    [Fact]
    public async Task Offline_in_mid_play_and_online_again_is_one_play()
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url, Still);
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        await visit.Profile.SetOfflineAsync(true);
        await player.Spin.ClickAsync();
        await player.Said.GetByText("No connection. Your spin is kept and goes on by itself.").WaitForAsync();
        await visit.Profile.SetOfflineAsync(false);
        await player.AssertShowsTheOnlyPlayAsync();
    }

    [Fact]
    public async Task A_play_that_waits_for_its_prize_is_shown_when_it_is_settled()
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url, Still);
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        await visit.Page.RouteAsync(Plays, route => route.FulfillAsync(new() { Status = 202, ContentType = "application/json", Body = """{"playId":"p0-1"}""" }), new() { Times = 2 });
        await player.Spin.ClickAsync();
        await player.Said.GetByText("Your spin is taken.").WaitForAsync();
        await player.AssertShowsTheOnlyPlayAsync();
    }

    [Fact]
    public async Task A_crowded_silo_is_waited_for_with_the_same_key()
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url, Still);
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        List<string> keys = [];
        visit.Page.Request += (_, request) => keys.AddRange(request.Headers.Where(header => header.Key == "idempotency-key").Select(header => header.Value));
        await visit.Page.RouteAsync(Plays, route => route.FulfillAsync(new()
        {
            Status = 503,
            ContentType = "application/problem+json",
            Headers = [new("Retry-After", "1")],
            Body = """{"code":"try_again","detail":"later"}""",
        }), new() { Times = 1 });
        await player.Spin.ClickAsync();
        await player.Said.GetByText("Many are playing. Your spin is kept and goes on by itself in 1 s.").WaitForAsync();
        await player.AssertShowsTheOnlyPlayAsync();
        Assert.Equal((2, 1), (keys.Count, keys.Distinct().Count()));
    }

    /// <summary>The control: the reading of the pointer sees a wheel that stands elsewhere.</summary>
    [Fact]
    public async Task A_wheel_that_is_turned_by_one_segment_is_seen_to_point_elsewhere()
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url, Still);
        PlayerPage player = await PlayerPage.OpenAsync(silo, visit);
        await player.Spin.ClickAsync();
        await player.ToldAsync();
        string shown = await player.PointedAsync();
        await visit.Page.EvaluateAsync("() => { const rotor = document.querySelector('jifen-wheel').shadowRoot.querySelector('.rotor'); rotor.style.transform += ' rotate(45deg)'; }");
        Assert.NotEqual(shown, await player.PointedAsync());
    }
}
