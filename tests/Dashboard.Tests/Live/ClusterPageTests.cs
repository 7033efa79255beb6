using Jifen.Dashboard.Tests.Browser;
using Jifen.Silo.Security;
using Jifen.Silo.Tests.Journal.Postgres;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Live;

/// <summary>
/// Two silos on one database as persons see them. With <c>JIFEN_PICTURES</c> naming a folder, what was looked at is left there as pictures.
/// </summary>
[Collection(BrowserTests.Name)]
public sealed class ClusterPageTests(Chromium chromium, PostgresServer server) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private const int Shards = 64;

    private ServedSilo _one = null!;
    private ServedSilo _two = null!;

    public async Task InitializeAsync()
    {
        string connection = server.To("postgres", server.CreateSchema());
        (_one, _two) = (await StartAsync(connection, "silo-1"), await StartAsync(connection, "silo-2"));
    }

    public async Task DisposeAsync()
    {
        await _two.DisposeAsync();
        await _one.DisposeAsync();
    }

    [Fact]
    public async Task Each_page_shows_both_silos_and_every_shard_by_its_silo()
    {
        await _one.KnownAfternoonAsync();
        foreach ((ServedSilo silo, StaffRole role) in ((ServedSilo, StaffRole)[])[(_one, StaffRole.Operator), (_two, StaffRole.Viewer)])
        {
            await using Visit visit = await SettledAsync(silo, role, new());
            ILocator rows = visit.Page.Locator("[data-silo]");
            await Assertions.Expect(rows).ToHaveCountAsync(2);
            await Assertions.Expect(visit.Page.Locator("[data-standing=Live][data-silo]")).ToHaveCountAsync(2);
            await Assertions.Expect(visit.Page.Locator("[data-silo=silo-1]")).ToContainTextAsync(silo == _one ? "this page" : "since");
            await Assertions.Expect(visit.Page.Locator("[data-silo=silo-2]")).ToContainTextAsync(silo == _two ? "this page" : "since");
            await Assertions.Expect(visit.Page.Locator(".feed")).ToContainTextAsync("silo-2 joined the cluster");
            await Assertions.Expect(visit.Page.Locator("[data-figure=members]")).ToHaveTextAsync("3");
            await Assertions.Expect(visit.Page.Locator("[data-figure=health]")).ToHaveTextAsync("All is well");
            int cells = await visit.Page.Locator("[data-owner=silo-1]").CountAsync() + await visit.Page.Locator("[data-owner=silo-2]").CountAsync();
            Assert.Equal(Shards, cells);
            visit.AssertNoComplaint();
        }
    }

    [Fact]
    public async Task Axe_finds_nothing_in_both_languages_light_and_dark_and_on_a_narrow_phone()
    {
        await _one.KnownAfternoonAsync();
        foreach ((string locale, bool dark, int width) in ((string, bool, int)[])[("en-GB", false, 1280), ("en-GB", true, 360), ("zh-CN", false, 360), ("zh-CN", true, 1280)])
        {
            await using Visit visit = await SettledAsync(
                _one, StaffRole.Operator, new() { Locale = locale, Dark = dark, Width = width, ReducedMotion = true });
            await visit.AssertAccessibleAsync();
            Assert.Equal(width, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            string[] wide = await visit.Page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('.card, .card *')].filter(e => !e.closest('.stock thead, .unseen, svg') && e.getBoundingClientRect().right > innerWidth).map(e => e.outerHTML.slice(0, 120))");
            Assert.Equal("", string.Join('\n', wide));
            await KeepAsync(visit.Page, $"cluster-{locale}{(dark ? "-dark" : "")}-{width}");
        }
    }

    [Fact]
    public async Task A_silo_that_leaves_is_shown_as_left_and_its_shards_are_seen_to_move()
    {
        await using Visit visit = await SettledAsync(_one, StaffRole.Operator, new() { ReducedMotion = true });
        await _two.StopAsync();
        await Assertions.Expect(visit.Page.Locator("[data-silo=silo-2]")).ToHaveAttributeAsync("data-standing", "Left", Patient);
        await Assertions.Expect(visit.Page.Locator("[data-owner=silo-1]")).ToHaveCountAsync(Shards);
        await Assertions.Expect(visit.Page.Locator(".moved[data-owner=silo-1]").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator(".moved").First).ToContainTextAsync("just moved");
        await KeepAsync(visit.Page, "cluster-left");
        await visit.AssertAccessibleAsync();
        await Assertions.Expect(visit.Page.Locator(".feed")).ToContainTextAsync("silo-2 handed over its shards and left");
        await Assertions.Expect(visit.Page.Locator("[data-notice=silo-left]")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator(".moved")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        visit.AssertNoComplaint();
    }

    [Fact]
    public async Task A_silo_that_has_its_store_for_itself_shows_no_silos()
    {
        await using ServedSilo alone = await ServedSilo.StartAsync();
        await using Visit visit = await chromium.VisitLiveAsync(alone);
        await Assertions.Expect(visit.Page.Locator(".shards li")).ToHaveCountAsync(4);
        await Assertions.Expect(visit.Page.Locator("#silos, .owners, .owned")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.GetByText("Commits and process: this silo")).ToHaveCountAsync(0);
    }

    private static LocatorAssertionsToHaveAttributeOptions Patient { get; } = new() { Timeout = 20_000 };

    private static Task<ServedSilo> StartAsync(string connection, string name) => ServedSilo.StartAsync(options => options with
    {
        Postgres = connection,
        ClusterSecret = "a secret of the tests, long enough",
        ShardCount = Shards,
        Cluster = options.Cluster with { Name = name },
    });

    /// <summary>A visit to a page on which both silos have their shards and nothing has moved for a while.</summary>
    private async Task<Visit> SettledAsync(ServedSilo silo, StaffRole role, Visitor visitor)
    {
        Visit visit = await chromium.VisitLiveAsync(silo, role, visitor);
        await Assertions.Expect(visit.Page.Locator("[data-notice=shards-moved]").First).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(visit.Page.Locator("[data-owner]:not([data-owner='']):not(.heat-out)")).ToHaveCountAsync(Shards, new() { Timeout = 20_000 });
        await Assertions.Expect(visit.Page.Locator("[data-owner=silo-2]").First).ToBeVisibleAsync(new() { Timeout = 20_000 });
        return visit;
    }

    private static async Task KeepAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("JIFEN_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }
}
