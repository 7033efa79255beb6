using System.Text.Json;
using Jifen.Silo.Security;

namespace Jifen.Silo.Api;

internal sealed record KeyBody(string Name, IReadOnlyList<string> Scopes);

/// <summary>Server keys: make, list, revoke. A key's text is shown once.</summary>
internal sealed class KeyResource(ServerKeys keys, ApiLimits limits) : IResource
{
    public void Map(IEndpointRouteBuilder routes)
    {
        string policy = AccessPolicies.Server(Scopes.Admin);
        routes.MapPost("/v1/keys", Create).RequireAuthorization(policy);
        routes.MapGet("/v1/keys", List).RequireAuthorization(policy);
        routes.MapPost("/v1/keys/{keyId}/revoke", Revoke).RequireAuthorization(policy);
    }

    private async Task Create(HttpContext context)
    {
        KeyBody body = await JsonRequest.ReadAsync(context, ApiJson.Default.KeyBody, limits.BodyBytes).ConfigureAwait(false);
        string name = Field.Text(body.Name, "name");
        if (body.Scopes.Count == 0 || body.Scopes.FirstOrDefault(scope => scope is null || !Scopes.All.Contains(scope)) is not null)
        {
            throw Field.Invalid("scopes", $"they are not some of {string.Join(", ", Scopes.All.Order(StringComparer.Ordinal))}");
        }

        if (keys.All.Count >= ServerKeys.Most)
        {
            throw Field.Invalid("name", $"there are {ServerKeys.Most} keys already");
        }

        (ServerKey key, string text) = keys.Create(name, [.. body.Scopes.Distinct(StringComparer.Ordinal)]);
        await JsonResponse.Write(context, StatusCodes.Status201Created, (key, text), static (json, made) => Write(json, made.key, made.text)).ConfigureAwait(false);
    }

    private Task List(HttpContext context) => JsonResponse.Write(context, StatusCodes.Status200OK, keys.All, static (json, all) =>
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (ServerKey key in all)
        {
            Write(json, key, null);
        }

        json.WriteEndArray();
        json.WriteNull("next"u8);
        json.WriteEndObject();
    });

    private Task Revoke(HttpContext context)
    {
        string id = Field.Id(context.Route("keyId"), "keyId");
        if (!keys.Revoke(id))
        {
            throw new ProblemException(ProblemCodes.UnknownKey, "There is no such key.", "keyId");
        }

        return JsonResponse.Write(context, StatusCodes.Status200OK, keys.All.First(key => key.Id == id), static (json, key) => Write(json, key, null));
    }

    private static void Write(Utf8JsonWriter json, ServerKey key, string? text)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, key.Id);
        json.WriteString("name"u8, key.Name);
        json.WriteStartArray("scopes"u8);
        foreach (string scope in key.Scopes)
        {
            json.WriteStringValue(scope);
        }

        json.WriteEndArray();
        json.WriteString("created"u8, key.Created);
        if (key.Revoked is { } revoked)
        {
            json.WriteString("revoked"u8, revoked);
        }

        if (text is not null)
        {
            json.WriteString("key"u8, text);
        }

        json.WriteEndObject();
    }
}
