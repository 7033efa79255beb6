using Jifen.Grains.Leaderboard;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Boards;

/// <summary>The highest of a slice; null where the period is kept no more.</summary>
/// <param name="After">Places below this one, or null for the highest of all.</param>
internal sealed record BoardPageQuery(string Board, PeriodKey Period, int Take, Place? After = null) : ShardQuery<SlicePage?>
{
    public override SlicePage? Answer(in ReadContext at) => BoardQuery.Page(at.State, Board, Period, After, Take);
}
