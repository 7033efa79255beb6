using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>The challenges of a member, and what it can do for its streaks.</summary>
internal sealed class ChallengeResource(ShardCalls shards, MemberKeys keys, ApiLimits limits) : IResource
{
    private const string RepairScope = "repair";
    private const string PauseScope = "streak-pause";
    private const string ZoneScope = "zone";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/members/{memberId}/challenges", List).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
        routes.MapGet("/v1/members/{memberId}/challenges/{challengeId}", Get).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
        routes.MapPost("/v1/members/{memberId}/challenges/{challengeId}/repair", Repair).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
        routes.MapPost("/v1/members/{memberId}/challenges/{challengeId}/pauses", Pause).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
        routes.MapPut("/v1/members/{memberId}/zone", PutZone).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
    }

    private async Task List(HttpContext context)
    {
        MemberKey member = MemberOf(context);
        (ChallengesView? seen, RecordPlace place) = await shards.ReadAsync(
            shards.Of(member), member, await shards.WantedAsync(context.Request).ConfigureAwait(false), new ChallengesQuery(member)).ConfigureAwait(false);
        ChallengesView view = seen ?? throw new ProblemException(RejectionCodes.UnknownMember, "There is no such member.", "memberId");
        await JsonResponse.Write(context, StatusCodes.Status200OK, (view, place), static (json, seen) => ChallengeJson.Write(json, seen.view, seen.place)).ConfigureAwait(false);
    }

    private async Task Get(HttpContext context)
    {
        MemberKey member = MemberOf(context);
        (ChallengeView? seen, RecordPlace place) = await shards.ReadAsync(
            shards.Of(member), member, await shards.WantedAsync(context.Request).ConfigureAwait(false), new OneChallengeQuery(member, ChallengeOf(context))).ConfigureAwait(false);
        ChallengeView view = seen ?? throw new ProblemException(RejectionCodes.UnknownChallenge, "The member has no such challenge.", "challengeId");
        await JsonResponse.Write(context, StatusCodes.Status200OK, (view, place), static (json, seen) => ChallengeJson.Write(json, seen.view, seen.place)).ConfigureAwait(false);
    }

    private async Task Repair(HttpContext context)
    {
        string key = RequestKeys.Require(context.Request);
        _ = await JsonRequest.ReadOrAsync(context, ApiJson.Default.RepairBody, limits.BodyBytes, new()).ConfigureAwait(false);
        MemberKey member = MemberOf(context);
        Answered reply = await shards.DecideAsync(
            shards.Of(member), new RepairStreak(member, ChallengeOf(context)), member, RequestKeys.Of(RepairScope, key)).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, reply.Answer, StreakJson.WriteRepair).ConfigureAwait(false);
    }

    private async Task Pause(HttpContext context)
    {
        string? key = RequestKeys.Find(context.Request);
        StreakPauseBody body = await JsonRequest.ReadAsync(context, ApiJson.Default.StreakPauseBody, limits.BodyBytes).ConfigureAwait(false);
        MemberKey member = MemberOf(context);
        PauseStreak input = new(member, ChallengeOf(context), Field.Day(body.From, "from"), Field.Day(body.Through, "through"));
        Answered reply = await shards.DecideAsync(
            shards.Of(member), input, member, key is null ? null : RequestKeys.Of(PauseScope, key)).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, reply.Answer, StreakJson.WritePause).ConfigureAwait(false);
    }

    private async Task PutZone(HttpContext context)
    {
        string? key = RequestKeys.Find(context.Request);
        ZoneBody body = await JsonRequest.ReadAsync(context, ApiJson.Default.ZoneBody, limits.BodyBytes).ConfigureAwait(false);
        MemberKey member = MemberOf(context);
        SetZone input = new(member, Field.Text(body.Zone, "zone", ApiLimits.IdLength));
        Answered reply = await shards.DecideAsync(shards.Of(member), input, member, key is null ? null : RequestKeys.Of(ZoneScope, key)).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, input.Zone, static (json, zone) =>
        {
            json.WriteStartObject();
            json.WriteString("zone"u8, zone);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private MemberKey MemberOf(HttpContext context)
    {
        string id = Field.Id(context.Route(AccessCheck.MemberRoute), "memberId");
        return context.Caller().Member ?? keys.Of(id);
    }

    private static string ChallengeOf(HttpContext context) => Field.Id(context.Route("challengeId"), "challengeId");
}
