using Jifen.Grains.Catalogue;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Plays of lotteries, and their reveals.</summary>
internal sealed class PlayResource(ShardCalls shards, PublishedProgrammes programmes, MemberRecords records, MemberKeys keys, ApiLimits limits) : IResource
{
    private const string PlayScope = "play";
    private const string SeenScope = "seen";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/lotteries/{lotteryId}/plays", Play).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Plays));
        routes.MapPost("/v1/plays/{playId}/seen", MarkSeen).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Plays));
    }

    private async Task Play(HttpContext context)
    {
        string lottery = Field.Id(context.Route("lotteryId"), "lotteryId");
        string key = RequestKeys.Require(context.Request);
        PlayBody body = await JsonRequest.ReadOrAsync(context, ApiJson.Default.PlayBody, limits.BodyBytes, new()).ConfigureAwait(false);
        MemberKey member = context.ActsFor(body.MemberId, "memberId", keys).Key;
        string seed = Field.OptionalText(body.PlayerSeed, "playerSeed", ApiLimits.PlayerSeedLength) ?? "";
        Answered reply = await shards.DecideAsync(
            shards.Of(member), new Play(member, lottery, seed), member, RequestKeys.Of(PlayScope, key)).ConfigureAwait(false);
        await Write(context, reply, member).ConfigureAwait(false);
    }

    private Task Write(HttpContext context, Answered reply, MemberKey member)
    {
        if (reply.Answer is Dealt dealt)
        {
            return AnswerResponse.Write(context, reply, StatusCodes.Status200OK, dealt, CardJson.WriteDealt);
        }

        if (reply.Answer is Entered entered)
        {
            return AnswerResponse.Write(context, reply, StatusCodes.Status200OK, (entered, member), static (json, play) =>
                MemberDrawJson.WriteEntered(json, play.entered, play.member));
        }

        if (reply.Answer is not Played played)
        {
            return AnswerResponse.Write(context, reply, StatusCodes.Status202Accepted, reply.Answer, static (json, answer) =>
                PlayJson.WritePending(json, ((PlayPending)answer).Play));
        }

        long version = records.VersionOf(played, reply.Place);
        Wheel wheel = programmes.Wheel(version, played.Lottery);
        return AnswerResponse.Write(context, reply, StatusCodes.Status200OK, (played, member, wheel), static (json, play) =>
            PlayJson.Write(json, play.played, play.member, play.wheel));
    }

    private async Task MarkSeen(HttpContext context)
    {
        if (!PlayId.TryParse(context.Route("playId"), out PlayId play) || play.Shard.Value >= shards.Count)
        {
            throw new ProblemException(RejectionCodes.UnknownPlay, "There is no such play.", "playId");
        }

        SeenBody body = await JsonRequest.ReadOrAsync(context, ApiJson.Default.SeenBody, limits.BodyBytes, new()).ConfigureAwait(false);
        MemberKey member = context.ActsFor(body.MemberId, "memberId", keys).Key;
        if (shards.Of(member) != play.Shard)
        {
            throw new ProblemException(RejectionCodes.UnknownPlay, "There is no such play.", "playId");
        }

        string? key = RequestKeys.Find(context.Request);
        Answered reply = await shards.DecideAsync(
            play.Shard, new MarkSeen(member, play), member, key is null ? null : RequestKeys.Of(SeenScope, key)).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, play, static (json, play) => PlayJson.WritePending(json, play)).ConfigureAwait(false);
    }
}
