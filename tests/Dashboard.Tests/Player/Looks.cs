using Jifen.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>
/// How a widget looks: in English and in Chinese, by day and by night, on a small phone and on a desk. Axe finds nothing, nothing scrolls sideways, nothing
/// is cut, and no word of the other language is left.
/// </summary>
internal static class Looks
{
    public static readonly Look PhoneByDay = new(false, false, 360);
    public static readonly Look PhoneByNight = new(true, true, 360);
    public static readonly Look DeskByDay = new(true, false, 1280);
    public static readonly Look DeskByNight = new(false, true, 1280);

    /// <summary>
    /// What is wrong with a widget: what lies outside of the screen or of the box that hides it, and words of another language than its own. Names that the
    /// silo or a person made, codes, zones and what is drawn as a picture are no words; a list that can be scrolled sideways by itself may be wider.
    /// </summary>
    private const string Faults = """
        (tag) => {
          const faults = [];
          const whole = (root) => [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? whole(one.shadowRoot) : [])]);
          const up = (one) => one.parentElement ?? one.getRootNode().host ?? null;
          const upward = (one, is) => { for (; one; one = up(one)) if (is(one)) return true; return false; };
          const told = (one) => `${one.localName}.${one.className.baseVal ?? one.className}`;
          for (const widget of document.querySelectorAll(tag)) {
            const isChinese = widget.language() === 'zh';
            const foreign = isChinese ? /[A-Za-z]{2,}/ : /\p{Script=Han}/u;
            const isData = (one) => one.matches('code, pre, svg *, style, [translate=no]');
            const read = (one, text) => {
              const own = text.replace(/SHA-256|player-[0-9a-f]+|\bCN\b|[A-Z][a-z]+\/[\w+-]+/g, '');
              if (foreign.test(own) && !upward(one, isData)) faults.push(`other language in ${told(one)}: ${text.trim()}`);
            };
            for (const one of whole(widget.shadowRoot)) {
              if (!one.checkVisibility() || upward(one, (above) => above.matches('svg, .unseen')) && !one.matches('.unseen')) continue;
              for (const node of one.childNodes) if (node.nodeType === Node.TEXT_NODE) read(one, node.data);
              for (const name of ['aria-label', 'title', 'placeholder', 'alt']) read(one, one.getAttribute(name) ?? '');
              if (one.matches('.unseen, canvas') || upward(one, (above) => above.matches('.stage'))) continue;
              const [box, look] = [one.getBoundingClientRect(), getComputedStyle(one)];
              const isScrolled = upward(one, (above) => ['auto', 'scroll'].includes(getComputedStyle(above).overflowX));
              if (!isScrolled && box.width > 0 && (box.left < -1 || box.right > innerWidth + 1)) faults.push(`outside of the screen: ${told(one)}`);
              const isText = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
              if (!isScrolled && (isText || ['hidden', 'clip'].includes(look.overflowX)) && look.display !== 'inline' && one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1) faults.push(`wider than its place: ${told(one)} ${one.scrollWidth} > ${one.clientWidth}`);
            }
          }
          return faults.join('\n');
        }
        """;

    /// <summary>The same page is turned to each look, which costs less than a page for each; without any, to all of them.</summary>
    public static async Task AssertAsync(Visit visit, string widget, params Look[] looks)
    {
        foreach (Look look in looks.Length > 0 ? looks : [PhoneByDay, PhoneByNight, DeskByDay, DeskByNight])
        {
            await TurnAsync(visit, look);
            await AssertNowAsync(visit, widget, look.ToString());
        }
    }

    /// <summary>Nothing is wrong with the page as it is now. Where the environment asks for pictures, there is one.</summary>
    public static async Task AssertNowAsync(Visit visit, string widget, string look)
    {
        if (Environment.GetEnvironmentVariable("JIFEN_SHOTS") is { Length: > 0 } folder)
        {
            await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{widget}-{look}.png"), FullPage = true });
        }

        Assert.Equal((look, ""), (look, string.Join('\n', await visit.FindingsAsync())));
        Assert.Equal((look, visit.Page.ViewportSize!.Width), (look, await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")));
        Assert.Equal((look, ""), (look, await visit.Page.EvaluateAsync<string>(Faults, widget)));
    }

    private static async Task TurnAsync(Visit visit, Look look)
    {
        await visit.Page.SetViewportSizeAsync(look.Width, 900);
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light });
        if (look.IsChinese != (await visit.Page.Locator("html").GetAttributeAsync("lang") == "zh-CN"))
        {
            await visit.Page.Locator("#lang").ClickAsync();
        }
    }
}

/// <summary>A language, the time of the day, and how wide the screen is.</summary>
internal sealed record Look(bool IsChinese, bool IsDark, int Width)
{
    public override string ToString() => $"{(IsChinese ? "zh" : "en")}-{(IsDark ? "night" : "day")}-{Width}";
}
