namespace Jifen.Grains.Interfaces;

/// <summary>The member has met a badge's criteria; it has the badge for ever.</summary>
public sealed record BadgeEarned(string Badge) : GrainEvent
{
    /// <summary>Which one of a limited edition, from 0 on; null where the badge has no limit.</summary>
    public long? Serial { get; init; }
}

/// <summary>The member has all badges of a set; its grand prize comes in the same record, and the code of a coupon in that or a later one.</summary>
public sealed record BadgeSetCompleted(string Set) : GrainEvent;

/// <summary>One more member of this shard has the badge.</summary>
public sealed record BadgeHolderCounted(string Badge) : GrainEvent;
