using System.Text.Json;
using Jifen.Silo.Orders;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Where the goods of a member go. The address lies sealed beside the journal; it is told to its member, and to whom the brand has given that scope.</summary>
internal sealed class AddressResource(ShardCalls shards, AddressStore addresses, OrderDoor orders, ApiLimits limits) : IResource
{
    private const string Route = "/v1/members/{memberId}/prizes/{prizeId}/address";
    private const string GiveScope = "address";
    private const string EraseScope = "erase-address";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, Get).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Prizes));
        routes.MapPut(Route, Put).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Prizes));
        routes.MapDelete(Route, Delete).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Prizes));
    }

    private async Task Get(HttpContext context)
    {
        (MemberKey member, PrizeId prize) = orders.Of(context);
        OrderView order = await orders.FindAsync(member, prize, await shards.WantedAsync(context.Request).ConfigureAwait(false)).ConfigureAwait(false);
        PostalAddress address = (order.Address is { } document ? await Task.Run(() => addresses.Read(member, prize, document)).ConfigureAwait(false) : null)
            ?? throw new ProblemException(ProblemCodes.UnknownAddress, "The order has no address.");
        context.Response.Headers.CacheControl = "no-store";
        await JsonResponse.Write(context, StatusCodes.Status200OK, address, static (json, told) => JsonSerializer.Serialize(json, told, AddressJson.Default.PostalAddress)).ConfigureAwait(false);
    }

    private async Task Put(HttpContext context)
    {
        string? key = RequestKeys.Find(context.Request);
        PostalAddress address = (await JsonRequest.ReadAsync(context, ApiJson.Default.PostalAddress, limits.BodyBytes).ConfigureAwait(false)).Checked();
        (MemberKey member, PrizeId prize) = orders.Of(context);
        await orders.FindAsync(member, prize, Position.None).ConfigureAwait(false);
        Hash256 document = await Task.Run(() => addresses.Store(member, prize, address, key)).ConfigureAwait(false);
        Answered reply = await GiveAsync(member, prize, document, key is null ? null : RequestKeys.Of(GiveScope, key)).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, reply.Answer, OrderJson.WriteChanged).ConfigureAwait(false);
    }

    private async Task Delete(HttpContext context)
    {
        string? key = RequestKeys.Find(context.Request);
        (MemberKey member, PrizeId prize) = orders.Of(context);
        OrderView order = await orders.FindAsync(member, prize, Position.None).ConfigureAwait(false);
        if (order.Address is { } document)
        {
            await Task.Run(() => addresses.Erase(document)).ConfigureAwait(false);
        }

        Answered reply = await orders.DecideAsync(
            new EraseAddress(member, prize.Play, prize.Part), member, key is null ? null : RequestKeys.Of(EraseScope, key)).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, reply.Answer, OrderJson.WriteChanged).ConfigureAwait(false);
    }

    /// <remarks>A call that was refused, or made before, stored a document which the order may not name. One whose outcome is unknown may have it named.</remarks>
    private async ValueTask<Answered> GiveAsync(MemberKey member, PrizeId prize, Hash256 document, RequestKey? key)
    {
        try
        {
            Answered reply = await orders.DecideAsync(new GiveAddress(member, prize.Play, prize.Part, document), member, key).ConfigureAwait(false);
            if (reply.Replayed || reply.Answer is Refusal)
            {
                await EraseUnlessNamedAsync(member, prize, document).ConfigureAwait(false);
            }

            return reply;
        }
        catch (ProblemException refused) when (refused.Problem.Kind.Code != RejectionCodes.TryAgain)
        {
            await EraseUnlessNamedAsync(member, prize, document).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask EraseUnlessNamedAsync(MemberKey member, PrizeId prize, Hash256 document)
    {
        if ((await orders.FindAsync(member, prize, Position.None).ConfigureAwait(false)).Address != document)
        {
            await Task.Run(() => addresses.Erase(document)).ConfigureAwait(false);
        }
    }
}
