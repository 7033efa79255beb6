using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>The chances beside the wheel are those that the silo tells this member, and none where the programme does not tell them.</summary>
[Collection(PlayerPagesTests.Name)]
public sealed class OddsTests(Chromium chromium, OddsSilo odds) : IClassFixture<OddsSilo>
{
    private const string Rows = "jifen-wheel .odds tbody tr";

    private static readonly Visitor Still = Visitor.OnPhone with { ReducedMotion = true };

    [Fact]
    public async Task The_table_tells_the_odds_of_this_member_before_and_after_a_play_in_both_languages()
    {
        await using Visit visit = await OpenAsync(await odds.EnterAsync("told"), Still);
        Assert.Equal(["1 in 1", "1 in 1,000", "not now"], await ShownAsync(visit));
        Assert.Equal("9990 10 0", string.Join(' ', await ToldAsync("told")));
        Assert.Equal("1 1000 -", string.Join(' ', await OneInAsync("told")));

        while (!(await ToldAsync("told")).SequenceEqual([0L, 10_000, 0]))
        {
            await visit.Page.Locator("jifen-wheel .spin[aria-disabled=false]").ClickAsync();
            await visit.Page.Locator("jifen-wheel .stage.is-told").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });
            await visit.Page.Locator("jifen-wheel .spin[aria-disabled=false]").WaitForAsync();
        }

        await visit.Page.Locator(Rows).Nth(0).GetByText("not now").WaitForAsync();
        Assert.Equal(["not now", "1 in 1", "not now"], await ShownAsync(visit));
        await visit.Page.Locator("#lang").ClickAsync();
        await visit.Page.Locator(Rows).Nth(1).GetByText("1/1").WaitForAsync();
        Assert.Equal(["暂无", "1/1", "暂无"], await ShownAsync(visit));
        visit.AssertNoComplaint();
    }

    [Fact]
    public async Task The_table_is_folded_and_shown_by_the_keyboard()
    {
        await using Visit visit = await OpenAsync(await odds.EnterAsync("keys"), Still);
        const string Focused = "() => document.activeElement?.shadowRoot?.activeElement?.parentElement?.className ?? null";
        for (int presses = 0; await visit.Page.EvaluateAsync<string?>(Focused) != "odds"; presses++)
        {
            Assert.InRange(presses, 0, 12);
            await visit.Page.Keyboard.PressAsync("Tab");
        }

        Assert.True(await visit.Page.Locator("jifen-wheel .odds table").IsVisibleAsync());
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.False(await visit.Page.Locator("jifen-wheel .odds table").IsVisibleAsync());
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.True(await visit.Page.Locator("jifen-wheel .odds table").IsVisibleAsync());
    }

    [Fact]
    public async Task A_wheel_that_does_not_tell_them_says_none_anywhere()
    {
        JsonElement wheel = await odds.WheelAsync("untold", "none");
        Assert.False(wheel.TryGetProperty("totalWeight", out _));
        Assert.All(wheel.GetProperty("segments").EnumerateArray(), segment =>
            Assert.DoesNotContain(segment.EnumerateObject(), property => property.Name is "weight" or "odds" or "oneIn"));

        await using Visit visit = await OpenAsync(await odds.EnterAsync("untold"), Still);
        await visit.Page.EvaluateAsync("() => document.querySelector('jifen-wheel').setAttribute('lottery', 'untold')");
        await visit.Page.Locator("jifen-wheel .stage[aria-label='Wheel with 2 segments: Next time; 10 points']").WaitForAsync();
        Assert.False(await visit.Page.Locator("jifen-wheel .odds").IsVisibleAsync());
        Assert.Empty(await visit.FindingsAsync());
    }

    [Fact]
    public async Task The_table_looks_right_in_both_languages()
    {
        await using Visit visit = await OpenAsync(await odds.EnterAsync("looks"), Still);
        await Looks.AssertAsync(visit, "jifen-wheel", Looks.PhoneByDay, Looks.PhoneByNight, Looks.DeskByNight);
        visit.AssertNoComplaint();
    }

    private static async Task<string[]> ShownAsync(Visit visit) => [.. await visit.Page.Locator($"{Rows} td:last-child").AllTextContentsAsync()];

    private async Task<long[]> ToldAsync(string member) => [.. (await SegmentsAsync(member)).Select(segment => segment.GetProperty("odds").GetInt64())];

    private async Task<string[]> OneInAsync(string member) => [.. (await SegmentsAsync(member)).Select(segment => segment.GetProperty("oneIn").GetString() ?? "-")];

    private async Task<JsonElement[]> SegmentsAsync(string member) => [.. (await odds.WheelAsync("told", member)).GetProperty("segments").EnumerateArray()];

    private async Task<Visit> OpenAsync(string address, Visitor visitor)
    {
        Visit visit = await chromium.VisitAsync(odds.Silo.Url, visitor);
        await visit.Page.GotoAsync(address);
        await visit.Page.Locator("jifen-wheel .spin[aria-disabled=false]").WaitForAsync();
        return visit;
    }
}
