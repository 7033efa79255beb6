using System.Text.Json;
using System.Text.RegularExpressions;
using Jifen.Dashboard.Tests.Browser;
using Jifen.Tests;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>What docs/widgets.md tells to copy works in a page of another origin, where that is allowed, and nowhere else.</summary>
[Collection(PlayerPagesTests.Name)]
public sealed partial class EmbeddingTests(Chromium chromium)
{
    private const string Told = "jifen-wheel .stage.is-told";

    /// <summary>How many boxes what stands between the tags of the element has.</summary>
    private const string Shown = """
        () => {
          const told = document.createRange();
          told.selectNodeContents(document.querySelector('jifen-wheel'));
          return told.getClientRects().length;
        }
        """;

    /// <summary>Nothing moves, as in a view that nobody sees, until it is told to play.</summary>
    private const string Still = """
        () => {
          const { animate } = Element.prototype;
          Element.prototype.animate = function still(...how) {
            const turning = animate.apply(this, how);
            turning.pause();
            return turning;
          };
        }
        """;

    /// <summary>Tells the page that it is hidden, or seen again.</summary>
    private const string See = """
        (state) => {
          Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """;

    [Fact]
    public async Task The_snippet_of_the_docs_plays_in_a_page_of_an_allowed_origin()
    {
        await using BrandPage brand = await BrandPage.StartAsync();
        await using ServedSilo silo = await ServedSilo.StartAsync(options => options with { Origins = [brand.Origin] });
        await using Visit visit = await chromium.VisitAsync(silo.Url, new() { ReducedMotion = true });
        await ServeAsync(brand, silo);
        await visit.Page.GotoAsync(brand.Origin);
        Task<string> told = visit.Page.EvaluateAsync<string>("() => new Promise((told) => addEventListener('reveal', ({ detail }) => told(detail.outcome.segment)))");
        await visit.Page.Locator("jifen-wheel .spin[aria-disabled=false]").ClickAsync();
        await visit.Page.Locator(Told).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var play = (await silo.GetAsync("/v1/members/ann/plays")).Json.GetProperty("items")[0];
        Assert.Equal(play.GetProperty("outcome").GetProperty("segment").GetString(), await told);
        Assert.Empty(await visit.FindingsAsync());
        visit.AssertNoComplaint();
    }

    [Fact]
    public async Task The_whole_page_of_the_docs_plays_and_its_board_tells_afterwards()
    {
        await using BrandPage brand = await BrandPage.StartAsync();
        await using ServedSilo silo = await ServedSilo.StartAsync(options => options with { Origins = [brand.Origin] });
        await using Visit visit = await chromium.VisitAsync(silo.Url, new() { ReducedMotion = true, Width = 360 });
        brand.Serve(await TokenAsync(silo), Page(0, silo));
        await visit.Page.GotoAsync(brand.Origin);
        await visit.Page.Locator("jifen-leaderboard details").First.WaitForAsync();
        await visit.Page.Locator("jifen-wheel .spin[aria-disabled=false]").ClickAsync();
        await visit.Page.Locator(Told).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal(1, (await silo.GetAsync("/v1/members/ann/plays")).Json.GetProperty("items").GetArrayLength());
        await visit.AssertAccessibleAsync();
        Assert.Equal(360, await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        visit.AssertNoComplaint();
    }

    /// <summary>Limits, names and addresses are put and deleted, which browsers ask the silo about before.</summary>
    [Fact]
    public async Task A_form_of_another_origin_sets_a_limit()
    {
        await using BrandPage brand = await BrandPage.StartAsync();
        await using ServedSilo silo = await ServedSilo.StartAsync(options => options with { Origins = [brand.Origin] });
        await using Visit visit = await chromium.VisitAsync(silo.Url, new() { ReducedMotion = true });
        brand.Serve(await TokenAsync(silo), Page(0, silo).Replace("jifen-wheel", "jifen-limits", StringComparison.Ordinal));
        await visit.Page.GotoAsync(brand.Origin);
        await visit.Page.Locator("jifen-limits input[name=playsPerDay]").FillAsync("3");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator("jifen-limits .said").GetByText("Your limits are set.").WaitForAsync();
        Assert.Equal(3, (await silo.GetAsync("/v1/members/ann/play-limits")).Json.GetProperty("playsPerDay").GetInt64());
        visit.AssertNoComplaint();
    }

    [Fact]
    public async Task An_engine_that_does_not_know_the_element_shows_what_stands_in_it()
    {
        await using BrandPage brand = await BrandPage.StartAsync();
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await using Visit visit = await chromium.VisitAsync(silo.Url, new() { JavaScript = false });
        brand.Serve("", Page(1, silo));
        await visit.Page.GotoAsync(brand.Origin);
        Assert.True(await visit.Page.GetByText("请将微信升级到新版本后再打开本页。").IsVisibleAsync());
    }

    /// <summary>The view goes to the background while the wheel turns, where nothing moves and nobody listens, and is seen again.</summary>
    [Fact]
    public async Task In_a_web_view_the_token_leaves_the_address_and_a_turn_that_was_left_ends_on_what_was_decided()
    {
        await using BrandPage brand = await BrandPage.StartAsync();
        await using ServedSilo silo = await ServedSilo.StartAsync(options => options with { Origins = [brand.Origin] });
        await using Visit visit = await chromium.VisitAsync(silo.Url, Visitor.InWeChat);
        string token = await TokenAsync(silo);
        brand.Serve("", Page(1, silo));
        await visit.Page.GotoAsync($"{brand.Origin}/#token={token}");
        PlayerPage player = new(silo, visit.Page);
        await player.ReadyAsync();
        Assert.Equal($"{brand.Origin}/", visit.Page.Url);
        Assert.DoesNotContain(visit.Requests, url => url.Contains(token, StringComparison.Ordinal));
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>(Shown));
        Assert.Equal(360, await visit.Page.EvaluateAsync<int>("() => { document.documentElement.style.fontSize = '140%'; return document.documentElement.scrollWidth; }"));

        await visit.Page.EvaluateAsync(Still);
        await player.Spin.TapAsync();
        await player.TurningAsync();
        await visit.Page.EvaluateAsync(See, "hidden");
        JsonElement decided = (await silo.GetAsync("/v1/members/ann/plays")).Json.GetProperty("items")[0];
        Assert.False(decided.GetProperty("seen").GetBoolean());
        await visit.Page.EvaluateAsync(See, "visible");
        await visit.Page.EvaluateAsync("() => document.querySelector('jifen-wheel').shadowRoot.getAnimations().forEach((turning) => turning.play())");
        await player.ToldAsync();
        Assert.Equal(decided.GetProperty("outcome").GetProperty("segment").GetString(), await player.PointedAsync());
        visit.AssertNoComplaint();
    }

    [Fact]
    public async Task A_page_of_an_origin_that_is_not_allowed_reads_nothing()
    {
        await using BrandPage brand = await BrandPage.StartAsync();
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await using Visit visit = await chromium.VisitAsync(silo.Url);
        await ServeAsync(brand, silo);
        TaskCompletionSource<string> refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        visit.Page.Console += (_, message) =>
        {
            if (message.Text.Contains("/v1/lotteries/lucky-wheel", StringComparison.Ordinal))
            {
                refused.TrySetResult(message.Text);
            }
        };
        await visit.Page.GotoAsync(brand.Origin);
        Assert.Contains("blocked by CORS policy", await refused.Task.WaitAsync(TimeSpan.FromMinutes(2)), StringComparison.Ordinal);
    }

    /// <summary>Lets the brand serve the snippet, and the token of Ann from its back end.</summary>
    private static async Task ServeAsync(BrandPage brand, ServedSilo silo)
    {
        string token = await TokenAsync(silo);
        string snippet = At(Snippet().Match(Repository.Text("docs/widgets.md")).Groups[1].Value, silo);
        brand.Serve(token, $"<!doctype html><html lang=en><title>Brand</title><link rel=icon href=data:,><main><h1>Brand</h1>{snippet}</main></html>");
    }

    private static async Task<string> TokenAsync(ServedSilo silo)
    {
        Assert.Equal(201, (await silo.PostAsync("/v1/members", """{"id":"ann"}""")).Status);
        return (await silo.PostAsync("/v1/members/ann/token")).Json.GetProperty("token").GetString()!;
    }

    /// <summary>A whole page of the docs.</summary>
    private static string Page(int index, ServedSilo silo) =>
        At(Snippet().Matches(Repository.Text("docs/widgets.md")).Select(found => found.Groups[1].Value).Where(text => text.StartsWith("<!doctype", StringComparison.Ordinal)).ElementAt(index), silo);

    private static string At(string text, ServedSilo silo) => text.Replace("https://points.example", silo.Url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);

    [GeneratedRegex("```html\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
