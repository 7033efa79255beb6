using Jifen.Grains.Leaderboard;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Boards;

/// <summary>How many of a slice stand above a place, and who is near it; null where the period is kept no more.</summary>
/// <param name="Reach">Places to each side.</param>
internal sealed record BoardNeighboursQuery(string Board, PeriodKey Period, Place Place, int Reach) : ShardQuery<SlicePage?>
{
    public override SlicePage? Answer(in ReadContext at) => BoardQuery.Around(at.State, Board, Period, Place, Reach);
}
