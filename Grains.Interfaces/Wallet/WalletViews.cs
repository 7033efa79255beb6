namespace Jifen.Grains.Interfaces;

/// <summary>The wallet of a member.</summary>
/// <param name="Prizes">Newest first.</param>
public sealed record WalletView(IReadOnlyList<WalletPrizeView> Prizes);

/// <param name="Prize">Text of a <see cref="PrizeId"/>.</param>
/// <param name="Source">As of <see cref="PrizeSource"/>.</param>
/// <param name="Pool">Null where it is no coupon.</param>
/// <param name="Serial">Number of its code; null where it has none.</param>
public sealed record WalletPrizeView(string Prize, Stamp At, string Source, long Catalogue, string State, string? Pool, long? Serial)
{
    /// <summary>Null where it is no goods.</summary>
    public OrderView? Order { get; init; }

    /// <summary>It is a test member's: no code of a pool, and goods that nobody is to send.</summary>
    public bool IsTest { get; init; }
}

/// <summary>What is known of an order besides its state.</summary>
/// <param name="Address">SHA-256 of its sealed address; null where it has none.</param>
/// <param name="Changed">When it came to its state, or its address last changed.</param>
public sealed record OrderView(bool NeedsAddress, Hash256? Address, Stamp Changed, string? Carrier, string? Tracking, string? Reason);

/// <summary>Some open orders of a shard.</summary>
public sealed record OrdersView(IReadOnlyList<OrderLine> Orders);

/// <param name="Prize">As a wallet shows it.</param>
public sealed record OrderLine(MemberKey Member, WalletPrizeView Prize);

/// <summary>What a prize of a wallet is going through, as texts that clients switch on; goods have <see cref="OrderStates"/>.</summary>
public static class PrizeStates
{
    /// <summary>A coupon whose code is on its way.</summary>
    public const string Coming = "coming";

    /// <summary>A coupon that has its code.</summary>
    public const string Ready = "ready";

    /// <summary>No code was left: the stand-in was given.</summary>
    public const string Replaced = "replaced";
}
