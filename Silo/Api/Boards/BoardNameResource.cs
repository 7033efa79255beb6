using System.Text.Json;
using Jifen.Silo.Boards;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>What a member is called on boards. The journal notes that it was set and whether the member is shown, never the name.</summary>
internal sealed class BoardNameResource(ShardCalls shards, IJournal journal, MemberKeys keys, MemberMask mask, ApiLimits limits) : IResource
{
    private const string Route = "/v1/members/{memberId}/board-name";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, Get).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
        routes.MapPut(Route, Put).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
    }

    private async Task Get(HttpContext context)
    {
        MemberKey member = MemberOf(context);
        (EnrolmentView seen, _) = await shards.ReadAsync(
            shards.Of(member), member, await shards.WantedAsync(context.Request).ConfigureAwait(false), new EnrolmentQuery(member)).ConfigureAwait(false);
        if (!seen.Enrolled)
        {
            throw new ProblemException(RejectionCodes.UnknownMember, "There is no such member.", "memberId");
        }

        Person? person = await Task.Run(() => journal.ReadPerson(member)).ConfigureAwait(false);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (Name: BoardName.Of(person), Masked: mask.Alias(member)), static (json, told) =>
            Write(json, told.Name, told.Masked)).ConfigureAwait(false);
    }

    private async Task Put(HttpContext context)
    {
        BoardNameBody body = await JsonRequest.ReadAsync(context, ApiJson.Default.BoardNameBody, limits.BodyBytes).ConfigureAwait(false);
        BoardName name = new(body.Alias is null ? null : BoardAlias.Clean(body.Alias, "alias"), body.Listed ?? true);
        string id = Field.Id(context.Route(AccessCheck.MemberRoute), "memberId");
        MemberKey member = MemberOf(context);
        Person? person = await Task.Run(() => journal.ReadPerson(member)).ConfigureAwait(false);
        Person named = new(member, person?.Id ?? id, name.In(person?.Profile));
        Answered reply = await shards.DecideAsync(shards.Of(member), new SetBoardName(member, name.Listed), member, null, named).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, (name, Masked: mask.Alias(member)), static (json, told) =>
            Write(json, told.name, told.Masked)).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter json, BoardName name, string masked)
    {
        json.WriteStartObject();
        json.WriteString("alias"u8, name.Alias);
        json.WriteBoolean("listed"u8, name.Listed);
        json.WriteString("masked"u8, masked);
        json.WriteEndObject();
    }

    private MemberKey MemberOf(HttpContext context)
    {
        string id = Field.Id(context.Route(AccessCheck.MemberRoute), "memberId");
        return context.Caller().Member ?? keys.Of(id);
    }
}

/// <param name="Alias">Null for the masked name.</param>
/// <param name="Listed">False for a line without a name; absent means true.</param>
internal sealed record BoardNameBody(string? Alias = null, bool? Listed = null);
