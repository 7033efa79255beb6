namespace Jifen.Grains.Interfaces;

/// <summary>Due-time: badges were published or changed, or a limited edition has units again, and the shard begins to look through its members.</summary>
/// <param name="Version">Version that changed the badges last.</param>
public sealed record BeginBadgeWalk(long Version) : ShardInput;

/// <summary>Notice of the host: members of the shard were looked through, in the order of their keys.</summary>
/// <param name="Walk">Of which walk of the shard, the first is 1: what was seen for an earlier one counts no more.</param>
/// <param name="After">Where the look began; null for the first member.</param>
/// <param name="Through">The last member that was looked at; null where there is none after.</param>
/// <param name="Owed">Those who may be owed a badge, sorted.</param>
public sealed record WalkBadges(long Walk, MemberKey? After, MemberKey? Through, IReadOnlyList<MemberKey> Owed) : ShardInput;

/// <summary>Due-time: the member gets the badges that its counters deserve.</summary>
public sealed record GiveOwedBadges(MemberKey Member) : ShardInput;

/// <summary>As of <see cref="BeginBadgeWalk"/>; a walk under way begins anew.</summary>
public sealed record BadgeWalkBegun(long Version) : GrainEvent;

/// <summary>As of <see cref="WalkBadges"/>.</summary>
public sealed record BadgesWalked(MemberKey? Through, IReadOnlyList<MemberKey> Owed) : GrainEvent;

/// <summary>The member has what its counters deserve; what follows from its badges comes in the same record.</summary>
public sealed record OwedBadgesGiven(MemberKey Member) : GrainEvent;

/// <summary>The walk has begun that brings units of a raised edition to who missed them.</summary>
public sealed record RestockWalked : GrainEvent;
