using Jifen.Grains.Catalogue;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>The cards of a member, and their scratching. A card's id is the key of its scratch: it is answered the same for ever.</summary>
internal sealed class CardResource(ShardCalls shards, PublishedProgrammes programmes, MemberKeys keys) : IResource
{
    private const string ScratchScope = "scratch";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/members/{memberId}/cards", List).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
        routes.MapPost("/v1/members/{memberId}/cards/{cardId}/scratch", Scratch).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Plays));
    }

    private async Task List(HttpContext context)
    {
        MemberKey member = MemberOf(context);
        (CardsView? seen, RecordPlace place) = await shards.ReadAsync(
            shards.Of(member), member, await shards.WantedAsync(context.Request).ConfigureAwait(false), new CardsQuery(member)).ConfigureAwait(false);
        CardsView cards = seen ?? throw new ProblemException(RejectionCodes.UnknownMember, "There is no such member.", "memberId");
        await JsonResponse.Write(context, StatusCodes.Status200OK, (cards, programmes, place), static (json, look) =>
            CardJson.WriteList(json, look.cards, look.programmes, look.place)).ConfigureAwait(false);
    }

    private async Task Scratch(HttpContext context)
    {
        MemberKey member = MemberOf(context);
        if (!PlayId.TryParse(context.Route("cardId"), out PlayId card) || card.Shard != shards.Of(member))
        {
            throw new ProblemException(RejectionCodes.UnknownCard, "There is no such card.", "cardId");
        }

        Answered reply = await shards.DecideAsync(
            card.Shard, new ScratchCard(member, card), member, RequestKeys.Of(ScratchScope, card.ToString())).ConfigureAwait(false);
        DeckCards? deck = reply.Answer is Scratched scratched ? programmes.DeckCards(scratched.Lottery) : null;
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, (reply.Answer, member, deck), static (json, opened) =>
            CardJson.WriteScratched(json, (Scratched)opened.Answer, opened.member, opened.deck!)).ConfigureAwait(false);
    }

    private MemberKey MemberOf(HttpContext context)
    {
        string id = Field.Id(context.Route(AccessCheck.MemberRoute), "memberId");
        return context.Caller().Member ?? keys.Of(id);
    }
}
