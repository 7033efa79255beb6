using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Silo.Security;
using Microsoft.AspNetCore.Authorization;

namespace Jifen.Silo.Api;

/// <summary>
/// The OpenAPI 3.1 document of the surface: routes, methods and policies as they are mapped, the rest from <see cref="Operations"/>.
/// The same surface gives the same bytes.
/// </summary>
internal static class OpenApiDocument
{
    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(IEnumerable<RouteEndpoint> endpoints)
    {
        JsonObject paths = [];
        foreach (RouteEndpoint endpoint in endpoints.OrderBy(NameOf, StringComparer.Ordinal).OrderBy(RouteOf, StringComparer.Ordinal))
        {
            if (Operations.All.GetValueOrDefault(NameOf(endpoint)) is { } operation)
            {
                JsonObject path = paths[RouteOf(endpoint)] as JsonObject ?? [];
                paths[RouteOf(endpoint)] ??= path;
                path[MethodOf(endpoint).ToLowerInvariant()] = Describe(endpoint, operation);
            }
        }

        return [.. System.Text.Encoding.UTF8.GetBytes(Document(paths).ToJsonString(Form)), (byte)'\n'];
    }

    public static string NameOf(RouteEndpoint endpoint) => $"{MethodOf(endpoint)} {RouteOf(endpoint)}";

    private static string RouteOf(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!;

    /// <remarks>What answers HEAD besides GET is described once.</remarks>
    private static string MethodOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods switch
    {
        [var one] => one,
        ["GET", "HEAD"] => "GET",
        _ => "",
    };

    private static JsonObject Document(JsonObject paths)
    {
        JsonObject schemas = Components.Schemas();
        schemas["Events"] = new JsonObject { ["type"] = "string", ["description"] = "Events record, gap and end; docs/api.md says what they hold." };
        schemas["ImportStream"] = new JsonObject { ["type"] = "string", ["description"] = "Activities or openings, one a line; docs/imports.md says the forms." };
        schemas["ImportRefusals"] = new JsonObject { ["type"] = "string", ["description"] = "One JSON object a line; docs/imports.md says what it holds." };
        schemas["CodeLines"] = new JsonObject { ["type"] = "string", ["description"] = "A code a line, or a code, a comma and the last day on which it can be used." };
        schemas["OpenApi"] = new JsonObject { ["type"] = "object" };
        schemas["JsonSchema"] = new JsonObject { ["type"] = "object" };
        return new()
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Jifen", ["version"] = "v1", ["license"] = new JsonObject { ["name"] = "Apache-2.0", ["identifier"] = "Apache-2.0" } },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas,
                ["securitySchemes"] = new JsonObject { ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } },
            },
        };
    }

    private static JsonObject Describe(RouteEndpoint endpoint, Operation operation)
    {
        string policy = endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy ?? "";
        JsonObject described = new()
        {
            ["summary"] = operation.Summary,
            ["x-policy"] = policy,
            ["security"] = policy == AccessPolicies.Everybody ? new JsonArray() : new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }),
            ["parameters"] = Parameters(endpoint, operation),
        };
        if (operation.Body is { } body)
        {
            described["requestBody"] = new JsonObject { ["required"] = !operation.BodyMayBeAbsent, ["content"] = Content(operation.BodyMedia, body) };
        }

        described["responses"] = Responses(operation, Codes(endpoint, operation, policy));
        return described;
    }

    private static JsonArray Parameters(RouteEndpoint endpoint, Operation operation) =>
    [
        .. endpoint.RoutePattern.Parameters.Select(route => Path(route.Name)),
        .. operation.Parameters.Select(parameter => new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = parameter.In,
            ["required"] = parameter.Required,
            ["description"] = parameter.Description,
            ["schema"] = new JsonObject { ["type"] = parameter.Type },
        }),
    ];

    /// <remarks>Any text may be an activity's id.</remarks>
    private static JsonObject Path(string name) => new()
    {
        ["name"] = name,
        ["in"] = "path",
        ["required"] = true,
        ["schema"] = name == "activityId" ? Shape.Text : Shape.Id,
    };

    /// <summary>The operation's own codes, and those that follow from what it is.</summary>
    private static IEnumerable<string> Codes(RouteEndpoint endpoint, Operation operation, string policy) => operation.Problems
        .Concat(policy == AccessPolicies.Everybody ? [] : [ProblemCodes.Unauthenticated, ProblemCodes.Forbidden])
        .Concat(operation.Body is null ? [] : [ProblemCodes.Malformed, MediaCode(operation), ProblemCodes.TooLarge, ProblemCodes.Invalid])
        .Concat(endpoint.Metadata.GetMetadata<NotRateLimited>() is null ? [ProblemCodes.RateLimited] : [])
        .Append(ProblemCodes.Internal).Distinct(StringComparer.Ordinal);

    private static JsonObject Responses(Operation operation, IEnumerable<string> codes)
    {
        JsonObject responses = new(operation.Answers.OrderBy(answer => answer.Key).Select(answer => KeyValuePair.Create<string, JsonNode?>(
            Text(answer.Key), new JsonObject { ["description"] = answer.Value, ["content"] = Content([operation.Media], answer.Value) })));
        foreach (IGrouping<int, string> status in codes.GroupBy(code => ProblemKind.Of(code).Status).OrderBy(status => status.Key))
        {
            string[] sorted = [.. status.Order(StringComparer.Ordinal)];
            responses[Text(status.Key)] = new JsonObject
            {
                ["description"] = string.Join(", ", sorted),
                ["x-codes"] = new JsonArray([.. sorted.Select(code => (JsonNode)code)]),
                ["content"] = Content(["application/problem+json"], "Problem"),
            };
        }

        return responses;
    }

    private static string MediaCode(Operation operation) =>
        operation.BodyMedia is ["application/json"] ? ProblemCodes.NotJson : ProblemCodes.UnsupportedMedia;

    private static JsonObject Content(IEnumerable<string> media, string component) => new(media.Select(one =>
        KeyValuePair.Create<string, JsonNode?>(one, new JsonObject { ["schema"] = Shape.Named(component) })));

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
