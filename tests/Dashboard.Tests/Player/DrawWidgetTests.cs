using Jifen.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>A prize draw in the hands of players, from the entry to the claim.</summary>
[Collection(GameTests.Name)]
public sealed class DrawWidgetTests(Chromium chromium)
{
    private const string Widget = "jifen-draw";
    private const string Act = "jifen-draw .enter";
    private static readonly Visitor Still = Visitor.OnPhone with { ReducedMotion = true, Width = 360 };

    [Fact]
    public async Task A_member_enters_by_keyboard_wins_and_claims_and_sees_what_the_silo_says()
    {
        EveningSilo evening = await BeginAsync();
        await using Visit visit = await OpenAsync(evening, "ann", Still);
        await visit.Page.Locator(Act).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator("jifen-draw .said").GetByText("your entry number 1").WaitForAsync();
        Assert.Equal(1, (await evening.DrawsAsync("ann"))[0].GetProperty("entries").GetInt32());
        await evening.CloseAsync();
        await visit.Page.ReloadAsync();
        await visit.Page.Locator("jifen-draw .win button").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator("jifen-draw .win[data-state=given]").WaitForAsync();
        await visit.Page.Locator("jifen-draw tr.is-mine").GetByText("Electric car").WaitForAsync();
        Assert.Equal("given", (await evening.DrawsAsync("ann"))[0].GetProperty("win").GetProperty("state").GetString());
        await visit.Page.Locator("jifen-draw .when").First.GetByText("Entries are closed").WaitForAsync();
        visit.AssertNoComplaint();
        visit.AssertStayedHome();
        await evening.DisposeAsync();
    }

    [Fact]
    public async Task One_press_is_one_entry_after_a_reload_before_the_answer_without_a_connection_and_in_two_tabs()
    {
        EveningSilo evening = await BeginAsync();
        await using Visit visit = await OpenAsync(evening, "off", Still);
        TaskCompletionSource decided = new();
        await visit.Page.RouteAsync("**/v1/lotteries/*/plays", async route =>
        {
            if (decided.Task.IsCompleted)
            {
                await route.ContinueAsync();
                return;
            }

            await route.FetchAsync();
            decided.SetResult();
        });
        await visit.Page.Locator(Act).ClickAsync();
        await decided.Task.WaitAsync(TimeSpan.FromMinutes(2));
        await visit.Page.ReloadAsync();
        await visit.Page.Locator("jifen-draw .said").GetByText("your entry number 1").WaitForAsync();
        await visit.Page.Locator("jifen-draw [data-mine]").GetByText("1 entry").WaitForAsync();

        await visit.Profile.SetOfflineAsync(true);
        await visit.Page.Locator($"{Act}[aria-disabled=false]").ClickAsync();
        await visit.Page.Locator("jifen-draw .said").GetByText("No connection").WaitForAsync();
        await visit.Profile.SetOfflineAsync(false);
        await visit.Page.Locator("jifen-draw .said").GetByText("your entry number 2").WaitForAsync();
        IPage other = await visit.Page.Context.NewPageAsync();
        await other.GotoAsync($"/play#token={(await evening.Silo.PostAsync("/v1/members/off/token")).Json.GetProperty("token").GetString()}");
        await other.Locator($"{Act}[aria-disabled=false]").ClickAsync();
        await visit.Page.Locator("jifen-draw [data-mine]").GetByText("3 entries").WaitForAsync();
        await visit.Page.Locator(Act).GetByText("No more entries").WaitForAsync();
        Assert.Equal(3, (await evening.DrawsAsync("off"))[0].GetProperty("entries").GetInt32());
        await evening.DisposeAsync();
    }

    [Fact]
    public async Task Open_and_drawn_it_looks_right_in_both_languages()
    {
        EveningSilo evening = await BeginAsync();
        foreach (int n in Enumerable.Range(0, 9))
        {
            await evening.EnterAsync($"m{n}");
            await evening.Silo.PostAsync("/v1/lotteries/evening/plays", $$"""{"memberId":"m{{n}}"}""", $"m{n}");
        }

        await using Visit visit = await OpenAsync(evening, "looks", Still);
        await Looks.AssertAsync(visit, Widget, Looks.PhoneByDay, Looks.PhoneByNight);
        await evening.CloseAsync();
        await visit.Page.ReloadAsync();
        await visit.Page.Locator("jifen-draw table").WaitForAsync();
        await visit.Page.EvaluateAsync("() => document.querySelector('jifen-draw').shadowRoot.querySelectorAll('details').forEach((part) => { part.open = true; })");
        await Looks.AssertAsync(visit, Widget, Looks.PhoneByNight, Looks.PhoneByDay);
        visit.AssertNoComplaint();
        await evening.DisposeAsync();
    }

    private static async Task<EveningSilo> BeginAsync()
    {
        EveningSilo evening = new();
        await evening.InitializeAsync();
        return evening;
    }

    private async Task<Visit> OpenAsync(EveningSilo evening, string member, Visitor visitor)
    {
        string page = await evening.EnterAsync(member);
        Visit visit = await chromium.VisitAsync(evening.Silo.Url, visitor);
        await visit.Page.GotoAsync(page);
        await visit.Page.Locator($"{Act}[aria-disabled=false]").WaitForAsync();
        return visit;
    }
}
