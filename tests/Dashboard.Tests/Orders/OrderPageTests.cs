using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;
using Jifen.Dashboard.Tests.Player;
using Jifen.Silo.Security;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Orders;

/// <summary>The page of orders as staff uses it; what is done there is what the silo has.</summary>
[Collection(StaffTests.Name)]
public sealed class OrderPageTests(Chromium chromium, GoodsSilo goods) : IClassFixture<GoodsSilo>
{
    private const string Address = """{"name":"Ann Li","country":"CN","city":"Shanghai","street":"Nanjing Road 1"}""";

    [Fact]
    public async Task An_operator_finds_an_order_sees_whose_it_is_and_moves_it_to_the_door()
    {
        string cup = await WonAsync("ann", Address);
        string other = await WonAsync("bob", null);
        await using Visit visit = await OpenAsync(StaffRole.Operator);
        ILocator order = Order(visit, cup);
        await Assertions.Expect(order).ToHaveAttributeAsync("data-state", "ready");
        await Assertions.Expect(visit.Page.GetByText("Ann Li")).ToHaveCountAsync(0);
        Assert.DoesNotContain("ann", await order.InnerTextAsync(), StringComparison.Ordinal);

        await visit.Page.Locator("#order-state").SelectOptionAsync("awaiting_address");
        await FindAsync(visit, "");
        await Assertions.Expect(order).ToHaveCountAsync(0);
        await Assertions.Expect(Order(visit, other)).ToBeVisibleAsync();
        await visit.Page.Locator("#order-state").SelectOptionAsync("");
        await FindAsync(visit, "ann");
        await Assertions.Expect(Order(visit, other)).ToHaveCountAsync(0);
        await order.GetByText("Recipient").ClickAsync();
        await Assertions.Expect(order.Locator(".order-recipient")).ToContainTextAsync("Nanjing Road 1");

        await StepAsync(visit, cup, "ordered");
        await Assertions.Expect(order).ToHaveAttributeAsync("data-state", "ordered");
        await StepAsync(visit, cup, "shipped", page => page.Locator("#step-tracking").FillAsync("SF-4711"));
        await Assertions.Expect(order).ToContainTextAsync("SF-4711");
        await StepAsync(visit, cup, "delivered");
        await Assertions.Expect(order).ToHaveAttributeAsync("data-state", "delivered");
        await Assertions.Expect(order.Locator("[data-step]")).ToHaveCountAsync(0);
        Assert.Contains("unknown_address", (await goods.Silo.GetAsync($"/v1/members/ann/prizes/{cup}/address")).Body, StringComparison.Ordinal);
        Assert.Equal(["ordered", "shipped", "delivered"], Steps("staff:operator", cup));

        await StepAsync(visit, other, "cancelled", page => page.Locator("#step-reason").FillAsync("sold out"), "bob");
        await Assertions.Expect(Order(visit, other)).ToContainTextAsync("sold out");
        await FindAsync(visit, "nobody");
        await Assertions.Expect(visit.Page.GetByText("There is no member with this id.")).ToBeVisibleAsync();
        visit.AssertNoComplaint();
    }

    [Fact]
    public async Task A_step_that_somebody_else_took_is_told_and_who_may_no_more_sees_nothing()
    {
        GoodsSilo own = new();
        await own.InitializeAsync();
        await using ServedSilo silo = own.Silo;
        string cup = await WonAsync("cat", Address, own);
        await using Visit visit = await OpenAsync(StaffRole.Operator, silo: silo);
        await Order(visit, cup).Locator("[data-step=ordered]").ClickAsync();
        await own.FulfilAsync("cat", cup, """{"state":"ordered"}""");
        await ConfirmAsync(visit);
        await Assertions.Expect(visit.Page.GetByText("Somebody was faster. It stands at: Ordered.")).ToBeVisibleAsync();
        await Assertions.Expect(Order(visit, cup)).ToHaveAttributeAsync("data-state", "ordered");

        await Order(visit, cup).Locator("[data-step=shipped]").ClickAsync();
        Demote(silo);
        await ConfirmAsync(visit);
        await Assertions.Expect(visit.Page.GetByText("Your role does not allow you to see orders.")).ToBeVisibleAsync();
        await Assertions.Expect(Order(visit, cup)).ToHaveCountAsync(0);
        Assert.Empty(Steps("staff:operator", cup, silo));

        await visit.Page.ReloadAsync();
        await visit.Page.LiveAsync();
        await Assertions.Expect(visit.Page.GetByText("Your role does not allow you to see orders.")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator(".bar nav a[href='/orders']")).ToHaveCountAsync(0);
        visit.AssertNoComplaint();
    }

    [Theory]
    [InlineData("en-GB", false, 360)]
    [InlineData("zh-CN", true, 360)]
    [InlineData("zh-CN", false, 1280)]
    public async Task Axe_finds_nothing_and_nothing_is_wider_than_the_screen(string locale, bool dark, int width)
    {
        string member = $"axe-{locale}-{width}";
        string cup = await WonAsync(member, Address);
        await goods.WinAsync(member);
        await goods.WinAsync(member, "collected");
        await using Visit visit = await OpenAsync(StaffRole.Operator, Visitor.OnPhone with { Locale = locale, Dark = dark, Width = width, ReducedMotion = true });
        await FindAsync(visit, member);
        await Order(visit, cup).Locator(".order-steps button").First.ClickAsync();
        await Order(visit, cup).Locator(".order-recipient").WaitForAsync();
        await visit.AssertAccessibleAsync();
        Assert.Equal(width, await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        await KeepAsync(visit.Page, $"orders-{locale}-{width}");
        await Order(visit, cup).Locator("[data-step=cancelled]").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#step-reason")).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await KeepAsync(visit.Page, $"orders-cancel-{locale}-{width}");
        visit.AssertStayedHome();
        visit.AssertNoComplaint();
    }

    private static ILocator Order(Visit visit, string prize) => visit.Page.Locator($"[data-prize='{prize}']");

    private static async Task FindAsync(Visit visit, string member)
    {
        await visit.Page.Locator("#order-member").FillAsync(member);
        await visit.Page.Locator(".order-search button[type=submit]").ClickAsync();
        if (member.Length > 0)
        {
            await Assertions.Expect(visit.Page.Locator("#order-list")).ToContainTextAsync(member);
        }
    }

    private static async Task StepAsync(Visit visit, string prize, string step, Func<IPage, Task>? fill = null, string? member = null)
    {
        if (member is not null)
        {
            await FindAsync(visit, member);
        }

        await Order(visit, prize).Locator($"[data-step={step}]").ClickAsync();
        await (fill?.Invoke(visit.Page) ?? Task.CompletedTask);
        await ConfirmAsync(visit);
    }

    private static Task ConfirmAsync(Visit visit) => visit.Page.Locator(".dialog-buttons button[type=submit]").ClickAsync();

    private async Task<Visit> OpenAsync(StaffRole role, Visitor? visitor = null, ServedSilo? silo = null)
    {
        Visit visit = await chromium.VisitLiveAsync(silo ?? goods.Silo, role, visitor);
        await visit.Page.Locator(".bar nav a[href='/orders']").ClickAsync();
        await visit.Page.Locator(".order-search").WaitForAsync();
        await visit.Page.LiveAsync();
        return visit;
    }

    /// <summary>Goods that are won by a new member, and where they go.</summary>
    private async Task<string> WonAsync(string member, string? address, GoodsSilo? own = null)
    {
        GoodsSilo from = own ?? goods;
        await from.EnterAsync(member);
        string prize = await from.WinAsync(member);
        if (address is not null)
        {
            Assert.Equal(200, (await from.Silo.SendAsync(HttpMethod.Put, $"/v1/members/{member}/prizes/{prize}/address", address, null, ServedSilo.BootstrapKey)).Status);
        }

        return prize;
    }

    /// <summary>The account keeps its sessions and loses its role, as by an edit of the file.</summary>
    private static void Demote(ServedSilo silo)
    {
        string file = Path.Combine(silo.Folder, StaffAccounts.FileName);
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"Operator\"", "\"Viewer\"", StringComparison.Ordinal));
        silo.Host.Engine.Staff.Refresh();
    }

    /// <summary>Steps that the journal has of somebody, in their order.</summary>
    private string[] Steps(string actor, string prize, ServedSilo? silo = null) =>
    [
        .. JournalRows.Of(silo ?? goods.Silo).Bodies.Where(body => body.TryGetProperty("answer", out JsonElement answer) && answer.GetProperty("kind").GetString() == "order-changed")
            .Select(body => body.GetProperty("input")).Where(input => input.GetProperty("kind").GetString() == "move-order" && input.GetProperty("actor").GetString() == actor)
            .Where(input => $"{input.GetProperty("prize")}" == prize).Select(input => input.GetProperty("state").GetString()!),
    ];

    private static async Task KeepAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("JIFEN_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }
}
