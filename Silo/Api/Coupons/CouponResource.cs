using System.Text.Json;
using Jifen.Silo.Coupons;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Jifen.Silo.Api;

/// <param name="AlarmBelow">Codes to give out below which the pool calls for more; 0 for no alarm.</param>
internal sealed record PoolBody(long AlarmBelow);

/// <summary>Pools of coupon codes: their upload, their figures and their alarm.</summary>
internal sealed class CouponResource(ShardCalls shards, CodeStore codes, PublishedProgrammes programmes, ApiLimits limits, TimeProvider time) : IResource
{
    /// <summary>A million lines of the longest codes.</summary>
    private const long UploadBytes = 128L * 1024 * 1024;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/coupons/{poolId}/codes", Upload).RequireAuthorization(AccessPolicies.Server(Scopes.Prizes));
        routes.MapPut("/v1/coupons/{poolId}", SetAlarm).RequireAuthorization(AccessPolicies.Server(Scopes.Prizes));
        routes.MapGet("/v1/coupons/{poolId}", Get).RequireAuthorization(AccessPolicies.Server(Scopes.Stock));
        routes.MapGet("/v1/coupons", List).RequireAuthorization(AccessPolicies.Server(Scopes.Stock));
    }

    private async Task Upload(HttpContext context)
    {
        string pool = PoolOf(context);
        RequireLines(context.Request);
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = UploadBytes;
        DateOnly today = Today();
        CodeUpload upload = new(shards, codes, pool, today, LastDay(context.Request, today), context.Caller().Actor);
        UploadReport report = await upload.ReadAsync(context.Request.BodyReader, context.RequestAborted).ConfigureAwait(false);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (pool, report), static (json, done) => Write(json, done.pool, done.report)).ConfigureAwait(false);
    }

    private async Task SetAlarm(HttpContext context)
    {
        string pool = PoolOf(context);
        PoolBody body = await JsonRequest.ReadAsync(context, ApiJson.Default.PoolBody, limits.BodyBytes).ConfigureAwait(false);
        if (body.AlarmBelow is < 0 or > Grains.Coupon.CouponPool.MostCodes)
        {
            throw Field.Invalid("alarmBelow", $"it is not 0 to {Grains.Coupon.CouponPool.MostCodes}");
        }

        ShardId home = shards.Of(Grains.Lottery.LotterySlice.IdOf(CouponName.Of(pool)));
        await shards.DecideAsync(home, new SetPoolAlarm(pool, body.AlarmBelow, context.Caller().Actor), null, null).ConfigureAwait(false);
        await WriteAsync(context, pool).ConfigureAwait(false);
    }

    private Task Get(HttpContext context) => WriteAsync(context, PoolOf(context));

    private async Task WriteAsync(HttpContext context, string pool)
    {
        (CouponsView View, RecordPlace Place)[] seen = await LookAsync(context).ConfigureAwait(false);
        PoolView view = seen.SelectMany(shard => shard.View.Pools).FirstOrDefault(one => one.Pool == pool)
            ?? throw new ProblemException(ProblemCodes.UnknownPool, "There is no such pool: it has no codes, and no prize names it.", "poolId");
        await JsonResponse.Write(context, StatusCodes.Status200OK, (view, seen), static (json, look) =>
        {
            json.WriteStartObject();
            WriteFigures(json, look.view, look.seen);
            Position.WriteAsOf(json, [.. look.seen.Select(shard => shard.Place)]);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private async Task List(HttpContext context)
    {
        (CouponsView View, RecordPlace Place)[] seen = await LookAsync(context).ConfigureAwait(false);
        await JsonResponse.Write(context, StatusCodes.Status200OK, seen, static (json, seen) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items"u8);
            foreach (PoolView pool in seen.SelectMany(shard => shard.View.Pools).OrderBy(pool => pool.Pool, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                WriteFigures(json, pool, seen);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNull("next"u8);
            Position.WriteAsOf(json, [.. seen.Select(shard => shard.Place)]);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private async ValueTask<(CouponsView View, RecordPlace Place)[]> LookAsync(HttpContext context) =>
        await shards.ReadAllAsync(await shards.WantedAsync(context.Request).ConfigureAwait(false), new CouponsQuery()).ConfigureAwait(false);

    /// <summary>The programme's day, since codes expire by its calendar.</summary>
    private DateOnly Today()
    {
        Stamp now = Stamp.From(time.GetUtcNow());
        return (programmes.InForce(now) ?? Grains.Catalogue.Programme.Empty).Calendar.DayOf(now);
    }

    /// <summary>Last day of the codes whose line names none; null for never.</summary>
    private static DateOnly? LastDay(HttpRequest request, DateOnly today)
    {
        if (request.Query["expires"] is not [{ } text])
        {
            return request.Query.ContainsKey("expires") ? throw Field.Invalid("expires", "it is given more than once") : null;
        }

        DateOnly day = CodeLine.ReadDay(text) ?? throw Field.Invalid("expires", "it is not a day such as 2026-12-31");
        return day >= today ? day : throw Field.Invalid("expires", "the day is over");
    }

    private static string PoolOf(HttpContext context) => Field.Id(context.Route("poolId"), "poolId");

    private static void RequireLines(HttpRequest request)
    {
        string? type = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? read) ? read.MediaType.Value?.ToLowerInvariant() : null;
        if (type is not ("text/plain" or "text/csv"))
        {
            throw new ProblemException(ProblemCodes.UnsupportedMedia, "The Content-Type is neither text/plain nor text/csv.", "Content-Type");
        }
    }

    private static void Write(Utf8JsonWriter json, string pool, UploadReport report)
    {
        json.WriteStartObject();
        json.WriteString("pool"u8, pool);
        json.WriteNumber("added"u8, report.Added);
        json.WriteNumber("repeated"u8, report.Repeated);
        json.WriteNumber("refused"u8, report.Refused);
        json.WriteNumber("total"u8, report.Total);
        json.WriteStartArray("lines"u8);
        foreach (UploadLine line in report.Lines)
        {
            json.WriteStartObject();
            json.WriteNumber("line"u8, line.Number);
            json.WriteString("why"u8, line.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter json, PoolView pool, (CouponsView View, RecordPlace Place)[] seen)
    {
        SliceStockView[] slices = [.. seen.SelectMany(shard => shard.View.Slices).Where(slice => slice.Lottery == CouponName.Of(pool.Pool))];
        (long given, long expiredThere) = (slices.Sum(slice => slice.Used), slices.Sum(slice => slice.Expired));
        json.WriteString("pool"u8, pool.Pool);
        json.WriteNumber("total"u8, pool.Total);
        json.WriteNumber("given"u8, given);
        json.WriteNumber("allotted"u8, Math.Max(0, pool.Out - given - expiredThere));
        json.WriteNumber("expired"u8, pool.Expired + expiredThere);
        json.WriteNumber("left"u8, Math.Max(0, pool.Total - given - pool.Expired - expiredThere));
        json.WriteNumber("alarmBelow"u8, pool.AlarmBelow);
        json.WriteBoolean("low"u8, pool.Free < pool.AlarmBelow);
    }
}
