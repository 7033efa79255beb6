namespace Jifen.Grains.Interfaces;

/// <summary>A place of a board: a member with its score and the stamp of reaching it. Of two places one is always the higher.</summary>
public sealed record BoardPlace(long Score, Stamp Reached, MemberKey Member);

/// <summary>What the members down to a rank are given who are below the rewards before it.</summary>
/// <param name="Through">The last rank, at least 1 and at most the members of the board.</param>
public sealed record RankedReward(long Through, ChallengeReward Reward);

/// <summary>What the members down to a place are given who are below the rewards before it.</summary>
public sealed record PlacedReward(BoardPlace Through, ChallengeReward Reward);

/// <summary>A reward of the board is due to a member of this shard.</summary>
/// <param name="Position">Members of the slice who stand before it.</param>
public sealed record GiveBoardReward(string Board, string Period, long Position, MemberKey Member) : ShardInput;

/// <summary>The owner looks for the places at which the rewards of a final period end.</summary>
/// <param name="Rewards">Each ends at a lower rank than the one before.</param>
/// <param name="Budget">Campaign whose budget gives the points; null where no budget does.</param>
public sealed record BoardRankingBegun(string Period, IReadOnlyList<RankedReward> Rewards, string? Budget) : GrainEvent;

/// <summary>The owner has heard what a slice holds between two places.</summary>
/// <param name="AtOrAbove">Members of the slice at or above the upper place.</param>
/// <param name="Between">Members of the slice between the places, or as many as were asked about.</param>
/// <param name="Places">Some of these, evenly apart from the highest on; all where they are few.</param>
public sealed record BoardPlacesHeard(string Period, ShardId Shard, long AtOrAbove, long Between, IReadOnlyList<BoardPlace> Places) : GrainEvent;

/// <summary>All slices have told, and the place of the rank lies between these two; null means without bound.</summary>
/// <param name="AtOrAbove">Members of the board at or above the upper place, at least.</param>
public sealed record BoardRankNarrowed(string Period, BoardPlace? Above, BoardPlace? Below, long AtOrAbove) : GrainEvent;

/// <summary>The place at which the next reward ends.</summary>
public sealed record BoardRankFound(string Period, BoardPlace Through) : GrainEvent;

/// <summary>A slice gives the rewards of a period to its members.</summary>
/// <param name="Due">Members of the slice who get one: its highest.</param>
public sealed record BoardRewardsBegun(string Period, IReadOnlyList<PlacedReward> Rewards, string? Budget, long Due) : GrainEvent;

/// <summary>The record's member was given its reward of the period.</summary>
/// <param name="Position">Members of the slice who stand before it.</param>
public sealed record BoardRewardGiven(string Period, long Position) : GrainEvent;

/// <summary>The owner asks a slice what it holds between two places, of which neither counts; null means without bound.</summary>
/// <param name="Round">Number of the question within the period.</param>
/// <param name="Most">Only so many of the highest matter.</param>
public sealed record BoardPlacesWanted(string Board, string Period, int Round, BoardPlace? Above, BoardPlace? Below, long Most) : Message;

/// <summary>What a slice holds between the places; see <see cref="BoardPlacesHeard"/>.</summary>
public sealed record BoardPlacesTold(string Board, string Period, int Round, long AtOrAbove, long Between, IReadOnlyList<BoardPlace> Places) : Message;

/// <summary>Every slice is to give its members what they are due for a final period.</summary>
public sealed record BoardRewardsDue(string Board, string Period, IReadOnlyList<PlacedReward> Rewards, string? Budget) : Message;
