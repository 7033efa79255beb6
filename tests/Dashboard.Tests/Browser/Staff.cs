using Jifen.Silo.Security;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Browser;

/// <summary>Persons of the brand who visit the Dashboard.</summary>
public static class Staff
{
    public const string Password = "correct horse battery";

    /// <summary>Fills the form of the sign-in page and sends it.</summary>
    public static async Task SendSignInAsync(this IPage page, string name, string password)
    {
        await page.Locator("#name").FillAsync(name);
        await page.Locator("#password").FillAsync(password);
        await page.Locator("form.card button[type=submit]").ClickAsync();
    }

    /// <summary>A visit that stands on the live page, its circuit up, signed in with an account of the role.</summary>
    public static async Task<Visit> VisitLiveAsync(this Chromium chromium, ServedSilo silo, StaffRole role = StaffRole.Operator, Visitor? visitor = null)
    {
        string name = role.ToString().ToLowerInvariant();
        if (silo.Host.Engine.Staff.Find(name) is null)
        {
            silo.Host.Engine.Staff.Add(name, role, Password);
        }

        Visit visit = await chromium.VisitAsync(silo.Url, visitor);
        await visit.Page.GotoAsync("/live");
        await visit.Page.SendSignInAsync(name, Password);
        await visit.Page.LiveAsync();
        return visit;
    }

    /// <summary>Waits until the page is alive: it says itself when it takes pictures.</summary>
    public static Task LiveAsync(this IPage page) => page.Locator(".live[data-live=true]").WaitForAsync();
}
