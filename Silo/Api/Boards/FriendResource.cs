using System.Text.Json;
using Jifen.Silo.Boards;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>A member's friends, as the brand gives them. Their board is among the boards.</summary>
internal sealed class FriendResource(ShardCalls shards, IJournal journal, MemberKeys keys, ApiLimits limits) : IResource
{
    private const string Route = "/v1/members/{memberId}/friends";

    /// <summary>The longest list of the longest ids, with their quotes and commas and some air.</summary>
    private const int BodyBytes = SetFriends.Most * (ApiLimits.IdLength + 16);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, Get).RequireAuthorization(AccessPolicies.Server(Scopes.Members));
        routes.MapPut(Route, Put).RequireAuthorization(AccessPolicies.Server(Scopes.Members));
    }

    private async Task Get(HttpContext context)
    {
        MemberKey member = MemberOf(context);
        (FriendsView? seen, RecordPlace place) = await shards.ReadAsync(
            shards.Of(member), member, await shards.WantedAsync(context.Request).ConfigureAwait(false), new FriendsQuery(member)).ConfigureAwait(false);
        IReadOnlyList<MemberKey> friends = (seen ?? throw UnknownMember()).Friends;
        string[] ids = await Task.Run(() => friends.Select(journal.ReadPerson).OfType<Person>().Select(person => person.Id).Order(StringComparer.Ordinal).ToArray())
            .ConfigureAwait(false);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (ids, friends.Count, place), static (json, told) =>
            Write(json, told.ids, told.Count, told.place)).ConfigureAwait(false);
    }

    private async Task Put(HttpContext context)
    {
        FriendsBody body = await JsonRequest.ReadAsync(context, ApiJson.Default.FriendsBody, Math.Max(limits.BodyBytes, BodyBytes)).ConfigureAwait(false);
        MemberKey member = MemberOf(context);
        MemberKey[] friends = FriendsOf(body, member);
        Answered reply = await shards.DecideAsync(shards.Of(member), new SetFriends(member, friends), member, null).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, friends.Length, static (json, count) =>
        {
            json.WriteStartObject();
            json.WriteNumber("friends"u8, count);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <summary>In the order of their keys; a friend who is named twice counts once.</summary>
    private MemberKey[] FriendsOf(FriendsBody body, MemberKey member)
    {
        IReadOnlyList<string> given = body.Friends ?? throw Field.Invalid("friends", "it is missing");
        if (given.Count > SetFriends.Most)
        {
            throw Field.Invalid("friends", $"there are more than {SetFriends.Most}");
        }

        MemberKey[] friends = [.. given.Select((id, at) => keys.Of(Field.Id(id, $"friends[{at}]")))];
        int self = Array.IndexOf(friends, member);
        return self < 0 ? [.. friends.Distinct().Order()] : throw Field.Invalid($"friends[{self}]", "nobody is its own friend");
    }

    /// <summary>Friends who are no members, not yet or no more, have no id here and are counted alone.</summary>
    private static void Write(Utf8JsonWriter json, string[] ids, int size, in RecordPlace place)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (string id in ids)
        {
            json.WriteStartObject();
            json.WriteString("memberId"u8, id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNull("next"u8);
        json.WriteNumber("size"u8, size);
        json.WriteNumber("unknown"u8, size - ids.Length);
        Position.WriteAsOf(json, place);
        json.WriteEndObject();
    }

    internal static ProblemException UnknownMember() => new(RejectionCodes.UnknownMember, "There is no such member.", "memberId");

    private MemberKey MemberOf(HttpContext context) => keys.Of(Field.Id(context.Route(AccessCheck.MemberRoute), "memberId"));
}

/// <param name="Friends">Ids of the brand.</param>
internal sealed record FriendsBody(IReadOnlyList<string>? Friends = null);
