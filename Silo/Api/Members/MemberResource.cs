using System.Security.Cryptography;
using Jifen.Silo.Boards;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Enrolment, what a member has, and tokens.</summary>
internal sealed class MemberResource(ShardCalls shards, IJournal journal, MemberKeys keys, PlayerTokens tokens, ApiLimits limits) : IResource
{
    private const string EnrolScope = "enrol";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/members", Enrol).RequireAuthorization(AccessPolicies.Server(Scopes.Members));
        routes.MapGet("/v1/members/{memberId}", Get).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
        routes.MapPut("/v1/members/{memberId}/adult-from", PutAge).RequireAuthorization(AccessPolicies.Server(Scopes.Members));
        routes.MapPost("/v1/members/{memberId}/token", IssueToken).RequireAuthorization(AccessPolicies.Server(Scopes.Tokens));
    }

    private async Task Enrol(HttpContext context)
    {
        EnrolBody body = await JsonRequest.ReadOrAsync(context, ApiJson.Default.EnrolBody, limits.BodyBytes, new()).ConfigureAwait(false);
        string? key = RequestKeys.Find(context.Request);
        string id = body.Id is null ? NewId(key) : Field.Id(body.Id, "id");
        string? profile = Profiles.Canonical(body.Profile);
        MemberGroups groups = GroupResource.GroupsOf(body.Region, body.Segments);
        MemberKey member = keys.Of(id);
        Enrol input = new(member)
        {
            Groups = groups == MemberGroups.None ? null : groups,
            AdultFrom = body.AdultFrom is null ? null : Field.Day(body.AdultFrom, "adultFrom"),
            Test = body.Test,
        };
        Answered reply = await shards.DecideAsync(
            shards.Of(member), input, member, key is null ? null : RequestKeys.Of(EnrolScope, key), new(member, id, profile)).ConfigureAwait(false);
        if (reply is { Replayed: true, Answer: Enrolled })
        {
            RequireSameProfile(member, profile);
        }

        context.Response.Headers.Location = $"/v1/members/{id}";
        await AnswerResponse.Write(context, reply, StatusCodes.Status201Created, (id, body.Test), static (json, enrolled) =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, enrolled.id);
            MemberJson.WriteTest(json, enrolled.Test);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private async Task Get(HttpContext context)
    {
        (string id, MemberKey member) = Named(context);
        (MemberView? seen, RecordPlace place) = await shards.ReadAsync(
            shards.Of(member), member, await shards.WantedAsync(context.Request).ConfigureAwait(false), new MemberViewQuery(member)).ConfigureAwait(false);
        MemberView view = seen ?? throw new ProblemException(RejectionCodes.UnknownMember, "There is no such member.", "memberId");
        await JsonResponse.Write(context, StatusCodes.Status200OK, (id, view, place), static (json, seen) =>
            MemberJson.Write(json, seen.id, seen.view, seen.place)).ConfigureAwait(false);
    }

    private async Task PutAge(HttpContext context)
    {
        AgeBody body = await JsonRequest.ReadAsync(context, ApiJson.Default.AgeBody, limits.BodyBytes).ConfigureAwait(false);
        DateOnly? adult = body.AdultFrom is null ? null : Field.Day(body.AdultFrom, "adultFrom");
        (_, MemberKey member) = Named(context);
        Answered reply = await shards.DecideAsync(shards.Of(member), new SetAdultFrom(member, adult), member, null).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, body.AdultFrom, static (json, day) =>
        {
            json.WriteStartObject();
            json.WriteString("adultFrom"u8, day);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private async Task IssueToken(HttpContext context)
    {
        TokenBody body = await JsonRequest.ReadOrAsync(context, ApiJson.Default.TokenBody, limits.BodyBytes, new()).ConfigureAwait(false);
        if (body.Seconds is < 10 or > 900)
        {
            throw Field.Invalid("seconds", "it is not 10 to 900");
        }

        (string id, MemberKey member) = Named(context);
        (EnrolmentView seen, _) = await shards.ReadAsync(shards.Of(member), member, Position.None, new EnrolmentQuery(member)).ConfigureAwait(false);
        if (!seen.Enrolled)
        {
            throw new ProblemException(RejectionCodes.UnknownMember, "There is no such member.", "memberId");
        }

        (string token, DateTimeOffset expires) = tokens.Issue(id, TimeSpan.FromSeconds(body.Seconds ?? 900));
        await JsonResponse.Write(context, StatusCodes.Status200OK, (token, expires), static (json, issued) =>
        {
            json.WriteStartObject();
            json.WriteString("token"u8, issued.token);
            json.WriteString("expires"u8, issued.expires);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private (string Id, MemberKey Key) Named(HttpContext context)
    {
        string id = Field.Id(context.Route(AccessCheck.MemberRoute), "memberId");
        return (id, context.Caller().Member ?? keys.Of(id));
    }

    /// <summary>The same key gives the same id; nobody can tell it without the store's pepper.</summary>
    private string NewId(string? key) =>
        "m" + (key is null ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) : keys.Of($"enrol\0{key}").ToString());

    /// <summary>Profiles are not in the journal, so the shard cannot see that a key comes again with another one.</summary>
    private void RequireSameProfile(MemberKey member, string? profile)
    {
        if (journal.ReadPerson(member) is { } person && BoardName.Without(person.Profile) != BoardName.Without(profile))
        {
            throw new ProblemException(RejectionCodes.KeyReused, "the Idempotency-Key was used before with another profile", RequestKeys.Header);
        }
    }
}
