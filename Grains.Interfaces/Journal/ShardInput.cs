using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>
/// What a shard decides on: a command of a client, a message of a shard, or a due-time or notice of the shard itself.
/// The JSON of an input is canonical: it is what the record holds and what its input hash covers.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Enrol), "enrol")]
[JsonDerivedType(typeof(OpenMember), "open-member")]
[JsonDerivedType(typeof(ReportActivity), "report-activity")]
[JsonDerivedType(typeof(RefundActivity), "refund-activity")]
[JsonDerivedType(typeof(Play), "play")]
[JsonDerivedType(typeof(ScratchCard), "scratch-card")]
[JsonDerivedType(typeof(GrantTickets), "grant-tickets")]
[JsonDerivedType(typeof(ClaimDrawPrize), "claim-draw-prize")]
[JsonDerivedType(typeof(GiveDrawPrize), "give-draw-prize")]
[JsonDerivedType(typeof(LapseDrawPrize), "lapse-draw-prize")]
[JsonDerivedType(typeof(SettlePlay), "settle-play")]
[JsonDerivedType(typeof(GiveBadge), "give-badge")]
[JsonDerivedType(typeof(BeginBadgeWalk), "begin-badge-walk")]
[JsonDerivedType(typeof(WalkBadges), "walk-badges")]
[JsonDerivedType(typeof(GiveOwedBadges), "give-owed-badges")]
[JsonDerivedType(typeof(MarkSeen), "mark-seen")]
[JsonDerivedType(typeof(RepairStreak), "repair-streak")]
[JsonDerivedType(typeof(PauseStreak), "pause-streak")]
[JsonDerivedType(typeof(SetZone), "set-zone")]
[JsonDerivedType(typeof(SetSelfLimits), "set-self-limits")]
[JsonDerivedType(typeof(SetAdultFrom), "set-adult-from")]
[JsonDerivedType(typeof(AddCodes), "add-codes")]
[JsonDerivedType(typeof(SetPoolAlarm), "set-pool-alarm")]
[JsonDerivedType(typeof(GiveAddress), "give-address")]
[JsonDerivedType(typeof(EraseAddress), "erase-address")]
[JsonDerivedType(typeof(MoveOrder), "move-order")]
[JsonDerivedType(typeof(SweepMember), "sweep-member")]
[JsonDerivedType(typeof(PublishProgramme), "publish-programme")]
[JsonDerivedType(typeof(SetPaused), "set-paused")]
[JsonDerivedType(typeof(OfferSeed), "offer-seed")]
[JsonDerivedType(typeof(ClosePeriod), "close-period")]
[JsonDerivedType(typeof(RecallDay), "recall-day")]
[JsonDerivedType(typeof(ReleaseStock), "release-stock")]
[JsonDerivedType(typeof(RetireUnits), "retire-units")]
[JsonDerivedType(typeof(AskBudget), "ask-budget")]
[JsonDerivedType(typeof(HandInBudget), "hand-in-budget")]
[JsonDerivedType(typeof(CloseBoard), "close-board")]
[JsonDerivedType(typeof(GiveBoardReward), "give-board-reward")]
[JsonDerivedType(typeof(AskCohorts), "ask-cohorts")]
[JsonDerivedType(typeof(CompleteCohorts), "complete-cohorts")]
[JsonDerivedType(typeof(TellDivision), "tell-division")]
[JsonDerivedType(typeof(SetBoardName), "set-board-name")]
[JsonDerivedType(typeof(SetFriends), "set-friends")]
[JsonDerivedType(typeof(SetGroups), "set-groups")]
[JsonDerivedType(typeof(OpenEpoch), "open-epoch")]
[JsonDerivedType(typeof(AdoptControl), "adopt-control")]
[JsonDerivedType(typeof(AcceptClock), "accept-clock")]
[JsonDerivedType(typeof(Delivery), "delivery")]
public abstract record ShardInput;

/// <summary>A message taken in: where it came from, its number, and what it says.</summary>
public sealed record Delivery(ShardId From, Lane Lane, long Number, Message Body) : ShardInput;

/// <summary>First record of an ownership.</summary>
public sealed record OpenEpoch(Epoch Epoch) : ShardInput;

/// <summary>The store stands at a newer control generation; <see cref="Paused"/> is what it stops.</summary>
public sealed record AdoptControl(long Generation, IReadOnlyList<string> Paused) : ShardInput;

/// <summary>A person confirms that the wall clock is right after <c>clock_doubt</c>.</summary>
public sealed record AcceptClock(string Actor) : ShardInput;

/// <summary>What one shard says to another. It is born from a journalled record and applied once.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(UnitsWanted), "units-wanted")]
[JsonDerivedType(typeof(UnitsGranted), "units-granted")]
[JsonDerivedType(typeof(UnitsRecall), "units-recall")]
[JsonDerivedType(typeof(UnitsReturned), "units-returned")]
[JsonDerivedType(typeof(UnitsHandedIn), "units-handed-in")]
[JsonDerivedType(typeof(PrizeExhausted), "prize-exhausted")]
[JsonDerivedType(typeof(PrizeRestocked), "prize-restocked")]
[JsonDerivedType(typeof(SeedPublished), "seed-published")]
[JsonDerivedType(typeof(PeriodClosedAtShard), "period-closed-at-shard")]
[JsonDerivedType(typeof(DrawClosedAtShard), "draw-closed-at-shard")]
[JsonDerivedType(typeof(DrawAwarded), "draw-awarded")]
[JsonDerivedType(typeof(DrawAnswered), "draw-answered")]
[JsonDerivedType(typeof(CatalogueOffered), "catalogue-offered")]
[JsonDerivedType(typeof(BoardClosedAtShard), "board-closed-at-shard")]
[JsonDerivedType(typeof(BoardBecameFinal), "board-became-final")]
[JsonDerivedType(typeof(BoardPlacesWanted), "board-places-wanted")]
[JsonDerivedType(typeof(BoardPlacesTold), "board-places-told")]
[JsonDerivedType(typeof(BoardRewardsDue), "board-rewards-due")]
[JsonDerivedType(typeof(CohortsWanted), "cohorts-wanted")]
[JsonDerivedType(typeof(CohortsAssigned), "cohorts-assigned")]
[JsonDerivedType(typeof(CohortsCompletedAtShard), "cohorts-completed-at-shard")]
[JsonDerivedType(typeof(CohortPlacesWanted), "cohort-places-wanted")]
[JsonDerivedType(typeof(CohortPlacesTold), "cohort-places-told")]
[JsonDerivedType(typeof(DivisionsMoved), "divisions-moved")]
[JsonDerivedType(typeof(CohortsBecameSettled), "cohorts-became-settled")]
public abstract record Message;
