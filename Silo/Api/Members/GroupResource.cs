using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>In which groups a member is, as the brand says: those that boards with a scope ask for.</summary>
internal sealed class GroupResource(ShardCalls shards, MemberKeys keys, ApiLimits limits) : IResource
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/v1/members/{memberId}/groups", Put).RequireAuthorization(AccessPolicies.Server(Scopes.Members));

    private async Task Put(HttpContext context)
    {
        GroupsBody body = await JsonRequest.ReadAsync(context, ApiJson.Default.GroupsBody, limits.BodyBytes).ConfigureAwait(false);
        MemberKey member = keys.Of(Field.Id(context.Route(AccessCheck.MemberRoute), "memberId"));
        MemberGroups groups = GroupsOf(body.Region, body.Segments);
        Answered reply = await shards.DecideAsync(shards.Of(member), new SetGroups(member, groups), member, null).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, groups, static (json, set) =>
        {
            json.WriteStartObject();
            MemberJson.WriteGroups(json, set);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <summary>What a body says; a segment that is named twice counts once.</summary>
    /// <exception cref="ProblemException">An id is none, or there are too many.</exception>
    internal static MemberGroups GroupsOf(string? region, IReadOnlyList<string>? segments)
    {
        if (segments?.Count > MemberGroups.MostSegments)
        {
            throw Field.Invalid("segments", $"there are more than {MemberGroups.MostSegments}");
        }

        return new(
            region is null ? null : Field.Id(region, "region"),
            [.. (segments ?? []).Select((segment, at) => Field.Id(segment, $"segments[{at}]")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }
}
