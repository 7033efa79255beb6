using System.Text.Json;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>What members do, reported by the brand. The activity's own id is its key.</summary>
internal sealed class ActivityResource(ShardCalls shards, MemberKeys keys, ApiLimits limits) : IResource
{
    /// <summary>Scope of the key under which an activity is reported: a refund finds the report by it.</summary>
    internal const string Scope = "activity";

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/activities", Report).RequireAuthorization(AccessPolicies.Server(Scopes.Activities));

    private async Task Report(HttpContext context)
    {
        ActivityBody body = await JsonRequest.ReadAsync(context, ApiJson.Default.ActivityBody, limits.BodyBytes).ConfigureAwait(false);
        MemberKey member = keys.Of(Field.Id(body.MemberId, "memberId"));
        ReportActivity input = InputOf(body, member);
        Answered reply = await shards.DecideAsync(shards.Of(member), input, member, RequestKeys.Of(Scope, input.Id)).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, reply.Answer, Render).ConfigureAwait(false);
    }

    /// <summary>Where no amount is given it is the sum of the lines.</summary>
    private static ReportActivity InputOf(ActivityBody body, MemberKey member)
    {
        string id = Field.Text(body.Id, "id");
        string kind = Field.Id(body.Kind, "kind");
        Stamp at = Field.Instant(body.At, "at");
        ActivityLine[]? lines = LinesOf(body.Lines);
        long amount = Field.Amount(body.Amount ?? lines?.Sum(line => line.Amount), "amount");
        return new(member, id, kind, at, amount, Field.OptionalText(body.Merchant, "merchant"), Field.OptionalText(body.Channel, "channel"), lines);
    }

    private static ActivityLine[]? LinesOf(IReadOnlyList<ActivityLineBody>? lines)
    {
        if (lines is null)
        {
            return null;
        }

        return lines.Count <= ApiLimits.ActivityLines
            ? [.. lines.Select(LineOf)]
            : throw Field.Invalid("lines", $"there are more than {ApiLimits.ActivityLines}");
    }

    private static ActivityLine LineOf(ActivityLineBody? line, int index)
    {
        string at = $"lines[{index}]";
        return line is null
            ? throw Field.Invalid(at, "it is null")
            : new(
                Field.Text(line.Sku, $"{at}.sku"), Field.Text(line.Category, $"{at}.category"), Field.Amount(line.Quantity, $"{at}.quantity"),
                Field.Amount(line.Amount, $"{at}.amount"), TagsOf(line.Tags, at));
    }

    private static string[]? TagsOf(IReadOnlyList<string>? tags, string line)
    {
        if (tags is null)
        {
            return null;
        }

        return tags.Count <= ApiLimits.LineTags
            ? [.. tags.Select((tag, index) => Field.Text(tag, $"{line}.tags[{index}]"))]
            : throw Field.Invalid($"{line}.tags", $"there are more than {ApiLimits.LineTags}");
    }

    private static void Render(Utf8JsonWriter json, Answer answer)
    {
        ActivityRecorded recorded = (ActivityRecorded)answer;
        json.WriteStartObject();
        json.WriteString("id"u8, recorded.Id);
        json.WriteNumber("points"u8, recorded.Points.Value);
        json.WriteNumber("available"u8, recorded.Available.Value);
        json.WriteStartArray("rules"u8);
        for (int i = 0; i < recorded.Rules.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("rule"u8, recorded.Rules[i].Rule);
            json.WriteNumber("points"u8, recorded.Rules[i].Points.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("awards"u8);
        foreach (string badge in recorded.Badges ?? [])
        {
            json.WriteStartObject();
            json.WriteString("badge"u8, badge);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("progress"u8);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
