using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>
/// What happened to one grain. <see cref="On"/> names the grain, such as <c>lottery:wheel</c>; where it is absent the
/// event is about the record's member. Kinds are only added; a kind that a binary does not know stops the shard.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MemberEnrolled), "member-enrolled")]
[JsonDerivedType(typeof(ActivityCounted), "activity-counted")]
[JsonDerivedType(typeof(ActivityKept), "activity-kept")]
[JsonDerivedType(typeof(MemberOpened), "member-opened")]
[JsonDerivedType(typeof(PointsOpened), "points-opened")]
[JsonDerivedType(typeof(PointsEarned), "points-earned")]
[JsonDerivedType(typeof(PointsSpent), "points-spent")]
[JsonDerivedType(typeof(PointsRestored), "points-restored")]
[JsonDerivedType(typeof(LotExpired), "lot-expired")]
[JsonDerivedType(typeof(CapUsed), "cap-used")]
[JsonDerivedType(typeof(CapFreed), "cap-freed")]
[JsonDerivedType(typeof(RefundCounted), "refund-counted")]
[JsonDerivedType(typeof(PointsReversed), "points-reversed")]
[JsonDerivedType(typeof(PointsRepaid), "points-repaid")]
[JsonDerivedType(typeof(PlayTaken), "play-taken")]
[JsonDerivedType(typeof(PlayRedirected), "play-redirected")]
[JsonDerivedType(typeof(PlaySettled), "play-settled")]
[JsonDerivedType(typeof(PlaySeen), "play-seen")]
[JsonDerivedType(typeof(WaitBegun), "wait-begun")]
[JsonDerivedType(typeof(WaitEnded), "wait-ended")]
[JsonDerivedType(typeof(UnitUsed), "unit-used")]
[JsonDerivedType(typeof(UnitsAsked), "units-asked")]
[JsonDerivedType(typeof(UnitsReceived), "units-received")]
[JsonDerivedType(typeof(UnitsGivenBack), "units-given-back")]
[JsonDerivedType(typeof(ExhaustionTold), "exhaustion-told")]
[JsonDerivedType(typeof(RestockTold), "restock-told")]
[JsonDerivedType(typeof(EarningCut), "earning-cut")]
[JsonDerivedType(typeof(BudgetUsed), "budget-used")]
[JsonDerivedType(typeof(BudgetFreed), "budget-freed")]
[JsonDerivedType(typeof(StockSet), "stock-set")]
[JsonDerivedType(typeof(WishQueued), "wish-queued")]
[JsonDerivedType(typeof(UnitsLent), "units-lent")]
[JsonDerivedType(typeof(RecallBegun), "recall-begun")]
[JsonDerivedType(typeof(UnitsBack), "units-back")]
[JsonDerivedType(typeof(UnitsRegained), "units-regained")]
[JsonDerivedType(typeof(RecallEnded), "recall-ended")]
[JsonDerivedType(typeof(WishesRefused), "wishes-refused")]
[JsonDerivedType(typeof(SeedCommitted), "seed-committed")]
[JsonDerivedType(typeof(SeedAdopted), "seed-adopted")]
[JsonDerivedType(typeof(PeriodClosed), "period-closed")]
[JsonDerivedType(typeof(PeriodClosureCounted), "period-closure-counted")]
[JsonDerivedType(typeof(SeedRevealed), "seed-revealed")]
[JsonDerivedType(typeof(ProgrammePublished), "programme-published")]
[JsonDerivedType(typeof(ControlRaised), "control-raised")]
[JsonDerivedType(typeof(CatalogueAdopted), "catalogue-adopted")]
[JsonDerivedType(typeof(ControlAdopted), "control-adopted")]
[JsonDerivedType(typeof(EpochOpened), "epoch-opened")]
[JsonDerivedType(typeof(ClockAccepted), "clock-accepted")]
[JsonDerivedType(typeof(BoardBegun), "board-begun")]
[JsonDerivedType(typeof(BoardEnded), "board-ended")]
[JsonDerivedType(typeof(BoardScored), "board-scored")]
[JsonDerivedType(typeof(BoardPassed), "board-passed")]
[JsonDerivedType(typeof(BoardClosed), "board-closed")]
[JsonDerivedType(typeof(BoardFinalTold), "board-final-told")]
[JsonDerivedType(typeof(BoardDropped), "board-dropped")]
[JsonDerivedType(typeof(BoardClosureCounted), "board-closure-counted")]
[JsonDerivedType(typeof(BoardFinalized), "board-finalized")]
[JsonDerivedType(typeof(BadgeEarned), "badge-earned")]
[JsonDerivedType(typeof(BadgeSetCompleted), "badge-set-completed")]
[JsonDerivedType(typeof(BadgeHolderCounted), "badge-holder-counted")]
[JsonDerivedType(typeof(MessageRefused), "message-refused")]
public abstract record GrainEvent
{
    [JsonPropertyOrder(-1)]
    public string? On { get; init; }
}

/// <summary>A message that its handler could not use; it is applied and acknowledged all the same.</summary>
public sealed record MessageRefused(string Reason) : GrainEvent;

public sealed record EpochOpened(Epoch Epoch) : GrainEvent;

public sealed record ControlAdopted(long Generation, IReadOnlyList<string> Paused) : GrainEvent;

public sealed record ClockAccepted(string Actor) : GrainEvent;
