using System.Text.RegularExpressions;
using Jifen.Dashboard.Tests.Browser;
using Jifen.Tests;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>What docs/widgets.md tells to copy works in a page of another origin, where that is allowed, and nowhere else.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class EmbeddingTests(Chromium chromium)
{
    private const string Brand = "http://localhost:9";
    private const string Told = "jifen-wheel .stage.is-told";

    [Fact]
    public async Task The_snippet_of_the_docs_plays_in_a_page_of_an_allowed_origin()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync(options => options with { Origins = [Brand] });
        await using Visit visit = await chromium.VisitAsync(silo.Url, new() { ReducedMotion = true });
        List<string> told = [];
        visit.Page.Console += (_, message) => told.Add(message.Text);
        await OpenAsync(silo, visit.Page);
        await visit.Page.Locator("jifen-wheel .spin[aria-disabled=false]").ClickAsync();
        await visit.Page.Locator(Told).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var play = (await silo.GetAsync("/v1/members/ann/plays")).Json.GetProperty("items")[0];
        Assert.Single(told, text => text.Contains($"segment: {play.GetProperty("outcome").GetProperty("segment").GetString()}", StringComparison.Ordinal));
        Assert.Empty(await visit.FindingsAsync());
    }

    [Fact]
    public async Task A_page_of_an_origin_that_is_not_allowed_reads_nothing()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await using Visit visit = await chromium.VisitAsync(silo.Url);
        Task<IRequest> refused = visit.Page.WaitForRequestFinishedOrFailedAsync("/v1/lotteries/lucky-wheel");
        await OpenAsync(silo, visit.Page);
        Assert.NotNull((await refused).Failure);
        Assert.Empty((await silo.GetAsync("/v1/members/ann/plays")).Json.GetProperty("items").EnumerateArray());
    }

    /// <summary>The snippet in a page of the brand, whose back end gives the token of Ann.</summary>
    private static async Task OpenAsync(ServedSilo silo, IPage page)
    {
        Assert.Equal(201, (await silo.PostAsync("/v1/members", """{"id":"ann"}""")).Status);
        string token = (await silo.PostAsync("/v1/members/ann/token")).Json.GetProperty("token").GetString()!;
        string snippet = Snippet().Match(Repository.Text("docs/widgets.md")).Groups[1].Value.Replace("https://points.example", silo.Url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        await page.RouteAsync($"{Brand}/my-backend/player-token", route => route.FulfillAsync(new() { Body = token }));
        await page.RouteAsync($"{Brand}/", route => route.FulfillAsync(new()
        {
            ContentType = "text/html; charset=utf-8",
            Body = $"<!doctype html><html lang=en><title>Brand</title><main><h1>Brand</h1>{snippet}</main></html>",
        }));
        await page.GotoAsync($"{Brand}/");
    }

    [GeneratedRegex("```html\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}

internal static class Requests
{
    /// <summary>The next request to a path, when it is over, whichever way.</summary>
    public static async Task<IRequest> WaitForRequestFinishedOrFailedAsync(this IPage page, string path)
    {
        TaskCompletionSource<IRequest> over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        page.RequestFailed += Take;
        page.RequestFinished += Take;
        return await over.Task.WaitAsync(TimeSpan.FromSeconds(30));

        void Take(object? sender, IRequest request)
        {
            if (new Uri(request.Url).AbsolutePath == path)
            {
                over.TrySetResult(request);
            }
        }
    }
}
