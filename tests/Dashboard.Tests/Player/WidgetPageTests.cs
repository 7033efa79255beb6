using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;
using Jifen.Tests;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>Each widget alone on its demo page, in the hands of guests: everything that the page says of it holds.</summary>
[Collection(PlayerPagesTests.Name)]
public sealed class WidgetPageTests(Chromium chromium, FestivalSilo festival) : IClassFixture<FestivalSilo>
{
    private const string Accent = "() => getComputedStyle(document.querySelector('jifen-limits')).getPropertyValue('--jifen-accent')";
    /// <summary>Notes all that moves, also in the parts of widgets.</summary>
    private const string NoteMoves = """
        window.moved = [];
        const { attachShadow, animate } = Element.prototype;
        const note = (root) => ['animationstart', 'transitionrun'].forEach((type) => root.addEventListener(type, ({ target }) => window.moved.push(`${type} of ${target.localName}.${target.className}`)));
        note(document);
        Element.prototype.attachShadow = function (how) { const root = attachShadow.call(this, how); note(root); return root; };
        Element.prototype.animate = function (...how) { window.moved.push(`animate of ${this.localName}.${this.className}`); return animate.apply(this, how); };
        """;

    private const string OpenAll = """
        (tag) => {
          const whole = (root) => [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? whole(one.shadowRoot) : [])]);
          for (const part of whole(document.querySelector(tag).shadowRoot)) if (part.localName === 'details') part.open = true;
        }
        """;

    /// <summary>Goes to the place before a widget and notes from now on what the keyboard comes to. The result is how many keys go through it at most.</summary>
    private const string BeginToWalk = """
        (tag) => {
          const whole = (root) => [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? whole(one.shadowRoot) : [])]);
          const widget = document.querySelector(tag);
          window.controls = () => whole(widget.shadowRoot).filter((one) => one.matches('a[href], button, input, select, textarea, summary, [tabindex="0"]') && one.checkVisibility());
          [window.reached, window.unmarked] = [new Set(), []];
          // A focus that moves within a shadow tree is not heard outside of it.
          for (const one of [widget, ...whole(widget.shadowRoot)]) one.shadowRoot?.addEventListener('focusin', ({ target }) => {
            window.reached.add(target);
            if (!target.shadowRoot && getComputedStyle(target).outlineStyle === 'none') window.unmarked.push(`not marked: ${target.outerHTML}`);
          });
          const stage = document.querySelector('.stage');
          stage.tabIndex = -1;
          stage.focus();
          return window.controls().reduce((keys, { type }) => keys + (type === 'date' ? 5 : 1), 4);
        }
        """;

    /// <summary>What the keyboard did not come to, or where it was not seen.</summary>
    private const string EndOfWalk = """
        () => [...window.unmarked, ...window.controls().filter((one) => !window.reached.has(one)).map((one) => `not reached: ${one.outerHTML}`)].join('\n')
        """;

    private static readonly Visitor Still = Visitor.OnPhone with { ReducedMotion = true, Width = 360 };

    /// <summary>Widgets, and what says that each has read what it shows.</summary>
    private static readonly Dictionary<string, string> Read = new()
    {
        ["wheel"] = ".spin[aria-disabled=false]",
        ["scratch"] = ".act[aria-disabled=false]",
        ["draw"] = ".enter[aria-disabled=false]",
        ["streak"] = ".count",
        ["challenges"] = ".count",
        ["badges"] = ".badge",
        ["leaderboard"] = "details",
        ["wallet"] = ".state",
        ["limits"] = "form",
    };

    [Theory]
    [InlineData("en", true)]
    [InlineData("zh-CN", false)]
    public async Task Every_page_shows_its_widget_by_the_markup_to_copy_without_a_finding_on_a_small_phone(string locale, bool dark)
    {
        await using Visit visit = await chromium.VisitAsync(festival.Silo.Url, Still with { Locale = locale, Dark = dark });
        await visit.Page.GotoAsync("/widgets/");
        await Looks.AssertNowAsync(visit, "jifen-none", $"index-{locale}");
        foreach ((string name, string sign) in Read)
        {
            await OpenAsync(visit, name);
            await visit.Page.Locator($"jifen-{name} {sign}").First.WaitForAsync();
            await visit.Page.Locator("dl >> nth=0").WaitForAsync();
            Assert.Equal("", await visit.Page.EvaluateAsync<string>(Faults));
            await Looks.AssertNowAsync(visit, $"jifen-{name}", $"{name}-{locale}");
            await AssertReachedByKeysAsync(visit, name, locale);
        }

        visit.AssertNoComplaint();
        visit.AssertStayedHome();
    }

    [Fact]
    public async Task By_the_keyboard_alone_and_without_motion_what_is_played_on_the_pages_is_what_the_silo_recorded()
    {
        await using Visit visit = await chromium.VisitAsync(festival.Silo.Url, Still);
        await visit.Page.AddInitScriptAsync(NoteMoves);
        await OpenAsync(visit, "wheel");
        JsonElement spun = await PlayedAsync(visit, "jifen-wheel", "spin", "reveal");
        string me = await visit.Page.EvaluateAsync<string>("() => fetch('/play/session', { method: 'POST' }).then((r) => r.json()).then((s) => s.memberId)");
        JsonElement play = (await festival.Silo.GetAsync($"/v1/members/{me}/plays")).Json.GetProperty("items")[0];
        Assert.Equal(
            (play.GetProperty("playId").GetString(), play.GetProperty("outcome").GetProperty("segment").GetString()),
            (spun.GetProperty("playId").GetString(), spun.GetProperty("outcome").GetProperty("segment").GetString()));

        await OpenAsync(visit, "scratch");
        await PlayedAsync(visit, "jifen-scratch", "act", "deal");
        JsonElement opened = await PlayedAsync(visit, "jifen-scratch", "act", "reveal");
        JsonElement card = (await festival.Silo.GetAsync($"/v1/members/{me}/cards")).Json.GetProperty("items")[0];
        Assert.Equal(card.GetProperty("outcome").GetProperty("card").GetString(), opened.GetProperty("outcome").GetProperty("card").GetString());

        await OpenAsync(visit, "draw");
        await PlayedAsync(visit, "jifen-draw", "enter", "enter");
        Assert.Equal(1, (await festival.Silo.GetAsync($"/v1/members/{me}/draws")).Json.GetProperty("items")[0].GetProperty("entries").GetInt32());
        visit.AssertNoComplaint();
    }

    [Fact]
    public async Task A_theme_is_the_rule_that_the_page_shows_and_is_kept()
    {
        await using Visit visit = await chromium.VisitAsync(festival.Silo.Url, Still);
        await OpenAsync(visit, "limits");
        await visit.Page.Locator("jifen-limits form").WaitForAsync();
        Assert.Equal("", await visit.Page.EvaluateAsync<string>(Accent));
        await visit.Page.GetByText("Brand", new() { Exact = true }).ClickAsync();
        await visit.Page.Locator("pre", new() { HasText = "--jifen-accent: #0b6b4f;" }).WaitForAsync();
        Assert.Equal("#0b6b4f", await visit.Page.EvaluateAsync<string>(Accent));
        await visit.AssertAccessibleAsync();
        await visit.Page.ReloadAsync();
        await visit.Page.Locator("jifen-limits form").WaitForAsync();
        Assert.Equal("#0b6b4f", await visit.Page.EvaluateAsync<string>(Accent));
        await visit.Page.Locator("#lang").ClickAsync();
        await visit.Page.Locator("pre", new() { HasText = "lang=\"zh\"" }).WaitForAsync();
        await visit.Page.Locator("jifen-limits").GetByText("设置限制").WaitForAsync();
    }

    [Fact]
    public async Task Without_guests_the_page_says_how_to_come_with_a_token_and_begins_with_it()
    {
        Assert.Equal(201, (await festival.Silo.PostAsync("/v1/members", """{"id":"by-token"}""")).Status);
        string token = (await festival.Silo.PostAsync("/v1/members/by-token/token")).Json.GetProperty("token").GetString()!;
        await using Visit visit = await chromium.VisitAsync(festival.Silo.Url, Still);
        await visit.Page.RouteAsync("**/play/session", route => route.FulfillAsync(new() { Status = 404, ContentType = "application/problem+json", Body = """{"code":"not_found"}""" }));
        await OpenAsync(visit, "streak");
        await visit.Page.Locator("pre", new() { HasText = "/v1/members/MEMBER/token" }).WaitForAsync();
        await visit.AssertAccessibleAsync();
        await visit.Page.EvaluateAsync("(token) => { location.hash = `token=${token}`; }", token);
        await visit.Page.Locator("jifen-streak .count").WaitForAsync();
        await visit.Page.GetByText("You are by-token").WaitForAsync();
        Assert.Equal(new Uri(festival.Silo.Url, "/widgets/streak").ToString(), visit.Page.Url);
    }

    [Fact]
    public void Every_element_has_a_page()
    {
        string[] defined = [.. Directory.GetFiles(Repository.PathOf("Widgets"), "jifen-*.js").Select(file => Path.GetFileNameWithoutExtension(file)["jifen-".Length..]).Order(StringComparer.Ordinal)];
        Assert.Equal(Read.Keys.Order(StringComparer.Ordinal), defined);
    }

    /// <summary>What is wrong with the page: another element than the one to copy, a name without a meaning, movement in spite of the wish for none.</summary>
    private const string Faults = """
        () => {
          const faults = [];
          const widget = document.querySelector('.stage').firstElementChild;
          if (!document.querySelector('pre:not([hidden])').textContent.replace(/\s+/g, ' ').startsWith(widget.outerHTML)) faults.push('markup');
          for (const meaning of document.querySelectorAll('dd')) if (!meaning.textContent) faults.push(meaning.previousElementSibling.textContent);
          if (document.getAnimations().length + widget.shadowRoot.getAnimations().length > 0) faults.push('motion');
          return faults.join();
        }
        """;

    private static async Task OpenAsync(Visit visit, string name) => await visit.Page.GotoAsync($"/widgets/{name}");

    /// <summary>The keyboard comes to all that can be pressed or filled in, and it is seen where it is. The order is the same in every language.</summary>
    private static async Task AssertReachedByKeysAsync(Visit visit, string name, string locale)
    {
        if (locale != "en")
        {
            return;
        }

        await visit.Page.EvaluateAsync(OpenAll, $"jifen-{name}");
        if (name == "leaderboard")
        {
            await visit.Page.Locator("jifen-leaderboard input[name=listed]").WaitForAsync();
        }

        int most = await visit.Page.EvaluateAsync<int>(BeginToWalk, $"jifen-{name}");
        for (int keys = 0; keys < most; keys++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Equal((name, ""), (name, await visit.Page.EvaluateAsync<string>(EndOfWalk)));
    }

    /// <summary>Goes to a button of the widget from the top of the page, key by key, and presses it.</summary>
    private static async Task PressAsync(Visit visit, string widget, string button)
    {
        for (int keys = 0; await visit.Page.EvaluateAsync<string?>($"() => document.querySelector('{widget}').shadowRoot.activeElement?.classList.contains('{button}') ? 'there' : null") is null; keys++)
        {
            Assert.InRange(keys, 0, 40);
            await visit.Page.Keyboard.PressAsync("Tab");
        }

        await visit.Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Plays by the keyboard; the detail of the event that the widget then fires, which the page tells, perhaps among later ones.</summary>
    private static async Task<JsonElement> PlayedAsync(Visit visit, string widget, string button, string type)
    {
        await visit.Page.Locator($"{widget} .{button}[aria-disabled=false]").WaitForAsync();
        await visit.Page.EvaluateAsync("(type) => addEventListener(type, ({ detail }) => { window.heard = JSON.stringify(detail); })", type);
        await PressAsync(visit, widget, button);
        await visit.Page.Locator(".heard").GetByText(type, new() { Exact = true }).First.WaitForAsync();
        Assert.Equal("", await visit.Page.EvaluateAsync<string>("() => window.moved.join()"));
        return JsonDocument.Parse(await visit.Page.EvaluateAsync<string>("() => window.heard")).RootElement;
    }
}
