using Jifen.Grains.Catalogue;
using Jifen.Grains.Fairness;
using Jifen.Grains.Lottery;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>
/// Prize draws: what was drawn, what a member has of it, and the claim of a prize. The period is the key of a claim: it is answered the same
/// for ever.
/// </summary>
internal sealed class DrawResource(ShardCalls shards, PublishedProgrammes programmes, MemberKeys keys, MemberMask mask) : IResource
{
    private const string ClaimScope = "claim-draw";
    private const int MostPeriods = 60;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/lotteries/{lotteryId}/draws", List).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Plays));
        routes.MapGet("/v1/lotteries/{lotteryId}/draws/{period}", Get).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Plays));
        routes.MapGet("/v1/members/{memberId}/draws", OfMember).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
        routes.MapGet("/v1/members/{memberId}/draws/{lotteryId}/{period}/receipt", Receipt).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
        routes.MapPost("/v1/members/{memberId}/draws/{lotteryId}/{period}/claim", Claim).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Plays));
    }

    private async Task List(HttpContext context)
    {
        string lottery = Field.Id(context.Route("lotteryId"), "lotteryId");
        (DrawingsView seen, RecordPlace place) = await DrawingsAsync(context, lottery, null).ConfigureAwait(false);
        if (seen.Drawings.Count == 0 && programmes.All.All(version => programmes.Of(version.Version).FindDraw(lottery) is null))
        {
            throw Unknown("lotteryId");
        }

        DrawJson json = new(programmes, mask, lottery, context.Caller().Member);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (json, seen, place), static (writer, look) =>
            look.json.WriteList(writer, look.seen, look.place)).ConfigureAwait(false);
    }

    private async Task Get(HttpContext context)
    {
        string lottery = Field.Id(context.Route("lotteryId"), "lotteryId");
        (DrawingsView seen, RecordPlace place) = await DrawingsAsync(context, lottery, PeriodOf(context)).ConfigureAwait(false);
        DrawingView drawing = seen.Drawings is [var only] ? only : throw Unknown("period");
        DrawJson json = new(programmes, mask, lottery, context.Caller().Member);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (json, drawing, place), static (writer, look) =>
            look.json.WriteOne(writer, look.drawing, look.place)).ConfigureAwait(false);
    }

    private async Task OfMember(HttpContext context)
    {
        (MemberDrawsView draws, RecordPlace place) = await OfAsync(context, MemberOf(context)).ConfigureAwait(false);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (programmes, draws, place), static (writer, look) =>
            MemberDrawJson.WriteList(writer, look.draws, look.programmes, look.place)).ConfigureAwait(false);
    }

    private async Task Receipt(HttpContext context)
    {
        (MemberKey member, string lottery, string period) = (MemberOf(context), Field.Id(context.Route("lotteryId"), "lotteryId"), PeriodOf(context));
        (MemberDrawsView draws, _) = await OfAsync(context, member).ConfigureAwait(false);
        (DrawingsView seen, _) = await DrawingsAsync(context, lottery, period).ConfigureAwait(false);
        MemberDrawView? own = draws.Draws.FirstOrDefault(draw => draw.Lottery == lottery && draw.Period == period);
        if (own is not { Entries: > 0 } || seen.Drawings is not [var drawing])
        {
            throw Unknown("period");
        }

        DrawReceipt receipt = DrawReceiptIssue.Of(lottery, member, own.Entries, drawing, draws.IsTest);
        await JsonResponse.Write(context, StatusCodes.Status200OK, receipt, static (writer, issued) =>
            System.Text.Json.JsonSerializer.Serialize(writer, issued, ReceiptJson.Strict.DrawReceipt)).ConfigureAwait(false);
    }

    private async Task Claim(HttpContext context)
    {
        (MemberKey member, string lottery, string period) = (MemberOf(context), Field.Id(context.Route("lotteryId"), "lotteryId"), PeriodOf(context));
        Answered reply = await shards.DecideAsync(
            shards.Of(member), new ClaimDrawPrize(member, lottery, period), member, RequestKeys.Of(ClaimScope, $"{lottery}/{period}")).ConfigureAwait(false);
        Draw? draw = reply.Answer is Claimed claimed ? programmes.Draw(claimed.Catalogue, lottery) : null;
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, (reply.Answer, draw), static (writer, given) =>
            MemberDrawJson.WriteClaimed(writer, (Claimed)given.Answer, given.draw!)).ConfigureAwait(false);
    }

    private async ValueTask<(DrawingsView, RecordPlace)> DrawingsAsync(HttpContext context, string lottery, string? period) => await shards.ReadAsync(
        shards.Of(LotterySlice.IdOf(lottery)), null, await shards.WantedAsync(context.Request).ConfigureAwait(false),
        new DrawingsQuery(lottery, period, MostPeriods)).ConfigureAwait(false);

    private async ValueTask<(MemberDrawsView, RecordPlace)> OfAsync(HttpContext context, MemberKey member)
    {
        (MemberDrawsView? seen, RecordPlace place) = await shards.ReadAsync(
            shards.Of(member), member, await shards.WantedAsync(context.Request).ConfigureAwait(false), new MemberDrawsQuery(member)).ConfigureAwait(false);
        return (seen ?? throw new ProblemException(RejectionCodes.UnknownMember, "There is no such member.", "memberId"), place);
    }

    private static string PeriodOf(HttpContext context)
    {
        string period = context.Route("period");
        return DrawName.IsOne(period) ? period : throw Unknown("period");
    }

    private MemberKey MemberOf(HttpContext context)
    {
        string id = Field.Id(context.Route(AccessCheck.MemberRoute), "memberId");
        return context.Caller().Member ?? keys.Of(id);
    }

    private static ProblemException Unknown(string field) => new(RejectionCodes.UnknownDraw, "There is no such draw.", field);
}
