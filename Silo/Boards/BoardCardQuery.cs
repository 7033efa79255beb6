using Jifen.Grains.Leaderboard;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Boards;

/// <summary>What a board says of itself; null where the shard has no such board or keeps no such period.</summary>
/// <param name="Period">Null for the one in which now lies.</param>
internal sealed record BoardCardQuery(string Board, PeriodKey? Period = null) : ShardQuery<BoardCard?>
{
    public override BoardCard? Answer(in ReadContext at) => BoardQuery.Card(at.State, Board, Period, at.Now);
}
