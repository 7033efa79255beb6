namespace Jifen.Grains.Interfaces;

/// <summary>Members of a period who waited for their division can be given their cohorts: some of them are asked for.</summary>
public sealed record AskCohorts(string Board, string Period) : ShardInput;

/// <summary>Everybody who stands on a period that is closed here has been asked for.</summary>
public sealed record CompleteCohorts(string Board, string Period) : ShardInput;

/// <summary>A member whose division is another than the one that it was told last is to hear of it.</summary>
public sealed record TellDivision(string Board, MemberKey Member) : ShardInput;

/// <summary>A member who wants a cohort of its division.</summary>
/// <param name="Division">0 for the lowest.</param>
public sealed record CohortWish(MemberKey Member, int Division);

/// <summary>The cohort of a member.</summary>
/// <param name="Cohort">Number within the division, from 1 on.</param>
public sealed record CohortSeat(MemberKey Member, long Cohort);

/// <summary>A place of a closed period with the number of its cohort.</summary>
public sealed record CohortPlace(long Cohort, BoardPlace Place);

/// <summary>A member's division from the next period on.</summary>
public sealed record DivisionMove(MemberKey Member, int Division);

/// <summary>A member stands on a period and has no cohort yet.</summary>
/// <param name="Division">The division whose cohort is asked for; null while the period before has not decided it.</param>
public sealed record CohortAwaited(MemberKey Member, int? Division) : GrainEvent;

/// <summary>The member has its cohort of the period, for good.</summary>
public sealed record CohortGiven(MemberKey Member, long Cohort) : GrainEvent;

/// <summary>A slice has asked for all members of a closed period.</summary>
public sealed record CohortsCompleted(string Period) : GrainEvent;

/// <summary>The member is in this division from the next period on.</summary>
/// <param name="Division">0 for the lowest.</param>
public sealed record DivisionSet(MemberKey Member, int Division) : GrainEvent;

/// <summary>The member, whose record it is, has been told where it rose or fell.</summary>
/// <param name="From">The division that it was told before; 0 for the lowest.</param>
/// <param name="Division">Id of <paramref name="To"/>.</param>
public sealed record DivisionTold(MemberKey Member, int From, int To, string Division) : GrainEvent;

/// <summary>The owner has given cohorts away.</summary>
/// <param name="Size">Members of a full cohort.</param>
/// <param name="Members">By division: how many have a cohort now. They fill cohort 1, then 2, and so on.</param>
public sealed record CohortsFilled(string Period, int Size, IReadOnlyList<long> Members) : GrainEvent;

/// <summary>The owner has heard that a slice asks for no more members of the period.</summary>
public sealed record CohortsCompletionCounted(string Period, ShardId Shard) : GrainEvent;

/// <summary>Every slice has asked for all its members: the owner begins to look through the cohorts.</summary>
public sealed record CohortRankingBegun(string Period) : GrainEvent;

/// <summary>The owner has heard what a slice holds of the cohorts that it looks at.</summary>
public sealed record CohortPlacesHeard(string Period, ShardId Shard, IReadOnlyList<CohortPlace> Places) : GrainEvent;

/// <summary>The owner has told what the cohorts of a division bring, through this number.</summary>
public sealed record CohortsRanked(string Period, int Division, long Through) : GrainEvent;

/// <summary>All divisions of the next period are told; on a slice: and heard.</summary>
public sealed record CohortsSettled(string Period) : GrainEvent;

/// <summary>A slice asks the owner for cohorts.</summary>
/// <param name="Size">Members of a full cohort.</param>
public sealed record CohortsWanted(string Board, string Period, int Size, IReadOnlyList<CohortWish> Members) : Message;

/// <summary>The owner answers <see cref="CohortsWanted"/>.</summary>
public sealed record CohortsAssigned(string Board, string Period, IReadOnlyList<CohortSeat> Members) : Message;

/// <summary>A slice has closed the period and asks for no more of its members.</summary>
public sealed record CohortsCompletedAtShard(string Board, string Period) : Message;

/// <summary>The owner asks a slice what it holds of some cohorts of a division.</summary>
public sealed record CohortPlacesWanted(string Board, string Period, int Division, long First, long Last) : Message;

/// <summary>A slice answers <see cref="CohortPlacesWanted"/>.</summary>
public sealed record CohortPlacesTold(string Board, string Period, int Division, long First, IReadOnlyList<CohortPlace> Places) : Message;

/// <summary>Members of a shard who rise or fall after a period.</summary>
public sealed record DivisionsMoved(string Board, string Period, IReadOnlyList<DivisionMove> Moves) : Message;

/// <summary>Every rise and fall of the period has been told.</summary>
public sealed record CohortsBecameSettled(string Board, string Period) : Message;
