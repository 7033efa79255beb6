using Jifen.Dashboard.Tests.Browser;
using Jifen.Silo.Api;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>What somebody who comes for the first time asks of a silo whose limits are those it starts with.</summary>
[Collection(PlayerPagesTests.Name)]
public sealed class FirstVisitTests(Chromium chromium, FirstVisitTests.ColdSilo festival) : IClassFixture<FirstVisitTests.ColdSilo>
{
    /// <summary>All that a page with every kind of game, of board and of challenge reads of the API, M for the member: 14 calls, and no member may make more than 20 at once.</summary>
    private static readonly string[] Reads =
    [
        "/v1/leaderboards/today?limit=20", "/v1/lotteries", "/v1/lotteries/evening-draw/draws", "/v1/members/M", "/v1/members/M/badges", "/v1/members/M/boards", "/v1/members/M/cards",
        "/v1/members/M/challenges", "/v1/members/M/challenges/seven-days", "/v1/members/M/draws", "/v1/members/M/events", "/v1/members/M/history?limit=40",
        "/v1/members/M/plays?unseen=true&limit=50", "/v1/members/M/prizes?limit=50",
    ];

    /// <summary>Asked anew every ten seconds, or when all else has been.</summary>
    private static readonly string[] Repeated = ["/v1/leaderboards/today?limit=20", "/v1/members/M/boards", "/v1/leaderboards/today/members/M/friends?"];

    [Fact]
    public async Task A_cold_page_and_a_second_tab_after_it_are_refused_nothing()
    {
        await using Visit visit = await chromium.VisitAsync(festival.Silo.Url);
        PlayerPage player = await PlayerPage.OpenAsync(festival.Silo, visit);
        Task<IResponse> last = visit.Page.WaitForResponseAsync(response => response.Url.EndsWith("/friends?", StringComparison.Ordinal));
        await AssertWholeAsync(player);
        await last;
        Assert.Equal(Reads, await ReadsAsync(visit, player));

        await AssertWholeAsync(await player.InOtherTabAsync());

        Assert.Empty(visit.Refusals);
        visit.AssertNoComplaint();
        visit.AssertStayedHome();
    }

    [Fact]
    public async Task What_a_member_seldom_looks_at_is_read_when_it_is_opened_and_again_where_that_failed()
    {
        await using Visit visit = await chromium.VisitAsync(festival.Silo.Url);
        PlayerPage player = await PlayerPage.OpenAsync(festival.Silo, visit);
        await AssertWholeAsync(player);
        Assert.DoesNotContain(visit.Requests, url => url.EndsWith("/board-name", StringComparison.Ordinal) || url.EndsWith("/play-limits", StringComparison.Ordinal));
        await visit.Page.Locator(".limits summary").ClickAsync();
        await visit.Page.Locator("jifen-limits input[name=playsPerDay]").WaitForAsync();
        visit.AssertNoComplaint();

        await visit.Page.RouteAsync("**/board-name", route => route.FulfillAsync(new() { Status = 403, ContentType = "application/problem+json", Body = """{"code":"forbidden"}""" }), new() { Times = 1 });
        ILocator summary = visit.Page.Locator("#boards details[part=name] summary");
        await summary.ClickAsync();
        await visit.Page.Locator("#boards details[part=name] .said").GetByText("That did not work.").WaitForAsync();
        Assert.False(await visit.Page.Locator("#boards input[name=listed]").IsVisibleAsync());
        await summary.ClickAsync();
        await summary.ClickAsync();
        await visit.Page.Locator("#boards input[name=listed]:checked").WaitForAsync();
        Assert.Single(visit.Complaints);
    }

    /// <summary>Every section of the page shows what it was asked for.</summary>
    private static async Task AssertWholeAsync(PlayerPage player)
    {
        foreach (string section in (string[])["[data-points]", "jifen-wheel .odds tr", "jifen-scratch .act[aria-disabled=false]", "jifen-draw .enter[aria-disabled=false]", "#challenges progress", "jifen-streak .sentence", "#boards .facts .chip", "#shelf .badge", "#history .lines li"])
        {
            await player.Page.Locator(section).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        }
    }

    /// <summary>What was read of the API, in the order of the alphabet; each once, but what goes on by itself.</summary>
    private static async Task<string[]> ReadsAsync(Visit visit, PlayerPage player)
    {
        string member = await player.MemberAsync();
        string[] all = [.. visit.Requests.Select(url => new Uri(url).PathAndQuery).Where(path => path.StartsWith("/v1/", StringComparison.Ordinal)).Select(path => path.Replace(member, "M", StringComparison.Ordinal))];
        return [.. all.Except(Repeated).Concat(Reads.Intersect(Repeated).Intersect(all)).Concat(all.Except(Repeated).SelectMany(path => all.Where(path.Equals).Skip(1))).Order(StringComparer.Ordinal)];
    }

    /// <summary>The play festival under the limits that a silo starts with.</summary>
    public sealed class ColdSilo : IAsyncLifetime
    {
        public ServedSilo Silo { get; private set; } = null!;

        public async Task InitializeAsync() => Silo = await ServedSilo.StartAsync(options => options with { Template = "play-festival", Limits = new ApiLimits() });

        public async Task DisposeAsync() => await Silo.DisposeAsync();
    }
}
