namespace Jifen.Grains.Fairness;

/// <summary>What a check of a receipt asks, in the order of asking.</summary>
public enum ReceiptRule
{
    /// <summary>The field is there and in its range. Where this fails, nothing else is asked: the input is unusable.</summary>
    WellFormed,

    /// <summary>The field carries the check digits it was issued with.</summary>
    Unaltered,

    /// <summary>The formula is the one this programme knows.</summary>
    Formula,

    /// <summary>The seed is the one that was committed to.</summary>
    Commitment,

    /// <summary>The table is the one that was hashed.</summary>
    TableHash,

    /// <summary>The table belongs to the lottery.</summary>
    TableLottery,

    /// <summary>The table is of the version named.</summary>
    TableVersion,

    /// <summary>The draw, recomputed, hits the segment named.</summary>
    Rolled,

    /// <summary>By the rules of the table the player gets the segment named.</summary>
    Segment,

    /// <summary>Whether that segment is a prize.</summary>
    Prize,

    /// <summary>Whether the guarantee chose it.</summary>
    Guaranteed,

    /// <summary>The card was scratched as it had been sealed when it was dealt.</summary>
    Sealed,

    /// <summary>The salt of the card's seal follows from the seed.</summary>
    Salt,

    /// <summary>By the seed, a card of this kind lies in the deck under the serial.</summary>
    Kind,

    /// <summary>The slips drawn stand in their order, each once.</summary>
    Order,

    /// <summary>The member's smallest slip, recomputed, has the place named.</summary>
    Position,

    /// <summary>A slip that was not drawn is greater than all that were.</summary>
    PassedOver,
}

/// <summary>The answer to one question about a receipt.</summary>
/// <param name="Field">Path of the field in the receipt's JSON, or <c>seed</c>.</param>
/// <param name="Expected">What must stand there, recomputed where it can be; a range or pattern where the field is not well formed.</param>
/// <param name="Found">What stands there.</param>
public sealed record ReceiptFinding(ReceiptRule Rule, string Field, bool Passed, string Expected, string Found);
