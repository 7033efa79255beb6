using System.Buffers;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>What members do, reported by the brand. The activity's own id is its key.</summary>
internal sealed class ActivityResource(ShardCalls shards, MemberKeys keys, ApiLimits limits) : IResource
{
    /// <summary>Scope of the key under which an activity is reported: a refund finds the report by it.</summary>
    internal const string Scope = "activity";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/activities", Report).RequireAuthorization(AccessPolicies.Server(Scopes.Activities));
        routes.MapPost("/v1/activities/batch", ReportBatch).RequireAuthorization(AccessPolicies.Server(Scopes.Activities));
    }

    private async Task Report(HttpContext context)
    {
        ActivityBody body = await JsonRequest.ReadAsync(context, ApiJson.Default.ActivityBody, limits.BodyBytes).ConfigureAwait(false);
        Answered reply = await PostAsync(body).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, reply.Answer, ActivityJson.Write).ConfigureAwait(false);
    }

    /// <remarks>Items are posted in their order, so that those of one member are decided in it, and are waited for together.</remarks>
    private async Task ReportBatch(HttpContext context)
    {
        byte[] body = await JsonRequest.ReadBytesAsync(context, limits.BatchBytes).ConfigureAwait(false);
        List<Range> items = JsonRequest.Items(body);
        if (items.Count > limits.BatchItems)
        {
            throw Field.Invalid("items", $"there are more than {limits.BatchItems}");
        }

        string trace = context.TraceIdentifier;
        BatchItem[] answers = await Task.WhenAll(items.Select(item => BatchItem.Of(() => PostAsync(Parse(body, item)), trace))).ConfigureAwait(false);
        BatchItem.Tell(context, answers);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (answers, ProblemWriter.PrefersChinese(context.Request)), static (json, batch) =>
            BatchItem.Write(json, batch.answers, batch.Item2)).ConfigureAwait(false);
    }

    private static ActivityBody Parse(byte[] body, Range item) =>
        JsonRequest.Parse(new ReadOnlySequence<byte>(body.AsMemory(item)), ApiJson.Default.ActivityBody);

    private ValueTask<Answered> PostAsync(ActivityBody body)
    {
        MemberKey member = keys.Of(Field.Id(body.MemberId, "memberId"));
        ReportActivity input = ActivityForm.InputOf(body, member);
        return shards.DecideAsync(shards.Of(member), input, member, RequestKeys.Of(Scope, input.Id));
    }
}
