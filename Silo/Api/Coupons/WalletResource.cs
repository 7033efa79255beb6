using System.Globalization;
using System.Text.Json;
using Jifen.Silo.Coupons;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>The prizes that a member can fetch. A code is told to its member, and to whom the brand has given that scope.</summary>
internal sealed class WalletResource(ShardCalls shards, CodeStore codes, PublishedProgrammes programmes, MemberKeys keys, ApiLimits limits) : IResource
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/members/{memberId}/prizes", List).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Prizes));

    private async Task List(HttpContext context)
    {
        string id = Field.Id(context.Route(AccessCheck.MemberRoute), "memberId");
        MemberKey member = context.Caller().Member ?? keys.Of(id);
        int limit = Page.LimitOf(context.Request, limits);
        (WalletView? seen, RecordPlace place) = await shards.ReadAsync(
            shards.Of(member), member, await shards.WantedAsync(context.Request).ConfigureAwait(false), new WalletQuestion(member)).ConfigureAwait(false);
        WalletView wallet = seen ?? throw new ProblemException(RejectionCodes.UnknownMember, "There is no such member.", "memberId");
        WalletPrizeView[] page = [.. After(wallet.Prizes, context.Request.Query["cursor"]).Take(limit)];
        string? next = page.Length > 0 && page[^1] != wallet.Prizes[^1] ? page[^1].Prize : null;
        Dictionary<string, CouponCode> texts = await TextsAsync(page).ConfigureAwait(false);
        context.Response.Headers.CacheControl = "no-store";
        await JsonResponse.Write(context, StatusCodes.Status200OK, (this, page, texts, next, place), static (json, list) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items"u8);
            foreach (WalletPrizeView prize in list.page)
            {
                list.Item1.Write(json, prize, list.texts);
            }

            json.WriteEndArray();
            json.WriteString("next"u8, list.next);
            Position.WriteAsOf(json, list.place);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private static IEnumerable<WalletPrizeView> After(IReadOnlyList<WalletPrizeView> prizes, string? cursor)
    {
        int last = cursor is null ? -1 : prizes.Index().FirstOrDefault(prize => prize.Item.Prize == cursor, (-1, null!)).Index;
        return cursor is not null && last < 0 ? throw Field.Invalid("cursor", "it is not one that was sent") : prizes.Skip(last + 1);
    }

    /// <summary>The texts of the codes of a page, by prize.</summary>
    /// <exception cref="ProblemException">A pool's shard is not served now.</exception>
    private async Task<Dictionary<string, CouponCode>> TextsAsync(WalletPrizeView[] page)
    {
        Dictionary<string, CouponCode> texts = new(StringComparer.Ordinal);
        foreach (IGrouping<string, WalletPrizeView> pool in page.Where(prize => prize is { Pool: not null, Serial: not null }).GroupBy(prize => prize.Pool!, StringComparer.Ordinal))
        {
            ShardId home = shards.Of(Grains.Lottery.LotterySlice.IdOf(CouponName.Of(pool.Key)));
            (PoolView? view, _) = await shards.ReadAsync(home, null, Position.None, new PoolQuery(pool.Key)).ConfigureAwait(false);
            await Task.Run(() =>
            {
                foreach (WalletPrizeView prize in pool)
                {
                    texts[prize.Prize] = (view is null ? null : codes.Find(view, prize.Serial!.Value))
                        ?? throw new ProblemException(RejectionCodes.TryAgain, "The codes of the pool are not to be read now.");
                }
            }).ConfigureAwait(false);
        }

        return texts;
    }

    private void Write(Utf8JsonWriter json, WalletPrizeView prize, Dictionary<string, CouponCode> texts)
    {
        json.WriteStartObject();
        Prize? won = OrderJson.WriteHead(json, prize, programmes);
        json.WriteString("state"u8, prize.State);
        if (prize.State == PrizeStates.Replaced && won is CouponPrize { Otherwise: { } points })
        {
            json.WriteStartObject("standIn"u8);
            json.WriteString("kind"u8, "points"u8);
            json.WriteNumber("points"u8, points.Value);
            json.WriteEndObject();
        }

        if (prize.Order is { } order)
        {
            OrderJson.WriteOrder(json, order);
        }

        if (prize is { IsTest: true, Pool: not null, State: PrizeStates.Ready } && PrizeId.TryParse(prize.Prize, out PrizeId shadow))
        {
            json.WriteString("code"u8, shadow.ToShadowCode());
            json.WriteNull("expires"u8);
        }
        else if (texts.TryGetValue(prize.Prize, out CouponCode code))
        {
            json.WriteString("code"u8, code.Text);
            json.WriteString("expires"u8, code.Expires?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }
}
