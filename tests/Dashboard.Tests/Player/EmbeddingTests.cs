using System.Text.RegularExpressions;
using Jifen.Dashboard.Tests.Browser;
using Jifen.Tests;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>What docs/widgets.md tells to copy works in a page of another origin, where that is allowed, and nowhere else.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class EmbeddingTests(Chromium chromium)
{
    private const string Told = "jifen-wheel .stage.is-told";

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
        Assert.Contains("blocked by CORS policy", await refused.Task.WaitAsync(TimeSpan.FromSeconds(30)), StringComparison.Ordinal);
    }

    /// <summary>Lets the brand serve the snippet, and the token of Ann from its back end.</summary>
    private static async Task ServeAsync(BrandPage brand, ServedSilo silo)
    {
        Assert.Equal(201, (await silo.PostAsync("/v1/members", """{"id":"ann"}""")).Status);
        string token = (await silo.PostAsync("/v1/members/ann/token")).Json.GetProperty("token").GetString()!;
        string snippet = Snippet().Match(Repository.Text("docs/widgets.md")).Groups[1].Value.Replace("https://points.example", silo.Url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        brand.Serve(token, $"<!doctype html><html lang=en><title>Brand</title><link rel=icon href=data:,><main><h1>Brand</h1>{snippet}</main></html>");
    }

    [GeneratedRegex("```html\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
