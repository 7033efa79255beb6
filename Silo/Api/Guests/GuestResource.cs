using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>
/// Players without a brand's app, in the demo only: <c>POST /play/session</c> makes a member of who comes without a pass, with one purchase to
/// start from, and gives a player token. The pass is a cookie that no script can read.
/// </summary>
internal sealed class GuestResource(
    SiloEngine engine, SiloOptions options, ShardCalls shards, MemberKeys keys, PlayerTokens tokens, ApiLimits limits, TimeProvider time) : IResource
{
    private const string Path = "/play/session";
    private const string Cookie = "jifen-guest";
    private const string EnrolScope = "enrol";

    /// <summary>The purchase that a guest begins with, in minor units.</summary>
    private const long Welcome = 200_00;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly GuestPasses _passes = new(keys);
    private readonly GuestRates _rates = new(Math.Max(1, options.DemoGuests), time);

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, Begin).RequireAuthorization(AccessPolicies.Everybody).ExcludeFromDescription();

    private async Task Begin(HttpContext context)
    {
        if (!engine.IsDemo || options.DemoGuests == 0)
        {
            throw new ProblemException(ProblemCodes.NotFound, "This silo takes no guests.");
        }

        RequireOwnPage(context.Request);
        await JsonRequest.ReadOrAsync(context, ApiJson.Default.GuestBody, limits.BodyBytes, new()).ConfigureAwait(false);
        string guest = await KnownAsync(context.Request.Cookies[Cookie]).ConfigureAwait(false) ?? await NewAsync(context).ConfigureAwait(false);
        context.Response.Cookies.Append(Cookie, _passes.Of(guest), new()
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = Kept,
            Path = Path,
            SameSite = SameSiteMode.Strict,
            Secure = options.BehindProxy,
        });
        await WriteAsync(context, guest).ConfigureAwait(false);
    }

    /// <summary>Other sites may not make guests with a visitor's browser.</summary>
    private static void RequireOwnPage(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site] && site != "same-origin")
        {
            throw new ProblemException(ProblemCodes.Forbidden, "Guests come by the page of this silo only.");
        }
    }

    /// <summary>The guest of a pass, as far as this store knows it.</summary>
    private async ValueTask<string?> KnownAsync(string? pass)
    {
        if (_passes.Find(pass) is not { } guest)
        {
            return null;
        }

        MemberKey member = keys.Of(guest);
        (EnrolmentView seen, _) = await shards.ReadAsync(shards.Of(member), member, Position.None, new EnrolmentQuery(member)).ConfigureAwait(false);
        return seen.Enrolled ? guest : null;
    }

    /// <summary>A member with its first points. Nobody hears of one that was made by halves: the caller gets no pass and comes again.</summary>
    private async ValueTask<string> NewAsync(HttpContext context)
    {
        RequireRoom(_rates.Take(context.Connection.RemoteIpAddress));
        string guest = GuestPasses.NewName();
        MemberKey member = keys.Of(guest);
        Require(await shards.DecideAsync(shards.Of(member), new Enrol(member), member, RequestKeys.Of(EnrolScope, guest), new(member, guest, null)).ConfigureAwait(false));
        ReportActivity purchase = new(member, $"welcome-{guest}", "purchase", Stamp.From(time.GetUtcNow()), Welcome, null, null, null);
        Require(await shards.DecideAsync(shards.Of(member), purchase, member, RequestKeys.Of(ActivityResource.Scope, purchase.Id)).ConfigureAwait(false));
        return guest;
    }

    private static void RequireRoom(TimeSpan wait)
    {
        if (wait > TimeSpan.Zero)
        {
            Problem problem = Problem.Of(ProblemCodes.RateLimited, "Too many guests came in.");
            throw new ProblemException(problem with { Kind = problem.Kind with { RetryAfter = (int)Math.Ceiling(wait.TotalSeconds) } });
        }
    }

    private static void Require(Answered reply)
    {
        if (reply.Replayed || reply.Answer is Refusal)
        {
            throw new ProblemException(RejectionCodes.TryAgain, "The name is taken; come again for another.");
        }
    }

    private Task WriteAsync(HttpContext context, string guest)
    {
        (string token, DateTimeOffset expires) = tokens.Issue(guest, PlayerTokens.LongestLife);
        return JsonResponse.Write(context, StatusCodes.Status200OK, (guest, token, expires), static (json, session) =>
        {
            json.WriteStartObject();
            json.WriteString("memberId"u8, session.guest);
            json.WriteString("token"u8, session.token);
            json.WriteString("expires"u8, session.expires);
            json.WriteEndObject();
        });
    }
}
