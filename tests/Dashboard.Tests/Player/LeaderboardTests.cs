using System.Globalization;
using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>Boards as a member sees them; what they show is what the silo says.</summary>
[Collection(PlayerTests.Name)]
public sealed class LeaderboardTests(Chromium chromium, RankedSilo ranked) : IClassFixture<RankedSilo>
{
    private const string Board = "jifen-leaderboard";
    private static readonly Visitor Still = Visitor.OnPhone with { ReducedMotion = true };

    /// <summary>Rank 28 of 30: twenty are shown, a gap, and those around; then all of them, without a gap and none twice.</summary>
    [Fact]
    public async Task The_own_row_is_in_sight_wherever_the_list_is_scrolled_and_the_list_is_the_silo_s()
    {
        await using Visit visit = await OpenAsync("m3", Still);
        Assert.Equal(1, await Rows(visit, ".gap").CountAsync());
        await InSightAsync(visit);
        await visit.Page.Locator($"{Board} .scroll").EvaluateAsync("list => { list.scrollTop = list.scrollHeight; }");
        await InSightAsync(visit);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show more" }).ClickAsync();
        await Rows(visit, ".gap").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        string[] expected = [.. (await ranked.BoardAsync()).GetProperty("items").EnumerateArray().Select(item => $"{item.GetProperty("rank")} {item.GetProperty("score").GetInt64().ToString("N0", CultureInfo.InvariantCulture)}")];
        string[] shown = await Rows(visit, "").EvaluateAllAsync<string[]>("rows => rows.map((row) => `${row.cells[0].textContent} ${row.cells[2].textContent}`)");
        Assert.Equal(expected, shown);
        await visit.Page.Locator($"{Board} .scroll").EvaluateAsync("list => { list.scrollTop = 0; }");
        await InSightAsync(visit);
        visit.AssertNoComplaint();
        visit.AssertStayedHome();
    }

    [Fact]
    public async Task A_rank_moves_without_a_reload_and_is_announced()
    {
        await ranked.EnrolAsync("mover");
        await ranked.EarnAsync("mover", 1);
        await using Visit visit = await OpenAsync("mover", Still);
        await ranked.EarnAsync("mover", 100_000);
        await visit.Page.Locator($"{Board} .mine strong", new() { HasText = "#1" }).WaitForAsync();
        await visit.Page.Locator($"{Board} [role=status]", new() { HasText = "rank 1." }).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal(1, await Rows(visit, ".me.first").CountAsync());
    }

    [Fact]
    public async Task The_last_period_is_shown_as_it_was_closed_and_says_so()
    {
        await using Visit visit = await OpenAsync("m30", Still);
        JsonElement now = await ranked.BoardAsync();
        string last = now.GetProperty("periods").EnumerateArray().Last().GetString()!;
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Last final" }).ClickAsync();
        await visit.Page.Locator($"{Board} .chip.is-final").WaitForAsync();
        JsonElement final = await ranked.BoardAsync($"&period={last}");
        Assert.False(final.GetProperty("provisional").GetBoolean());
        Assert.Equal("1,300", await Rows(visit, ".me td:last-child").TextContentAsync());
        Assert.Equal(1300, final.GetProperty("items")[0].GetProperty("score").GetInt32());
        JsonElement history = (await ranked.Silo.GetAsync("/v1/members/m30/history?limit=50")).Json.GetProperty("items");
        Assert.Equal(1000, history.EnumerateArray().Where(item => item.TryGetProperty("cause", out JsonElement cause) && cause.GetString() == $"board:day/{last}").Sum(item => item.GetProperty("points").GetInt32()));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Now" }).ClickAsync();
        await visit.Page.Locator($"{Board} .chip:not(.is-final)").WaitForAsync();
    }

    [Fact]
    public async Task A_name_is_taken_by_keyboard_and_who_opts_out_is_nameless_to_others()
    {
        await using Visit visit = await OpenAsync("m29", Still);
        ILocator alias = visit.Page.Locator($"{Board} input[name=alias]");
        await visit.Page.Locator($"{Board} details[part=name] summary").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await alias.FillAsync("admin");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator($"{Board} .said", new() { HasText = "cannot be taken" }).WaitForAsync();
        await alias.FillAsync("Silver Fox");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator($"{Board} .said", new() { HasText = "Saved" }).WaitForAsync();
        await Rows(visit, ".me small", "Silver Fox").First.WaitForAsync();

        await using Visit other = await OpenAsync("m28", Still);
        Assert.Equal("Silver Fox", await NameAtScoreAsync(other, "2,900"));
        await visit.Page.Locator($"{Board} input[name=listed]").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await alias.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator($"{Board} .said", new() { HasText = "without a name" }).WaitForAsync();
        await other.Page.ReloadAsync();
        await Rows(other, ".me").First.WaitForAsync();
        Assert.Equal("Anonymous", await NameAtScoreAsync(other, "2,900"));
        other.AssertNoComplaint();
    }

    [Fact]
    public async Task Without_a_connection_the_last_list_stays_and_is_called_old_until_it_comes_back()
    {
        await using Visit visit = await OpenAsync("m10", Still);
        await visit.Profile.SetOfflineAsync(true);
        await visit.Page.Locator($"{Board} .state", new() { HasText = "No connection" }).WaitForAsync();
        Assert.True(await Rows(visit, "").CountAsync() > 20);
        await visit.Profile.SetOfflineAsync(false);
        await visit.Page.Locator($"{Board} .scroll:not(.is-stale)").WaitForAsync();
        await visit.Page.Locator($"{Board} .state").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    [Fact]
    public async Task With_all_that_opens_it_looks_right_in_both_languages()
    {
        await using Visit visit = await OpenAsync("m5", Still);
        foreach (ILocator summary in await visit.Page.Locator($"{Board} summary").AllAsync())
        {
            await summary.ClickAsync();
        }

        await Looks.AssertAsync(visit, Board, Looks.PhoneByDay, Looks.PhoneByNight, Looks.DeskByDay);
        visit.AssertNoComplaint();
    }

    [Fact]
    public async Task Lists_join_without_repetition_and_times_that_are_left_are_told_by_their_two_largest_units()
    {
        await using Visit visit = await chromium.VisitAsync(ranked.Silo.Url, Still);
        await visit.Page.GotoAsync("/widgets/fairness/index.html");
        string[] misses = await visit.Page.EvaluateAsync<string[]>("""
            async () => {
              const { joined } = await import('/widgets/boards/rows.js');
              const { left, rewardLines, scopeLine, words } = await import('/widgets/boards/words.js');
              const misses = [];
              for (let size = 1; size <= 40; size++) for (let me = 1; me <= size; me++) {
                const list = Array.from({ length: size }, (_, i) => ({ rank: i + 1, ...(i + 1 === me ? { memberId: 'me' } : { alias: `p${i}` }), score: size - i }));
                const places = joined(list.slice(0, 20), list.slice(Math.max(0, me - 3), me + 2));
                const ranks = places.filter(Boolean).map(({ rank }) => rank);
                if (new Set(ranks).size !== ranks.length || !ranks.includes(me) || ranks.some((rank, i) => i > 0 && rank < ranks[i - 1])) misses.push(`${me} of ${size}`);
                if (places.includes(null) !== (me - 2 > 21)) misses.push(`gap of ${me} of ${size}`);
              }
              const told = [59_001, 60_000, 3_600_000, 90_000_000, -5].map((ms) => left(ms, words.en)).join();
              if (told !== '1 min 0 s,1 min 0 s,1 h 0 min,1 d 1 h,0 s') misses.push(told);
              const lines = rewardLines([{ to: 1, points: 9 }, { to: 3, badge: 'b' }, { toPercent: 5, points: 1 }], 'en').map(({ who, what }) => `${who}: ${what}`).join();
              if (lines !== 'Rank 1: 9 points,Ranks 2 to 3: badge,First 5 %: 1 point') misses.push(lines);
              const scope = { regions: ['east', 'north'], segments: [], tiers: ['gold'] };
              const whose = [...scopeLine(null, 'en'), ...scopeLine(scope, 'en'), ...scopeLine(scope, 'zh')].join();
              if (whose !== 'Counts what members do while they are in east or north and gold.,只统计会员属于 east 或 north，并且属于 gold 期间的行为。') misses.push(whose);
              return misses;
            }
            """);
        Assert.Empty(misses);
    }

    private static ILocator Rows(Visit visit, string which, string? text = null) => visit.Page.Locator($"{Board} tbody tr{which}", new() { HasText = text });

    private static async Task<string?> NameAtScoreAsync(Visit visit, string score) =>
        await visit.Page.Locator($"{Board} tbody tr", new() { Has = visit.Page.Locator($"td:last-child:text-is('{score}')") }).Locator("td").Nth(1).TextContentAsync();

    private async Task<Visit> OpenAsync(string member, Visitor visitor)
    {
        Visit visit = await chromium.VisitAsync(ranked.Silo.Url, visitor);
        await visit.Page.GotoAsync(await ranked.PageOfAsync(member));
        await Rows(visit, ".me").First.WaitForAsync();
        return visit;
    }

    /// <summary>The member's row lies within the list's own window, by its drawing.</summary>
    private static async Task InSightAsync(Visit visit) => Assert.True(await visit.Page.Locator(Board).EvaluateAsync<bool>("""
        (board) => {
          const list = board.shadowRoot.querySelector('.scroll').getBoundingClientRect();
          const row = board.shadowRoot.querySelector('tr.me td').getBoundingClientRect();
          return row.height > 10 && row.top >= list.top && row.bottom <= list.bottom + 1;
        }
        """));
}
