using Jifen.Grains.Leaderboard;
using Jifen.Grains.Tests.Driving;

namespace Jifen.Grains.Tests.Leaderboard;

/// <summary>A board put together from the answers of all slices.</summary>
internal sealed class TownBoards(Town town, string board, PeriodKey period)
{
    public long Size => town.Shards.Sum(s => BoardQuery.Page(s.State, board, period, null, 0)!.Size);

    public long? RankOf(MemberKey member) => BoardQuery.PlaceOf(town.HomeOf(member).State, board, period, member) is { } place
        ? 1 + town.Shards.Sum(s => BoardQuery.Around(s.State, board, period, place, 0)!.Above)
        : null;

    public IReadOnlyList<Place> Page(Place? after, int take) =>
        [.. town.Shards.SelectMany(s => BoardQuery.Page(s.State, board, period, after, take)!.Places).Order(Place.HighestFirst).Take(take)];

    public IReadOnlyList<Place> All(int page)
    {
        List<Place> all = [];
        for (IReadOnlyList<Place> next = Page(null, page); next.Count > 0; next = Page(all[^1], page))
        {
            all.AddRange(next);
        }

        return all;
    }

    public IReadOnlyList<Place> Around(Place place, int reach)
    {
        Place[] near = [.. town.Shards.SelectMany(s => BoardQuery.Around(s.State, board, period, place, reach)!.Places).Order(Place.HighestFirst)];
        return [.. near.Where(p => p.IsAbove(place)).TakeLast(reach), .. near.Where(p => !p.IsAbove(place)).Take(reach + 1)];
    }
}
