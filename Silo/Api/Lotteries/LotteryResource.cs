using Jifen.Grains.Catalogue;
using Jifen.Grains.Lottery;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Lotteries as a member may see them, and the proof that they are fair.</summary>
internal sealed class LotteryResource(ShardCalls shards, PublishedProgrammes programmes, MemberKeys keys) : IResource
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/lotteries", List).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Plays));
        routes.MapGet("/v1/lotteries/{lotteryId}", Get).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Plays));
        routes.MapGet("/v1/fairness/{lotteryId}", Fairness).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Plays));
    }

    private async Task List(HttpContext context)
    {
        (Programme programme, LotteriesView seen, RecordPlace place) = await LookAsync(context, null).ConfigureAwait(false);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (programme, seen, place), static (json, look) =>
            LotteryJson.WriteList(json, look.programme, look.seen.Lotteries, look.place)).ConfigureAwait(false);
    }

    private async Task Get(HttpContext context)
    {
        string lottery = Field.Id(context.Route("lotteryId"), "lotteryId");
        (Programme programme, LotteriesView seen, RecordPlace place) = await LookAsync(context, lottery).ConfigureAwait(false);
        LotteryView view = seen.Lotteries is [var only] ? only : throw new ProblemException(RejectionCodes.UnknownLottery, "There is no such lottery.", "lotteryId");
        await JsonResponse.Write(context, StatusCodes.Status200OK, (programme, view, place), static (json, look) =>
            LotteryJson.WriteOne(json, look.programme.FindGame(look.view.Lottery)!, look.view, look.place)).ConfigureAwait(false);
    }

    private async Task Fairness(HttpContext context)
    {
        string lottery = Field.Id(context.Route("lotteryId"), "lotteryId");
        (FairnessView view, RecordPlace place) = await shards.ReadAsync(
            shards.Of(LotterySlice.IdOf(lottery)), null, await shards.WantedAsync(context.Request).ConfigureAwait(false), new FairnessQuery(lottery)).ConfigureAwait(false);
        if (view.Periods.Count == 0 && programmes.All.All(version => programmes.Of(version.Version).FindGame(lottery) is null))
        {
            throw new ProblemException(RejectionCodes.UnknownLottery, "There is no such lottery.", "lotteryId");
        }

        await JsonResponse.Write(context, StatusCodes.Status200OK, (view, place), static (json, seen) =>
            LotteryJson.WriteFairness(json, seen.view, seen.place)).ConfigureAwait(false);
    }

    /// <summary>Looks from the member's shard; for nobody in particular, from the catalogue's.</summary>
    private async ValueTask<(Programme Programme, LotteriesView Seen, RecordPlace Place)> LookAsync(HttpContext context, string? lottery)
    {
        MemberKey? member = context.Caller().Member ?? (context.Request.Query["memberId"] is [{ } id, ..] ? keys.Of(Field.Id(id, "memberId")) : null);
        ShardId shard = member is { } key ? shards.Of(key) : shards.Of(CatalogueGrain.GrainId);
        (LotteriesView seen, RecordPlace place) = await shards.ReadAsync(
            shard, member, await shards.WantedAsync(context.Request).ConfigureAwait(false), new LotteriesQuery(lottery, member)).ConfigureAwait(false);
        return (ProgrammeOf(seen), seen, place);
    }

    /// <summary>The shard may be of another silo, which can have heard of a version before this one has.</summary>
    private Programme ProgrammeOf(LotteriesView seen) => seen.Version == 0
        ? Programme.Empty
        : programmes.Find(seen.Version)
            ?? throw new ProblemException(RejectionCodes.TryAgain, "The version in force has not arrived here yet.");
}
