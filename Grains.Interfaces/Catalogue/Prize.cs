namespace Jifen.Grains.Interfaces;

/// <summary>What a segment gives.</summary>
public abstract record Prize
{
    private protected Prize()
    {
    }
}

/// <summary>"Better luck next time".</summary>
public sealed record NoPrize : Prize;

public sealed record PointsPrize(Points Points) : Prize;

public sealed record GoodsPrize(LocalText Name) : Prize
{
    /// <summary>How they reach the member; null where the brand sees to that by itself, and no order is kept.</summary>
    public GoodsDelivery? Delivery { get; init; }
}

public enum GoodsDelivery
{
    /// <summary>They are sent to an address, which the member gives.</summary>
    Address,

    /// <summary>The member collects them.</summary>
    Collect,
}

/// <summary>A code of a pool, which goes to this member and to no other.</summary>
/// <param name="Pool">Id of the pool. It need not have codes yet: then it is out.</param>
public sealed record CouponPrize(string Pool, LocalText Name) : Prize
{
    /// <summary>Points that a card or a reward gives where no code is left, or null for nothing; a segment of a wheel has its fallback instead.</summary>
    public Points? Otherwise { get; init; }
}

/// <summary>Tickets of a lottery, each of which pays for a play.</summary>
/// <param name="Count">From 1 on.</param>
public sealed record TicketPrize(string Lottery, int Count) : Prize;

/// <summary>A badge whose counter is given, and which has no limit.</summary>
public sealed record BadgePrize(string Badge) : Prize
{
    /// <summary>Points for a member who has the badge already, or null for nothing.</summary>
    public Points? Otherwise { get; init; }

    /// <summary>What comes in its place for who has the badge.</summary>
    public Prize StandIn => Otherwise is { } points ? new PointsPrize(points) : new NoPrize();
}

/// <summary>The member earns more for a time, which begins when the prize is given.</summary>
/// <param name="Thousandths">The factor times a thousand, above 1,000.</param>
/// <param name="Kinds">Kinds of activity that earn more; null for all.</param>
public sealed record MultiplierPrize(LocalText Name, long Thousandths, int Hours, IReadOnlyList<string>? Kinds) : Prize
{
    /// <summary>The factor as a decimal number, such as "1.5".</summary>
    public string Factor => FactorOf(Thousandths);

    /// <summary>Thousandths as a decimal number without needless places.</summary>
    public static string FactorOf(long thousandths) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{thousandths / 1000m:0.###}");
}

/// <summary>Units of a prize.</summary>
/// <param name="Total">Units in all; 0 means sold out from the start.</param>
/// <param name="PerDay">Units of one programme day at most; null means as many as there are.</param>
public sealed record StockRule(long Total, long? PerDay)
{
    /// <summary>How the units are spread over time; null where all may be won from the start.</summary>
    public DripRule? Drip { get; init; }
}

/// <summary>Units are released evenly over the hours in which the campaign is open, an equal share at the begin of each step.</summary>
/// <param name="From">First instant of the first step; null for the campaign's start.</param>
/// <param name="To">Instant by which all steps are over; null for the campaign's end.</param>
/// <param name="Minutes">Length of a step, in open minutes.</param>
public sealed record DripRule(Stamp? From, Stamp? To, int Minutes);
