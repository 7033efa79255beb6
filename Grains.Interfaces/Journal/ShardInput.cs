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
[JsonDerivedType(typeof(SettlePlay), "settle-play")]
[JsonDerivedType(typeof(MarkSeen), "mark-seen")]
[JsonDerivedType(typeof(SweepMember), "sweep-member")]
[JsonDerivedType(typeof(PublishProgramme), "publish-programme")]
[JsonDerivedType(typeof(SetPaused), "set-paused")]
[JsonDerivedType(typeof(OfferSeed), "offer-seed")]
[JsonDerivedType(typeof(ClosePeriod), "close-period")]
[JsonDerivedType(typeof(RecallDay), "recall-day")]
[JsonDerivedType(typeof(AskBudget), "ask-budget")]
[JsonDerivedType(typeof(HandInBudget), "hand-in-budget")]
[JsonDerivedType(typeof(CloseBoard), "close-board")]
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
[JsonDerivedType(typeof(CatalogueOffered), "catalogue-offered")]
[JsonDerivedType(typeof(BoardClosedAtShard), "board-closed-at-shard")]
[JsonDerivedType(typeof(BoardBecameFinal), "board-became-final")]
public abstract record Message;
