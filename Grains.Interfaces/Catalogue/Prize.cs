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

public sealed record GoodsPrize(LocalText Name) : Prize;

/// <summary>Units of a prize.</summary>
/// <param name="Total">Units in all; 0 means sold out from the start.</param>
/// <param name="PerDay">Units of one programme day at most; null means as many as there are.</param>
public sealed record StockRule(long Total, long? PerDay);
