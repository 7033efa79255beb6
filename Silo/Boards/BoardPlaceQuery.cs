using Jifen.Grains.Leaderboard;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Boards;

/// <summary>Where a member of the shard stands; null where the shard has no such board or keeps no such period.</summary>
/// <param name="Period">Null for the one in which now lies.</param>
internal sealed record BoardPlaceQuery(string Board, MemberKey Member, PeriodKey? Period = null) : ShardQuery<BoardPlaceView?>
{
    public override BoardPlaceView? Answer(in ReadContext at) => BoardQuery.Card(at.State, Board, Period, at.Now) is { } card
        ? new(card, BoardQuery.PlaceOf(at.State, Board, card.Period, Member)) { Cohort = card.Cohorts is null ? null : CohortQuery.StandOf(at.State, Board, card.Period, Member) }
        : null;
}

/// <param name="Place">Null where the member is not on the board.</param>
internal sealed record BoardPlaceView(BoardCard Card, Place? Place)
{
    /// <summary>Where it competes on a board with cohorts; null on others.</summary>
    public CohortStand? Cohort { get; init; }
}
