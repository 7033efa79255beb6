namespace Jifen.Grains.Interfaces;

/// <summary>
/// A board on which members compete in small cohorts of their division, and rise or fall a division with the period. In a cohort that is not full the numbers of
/// those who do shrink with it: parts of a member do not count.
/// </summary>
/// <param name="Size">Members of a full cohort.</param>
/// <param name="Divisions">Lowest first; everybody begins in the lowest.</param>
/// <param name="Promote">Highest of a full cohort, who rise if their score is above zero.</param>
/// <param name="Demote">Lowest of a full cohort, who fall. With <paramref name="Promote"/> at most <paramref name="Size"/>.</param>
public sealed record BoardCohorts(int Size, IReadOnlyList<BoardDivision> Divisions, int Promote, int Demote)
{
    /// <summary>Whether both decide alike; what divisions are called does not matter.</summary>
    public bool HasRulesOf(BoardCohorts? other) => other is not null && (Size, Promote, Demote) == (other.Size, other.Promote, other.Demote)
        && Divisions.Select(static division => division.Id).SequenceEqual(other.Divisions.Select(static division => division.Id), StringComparer.Ordinal);

    /// <summary>The last rank of those who rise from a cohort with so many members; 0 in the highest division.</summary>
    public long PromotedThrough(int division, long members) => division == Divisions.Count - 1 ? 0 : Math.Min(members, Size) * Promote / Size;

    /// <summary>The last rank of those who do not fall from a cohort with so many members; all of them in the lowest division.</summary>
    public long KeptThrough(int division, long members) => division == 0 ? members : members - (Math.Min(members, Size) * Demote / Size);

    /// <summary>What a rank in a cohort brings, as the cohort stands.</summary>
    /// <param name="division">0 for the lowest.</param>
    /// <param name="members">Of the cohort.</param>
    /// <param name="rank">From 1 on.</param>
    /// <param name="score">Of the member.</param>
    public CohortMove MoveOf(int division, long members, long rank, long score) =>
        rank <= PromotedThrough(division, members) ? (score > 0 ? CohortMove.Promote : CohortMove.Stay)
        : rank > KeptThrough(division, members) ? CohortMove.Demote : CohortMove.Stay;

    /// <summary>The division after a move.</summary>
    public static int After(int division, CohortMove move) => move switch
    {
        CohortMove.Promote => division + 1,
        CohortMove.Demote => division - 1,
        _ => division,
    };

    public bool Equals(BoardCohorts? other) => HasRulesOf(other) && Divisions.SequenceEqual(other!.Divisions);

    public override int GetHashCode() => HashCode.Combine(Size, Divisions.Count, Promote, Demote);
}

/// <summary>A league of a board.</summary>
public sealed record BoardDivision(string Id, LocalText Name);

/// <summary>Where a rank of a cohort leads.</summary>
public enum CohortMove
{
    Stay,

    Promote,

    Demote,
}
