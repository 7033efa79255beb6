using Jifen.Silo.Hosting;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Orders of goods, for the brand: which are open, and how they go on.</summary>
internal sealed class OrderResource(
    ShardCalls shards, IJournal journal, OrderDoor orders, PublishedProgrammes programmes, ApiLimits limits) : IResource
{
    private const string Scope = "fulfil";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/orders", List).RequireAuthorization(AccessPolicies.Server(Scopes.Prizes));
        routes.MapPost("/v1/members/{memberId}/prizes/{prizeId}/fulfil", Fulfil).RequireAuthorization(AccessPolicies.Server(Scopes.Prizes));
    }

    private async Task List(HttpContext context)
    {
        int limit = Page.LimitOf(context.Request, limits);
        string? cursor = context.Request.Query["cursor"];
        OpenOrders open = await orders.OpenAsync(StateOf(context.Request), cursor is null ? null : OrderJson.Place(cursor), limit, await shards.WantedAsync(context.Request).ConfigureAwait(false)).ConfigureAwait(false);
        string?[] ids = await Task.Run(() => open.Lines.Select(line => journal.ReadPerson(line.Member)?.Id).ToArray()).ConfigureAwait(false);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (open, ids, programmes), static (json, list) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items"u8);
            foreach ((int i, OrderLine line) in list.open.Lines.Index())
            {
                OrderJson.WriteLine(json, line, list.ids[i], list.programmes);
            }

            json.WriteEndArray();
            json.WriteString("next"u8, list.open.More ? OrderJson.Cursor(list.open.Lines[^1]) : null);
            Position.WriteAsOf(json, list.open.Places);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private async Task Fulfil(HttpContext context)
    {
        string? key = RequestKeys.Find(context.Request);
        FulfilBody body = await JsonRequest.ReadAsync(context, ApiJson.Default.FulfilBody, limits.BodyBytes).ConfigureAwait(false);
        (MemberKey member, PrizeId prize) = orders.Of(context);
        Answered reply = await orders.DecideAsync(body.Step(member, prize, context.Caller().Actor), member, key is null ? null : RequestKeys.Of(Scope, key)).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, reply.Answer, OrderJson.WriteChanged).ConfigureAwait(false);
    }

    private static string? StateOf(HttpRequest request) => (string?)request.Query["state"] switch
    {
        null => null,
        var state when OrderStates.All.Contains(state) && OrderStates.IsOpen(state) => state,
        _ => throw Field.Invalid("state", $"it is none of {string.Join(", ", OrderStates.All.Where(OrderStates.IsOpen))}"),
    };
}
