using Jifen.Dashboard.Tests.Browser;
using Jifen.Silo.Security;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.SignIn;

/// <summary>Staff come in by name and password, in a real browser.</summary>
[Collection(StaffTests.Name)]
public sealed class SignInTests(Chromium chromium)
{
    [Fact]
    public async Task The_first_account_signs_in_with_the_password_in_its_file_and_out_again()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        string password = (await File.ReadAllTextAsync(Path.Combine(silo.Folder, FirstStaff.FileName))).Trim();
        await using Visit visit = await chromium.VisitAsync(silo.Url);
        await visit.Page.GotoAsync("/");
        Assert.EndsWith("/sign-in?to=%2Flive", visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.SendSignInAsync(FirstStaff.Name, password);
        await visit.Page.LiveAsync();
        BrowserContextCookiesResult session = (await visit.Profile.CookiesAsync()).Single(cookie => cookie.Name == "jifen-staff");
        Assert.Equal((true, SameSiteAttribute.Strict), (session.HttpOnly, session.SameSite));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await visit.Page.WaitForURLAsync("**/sign-in");
        await visit.Page.GotoAsync("/live");
        Assert.Contains("/sign-in", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_needs_no_script()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        silo.Host.Engine.Staff.Add("ann", StaffRole.Viewer, Staff.Password);
        await using Visit visit = await chromium.VisitAsync(silo.Url, new() { JavaScript = false });
        await visit.Page.GotoAsync("/sign-in");
        await visit.Page.SendSignInAsync("ann", Staff.Password);
        await Assertions.Expect(visit.Page.Locator("[data-figure=members]")).ToHaveTextAsync("0");
    }

    [Fact]
    public async Task Five_wrong_passwords_close_the_account_and_the_page_says_for_how_long()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        silo.Host.Engine.Staff.Add("ann", StaffRole.Viewer, Staff.Password);
        await using Visit visit = await chromium.VisitAsync(silo.Url);
        await visit.Page.GotoAsync("/sign-in");
        for (int attempt = 0; attempt < SignInGuard.AccountFailures; attempt++)
        {
            await visit.Page.SendSignInAsync("ann", $"wrong {attempt}");
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("No account has this name and password.");
        }

        await visit.Page.SendSignInAsync("ann", Staff.Password);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Too many failed attempts.");
    }

    [Fact]
    public async Task Who_is_removed_while_the_page_is_open_is_led_out()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await using Visit visit = await chromium.VisitLiveAsync(silo, StaffRole.Viewer);
        Assert.True(silo.Host.Engine.Staff.Remove("viewer"));
        await visit.Page.WaitForURLAsync("**/sign-in", new() { Timeout = 10_000 });
    }

    [Fact]
    public async Task The_form_of_another_site_is_not_taken()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        silo.Host.Engine.Staff.Add("ann", StaffRole.Viewer, Staff.Password);
        using FormUrlEncodedContent form = new([new("name", "ann"), new("password", Staff.Password)]);
        using HttpResponseMessage answer = await silo.Client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key == "Set-Cookie" && header.Value.Any(value => value.StartsWith("jifen-staff", StringComparison.Ordinal)));
    }
}
