using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>Challenges and streaks as a member sees them; what they show is what the silo says.</summary>
[Collection(PlayerTests.Name)]
public sealed class ChallengeWidgetTests(Chromium chromium, SprintSilo sprint) : IClassFixture<SprintSilo>
{
    private const string Streak = "jifen-challenges jifen-streak";
    private static readonly Visitor Still = Visitor.OnPhone with { ReducedMotion = true };

    [Fact]
    public async Task A_challenge_shows_the_silo_s_sentence_and_moves_without_a_reload()
    {
        string page = await sprint.EnterAsync("moves");
        await using Visit visit = await OpenAsync(page, Still);
        await Row(visit, "Three purchases").GetByText("0 of 3").WaitForAsync();
        await sprint.ReportAsync("moves", "purchase", sprint.Today, 500);
        await Row(visit, "Three purchases").GetByText("1 of 3").WaitForAsync();
        JsonElement told = (await sprint.ChallengeAsync("moves", "three")).GetProperty("sentence");
        Assert.Equal(told.GetProperty("en").GetString(), await Row(visit, "Three purchases").Locator(".sentence").TextContentAsync());
        await visit.Page.Locator("#lang").ClickAsync();
        await visit.Page.Locator("jifen-challenges .sentence").First.GetByText(told.GetProperty("zh").GetString()!).WaitForAsync();
        visit.AssertNoComplaint();
        visit.AssertStayedHome();
    }

    /// <summary>Kept for two days, saved by the freeze, kept again for three: six cells, and the marks of the silo in each.</summary>
    [Fact]
    public async Task The_calendar_has_the_mark_of_every_day_that_the_silo_tells()
    {
        string page = await sprint.EnterAsync("marks");
        foreach (int ago in new[] { 5, 4, 2, 1, 0 })
        {
            await sprint.ReportAsync("marks", "check-in", sprint.Today.AddDays(-ago));
        }

        await using Visit visit = await OpenAsync(page, Still);
        await visit.Page.Locator($"{Streak} .day.frozen").WaitForAsync();
        JsonElement streak = (await sprint.ChallengeAsync("marks", "days")).GetProperty("streak");
        Assert.Equal(streak.GetProperty("current").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture), await visit.Page.Locator($"{Streak} .count b").TextContentAsync());
        string[] marks = [.. streak.GetProperty("timeline").EnumerateArray().Select(day => day.GetProperty("mark").GetString()!).Where(mark => mark != "idle").Order(StringComparer.Ordinal)];
        Assert.Equal(["frozen", "kept", "kept", "kept", "kept", "kept"], marks);
        string[] shown = await visit.Page.Locator($"{Streak} .day").EvaluateAllAsync<string[]>("days => days.map((day) => day.classList[1]).filter((mark) => mark !== 'idle').sort()");
        Assert.Equal(marks, shown);
        Assert.Contains("is-today", await visit.Page.Locator($"{Streak} td[aria-current=date] .day").GetAttributeAsync("class"), StringComparison.Ordinal);
    }

    /// <summary>Two presses, the second one while the first is under way and the connection gone: one repair, paid once.</summary>
    [Fact]
    public async Task A_broken_streak_is_repaired_once_by_keyboard_also_without_a_connection()
    {
        string page = await sprint.EnterAsync("repairs", points: 100);
        foreach (int ago in new[] { 6, 4, 2 })
        {
            await sprint.ReportAsync("repairs", "check-in", sprint.Today.AddDays(-ago));
        }

        int before = await AvailableAsync("repairs");
        await using Visit visit = await OpenAsync(page, Still);
        ILocator repair = visit.Page.Locator($"{Streak} .act[data-key=repair]");
        await repair.FocusAsync();
        await visit.Profile.SetOfflineAsync(true);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator($"{Streak} .said").GetByText("No connection. This goes on by itself.").WaitForAsync();
        await visit.Profile.SetOfflineAsync(false);
        await visit.Page.Locator($"{Streak} .said").GetByText("is repaired").WaitForAsync();
        await repair.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        JsonElement history = (await sprint.Silo.GetAsync("/v1/members/repairs/history?limit=50")).Json.GetProperty("items");
        Assert.Single(history.EnumerateArray(), item => item.GetProperty("kind").GetString() == "streak-repaired");
        int rewards = history.EnumerateArray().Where(item => item.GetProperty("kind").GetString() == "earned" && item.TryGetProperty("cause", out JsonElement cause) && cause.GetString() == "challenge:days")
            .Sum(item => item.GetProperty("points").GetInt32());
        Assert.Equal(100 - 20 + rewards, await AvailableAsync("repairs"));
        Assert.True(before >= 100);
        Assert.Equal("2", await visit.Page.Locator($"{Streak} .count b").TextContentAsync());
    }

    /// <summary>The answer of the second pause never comes: the page is loaded anew while it is waited for.</summary>
    [Fact]
    public async Task Days_ahead_are_paused_by_keyboard_alone_and_a_reload_before_the_answer_shows_what_the_silo_did()
    {
        string page = await sprint.EnterAsync("pauses");
        await sprint.ReportAsync("pauses", "check-in", sprint.Today);
        await using Visit visit = await OpenAsync(page, Still);
        await visit.Page.Locator($"{Streak} summary").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await TypeDayAsync(visit, "from", 1);
        await TypeDayAsync(visit, "through", 3);
        await GoToAsync(visit, "form .act");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator($"{Streak} .said").GetByText("Your streak holds").WaitForAsync();
        Assert.Equal([(Day(1), Day(3))], await PausesAsync());

        TaskCompletionSource decided = new();
        await visit.Page.RouteAsync("**/pauses", async route =>
        {
            await route.FetchAsync();
            decided.SetResult();
        });
        await visit.Page.Locator($"{Streak} input[name=from]").FillAsync(Day(5));
        await visit.Page.Locator($"{Streak} input[name=through]").FillAsync(Day(6));
        await visit.Page.Locator($"{Streak} form .act").ClickAsync();
        await decided.Task.WaitAsync(TimeSpan.FromMinutes(2));
        await visit.Page.ReloadAsync();
        await visit.Page.Locator($"{Streak} li", new() { HasText = "Paused: " }).Nth(1).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal([(Day(1), Day(3)), (Day(5), Day(6))], await PausesAsync());
        visit.AssertStayedHome();

        async Task<(string, string)[]> PausesAsync() => [.. (await sprint.ChallengeAsync("pauses", "days")).GetProperty("streak").GetProperty("pauses").EnumerateArray()
            .Select(pause => (pause.GetProperty("from").GetString()!, pause.GetProperty("through").GetString()!))];

        string Day(int ahead) => sprint.Today.AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_broken_streak_and_its_forms_look_right_in_both_languages()
    {
        string page = await sprint.EnterAsync("looks", points: 100);
        foreach (int ago in new[] { 6, 4, 2 })
        {
            await sprint.ReportAsync("looks", "check-in", sprint.Today.AddDays(-ago));
        }

        await using Visit visit = await OpenAsync(page, Still);
        await visit.Page.Locator($"{Streak} summary").ClickAsync();
        await Looks.AssertAsync(visit, "jifen-challenges", Looks.PhoneByDay, Looks.PhoneByNight, Looks.DeskByDay);
        visit.AssertNoComplaint();
    }

    /// <summary>What is said of days that are done to those who cannot see them must not make the page wider than the phone.</summary>
    [Fact]
    public async Task A_round_that_is_done_is_wider_than_a_phone_and_the_page_is_not()
    {
        string page = await sprint.EnterAsync("whole-round");
        for (int ago = 0; ago < 7; ago++)
        {
            await sprint.ReportAsync("whole-round", "check-in", sprint.Today.AddDays(-ago));
        }

        await using Visit visit = await OpenAsync(page, Still with { Width = 360 });
        await visit.Page.Locator($"{Streak} .steps .has .unseen").Last.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.True(await visit.Page.Locator($"{Streak} .steps").EvaluateAsync<bool>(
            "row => { for (const step of row.children) step.style.cssText = 'flex: none; width: 24rem; max-width: none'; return row.scrollWidth > row.clientWidth; }"));
        Assert.Equal(360, await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    /// <summary>Weeks begin on Monday, the last one holds today, and no day is left out, over years.</summary>
    [Fact]
    public async Task Weeks_are_whole_and_hold_today()
    {
        await using Visit visit = await chromium.VisitAsync(sprint.Silo.Url, Still);
        await visit.Page.GotoAsync("/fair");
        string[] misses = await visit.Page.EvaluateAsync<string[]>("""
            async () => {
              const { weeksOf, dayIn } = await import('/widgets/challenges/calendar.js');
              const misses = [];
              for (let n = 0; n < 1500; n++) {
                const today = new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
                const days = weeksOf(today, []).flat();
                const steps = days.slice(1).every(({ day }, i) => Date.parse(day) - Date.parse(days[i].day) === 86_400_000);
                if (days.length !== 35 || !steps || new Date(`${days[0].day}T00:00Z`).getUTCDay() !== 1 || !days.slice(28).some(({ isToday }) => isToday)) misses.push(today);
              }
              if (dayIn(new Date('2026-11-21T23:30:00Z'), 'Asia/Shanghai') !== '2026-11-22') misses.push('zone');
              return misses;
            }
            """);
        Assert.Empty(misses);
    }

    private async Task<Visit> OpenAsync(string address, Visitor visitor)
    {
        Visit visit = await chromium.VisitAsync(sprint.Silo.Url, visitor);
        await visit.Page.GotoAsync(address);
        await visit.Page.Locator($"{Streak} .calendar").WaitForAsync();
        return visit;
    }

    /// <summary>Goes on by the keyboard to a field for a day and types one that lies so many days ahead; the day comes before the month, or after it where the browser has it so.</summary>
    private async Task TypeDayAsync(Visit visit, string field, int ahead)
    {
        string selector = $"input[name={field}]";
        DateOnly day = sprint.Today.AddDays(ahead);
        await GoToAsync(visit, selector);
        foreach (string order in (string[])["ddMMyyyy", "MMddyyyy"])
        {
            await visit.Page.Keyboard.TypeAsync(day.ToString(order, System.Globalization.CultureInfo.InvariantCulture));
            if (await visit.Page.Locator($"{Streak} {selector}").InputValueAsync() == day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
            {
                return;
            }

            await visit.Page.Keyboard.PressAsync("Shift+Tab");
            await visit.Page.Keyboard.PressAsync("Shift+Tab");
        }

        Assert.Fail($"{day} cannot be typed");
    }

    /// <summary>Goes on by the keyboard to a part of the streak.</summary>
    private static async Task GoToAsync(Visit visit, string selector)
    {
        const string Focused = "(selector) => document.querySelector('jifen-challenges').shadowRoot.querySelector('jifen-streak').shadowRoot.activeElement?.matches(selector) ?? false";
        for (int keys = 0; !await visit.Page.EvaluateAsync<bool>(Focused, selector); keys++)
        {
            Assert.InRange(keys, 0, 10);
            await visit.Page.Keyboard.PressAsync("Tab");
        }
    }

    private async Task<int> AvailableAsync(string member) => (await sprint.Silo.GetAsync($"/v1/members/{member}")).Json.GetProperty("points").GetProperty("available").GetInt32();

    private static ILocator Row(Visit visit, string name) => visit.Page.Locator("jifen-challenges .list > li", new() { HasText = name });
}
