namespace Jifen.Grains.Member;

/// <summary>Points of a lot that expired before they were spent: a refund does not ask for them again.</summary>
/// <param name="At">When the expiry was journalled.</param>
public readonly record struct FadedLot(long Number, Points Points, Stamp At);
