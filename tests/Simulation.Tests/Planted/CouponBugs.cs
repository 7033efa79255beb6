using Jifen.Grains.Coupon;
using Jifen.Grains.Kernel;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>What may go wrong with coupons.</summary>
internal static class CouponBugs
{
    /// <summary>A coupon that waited gets the code before its own.</summary>
    public static Decided GivesAgain(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Select(e => e is CodeGiven { Serial: > 0 } given ? given with { Serial = given.Serial - 1 } : e)] };

    /// <summary>A code is used up, and its coupon goes on waiting.</summary>
    public static Decided ForgetsCoupon(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Where(e => e is not CodeGiven)] };

    /// <summary>A coupon is replaced while its code lies on the shard.</summary>
    public static Decided ReplacesEarly(ShardState state, ShardInput input, Decided decided) => decided.Events.Any(e => e is CodeGiven)
        ? decided with { Events = [.. decided.Events.Where(e => e is not UnitUsed).Select(e => e is CodeGiven given ? new CouponReplaced(given.Prize, given.Part) : e)] }
        : decided;

    /// <summary>A coupon that is replaced brings nothing.</summary>
    public static Decided KeepsStandIn(ShardState state, ShardInput input, Decided decided) => decided.Events.Any(e => e is CouponReplaced)
        ? decided with { Events = [.. decided.Events.Where(e => e is not PointsEarned)] }
        : decided;

    /// <summary>A last day ends a day too late.</summary>
    public static Decided LastsLonger(ShardState state, ShardInput input, Decided decided) => EndingOtherwise(decided, TimeSpan.FromDays(1));

    /// <summary>A last day is taken for the first on which a code is not good any more.</summary>
    public static Decided EndsEarly(ShardState state, ShardInput input, Decided decided) => EndingOtherwise(decided, TimeSpan.FromDays(-1));

    /// <summary>A treasury lends codes and does not say when they expire.</summary>
    public static Decided ForgetsDays(ShardState state, ShardInput input, Decided decided) => decided with
    {
        Events = [.. decided.Events.Select(e => e is UnitsReceived { Serials: { } serials } received ? received with { Serials = [.. serials.Select(range => range with { Ends = null })] } : e)],
    };

    /// <summary>Of codes of several days the newest is given first, whichever expires first.</summary>
    public static Decided GivesLastFirst(ShardState state, ShardInput input, Decided decided)
    {
        if (decided.Events.OfType<UnitUsed>().FirstOrDefault() is not { Serial: { } first, On: { } pool } || state.FindNamed(pool) is not CouponSlice { Account.Serials: { FirstEnd: not null } here })
        {
            return decided;
        }

        long last = here.Ranges[^1].End - 1;
        return decided with
        {
            Events =
            [
                .. decided.Events.Select(e => e switch
                {
                    UnitUsed used when used.Serial == first && used.On == pool => used with { Serial = last },
                    CouponWon won when won.Serial == first => won with { Serial = last },
                    CodeGiven given when given.Serial == first => given with { Serial = last },
                    _ => e,
                }),
            ],
        };
    }

    private static Decided EndingOtherwise(Decided decided, TimeSpan by) =>
        decided with { Events = [.. decided.Events.Select(e => e is StockSet { Ends: { } ends } set ? set with { Ends = ends.Plus(by) } : e)] };
}

/// <summary>A pool takes what is uploaded without a look at what it has.</summary>
internal sealed class TakesAnyUpload : IShardRules
{
    public Decision Decide(ShardState state, ShardInput input, in DecisionContext context) => ProtocolRules.Instance.Decide(
        state, input is AddCodes codes ? codes with { Before = state.CouponPool(codes.Pool).Total } : input, context);
}

/// <summary>A recall brings back what its shard has retired, as if it could be given.</summary>
internal sealed class ReturnsRetired : IShardRules
{
    private readonly Dictionary<(ShardId Shard, string Name), IReadOnlyList<SerialRange>> _retired = [];

    public Decision Decide(ShardState state, ShardInput input, in DecisionContext context)
    {
        Decision decision = ProtocolRules.Instance.Decide(state, input, context);
        if (decision is not Decided decided)
        {
            return decision;
        }

        foreach (UnitsExpired expired in decided.Events.OfType<UnitsExpired>().Where(e => CouponName.Is(e.On!)))
        {
            _retired[(state.Shard, expired.On!)] = [.. expired.Serials.Select(range => range with { Ends = null })];
        }

        return input is Delivery { Body: UnitsRecall { Lottery: var name } } && _retired.Remove((state.Shard, name), out IReadOnlyList<SerialRange>? retired)
            ? decided with { Messages = [.. decided.Messages.Select(message => message.Body is UnitsReturned back ? message with { Body = Beside(back, retired) } : message)] }
            : decided;
    }

    private static UnitsReturned Beside(UnitsReturned back, IReadOnlyList<SerialRange> more) =>
        back with { Units = back.Units + more.Sum(range => range.Count), Serials = [.. back.Serials ?? [], .. more] };
}
