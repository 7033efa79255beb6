using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>A player sets its own limits on the page; the silo holds it to them, and the games say so.</summary>
[Collection(PlayerPagesTests.Name)]
public sealed class LimitTests(Chromium chromium, PlayedSilo played) : IClassFixture<PlayedSilo>
{
    private static readonly Visitor Still = Visitor.OnPhone with { ReducedMotion = true };

    [Fact]
    public async Task A_limit_is_set_by_the_keyboard_also_without_a_connection_and_the_wheel_says_that_it_holds()
    {
        await using Visit visit = await chromium.VisitAsync(played.Silo.Url, Still);
        PlayerPage player = await PlayerPage.OpenAsync(played.Silo, visit);
        await OpenAsync(visit);
        await visit.Page.Locator("jifen-limits input[name=playsPerDay]").FillAsync("0");
        await visit.Profile.SetOfflineAsync(true);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator("jifen-limits .said").GetByText("No connection. Your limits are set when it is back.").WaitForAsync();
        await visit.Profile.SetOfflineAsync(false);
        await visit.Page.Locator("jifen-limits .said").GetByText("Your limits are set.", new() { Exact = true }).WaitForAsync();
        JsonElement set = (await played.Silo.GetAsync($"/v1/members/{await player.MemberAsync()}/play-limits")).Json;
        Assert.Equal(0, set.GetProperty("playsPerDay").GetInt64());

        await player.Spin.ClickAsync();
        await player.AssertShowsTheOnlyPlayAsync();
        await player.ReadyAsync();
        await player.Spin.ClickAsync();
        await player.Said.GetByText("This is beyond the limits that you have set yourself. Nothing was taken.").WaitForAsync();
        Assert.Single(await player.PlaysAsync());
    }

    [Fact]
    public async Task What_is_looser_is_said_to_come_later_and_a_break_stands()
    {
        await using Visit visit = await chromium.VisitAsync(played.Silo.Url, Still);
        PlayerPage player = await PlayerPage.OpenAsync(played.Silo, visit);
        Assert.Equal(200, (await played.Silo.SendAsync(
            HttpMethod.Put, $"/v1/members/{await player.MemberAsync()}/play-limits", """{"pointsPerWeek":100}""", null, ServedSilo.BootstrapKey)).Status);
        await player.ReloadAsync();
        await OpenAsync(visit);
        await visit.Page.Locator("jifen-limits input[name=pointsPerWeek]").FillAsync("");
        await visit.Page.Locator("jifen-limits select").SelectOptionAsync("7");
        await visit.Page.Locator("jifen-limits button").ClickAsync();
        await visit.Page.Locator("jifen-limits .standing").GetByText("Points a week no limit.").WaitForAsync();
        await visit.Page.Locator("jifen-limits .standing").GetByText("You are taking a break until").WaitForAsync();
        await visit.Page.Locator("jifen-limits select").SelectOptionAsync("1");
        await visit.Page.Locator("jifen-limits button").ClickAsync();
        await visit.Page.Locator("jifen-limits .said").GetByText("A break cannot be shortened.").WaitForAsync();
        await visit.Page.Locator("#lang").ClickAsync();
        await visit.Page.Locator("jifen-limits .said").GetByText("休息时间不能缩短。").WaitForAsync();
    }

    [Fact]
    public async Task The_form_looks_right_in_both_languages()
    {
        await using Visit visit = await chromium.VisitAsync(played.Silo.Url, Still);
        await PlayerPage.OpenAsync(played.Silo, visit);
        await OpenAsync(visit);
        await Looks.AssertAsync(visit, "jifen-limits", Looks.PhoneByDay, Looks.PhoneByNight, Looks.DeskByNight);
        visit.AssertNoComplaint();
    }

    private static async Task OpenAsync(Visit visit)
    {
        await visit.Page.Locator("section.limits summary").ClickAsync();
        await visit.Page.Locator("jifen-limits form").WaitForAsync();
    }
}
