using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Limits and a cool-off that a member sets itself for paid plays.</summary>
internal sealed class SelfLimitResource(ShardCalls shards, MemberKeys keys, ApiLimits limits) : IResource
{
    private const string Route = "/v1/members/{memberId}/play-limits";
    private const string KeyScope = "play-limits";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, Get).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
        routes.MapPut(Route, Put).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
    }

    private async Task Get(HttpContext context)
    {
        MemberKey member = MemberOf(context);
        (SelfLimitsView? seen, RecordPlace place) = await shards.ReadAsync(
            shards.Of(member), member, await shards.WantedAsync(context.Request).ConfigureAwait(false), new SelfLimitsQuery(member)).ConfigureAwait(false);
        SelfLimitsView view = seen ?? throw new ProblemException(RejectionCodes.UnknownMember, "There is no such member.", "memberId");
        await JsonResponse.Write(context, StatusCodes.Status200OK, (view, place), static (json, told) => SelfLimitJson.Write(json, told.view, told.place)).ConfigureAwait(false);
    }

    private async Task Put(HttpContext context)
    {
        string? key = RequestKeys.Find(context.Request);
        SelfLimitsBody body = await JsonRequest.ReadAsync(context, ApiJson.Default.SelfLimitsBody, limits.BodyBytes).ConfigureAwait(false);
        MemberKey member = MemberOf(context);
        SetSelfLimits input = new(member, CeilingsOf(body), body.CoolOffUntil is null ? null : Field.Instant(body.CoolOffUntil, "coolOffUntil"));
        Answered reply = await shards.DecideAsync(shards.Of(member), input, member, key is null ? null : RequestKeys.Of(KeyScope, key)).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, reply.Answer, SelfLimitJson.WriteTaken).ConfigureAwait(false);
    }

    private static PlayCeilings CeilingsOf(SelfLimitsBody body) => new(
        Number(body.PlaysPerDay, "playsPerDay"), Number(body.PlaysPerWeek, "playsPerWeek"),
        Number(body.PointsPerDay, "pointsPerDay") is { } day ? new Points(day) : null, Number(body.PointsPerWeek, "pointsPerWeek") is { } week ? new Points(week) : null);

    private static long? Number(long? number, string field) => number is null or (>= 0 and <= ProgrammeLimits.BudgetPoints)
        ? number
        : throw new ProblemException(RejectionCodes.Invalid, $"{field}: it must be 0 to {ProgrammeLimits.BudgetPoints}, or null for no limit.", field);

    private MemberKey MemberOf(HttpContext context)
    {
        string id = Field.Id(context.Route(AccessCheck.MemberRoute), "memberId");
        return context.Caller().Member ?? keys.Of(id);
    }
}

/// <summary>All limits that are wanted; what is absent or null is no limit. Without <c>coolOffUntil</c> a cool-off stays as it is.</summary>
internal sealed record SelfLimitsBody(
    long? PlaysPerDay = null, long? PlaysPerWeek = null, long? PointsPerDay = null, long? PointsPerWeek = null, string? CoolOffUntil = null);
