using Jifen.Grains.Wallet;
using Jifen.Silo.Api;
using Jifen.Silo.Hosting;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Orders;

/// <summary>Orders of goods as staff sees them, by the reads and commands of the API.</summary>
internal sealed class GoodsDesk(OrderDoor orders, AddressStore addresses, MemberKeys keys, MemberMask mask, IJournal journal, PublishedProgrammes programmes) : IGoodsDesk
{
    private const int RowsAtOnce = 50;

    public async Task<OrderRows> OpenAsync(string? state, OrderRow? after, CancellationToken cancel)
    {
        OrderPlace? place = after is null ? null : new(Stamp.From(after.Won), IdOf(after).Play, IdOf(after).Part);
        OpenOrders open = await orders.OpenAsync(state, place, RowsAtOnce, Position.None).AsTask().WaitAsync(cancel).ConfigureAwait(false);
        return new([.. open.Lines.Select(line => RowOf(line.Member, line.Prize))], open.More);
    }

    public async Task<OrderRows?> OfAsync(string memberId, string? state, CancellationToken cancel)
    {
        if (!Field.IsId(memberId))
        {
            return null;
        }

        MemberKey member = keys.Of(memberId);
        IReadOnlyList<WalletPrizeView>? all = await orders.AllAsync(member, Position.None).AsTask().WaitAsync(cancel).ConfigureAwait(false);
        return all is null ? null : new([.. all.Where(prize => prize.Order is not null && (state is null || prize.State == state)).Select(prize => RowOf(member, prize))], More: false);
    }

    public async Task<OrderRecipient> RecipientAsync(OrderRow order, CancellationToken cancel)
    {
        OrderView now = await orders.FindAsync(order.Member, IdOf(order), Position.None).AsTask().WaitAsync(cancel).ConfigureAwait(false);
        return await Task.Run(() => new OrderRecipient(journal.ReadPerson(order.Member)?.Id, AddressOf(order, now)), cancel).ConfigureAwait(false);
    }

    public async Task<OrderOutcome> MoveAsync(OrderRow order, OrderStep step, string actor, CancellationToken cancel)
    {
        PrizeId prize = IdOf(order);
        Answered reply = await orders.DecideAsync(InputOf(order, step, prize, actor), order.Member, null).AsTask().WaitAsync(cancel).ConfigureAwait(false);
        IReadOnlyList<WalletPrizeView>? all = await orders.AllAsync(order.Member, Position.None).AsTask().WaitAsync(cancel).ConfigureAwait(false);
        return new(reply.Answer as Refusal, all?.FirstOrDefault(one => one.Prize == order.Prize) is { } now ? RowOf(order.Member, now) : order);
    }

    private static MoveOrder InputOf(OrderRow order, OrderStep step, PrizeId prize, string actor)
    {
        try
        {
            return new FulfilBody(step.State, step.Carrier, step.Tracking, step.Reason).Step(order.Member, prize, actor);
        }
        catch (ProblemException refused)
        {
            throw new ArgumentException(refused.Message, nameof(step), refused);
        }
    }

    private static PrizeId IdOf(OrderRow order) => PrizeId.TryParse(order.Prize, out PrizeId id) ? id : throw new ArgumentException("This is no id of a prize.", nameof(order));

    private OrderAddress? AddressOf(OrderRow order, OrderView now) =>
        now.Address is { } document && addresses.Read(order.Member, IdOf(order), document) is { } told
            ? new(told.Name!, told.Phone, told.Country!, told.Region, told.City!, told.Street!, told.More, told.Postcode)
            : null;

    private OrderRow RowOf(MemberKey member, WalletPrizeView prize)
    {
        OrderView order = prize.Order!;
        Prize? won = programmes.Find(prize.Catalogue) is { } programme ? WonPrizes.Of(programme, prize.Source) : null;
        return new(member, mask.Alias(member), prize.Prize, (won as GoodsPrize)?.Name, prize.At.ToInstant(), prize.State, OrderRules.StepsAfter(prize.State, order.NeedsAddress))
        {
            Changed = order.Changed.ToInstant(),
            NeedsAddress = order.NeedsAddress,
            HasAddress = order.Address is not null,
            IsTest = prize.IsTest,
            Carrier = order.Carrier,
            Tracking = order.Tracking,
            Reason = order.Reason,
        };
    }
}
