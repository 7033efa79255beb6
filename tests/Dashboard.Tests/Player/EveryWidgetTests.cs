using Jifen.Dashboard.Tests.Browser;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>All widgets on one page: each shows what the silo says, whatever happens to the page and wherever it came from.</summary>
[Collection(PlayerTests.Name)]
public sealed class EveryWidgetTests(Chromium chromium, WholeSilo whole) : IClassFixture<WholeSilo>
{
    /// <summary>What each widget shows, in the form in which the silo's words are written down.</summary>
    private const string Shown = """
        () => {
          const part = (tag, selector, within = document) => within.querySelector(tag)?.shadowRoot.querySelector(selector);
          const number = (one) => Number(/\d[\d,]*/.exec((one?.localName === 'input' ? one.value : one?.textContent) ?? '')?.[0].replaceAll(',', '') ?? NaN);
          const fact = (tag, word) => number([...document.querySelector(tag)?.shadowRoot.querySelectorAll('.facts li') ?? []].find((one) => one.textContent.includes(word)));
          const challenges = document.querySelector('jifen-challenges')?.shadowRoot;
          return JSON.stringify({
            wheel: fact('jifen-wheel', 'ticket'), scratch: fact('jifen-scratch', 'in your hand'), draw: number(part('jifen-draw', '[data-mine]')),
            streak: number(challenges && part('jifen-streak', '.count b', challenges)), challenges: number(challenges?.querySelector('.list > li .foot span')),
            badges: number(part('jifen-badges', '.badge small') ?? part('jifen-badges', '.badge')), leaderboard: number(part('jifen-leaderboard', 'tr.me td:last-child')),
            wallet: document.querySelector('jifen-wallet')?.shadowRoot.querySelectorAll('.list > li').length, limits: number(part('jifen-limits', 'input[name=playsPerDay]')),
          });
        }
        """;

    [Fact]
    public async Task What_happens_on_another_device_is_shown_also_after_the_connection_was_gone_and_after_a_reload()
    {
        string address = await whole.EnterAsync("roams");
        await using Visit visit = await chromium.VisitAsync(whole.Silo.Url, Visitor.OnPhone with { ReducedMotion = true });
        await visit.Page.GotoAsync(address);
        await visit.Page.Locator("section.limits summary").ClickAsync();
        await AssertShowsWhatIsToldAsync(visit);

        await whole.CheckInAsync("roams", 1);
        await whole.HappenAsync("roams");
        string before = await AssertShowsWhatIsToldAsync(visit);

        await visit.Profile.SetOfflineAsync(true);
        await whole.CheckInAsync("roams", 0);
        await whole.HappenAsync("roams");
        Assert.Equal(before, await visit.Page.EvaluateAsync<string>(Shown));
        await visit.Profile.SetOfflineAsync(false);
        string after = await AssertShowsWhatIsToldAsync(visit);
        Assert.NotEqual(before, after);

        await visit.Page.ReloadAsync();
        await visit.Page.Locator("section.limits summary").ClickAsync();
        Assert.Equal(after, await AssertShowsWhatIsToldAsync(visit));
        visit.AssertStayedHome();
    }

    private async Task<string> AssertShowsWhatIsToldAsync(Visit visit)
    {
        string told = await whole.ToldAsync("roams");
        try
        {
            await visit.Page.WaitForFunctionAsync($"(told) => ({Shown})() === told", told, new() { Timeout = 120_000 });
        }
        catch (TimeoutException)
        {
            Assert.Equal(told, await visit.Page.EvaluateAsync<string>(Shown));
        }

        return told;
    }
}
