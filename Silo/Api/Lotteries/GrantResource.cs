using System.Globalization;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Tickets that marketing gives a member.</summary>
internal sealed class GrantResource(ShardCalls shards, MemberKeys keys, ApiLimits limits) : IResource
{
    private const string Scope = "grant";

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/members/{memberId}/tickets", Post).RequireAuthorization(AccessPolicies.Server(Scopes.Prizes));

    private async Task Post(HttpContext context)
    {
        string key = RequestKeys.Require(context.Request);
        GrantBody body = await JsonRequest.ReadAsync(context, ApiJson.Default.GrantBody, limits.BodyBytes).ConfigureAwait(false);
        MemberKey member = keys.Of(Field.Id(context.Route(AccessCheck.MemberRoute), "memberId"));
        GrantTickets input = new(member, Field.Id(body.Lottery, "lottery"), Count(body.Count), Field.Id(body.Grant, "grant"), context.Caller().Actor);
        Answered reply = await shards.DecideAsync(shards.Of(member), input, member, RequestKeys.Of(Scope, key)).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, reply.Answer, static (json, answer) =>
        {
            TicketsGranted granted = (TicketsGranted)answer!;
            json.WriteStartObject();
            json.WriteString("lottery"u8, granted.Lottery);
            json.WriteNumber("count"u8, granted.Count);
            json.WriteNumber("tickets"u8, granted.Tickets);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private static int Count(long count) => count is >= 1 and <= ProgrammeLimits.Tickets
        ? (int)count
        : throw Field.Invalid("count", string.Create(CultureInfo.InvariantCulture, $"it is not 1 to {ProgrammeLimits.Tickets}"));
}

/// <param name="Lottery">Whose tickets.</param>
/// <param name="Count">How many.</param>
/// <param name="Grant">What the brand calls the act, such as <c>welcome-2026</c>.</param>
internal sealed record GrantBody(string Lottery, long Count, string Grant);
