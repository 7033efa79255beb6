using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>Scratch cards in the hands of players: what comes out from under the foil is what the silo dealt.</summary>
[Collection(GameTests.Name)]
public sealed class ScratchCardTests(Chromium chromium, SprintSilo sprint) : IClassFixture<SprintSilo>
{
    private const string Widget = "jifen-scratch";
    private const string Act = "jifen-scratch .act";
    private const string Gone = "jifen-scratch .foil.is-off";
    private static readonly Visitor Still = Visitor.OnPhone with { ReducedMotion = true };

    [Fact]
    public async Task A_card_is_taken_and_rubbed_with_a_finger_and_turns_out_as_the_silo_says()
    {
        await using Visit visit = await OpenAsync("rubs", Visitor.OnPhone);
        await TakeAsync(visit);
        Assert.Equal("held", Assert.Single(await CardsAsync("rubs")).GetProperty("state").GetString());
        await visit.Page.Locator("jifen-scratch .foil").ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await visit.Page.Locator("jifen-scratch .foil").BoundingBoxAsync())!;
        await visit.Page.Mouse.MoveAsync(box.X + 10, box.Y + 10);
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Locator("jifen-scratch .said").GetByText("Your card is open").WaitForAsync();
        for (int line = 0; line < 12 && await visit.Page.Locator(Gone).CountAsync() == 0; line++)
        {
            float y = box.Y + 10 + (line * (box.Height - 20) / 11);
            await visit.Page.Mouse.MoveAsync(line % 2 == 0 ? box.X + box.Width - 10 : box.X + 10, y, new() { Steps = 12 });
        }

        await visit.Page.Mouse.UpAsync();
        await AssertShowsTheOnlyCardAsync(visit, "rubs");
        visit.AssertNoComplaint();
        visit.AssertStayedHome();
    }

    [Fact]
    public async Task The_keyboard_alone_takes_and_scratches_a_card()
    {
        await using Visit visit = await OpenAsync("types", Still);
        await visit.Page.Locator(Act).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator(Act).GetByText("Scratch it").WaitForAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await AssertShowsTheOnlyCardAsync(visit, "types");
    }

    /// <summary>The first touch opens the card at the silo; a reload before the foil is off must not lose what came out.</summary>
    [Fact]
    public async Task A_card_that_was_opened_before_a_reload_is_shown_after_it()
    {
        await using Visit visit = await OpenAsync("reloads", Still);
        await TakeAsync(visit);
        await visit.Page.Locator("jifen-scratch .foil").ClickAsync();
        await visit.Page.Locator("jifen-scratch .said").GetByText("Your card is open").WaitForAsync();
        await visit.Page.ReloadAsync();
        await visit.Page.Locator("jifen-scratch .said").GetByText("Your card is open").WaitForAsync();
        Assert.Equal(0, await visit.Page.Locator(Gone).CountAsync());
        await visit.Page.Locator(Act).ClickAsync();
        await AssertShowsTheOnlyCardAsync(visit, "reloads");
    }

    [Fact]
    public async Task Without_a_connection_one_press_is_one_card_when_it_is_back_and_it_is_scratched_once()
    {
        await using Visit visit = await OpenAsync("offline", Still);
        await visit.Profile.SetOfflineAsync(true);
        await visit.Page.Locator(Act).ClickAsync();
        await visit.Page.Locator("jifen-scratch .said").GetByText("No connection").WaitForAsync();
        await visit.Profile.SetOfflineAsync(false);
        await visit.Page.Locator(Act).GetByText("Scratch it").WaitForAsync();
        Assert.Equal("held", Assert.Single(await CardsAsync("offline")).GetProperty("state").GetString());
        await visit.Profile.SetOfflineAsync(true);
        await visit.Page.Locator(Act).ClickAsync();
        await visit.Page.Locator("jifen-scratch .said").GetByText("No connection").WaitForAsync();
        Assert.Equal("", await visit.Page.Locator("jifen-scratch .under").TextContentAsync());
        await visit.Profile.SetOfflineAsync(false);
        await AssertShowsTheOnlyCardAsync(visit, "offline");
    }

    [Fact]
    public async Task Two_tabs_that_scratch_the_same_card_at_once_or_one_in_the_midst_of_the_other_show_the_same()
    {
        await using Visit visit = await OpenAsync("tabs", Still);
        await TakeAsync(visit);
        IPage other = await visit.Page.Context.NewPageAsync();
        await other.GotoAsync($"/play#token={(await sprint.Silo.PostAsync("/v1/members/tabs/token")).Json.GetProperty("token").GetString()}");
        await other.Locator(Act).GetByText("Scratch it").WaitForAsync();
        await Task.WhenAll(visit.Page.Locator(Act).ClickAsync(), other.Locator(Act).ClickAsync());
        await other.Locator(Gone).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await AssertShowsTheOnlyCardAsync(visit, "tabs");
        Assert.Equal(await visit.Page.Locator("jifen-scratch .under").TextContentAsync(), await other.Locator("jifen-scratch .under").TextContentAsync());

        string first = Assert.Single(await CardsAsync("tabs")).GetProperty("cardId").GetString()!;
        await TakeAsync(visit);
        await other.Locator(Act).GetByText("Next card").ClickAsync();
        await other.Locator(Act).GetByText("Scratch it").WaitForAsync();
        await visit.Page.Locator("jifen-scratch .foil").ClickAsync();
        await visit.Page.Locator("jifen-scratch .said").GetByText("Your card is open").WaitForAsync();
        await other.Locator(Act).ClickAsync();
        await other.Locator(Gone).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal(0, await visit.Page.Locator(Gone).CountAsync());
        await visit.Page.Locator(Act).ClickAsync();
        await visit.Page.Locator(Gone).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        string second = Assert.Single(await CardsAsync("tabs"), card => card.GetProperty("cardId").GetString() != first).GetProperty("outcome").GetProperty("label").GetProperty("en").GetString()!;
        Assert.Equal((second, second), (await visit.Page.Locator("jifen-scratch .under").TextContentAsync(), await other.Locator("jifen-scratch .under").TextContentAsync()));
    }

    [Fact]
    public async Task Sealed_and_open_it_looks_right_in_both_languages()
    {
        await using Visit visit = await OpenAsync("looks", Still);
        await TakeAsync(visit);
        await Looks.AssertAsync(visit, Widget, Looks.PhoneByDay, Looks.PhoneByNight);
        await visit.Page.Locator($"{Act}[aria-disabled=false]").ClickAsync();
        await visit.Page.Locator(Gone).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await visit.Page.EvaluateAsync("() => document.querySelector('jifen-scratch').shadowRoot.querySelectorAll('details').forEach((part) => { part.open = true; })");
        await Looks.AssertAsync(visit, Widget, Looks.PhoneByNight, Looks.PhoneByDay);
        visit.AssertNoComplaint();
    }

    private async Task<Visit> OpenAsync(string member, Visitor visitor)
    {
        string page = await sprint.EnterAsync(member);
        Visit visit = await chromium.VisitAsync(sprint.Silo.Url, visitor);
        await visit.Page.GotoAsync(page);
        await visit.Page.Locator($"{Act}[aria-disabled=false]").WaitForAsync();
        return visit;
    }

    private static async Task TakeAsync(Visit visit)
    {
        await visit.Page.Locator(Act).ClickAsync();
        await visit.Page.Locator(Act).GetByText("Scratch it").WaitForAsync();
    }

    private async Task<JsonElement[]> CardsAsync(string member) => [.. (await sprint.Silo.GetAsync($"/v1/members/{member}/cards")).Json.GetProperty("items").EnumerateArray()];

    private async Task AssertShowsTheOnlyCardAsync(Visit visit, string member)
    {
        await visit.Page.Locator(Gone).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        JsonElement card = Assert.Single(await CardsAsync(member));
        Assert.Equal("scratched", card.GetProperty("state").GetString());
        Assert.Equal(card.GetProperty("outcome").GetProperty("label").GetProperty("en").GetString(), await visit.Page.Locator("jifen-scratch .under").TextContentAsync());
        bool isWon = card.GetProperty("outcome").GetProperty("prize").ValueKind != JsonValueKind.Null;
        await visit.Page.Locator("jifen-scratch .said").GetByText(isWon ? "You won 10 points!" : "No prize this time").WaitForAsync();
    }
}
