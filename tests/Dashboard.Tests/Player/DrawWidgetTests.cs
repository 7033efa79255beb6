using Jifen.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>A prize draw in the hands of players, from the entry to the claim.</summary>
[Collection(PlayerTests.Name)]
public sealed class DrawWidgetTests(Chromium chromium)
{
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
    public async Task Without_a_connection_one_press_is_one_entry_when_it_is_back_also_after_a_reload_and_in_two_tabs()
    {
        EveningSilo evening = await BeginAsync();
        await using Visit visit = await OpenAsync(evening, "off", Still);
        await visit.Profile.SetOfflineAsync(true);
        await visit.Page.Locator(Act).ClickAsync();
        await visit.Page.Locator("jifen-draw .said").GetByText("No connection").WaitForAsync();
        await visit.Profile.SetOfflineAsync(false);
        await visit.Page.Locator("jifen-draw .said").GetByText("your entry number 1").WaitForAsync();
        IPage other = await visit.Page.Context.NewPageAsync();
        await other.GotoAsync($"/play#token={(await evening.Silo.PostAsync("/v1/members/off/token")).Json.GetProperty("token").GetString()}");
        await other.Locator($"{Act}[aria-disabled=false]").ClickAsync();
        await visit.Page.Locator("jifen-draw [data-mine]").GetByText("2 entries").WaitForAsync();
        await visit.Page.Locator(Act).GetByText("No more entries").WaitForAsync();
        Assert.Equal(2, (await evening.DrawsAsync("off"))[0].GetProperty("entries").GetInt32());
        await evening.DisposeAsync();
    }

    [Theory]
    [InlineData("en", false)]
    [InlineData("zh-CN", true)]
    public async Task Axe_finds_nothing_and_nothing_scrolls_sideways(string locale, bool dark)
    {
        EveningSilo evening = await BeginAsync();
        foreach (int n in Enumerable.Range(0, 9))
        {
            await evening.EnterAsync($"m{n}");
            await evening.Silo.PostAsync("/v1/lotteries/evening/plays", $$"""{"memberId":"m{{n}}"}""", $"m{n}");
        }

        await using Visit visit = await OpenAsync(evening, "axe", Still with { Locale = locale, Dark = dark });
        await KeepAsync(visit, $"draw-open-{locale}");
        await AssertNoFindingAsync(visit);
        await evening.CloseAsync();
        await visit.Page.ReloadAsync();
        await visit.Page.Locator("jifen-draw table").WaitForAsync();
        await visit.Page.EvaluateAsync("() => document.querySelector('jifen-draw').shadowRoot.querySelectorAll('details').forEach((part) => { part.open = true; })");
        await KeepAsync(visit, $"draw-drawn-{locale}");
        await AssertNoFindingAsync(visit);
        Assert.Equal(360, await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        visit.AssertNoComplaint();
        await evening.DisposeAsync();
    }

    private static async Task<EveningSilo> BeginAsync()
    {
        EveningSilo evening = new();
        await evening.InitializeAsync();
        return evening;
    }

    private static async Task AssertNoFindingAsync(Visit visit) => Assert.Equal("", string.Join('\n', await visit.FindingsAsync()));

    /// <summary>A picture of the draw where the environment asks for pictures.</summary>
    private static async Task KeepAsync(Visit visit, string name)
    {
        if (Environment.GetEnvironmentVariable("JIFEN_PICTURES") is { } folder)
        {
            await visit.Page.Locator("section.draw").ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
        }
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
