using Jifen.Dashboard.Tests.Browser;
using Jifen.Silo.Security;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Live;

/// <summary>A person pauses a game on the page, and players feel it.</summary>
[Collection(BrowserTests.Name)]
public sealed class PauseTests(Chromium chromium)
{
    private const string Wheel = "[data-target=lucky-wheel]";

    [Fact]
    public async Task A_pause_from_the_page_is_felt_by_the_next_play_and_kept_with_name_and_reason()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await silo.EnrolAsync("ann");
        await using Visit visit = await chromium.VisitLiveAsync(silo);
        await PauseAsync(visit.Page, "The prize desk is closed");
        await Assertions.Expect(visit.Page.GetByText("Lucky wheel is paused.")).ToBeVisibleAsync();
        Reply refused = await silo.PlayAsync("ann", "paused");
        Assert.Equal((409, "not_open"), (refused.Status, refused.Json.GetProperty("code").GetString()));
        await Assertions.Expect(visit.Page.Locator(Wheel)).ToHaveAttributeAsync("data-standing", "Paused");
        await Assertions.Expect(visit.Page.Locator("[data-notice=paused]")).ToContainTextAsync("Lucky wheel was paused");
        Assert.Equal([("staff:operator", "The prize desk is closed", true)], Pauses(silo));

        await visit.Page.Locator($"{Wheel} button").ClickAsync();
        await SendAsync(visit.Page, "Open again");
        await Assertions.Expect(visit.Page.GetByText("Lucky wheel goes on.")).ToBeVisibleAsync();
        Assert.Equal(200, (await silo.PlayAsync("ann", "open")).Status);
        Assert.Equal(("staff:operator", "Open again", false), Pauses(silo)[^1]);
        visit.AssertNoComplaint();
    }

    [Fact]
    public async Task A_pause_needs_a_reason_and_can_be_thought_better_of()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await using Visit visit = await chromium.VisitLiveAsync(silo);
        await visit.Page.Locator($"{Wheel} button").ClickAsync();
        await visit.Page.Locator(".dialog-buttons button[type=submit]").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("A reason is needed.")).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.Empty(Pauses(silo));
    }

    [Fact]
    public async Task A_viewer_sees_the_campaigns_and_is_offered_no_pause()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await using Visit visit = await chromium.VisitLiveAsync(silo, StaffRole.Viewer);
        await Assertions.Expect(visit.Page.Locator(Wheel)).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator($"{Wheel} button")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_is_no_operator_any_more_is_refused_by_the_silo_though_the_button_is_still_there()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await using Visit visit = await chromium.VisitLiveAsync(silo);
        await visit.Page.Locator($"{Wheel} button").ClickAsync();
        Demote(silo);
        await SendAsync(visit.Page, "I may not");
        await Assertions.Expect(visit.Page.GetByText("Your role does not allow this.")).ToBeVisibleAsync();
        Assert.Empty(Pauses(silo));
    }

    private static async Task PauseAsync(IPage page, string reason)
    {
        await page.Locator($"{Wheel} button").ClickAsync();
        await SendAsync(page, reason);
    }

    private static async Task SendAsync(IPage page, string reason)
    {
        await page.Locator("#pause-reason").FillAsync(reason);
        await page.Locator(".dialog-buttons button[type=submit]").ClickAsync();
    }

    /// <summary>The account keeps its sessions and loses its role, as by an edit of the file.</summary>
    private static void Demote(ServedSilo silo)
    {
        string file = Path.Combine(silo.Folder, StaffAccounts.FileName);
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"Operator\"", "\"Viewer\"", StringComparison.Ordinal));
        silo.Host.Engine.Staff.Refresh();
    }

    private static List<(string Actor, string Reason, bool Paused)> Pauses(ServedSilo silo) =>
    [
        .. JournalRows.Of(silo).Bodies.Select(body => body.GetProperty("input"))
            .Where(input => input.GetProperty("kind").GetString() == "set-paused")
            .Select(input => (input.GetProperty("actor").GetString()!, input.GetProperty("reason").GetString()!, input.GetProperty("paused").GetBoolean())),
    ];
}
