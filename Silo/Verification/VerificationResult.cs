namespace Jifen.Silo.Verification;

/// <param name="State">SHA-256 over the state that the records give; it says something only where the store holds.</param>
/// <param name="Faults">The first fault of each shard that has one, and the first of the rows; none where the store holds.</param>
public sealed record VerificationResult(VerificationCounts Counts, Hash256 State, IReadOnlyList<VerificationFault> Faults)
{
    public bool Holds => Faults.Count == 0;
}

/// <param name="Records">Records whose place in the chain was checked.</param>
/// <param name="Rederived">Records that the rules decided again to the same bytes.</param>
/// <param name="OtherRules">Records of another rules number: applied, not decided again.</param>
/// <param name="Sealed">Records whose seed could not be opened: applied, not decided again.</param>
/// <param name="Rows">Checkpoint rows equal to the state that the records give.</param>
public readonly record struct VerificationCounts(long Records, long Rederived, long OtherRules, long Sealed, long Rows)
{
    public static VerificationCounts operator +(VerificationCounts left, VerificationCounts right) => new(
        left.Records + right.Records, left.Rederived + right.Rederived, left.OtherRules + right.OtherRules,
        left.Sealed + right.Sealed, left.Rows + right.Rows);
}

/// <param name="Shard">Null where the fault belongs to no shard.</param>
/// <param name="Record">The first bad record; none where the fault lies elsewhere.</param>
/// <param name="What">One English sentence that names the place.</param>
public sealed record VerificationFault(VerificationRule Rule, ShardId? Shard, Sequence Record, string What);

/// <summary>What did not hold.</summary>
public enum VerificationRule
{
    /// <summary>A record is damaged or missing, or the chain or the witness is broken.</summary>
    Chain,

    /// <summary>The rules decide the record's input otherwise than it is written.</summary>
    Rederivation,

    /// <summary>A checkpoint row is damaged, or not the state that the records give.</summary>
    Checkpoint,

    /// <summary>A row of the journal lies where no reader finds it, or is missing.</summary>
    Position,

    /// <summary>A coupon code was given twice, or the texts of codes are missing or altered.</summary>
    Coupons,
}
