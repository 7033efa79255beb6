using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Browser;

/// <summary>One real Chromium for all tests of a collection; every visit has a profile of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    /// <remarks>
    /// A page of these tests lives for seconds: scripts that are compiled again to run faster, and processes of their own for drawing and for the
    /// network, cost more than they save.
    /// </remarks>
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--js-flags=--no-opt --no-maglev", "--in-process-gpu",
        "--enable-features=NetworkServiceInProcess2",
    ];

    private IPlaywright? _driver;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        _driver = await Playwright.CreateAsync();
        _browser = await _driver.Chromium.LaunchAsync(new() { ExecutablePath = Executable(), Args = Arguments });
    }

    /// <summary>A fresh visitor of a site; nothing of earlier visits is known to it.</summary>
    public async Task<Visit> VisitAsync(Uri site, Visitor? visitor = null)
    {
        visitor ??= new();
        IBrowserContext profile = await _browser!.NewContextAsync(new()
        {
            BaseURL = site.ToString(),
            Locale = visitor.Locale,
            ColorScheme = visitor.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = visitor.ReducedMotion ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
            JavaScriptEnabled = visitor.JavaScript,
            ViewportSize = new() { Width = visitor.Width, Height = visitor.Height },
            DeviceScaleFactor = visitor.Scale,
            UserAgent = visitor.Agent,
            HasTouch = visitor.Agent is not null,
            IsMobile = visitor.Agent is not null,
        });
        return await Visit.StartAsync(site, profile);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _driver?.Dispose();
    }

    private static string Executable() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"None of {string.Join(", ", Names)} is installed; ./test installs the first on Debian.");
}

/// <summary>Who visits, and on what screen.</summary>
public sealed record Visitor
{
    public string Locale { get; init; } = "en-GB";

    public bool Dark { get; init; }

    public bool ReducedMotion { get; init; }

    public bool JavaScript { get; init; } = true;

    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 900;

    public float Scale { get; init; } = 1;

    /// <summary>What the browser of a phone says of itself; null for that of a desk, without touch.</summary>
    public string? Agent { get; init; }

    public static Visitor OnPhone { get; } = new() { Width = 390, Height = 844 };

    /// <summary>The web view of WeChat on a small phone, as far as a browser can stand in for it.</summary>
    public static Visitor InWeChat { get; } = new()
    {
        Locale = "zh-CN",
        Width = 360,
        Height = 640,
        Scale = 2,
        Agent = "Mozilla/5.0 (Linux; Android 13; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.49 Language/zh_CN",
    };
}

/// <summary>Tests in it run one after another and share the browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Chromium>
{
    public const string Name = "browser";
}

/// <summary>Tests of what staff do beside the Live page have a browser of their own.</summary>
[CollectionDefinition(Name)]
public sealed class StaffTests : ICollectionFixture<Chromium>
{
    public const string Name = "staff's browser";
}

/// <summary>Tests of games have one.</summary>
[CollectionDefinition(Name)]
public sealed class GameTests : ICollectionFixture<Chromium>
{
    public const string Name = "browser of games";
}

/// <summary>Tests of widgets have a browser of their own, beside that of the others.</summary>
[CollectionDefinition(Name)]
public sealed class PlayerTests : ICollectionFixture<Chromium>
{
    public const string Name = "players' browser";
}

/// <summary>Tests of whole pages for players have one too.</summary>
[CollectionDefinition(Name)]
public sealed class PlayerPagesTests : ICollectionFixture<Chromium>
{
    public const string Name = "browser of players' pages";
}
