using System.Text.Json;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;
using Microsoft.AspNetCore.Http.Features;

namespace Jifen.Silo.Api;

/// <summary>Takes back what an activity gave. Without a key each call is one refund more.</summary>
internal sealed class RefundResource(ShardCalls shards, MemberKeys keys, ApiLimits limits) : IResource
{
    private const string Scope = "refund";

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/activities/{activityId}/refund", Refund).RequireAuthorization(AccessPolicies.Server(Scopes.Activities));

    private async Task Refund(HttpContext context)
    {
        string activity = Field.Text(NamedActivity(context), "activityId");
        string? key = RequestKeys.Find(context.Request);
        RefundBody body = await JsonRequest.ReadAsync(context, ApiJson.Default.RefundBody, limits.BodyBytes).ConfigureAwait(false);
        MemberKey member = keys.Of(Field.Id(body.MemberId, "memberId"));
        RefundActivity input = new(member, activity, RequestKeys.Of(ActivityResource.Scope, activity), AmountOf(body.Amount, "amount"), LinesOf(body.Lines));
        Answered reply = await shards.DecideAsync(
            shards.Of(member), input, member, key is null ? null : RequestKeys.Of(Scope, key)).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, reply.Answer, Render).ConfigureAwait(false);
    }

    /// <remarks>
    /// Any text may be an activity's id. Routing leaves an escaped slash as it is and so cannot tell it from an escaped "%2F": the id is
    /// read from the target as it was sent.
    /// </remarks>
    private static string NamedActivity(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string[] segments = target.Split('?')[0].TrimEnd('/').Split('/');
        return Uri.UnescapeDataString(segments[^2]);
    }

    private static long? AmountOf(long? amount, string field) =>
        amount is null or > 0 ? amount is null ? null : Field.Amount(amount, field) : throw Field.Invalid(field, "it is below 1");

    private static RefundLine[]? LinesOf(IReadOnlyList<RefundLineBody>? lines)
    {
        if (lines is null)
        {
            return null;
        }

        return lines.Count <= ApiLimits.ActivityLines
            ? [.. lines.Select(LineOf)]
            : throw Field.Invalid("lines", $"there are more than {ApiLimits.ActivityLines}");
    }

    private static RefundLine LineOf(RefundLineBody? line, int index) => line is null
        ? throw Field.Invalid($"lines[{index}]", "it is null")
        : new(line.Line, AmountOf(line.Amount, $"lines[{index}].amount"));

    private static void Render(Utf8JsonWriter json, Answer answer)
    {
        ActivityRefunded refunded = (ActivityRefunded)answer;
        json.WriteStartObject();
        json.WriteString("id"u8, refunded.Id);
        json.WriteNumber("points"u8, refunded.Points.Value);
        json.WriteNumber("owed"u8, refunded.Owed.Value);
        json.WriteNumber("available"u8, refunded.Available.Value);
        json.WriteEndObject();
    }
}
