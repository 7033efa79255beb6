using Jifen.Grains.Leaderboard;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Boards;

/// <summary>The members of a slice in a cohort, all of them; null where the period is kept no more.</summary>
/// <param name="Division">0 for the lowest.</param>
/// <param name="Cohort">From 1 on.</param>
internal sealed record CohortPageQuery(string Board, PeriodKey Period, int Division, long Cohort) : ShardQuery<SlicePage?>
{
    public override SlicePage? Answer(in ReadContext at) => CohortQuery.Page(at.State, Board, Period, Division, Cohort);
}
