using Jifen.Silo.Api;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jifen.Bench.Spins;

/// <summary>
/// The sides of the comparison over HTTP, each a process of its own: <c>serve-spins TOKENS</c> is a silo, <c>serve-bare TOKENS</c> does
/// nothing but find out who calls, read the same JSON and write the same answer, and <c>serve-naive TOKENS</c> is the bare one with a
/// <see cref="NaiveStore"/>. Each writes its players' tokens to a file, prints where it listens, and ends with its standard input.
/// </summary>
internal static class Servers
{
    private const int Players = 1_024;
    private static readonly ApiLimits Unbound = new()
    {
        MemberRate = new(1_000_000, 1_000_000),
        KeyRate = new(1_000_000, 1_000_000),
        AddressRate = new(1_000_000, 1_000_000),
    };

    public static async Task<int> SpinsAsync(string[] options)
    {
        await using SpinTown town = SpinTown.Found(new() { Port = 0, Limits = Unbound });
        await using SiloHost host = await SiloHost.StartAsync(town.Options);
        _ = await SpinTown.PopulateAsync(host.Engine);
        await ServeAsync(options[0], host.Engine.Tokens, host.Url);
        return await host.StopAsync() ? 0 : 1;
    }

    public static Task<int> BareAsync(string[] options) => PlainAsync(options, static _ => { });

    public static async Task<int> NaiveAsync(string[] options)
    {
        string folder = Directory.CreateTempSubdirectory("jifen-bench-").FullName;
        using NaiveStore store = new(Path.Combine(folder, "naive.db"), SpinTown.Members);
        int ended = await PlainAsync(options, context => store.Play(context.Caller().MemberId!, RequestKeys.Require(context.Request)));
        Directory.Delete(folder, recursive: true);
        return ended;
    }

    private static async Task<int> PlainAsync(string[] options, Action<HttpContext> play)
    {
        await using SpinTown town = SpinTown.Found();
        await using SiloEngine engine = await town.StartEngineAsync();
        MemberKey[] members = await SpinTown.PopulateAsync(engine);
        await using WebApplication web = Plain(engine, await SpinTown.PlayAsync(engine, members[0]), members[0], play);
        await web.StartAsync();
        await ServeAsync(options[0], engine.Tokens, new(web.Urls.Single()));
        return 0;
    }

    private static async Task ServeAsync(string tokens, PlayerTokens issuer, Uri url)
    {
        await File.WriteAllLinesAsync(tokens, Enumerable.Range(0, Players).Select(player => issuer.Issue(SpinTown.NameOf(player), PlayerTokens.LongestLife).Token));
        Console.WriteLine(url);
        _ = await Console.In.ReadLineAsync();
    }

    private static WebApplication Plain(SiloEngine engine, Played played, MemberKey member, Action<HttpContext> play)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(engine.ServerKeys).AddSingleton(engine.Tokens).AddSingleton(engine.Staff).AddSingleton(TimeProvider.System);
        CallerScheme.AddTo(builder.Services);
        WebApplication web = builder.Build();
        web.UseAuthentication();
        web.UseAuthorization();
        Grains.Catalogue.Wheel wheel = engine.Programmes.Wheel(played.TableVersion, played.Lottery);
        RequestDelegate answer = async context =>
        {
            _ = await JsonRequest.ReadOrAsync(context, ApiJson.Default.PlayBody, Unbound.BodyBytes, new());
            play(context);
            await JsonResponse.Write(context, StatusCodes.Status200OK, (played, member, wheel), static (json, play) =>
                PlayJson.Write(json, play.played, play.member, play.wheel));
        };
        web.MapPost("/v1/lotteries/{lotteryId}/plays", answer).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Plays));
        return web;
    }
}
