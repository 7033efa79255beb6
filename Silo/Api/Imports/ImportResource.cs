using System.Globalization;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Jifen.Silo.Imports;
using Jifen.Silo.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Jifen.Silo.Api;

/// <summary>Imports: a stream is taken in whole and worked through afterwards.</summary>
internal sealed class ImportResource(ImportQueue imports, ApiLimits limits, TimeProvider time) : IResource
{
    private const string NdJson = "application/x-ndjson";
    private const string Csv = "text/csv";
    private const int MapLength = 4_096;

    public void Map(IEndpointRouteBuilder routes)
    {
        string policy = AccessPolicies.Server(Scopes.Imports);
        routes.MapPost("/v1/imports", Begin).RequireAuthorization(policy);
        routes.MapGet("/v1/imports", List).RequireAuthorization(policy);
        routes.MapGet("/v1/imports/{importId}", Get).RequireAuthorization(policy);
        routes.MapGet("/v1/imports/{importId}/refusals", Refusals).RequireAuthorization(policy);
    }

    private async Task Begin(HttpContext context)
    {
        string? key = RequestKeys.Find(context.Request);
        ImportId id = key is null ? ImportId.New() : ImportId.Of(key);
        ImportOrder asked = OrderOf(context, id);
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = imports.Limits.StreamBytes;
        if (imports.Find(id) is { } known)
        {
            await RequireSameAsync(context, known.Order, asked).ConfigureAwait(false);
            context.Response.Headers[RequestKeys.Replayed] = "true";
        }
        else
        {
            using ImportUpload upload = imports.Begin(id);
            (long bytes, string hash) = await upload.WriteAsync(context.Request.BodyReader, context.Request.ContentLength, context.RequestAborted).ConfigureAwait(false);
            imports.Take(upload, asked with { Bytes = bytes, Sha256 = hash });
        }

        context.Response.Headers.Location = $"/v1/imports/{id}";
        await JsonResponse.Write(context, StatusCodes.Status202Accepted, id.Text, static (json, id) =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, id);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private Task List(HttpContext context)
    {
        int limit = Page.LimitOf(context.Request, limits);
        string? cursor = context.Request.Query["cursor"];
        IReadOnlyList<ImportRun> all = imports.All;
        int last = cursor is null ? -1 : all.Index().FirstOrDefault(run => run.Item.Order.Id == cursor, (-1, null!)).Index;
        if (cursor is not null && last < 0)
        {
            throw Field.Invalid("cursor", "it is not one that was sent");
        }

        ImportRun[] page = [.. all.Skip(last + 1).Take(limit)];
        string? next = last + 1 + page.Length < all.Count && page.Length > 0 ? page[^1].Order.Id : null;
        return JsonResponse.Write(context, StatusCodes.Status200OK, (page, next), static (json, list) => ImportJson.Write(json, list.page, list.next));
    }

    private Task Get(HttpContext context) =>
        JsonResponse.Write(context, StatusCodes.Status200OK, Named(context), static (json, run) => ImportJson.Write(json, run));

    /// <summary>The report as far as it is counted, one JSON object a line.</summary>
    private async Task Refusals(HttpContext context)
    {
        ImportRun run = Named(context);
        long bytes = run.Progress.RefusalBytes;
        context.Response.ContentType = NdJson;
        context.Response.ContentLength = bytes;
        if (bytes > 0)
        {
            await context.Response.SendFileAsync(run.Folder.Refusals, 0, bytes, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private ImportRun Named(HttpContext context) =>
        ImportId.Find(context.Route("importId")) is { } id && imports.Find(id) is { } run
            ? run
            : throw new ProblemException(ProblemCodes.UnknownImport, "There is no such import.", "importId");

    private ImportOrder OrderOf(HttpContext context, ImportId id)
    {
        IQueryCollection query = context.Request.Query;
        ImportFormat format = FormatOf(context.Request.ContentType);
        ImportKind kind = (string?)query["kind"] switch
        {
            null or "activities" => ImportKind.Activities,
            "members" => ImportKind.Members,
            _ => throw Field.Invalid("kind", "it is neither activities nor members"),
        };
        bool history = (string?)query["history"] switch
        {
            null or "false" => false,
            "true" when kind == ImportKind.Activities => true,
            _ => throw Field.Invalid("history", "it is true or false, and for activities"),
        };
        string map = query["map"].Count == 0 ? "" : Field.Text(query["map"], "map", MapLength);
        return new(id.Text, kind, format, history, map, UtcOffsetOf(query["offset"]), 0, "", time.GetUtcNow(), context.Caller().Actor);
    }

    private static ImportFormat FormatOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) ? type.MediaType.Value?.ToLowerInvariant() switch
        {
            NdJson => ImportFormat.NdJson,
            Csv => ImportFormat.Csv,
            _ => throw NoMedia(),
        }
        : throw NoMedia();

    private static ProblemException NoMedia() =>
        new(ProblemCodes.UnsupportedMedia, $"The Content-Type is neither {NdJson} nor {Csv}.", "Content-Type");

    private static string UtcOffsetOf(string? text) => text is null ? "+00:00"
        : text is ['+' or '-', ..] && TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out TimeSpan offset) && offset <= TimeSpan.FromHours(14)
            ? text
            : throw Field.Invalid("offset", "it is no offset such as +08:00");

    /// <remarks>The stream is read and compared, and not kept.</remarks>
    private static async Task RequireSameAsync(HttpContext context, ImportOrder known, ImportOrder asked)
    {
        PipeReader stream = context.Request.BodyReader;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long bytes = 0;
        ReadResult read;
        do
        {
            read = await stream.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            foreach (ReadOnlyMemory<byte> part in read.Buffer)
            {
                hash.AppendData(part.Span);
            }

            bytes += read.Buffer.Length;
            stream.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted);
        if (!known.IsSame(asked with { Bytes = bytes, Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()) }))
        {
            throw new ProblemException(RejectionCodes.KeyReused, "The Idempotency-Key was used before with another import.", RequestKeys.Header);
        }
    }
}
