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
        (Look look, RecordPlace place) = await LookAsync(context, null).ConfigureAwait(false);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (look, place), static (json, seen) =>
            LotteryJson.WriteList(json, seen.look.Programme, seen.look.Views, seen.place)).ConfigureAwait(false);
    }

    private async Task Get(HttpContext context)
    {
        string lottery = Field.Id(context.Route("lotteryId"), "lotteryId");
        (Look look, RecordPlace place) = await LookAsync(context, lottery).ConfigureAwait(false);
        LotteryView view = look.Views is [var only] ? only : throw new ProblemException(RejectionCodes.UnknownLottery, "There is no such lottery.", "lotteryId");
        await JsonResponse.Write(context, StatusCodes.Status200OK, (look, view, place), static (json, seen) =>
            LotteryJson.WriteOne(json, seen.look.Programme.FindWheel(seen.view.Lottery)!, seen.view, seen.place)).ConfigureAwait(false);
    }

    private async Task Fairness(HttpContext context)
    {
        string lottery = Field.Id(context.Route("lotteryId"), "lotteryId");
        ReadDone read = await shards.ReadAsync(
            shards.Of(LotterySlice.IdOf(lottery)), null, Position.Wanted(context.Request), at => LotteryQuery.Fairness(at.State, lottery)).ConfigureAwait(false);
        FairnessView view = (FairnessView)read.View!;
        if (view.Periods.Count == 0 && programmes.All.All(version => programmes.Of(version.Version).FindWheel(lottery) is null))
        {
            throw new ProblemException(RejectionCodes.UnknownLottery, "There is no such lottery.", "lotteryId");
        }

        await JsonResponse.Write(context, StatusCodes.Status200OK, (view, read.Place), static (json, seen) =>
            LotteryJson.WriteFairness(json, seen.view, seen.Place)).ConfigureAwait(false);
    }

    /// <summary>Looks from the member's shard; for nobody in particular, from the catalogue's.</summary>
    private async ValueTask<(Look Look, RecordPlace Place)> LookAsync(HttpContext context, string? lottery)
    {
        MemberKey? member = context.Caller().Member ?? (context.Request.Query["memberId"] is [{ } id, ..] ? keys.Of(Field.Id(id, "memberId")) : null);
        ShardId shard = member is { } key ? shards.Of(key) : shards.Of(CatalogueGrain.GrainId);
        ReadDone read = await shards.ReadAsync(shard, member, Position.Wanted(context.Request), at => Look.At(at, lottery, member, programmes))
            .ConfigureAwait(false);
        return ((Look)read.View!, read.Place);
    }

    private sealed record Look(Programme Programme, IReadOnlyList<LotteryView> Views)
    {
        public static Look At(ReadContext at, string? lottery, MemberKey? member, PublishedProgrammes programmes)
        {
            Programme programme = at.State.Self.InForce(at.Now) is { } version ? programmes.Find(version.Version) ?? Programme.Empty : Programme.Empty;
            return new(programme,
            [
                .. programme.Wheels.Where(wheel => lottery is null || wheel.Id == lottery)
                    .Select(wheel => LotteryQuery.View(at.State, wheel.Id, member, at.Now)).OfType<LotteryView>(),
            ]);
        }
    }
}
