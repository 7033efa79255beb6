using Jifen.Grains.Kernel;
using Jifen.Silo.Hosting;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <param name="State">One of <see cref="OrderStates.Steps"/>.</param>
internal sealed record FulfilBody(string State, string? Carrier = null, string? Tracking = null, string? Reason = null);

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
        OrdersQuery query = new(StateOf(context.Request), cursor is null ? null : OrderJson.Place(cursor), limit + 1);
        (OrdersView View, RecordPlace Place)[] seen = await shards.ReadAllAsync(await shards.WantedAsync(context.Request).ConfigureAwait(false), query).ConfigureAwait(false);
        OrderLine[] found = [.. seen.SelectMany(shard => shard.View.Orders).OrderBy(RankOf).Take(limit + 1)];
        OrderLine[] page = found[..Math.Min(limit, found.Length)];
        string?[] ids = await Task.Run(() => page.Select(line => journal.ReadPerson(line.Member)?.Id).ToArray()).ConfigureAwait(false);
        string? next = found.Length > limit ? OrderJson.Cursor(page[^1]) : null;
        RecordPlace[] places = [.. seen.Select(shard => shard.Place)];
        await JsonResponse.Write(context, StatusCodes.Status200OK, (this, page, ids, next, places), static (json, list) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items"u8);
            foreach ((int i, OrderLine line) in list.page.Index())
            {
                OrderJson.WriteLine(json, line, list.ids[i], list.Item1.Programmes);
            }

            json.WriteEndArray();
            json.WriteString("next"u8, list.next);
            Position.WriteAsOf(json, list.places);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private PublishedProgrammes Programmes => programmes;

    private async Task Fulfil(HttpContext context)
    {
        string? key = RequestKeys.Find(context.Request);
        FulfilBody body = await JsonRequest.ReadAsync(context, ApiJson.Default.FulfilBody, limits.BodyBytes).ConfigureAwait(false);
        (MemberKey member, PrizeId prize) = orders.Of(context);
        Answered reply = await orders.DecideAsync(Step(body, member, prize, context.Caller().Actor), member, key is null ? null : RequestKeys.Of(Scope, key)).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, reply.Answer, OrderJson.WriteChanged).ConfigureAwait(false);
    }

    private static MoveOrder Step(FulfilBody body, MemberKey member, PrizeId prize, string actor)
    {
        string state = OrderStates.Steps.Contains(body.State) ? body.State : throw Field.Invalid("state", $"it is none of {string.Join(", ", OrderStates.Steps)}");
        bool ships = state == OrderStates.Shipped;
        bool cancels = state == OrderStates.Cancelled;
        return new(member, prize.Play, prize.Part, state, actor)
        {
            Carrier = Only(ships, body.Carrier, "carrier", OrderStates.Shipped),
            Tracking = Only(ships, body.Tracking, "tracking", OrderStates.Shipped),
            Reason = cancels ? Field.Text(body.Reason, "reason") : Only(false, body.Reason, "reason", OrderStates.Cancelled),
        };
    }

    private static string? Only(bool has, string? text, string field, string state) =>
        has || text is null ? Field.OptionalText(text, field) : throw Field.Invalid(field, $"it is said of goods that are {state} alone");

    private static string? StateOf(HttpRequest request) => (string?)request.Query["state"] switch
    {
        null => null,
        var state when OrderStates.All.Contains(state) && OrderStates.IsOpen(state) => state,
        _ => throw Field.Invalid("state", $"it is none of {string.Join(", ", OrderStates.All.Where(OrderStates.IsOpen))}"),
    };

    private static (long, int, long, int) RankOf(OrderLine line) =>
        PrizeId.TryParse(line.Prize.Prize, out PrizeId id) ? new OrderPlace(line.Prize.At, id.Play, id.Part).Rank : throw new InvariantBrokenException("an order has the id of a prize");
}
