using Jifen.Grains.Leaderboard;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Boards;

/// <summary>Where some members of the shard stand; who is not on the period is left out. Null where the period is kept no more.</summary>
internal sealed record BoardMembersQuery(string Board, PeriodKey Period, IReadOnlyList<MemberKey> Members) : ShardQuery<SlicePage?>
{
    public override SlicePage? Answer(in ReadContext at)
    {
        if (BoardQuery.Page(at.State, Board, Period, null, 0) is not { } page)
        {
            return null;
        }

        List<Place> places = [];
        foreach (MemberKey member in Members)
        {
            if (BoardQuery.PlaceOf(at.State, Board, Period, member) is { } place)
            {
                places.Add(place);
            }
        }

        places.Sort(Place.HighestFirst);
        return page with { Places = places };
    }
}
