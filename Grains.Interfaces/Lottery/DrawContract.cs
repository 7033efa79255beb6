namespace Jifen.Grains.Interfaces;

/// <summary>A winner takes its prize, where the draw asks for it. Again, it is answered the same.</summary>
public sealed record ClaimDrawPrize(MemberKey Member, string Lottery, string Period) : ShardInput;

/// <summary>A member of this shard has won: it is told, and has its prize where it need not claim it.</summary>
public sealed record GiveDrawPrize(MemberKey Member, string Lottery, string Period) : ShardInput;

/// <summary>The time in which a winner may claim has passed.</summary>
public sealed record LapseDrawPrize(MemberKey Member, string Lottery, string Period) : ShardInput;

/// <summary>What a play of a prize draw answers: an entry.</summary>
/// <param name="Entry">The play.</param>
/// <param name="Number">1 for the member's first entry of the period, and so on.</param>
/// <param name="Closes">First instant after the entries of the period.</param>
/// <param name="SeedCommitment">SHA-256 of the seed of the period.</param>
public sealed record Entered(
    PlayId Entry, string Lottery, string Period, long Number, Stamp Closes, Points Cost, Points Available, Hash256 SeedCommitment) : Answer
{
    /// <summary>True where a ticket paid for the entry. Never false.</summary>
    public bool? Ticket { get; init; }

    /// <summary>True for an entry of a test member, which is not drawn from. Never false.</summary>
    public bool? Test { get; init; }
}

/// <summary>What a claim answers.</summary>
/// <param name="Place">1 for the first winner, and so on.</param>
/// <param name="Prize">Id of the prize.</param>
/// <param name="Catalogue">Catalogue version by which the draw was held.</param>
public sealed record Claimed(string Lottery, string Period, int Place, string Prize, long Catalogue, Points Available) : Answer
{
    /// <summary>Multipliers that the prize brought; null for none.</summary>
    public IReadOnlyList<MultiplierView>? Multipliers { get; init; }

    /// <summary>As of <see cref="Played.Had"/>. Never false.</summary>
    public bool? Had { get; init; }
}

/// <summary>A member has paid for an entry, which counts from now on.</summary>
/// <param name="Entry">The play.</param>
/// <param name="Day">Programme day that the entry counts for; of a daily draw the day on which it closes.</param>
/// <param name="Number">1 for the member's first entry of the period, and so on.</param>
/// <param name="Catalogue">Catalogue version in force.</param>
public sealed record EntryTaken(PlayId Entry, string Lottery, string Period, DateOnly Day, long Number, bool Free, Points Cost, long Catalogue) : GrainEvent
{
    /// <summary>True where a ticket of the member pays for the entry. Never false.</summary>
    public bool? Ticket { get; init; }
}

/// <summary>One entry more of the record's member is among those that will be drawn from.</summary>
public sealed record EntryCounted : GrainEvent;

/// <summary>This shard takes no more entries of the period. The seed is not known to anybody yet.</summary>
/// <param name="Hash">SHA-256 over the members in the order of their keys: key and number of entries, 8 bytes big-endian.</param>
public sealed record DrawSealed(string Period, long Members, long Entries, Hash256 Hash) : GrainEvent;

/// <summary>A shard is heard of at the draw's home.</summary>
/// <param name="Smallest">The smallest slips of the shard, one a member, in their order.</param>
public sealed record DrawClosureCounted(ShardId Shard, long Members, long Entries, Hash256 Hash, IReadOnlyList<DrawnSlip> Smallest) : GrainEvent;

/// <summary>All shards are heard of: the winners stand, in the order of their slips.</summary>
/// <param name="Catalogue">Catalogue version whose prizes they win.</param>
public sealed record DrawHeld(long Catalogue, IReadOnlyList<DrawnPrize> Prizes, int Substitutes, int? ClaimHours) : GrainEvent;

/// <summary>What a winner did.</summary>
/// <param name="Lapsed">It did not claim in time.</param>
public sealed record DrawPlaceAnswered(int Place, bool Lapsed) : GrainEvent;

/// <summary>The next substitute has a place.</summary>
public sealed record DrawSubstituteCalled(int Place, MemberKey Member) : GrainEvent;

/// <summary>The shard hears that a period was drawn, and which of its members have won.</summary>
/// <param name="Catalogue">Catalogue version whose prizes they win.</param>
public sealed record DrawTold(string Period, long Catalogue, IReadOnlyList<DrawAward>? Awards) : GrainEvent;

/// <summary>A winner of this shard is told, and may claim until an instant.</summary>
/// <param name="Deadline">First instant at which it is too late.</param>
public sealed record DrawAwardOpened(MemberKey Member, string Period, Stamp Deadline) : GrainEvent;

/// <summary>A winner of this shard has its prize, or let it go.</summary>
public sealed record DrawAwardEnded(MemberKey Member, string Period, bool Lapsed) : GrainEvent;

/// <summary>The member has won. Where it need not claim, its record gives the prize too.</summary>
/// <param name="Deadline">First instant at which it is too late to claim; null where there is nothing to claim.</param>
public sealed record DrawPrizeWon(string Lottery, string Period, int Place, string Prize, long Catalogue, Stamp? Deadline) : GrainEvent;

/// <summary>The member has claimed; the record gives the prize.</summary>
public sealed record DrawPrizeClaimed(string Lottery, string Period) : GrainEvent;

/// <summary>The member did not claim in time.</summary>
public sealed record DrawPrizeLapsed(string Lottery, string Period) : GrainEvent;

/// <summary>A shard has closed a period: what it holds, and its smallest slips.</summary>
public sealed record DrawClosedAtShard(string Lottery, string Period, long Members, long Entries, Hash256 Hash, IReadOnlyList<DrawnSlip> Smallest) : Message;

/// <summary>A period was drawn, or a substitute is called: who of the shard's members has won what.</summary>
public sealed record DrawAwarded(string Lottery, string Period, long Catalogue, IReadOnlyList<DrawAward>? Awards) : Message;

/// <summary>What a winner did who had to claim.</summary>
public sealed record DrawAnswered(string Lottery, string Period, int Place, MemberKey Member, bool Lapsed) : Message;

/// <summary>A member's smallest slip of a period.</summary>
/// <param name="Slip">HMAC-SHA256 of one of its entries under the seed of the period.</param>
public sealed record DrawnSlip(MemberKey Member, Hash256 Slip);

/// <param name="Count">Members that win it.</param>
public sealed record DrawnPrize(string Prize, int Count);

/// <param name="Place">1 for the first winner, and so on.</param>
/// <param name="Prize">Id of the prize.</param>
public sealed record DrawAward(MemberKey Member, int Place, string Prize);
