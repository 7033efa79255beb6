namespace Jifen.Grains.Lottery;

/// <summary>A play of this shard that waits for a unit.</summary>
/// <param name="Key">Key of the request that took the play, so that the same key finds its outcome.</param>
public sealed record WaitingPlay(MemberKey Member, PlayId Play, RequestKey? Key)
{
    /// <summary>The coupon of a wallet that waits, instead of the play; null for the play.</summary>
    public int? Part { get; init; }
}
