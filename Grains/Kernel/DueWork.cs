namespace Jifen.Grains.Kernel;

/// <summary>Something the shard owes without having been asked.</summary>
public abstract record DueWork;

/// <summary>An input to decide now.</summary>
public sealed record DueInput(ShardInput Input, MemberKey? Member, RequestKey? Key) : DueWork;

/// <summary>A seed that the host must make and offer.</summary>
public sealed record SeedMissing(string Lottery, string Period) : DueWork;

/// <summary>Members that the host must look through for who is owed a badge.</summary>
/// <param name="Walk">As of <see cref="WalkBadges"/>.</param>
/// <param name="After">The last that was looked at; null for none.</param>
public sealed record MembersUnseen(long Walk, MemberKey? After) : DueWork;
