using System.Net;
using Jifen.Silo.Api;
using Jifen.Silo.Cluster.Wire;
using Jifen.Silo.Live;
using Jifen.Silo.Orders;
using Jifen.Silo.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Jifen.Silo.Hosting;

/// <summary>
/// A whole silo in this process: the engine and its HTTP surface. Start order: keys, store, take-over, listening, recovery, ready; in a cluster
/// warm-up, listening and joining instead of the take-over. The order of the stop is its reverse.
/// </summary>
public sealed class SiloHost : IAsyncDisposable
{
    private readonly ILoggerFactory _logs;
    private readonly WebApplication _web;

    private SiloHost(SiloEngine engine, ILoggerFactory logs, WebApplication web, string? bootstrapKeyFile, string? passwordFile) =>
        (Engine, _logs, _web, BootstrapKeyFile, PasswordFile) = (engine, logs, web, bootstrapKeyFile, passwordFile);

    public SiloEngine Engine { get; }

    /// <summary>The file that the first server key was just written to; null where none was made.</summary>
    public string? BootstrapKeyFile { get; }

    /// <summary>The file that the password of the first staff account was just written to; null where none was made.</summary>
    public string? PasswordFile { get; }

    public IServiceProvider Services => _web.Services;

    /// <summary>Where it listens, such as <c>http://127.0.0.1:5080</c>.</summary>
    public Uri Url => new(Addresses.First());

    /// <summary>Where it listens for other silos.</summary>
    private Uri InternalUrl => new(Addresses.Last());

    private ICollection<string> Addresses => _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

    /// <summary>Starts a silo and waits until it serves. What is started is stopped again where that fails.</summary>
    /// <exception cref="SiloRefusedException">A setting is refused, or a shard could not be loaded.</exception>
    /// <exception cref="SecretKeysRefusedException">The keys are missing, exposed or damaged.</exception>
    /// <exception cref="Journal.JournalException">The store is refused or has gone back.</exception>
    public static async Task<SiloHost> StartAsync(SiloOptions options, SiloSeams? seams = null, CancellationToken cancel = default)
    {
        seams ??= new();
        WebApplicationBuilder builder = Builder(options);
        seams.Log(builder.Logging);
        seams.Build(builder);
        ILoggerFactory logs = LoggerFactory.Create(log =>
        {
            SiloLog.Configure(log, options);
            seams.Log(log);
        });
        SiloEngine engine = SiloEngine.Start(options, seams, logs);
        try
        {
            if (options.Cluster.WarmsUp && options.Postgres is not null)
            {
                await WarmUp.RunAsync(options.DataFolder, engine.Journal, logs.CreateLogger<WarmUp>(), cancel).ConfigureAwait(false);
            }

            SiloHost host = new(
                engine, logs, Compose(builder, engine, options), BootstrapKey.Ensure(options, engine.ServerKeys), FirstStaff.Ensure(options, engine.Staff));
            await host._web.StartAsync(cancel).ConfigureAwait(false);
            engine.Join(options.Cluster.Url is { } url ? new(url) : host.InternalUrl);
            await engine.ReadyAsync(cancel).ConfigureAwait(false);
            return host;
        }
        catch
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes no more calls, finishes those under way, and brings the store to rest. False where that took too long.</summary>
    public async Task<bool> StopAsync()
    {
        Engine.Readiness.Ends("The silo is stopping.");
        await Engine.LeaveAsync().ConfigureAwait(false);
        await _web.StopAsync().ConfigureAwait(false);
        return await Engine.StopAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _web.DisposeAsync().ConfigureAwait(false);
        await Engine.DisposeAsync().ConfigureAwait(false);
        _logs.Dispose();
    }

    private static WebApplicationBuilder Builder(SiloOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environments.Production,
            ApplicationName = DashboardHost.ApplicationName,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.Sources.Clear();
        SiloLog.Configure(builder.Logging, options);
        builder.WebHost.ConfigureKestrel(kestrel => Limit(kestrel, options));
        DashboardHost.Build(builder, options);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainWithin / 2);
        return builder;
    }

    private static void Limit(KestrelServerOptions kestrel, SiloOptions options)
    {
        kestrel.Listen(IPAddress.Parse(options.Address), options.Port);
        if (options.Postgres is not null)
        {
            PeerEndpoint.Listen(kestrel, new(IPAddress.Parse(options.Cluster.Address ?? options.Address), options.Cluster.Port), options.Cluster.ReadTls());
        }

        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = Math.Max(Math.Max(options.Limits.BodyBytes, options.Limits.BatchBytes), ProgrammeLimits.DocumentBytes) + 1;
        kestrel.Limits.MaxRequestHeadersTotalSize = options.Limits.HeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = options.Limits.Headers;
        kestrel.Limits.RequestHeadersTimeout = options.Limits.HeaderTime;
        kestrel.Limits.MaxConcurrentConnections = options.Limits.Connections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = options.Limits.Connections;
    }

    private static WebApplication Compose(WebApplicationBuilder builder, SiloEngine engine, SiloOptions options)
    {
        AddServices(builder.Services, engine, options);
        WebApplication web = builder.Build();
        engine.Cluster?.Use(web);
        web.Use(static (context, next) =>
        {
            SecurityHeaders.Add(context.Response.Headers);
            return next(context);
        });
        web.UseMiddleware<ProblemEdge>();
        DashboardHost.UseLanguage(web);
        web.UseRouting();
        web.UseCors();
        web.UseAuthentication();
        web.UseMiddleware<RateEdge>();
        web.UseMiddleware<AntiforgeryEdge>();
        web.UseAuthorization();
        DashboardHost.UsePages(web);
        foreach (IResource resource in web.Services.GetServices<IResource>())
        {
            resource.Map(web);
        }

        DashboardHost.Map(web);
        engine.Seams.Map(web);
        web.Use(static next => context => context.GetEndpoint() is null ? NothingHere(context) : next(context));
        return web;
    }

    private static Task NothingHere(HttpContext context) =>
        ProblemWriter.Write(context, Problem.Of(ProblemCodes.NotFound, "No endpoint has this path."));

    private static void AddServices(IServiceCollection services, SiloEngine engine, SiloOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Limits);
        services.AddSingleton(engine.Calls);
        services.AddSingleton(engine.Journal);
        services.AddSingleton(engine.Codes);
        services.AddSingleton(engine.Addresses);
        services.AddSingleton<OrderDoor>();
        services.AddSingleton(engine.Programmes);
        services.AddSingleton(engine.Publisher);
        services.AddSingleton(engine.ServerKeys);
        services.AddSingleton(engine.Staff);
        services.AddSingleton<SignInGuard>();
        services.AddSingleton(engine.MemberKeys);
        services.AddSingleton(engine.Tokens);
        services.AddSingleton(engine.Boards);
        services.AddSingleton(engine.Friends);
        services.AddSingleton(engine.Mask);
        services.TryAddSingleton<ILiveDesk>(engine.Desk);
        services.AddSingleton<ICampaignDesk, CampaignDesk>();
        services.AddSingleton<IGoodsDesk, GoodsDesk>();
        services.AddSingleton(engine.Imports);
        services.AddSingleton(engine.Readiness);
        services.AddSingleton(engine.Live);
        services.AddSingleton(engine);
        services.AddSingleton<MemberRecords>();
        services.TryAddSingleton<CallRates>();
        services.AddSingleton(engine.Seams.Time);
        CallerScheme.AddTo(services);
        StaffCookie.Add(services, options, engine.Store.Shared);
        services.AddCors(cors => AllowedOrigins.Add(cors, options));
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, ProblemAuthorization>();
        AddResources(services);
    }

    private static void AddResources(IServiceCollection services)
    {
        services.AddSingleton<IResource, MemberResource>();
        services.AddSingleton<IResource, MemberListResource>();
        services.AddSingleton<IResource, ActivityResource>();
        services.AddSingleton<IResource, RefundResource>();
        services.AddSingleton<IResource, ImportResource>();
        services.AddSingleton<IResource, PlayResource>();
        services.AddSingleton<IResource, CardResource>();
        services.AddSingleton<IResource, CouponResource>();
        services.AddSingleton<IResource, WalletResource>();
        services.AddSingleton<IResource, OrderResource>();
        services.AddSingleton<IResource, AddressResource>();
        services.AddSingleton<IResource, DrawResource>();
        services.AddSingleton<IResource, LotteryResource>();
        services.AddSingleton<IResource, StockResource>();
        services.AddSingleton<IResource, BudgetResource>();
        services.AddSingleton<IResource, BoardResource>();
        services.AddSingleton<BadgeRarity>();
        services.AddSingleton<IResource, BadgeResource>();
        services.AddSingleton<IResource, ChallengeResource>();
        services.AddSingleton<IResource, BoardNameResource>();
        services.AddSingleton<IResource, FriendResource>();
        services.AddSingleton<IResource, SelfLimitResource>();
        services.AddSingleton<IResource, GroupResource>();
        services.AddSingleton<IResource, GrantResource>();
        services.AddSingleton<IResource, CatalogueResource>();
        services.AddSingleton<IResource, ControlResource>();
        services.AddSingleton<IResource, KeyResource>();
        services.AddSingleton<IResource, HealthResource>();
        services.AddSingleton<IResource, LiveResource>();
        services.AddSingleton<IResource, OpenApiResource>();
        services.AddSingleton<IResource, PageResource>();
        services.AddSingleton<IResource, GuestResource>();
        services.AddSingleton<IResource, CallerResource>();
        services.AddSingleton<IResource, SignInResource>();
        services.AddSingleton<IResource, PreferenceResource>();
    }

    /// <summary>Signals are the command's business; a silo in a test ends when it is told to.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
