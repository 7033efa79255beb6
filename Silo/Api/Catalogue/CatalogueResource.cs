using System.Text.Json;
using Jifen.Grains.Catalogue;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>The programme document: its form, read, and publish as the next version.</summary>
internal sealed class CatalogueResource(ShardCalls shards, ProgrammePublisher publisher, IJournal journal) : IResource
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/catalogue", Get).RequireAuthorization(AccessPolicies.Server(Scopes.Catalogue));
        routes.MapPage("/v1/catalogue/schema", SendSchema).RequireAuthorization(AccessPolicies.Everybody);
        routes.MapPut("/v1/catalogue", Publish).RequireAuthorization(AccessPolicies.Server(Scopes.Catalogue));
    }

    private async Task Get(HttpContext context)
    {
        (CatalogueView seen, RecordPlace place) = await shards.ReadAsync(
            shards.Of(CatalogueGrain.GrainId), null, await shards.WantedAsync(context.Request).ConfigureAwait(false), new CatalogueQuery()).ConfigureAwait(false);
        PublishedVersion? newest = seen.Newest;
        byte[]? document = newest is null ? null : journal.ReadDocument(newest.Document);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (seen, document, place), static (json, read) =>
            Write(json, read.seen.Newest, read.document, read.seen.Paused, read.place)).ConfigureAwait(false);
    }

    private static async Task SendSchema(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = ProgrammeSchema.Utf8.Length;
        await context.Response.BodyWriter.WriteAsync(ProgrammeSchema.Utf8, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task Publish(HttpContext context)
    {
        byte[] document = await JsonRequest.ReadBytesAsync(context, ProgrammeLimits.DocumentBytes).ConfigureAwait(false);
        Stamp? effectiveAt = context.Request.Query["effectiveAt"] is [{ } at, ..] ? Field.Instant(at, "effectiveAt") : null;
        Answered reply = await publisher.PublishAsync(document, effectiveAt, context.Caller().Actor).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, reply.Answer, static (json, answer) =>
        {
            Published published = (Published)answer;
            json.WriteStartObject();
            json.WriteNumber("version"u8, published.Version);
            json.WriteString("effectiveAt"u8, published.EffectiveAt.ToInstant());
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter json, PublishedVersion? newest, byte[]? document, IReadOnlyList<string> paused, in RecordPlace place)
    {
        json.WriteStartObject();
        json.WriteNumber("version"u8, newest?.Version ?? 0);
        if (newest is not null)
        {
            json.WriteString("effectiveAt"u8, newest.EffectiveAt.ToInstant());
            json.WriteString("hash"u8, newest.Document.ToString());
        }

        json.WriteStartArray("paused"u8);
        foreach (string target in paused)
        {
            json.WriteStringValue(target);
        }

        json.WriteEndArray();
        json.WritePropertyName("document"u8);
        if (document is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteRawValue(document, skipInputValidation: true);
        }

        Position.WriteAsOf(json, place);
        json.WriteEndObject();
    }
}
