using Jifen.Grains.Leaderboard;

namespace Jifen.Grains.Tests.Leaderboard;

/// <summary>The same answers from a sorted list, in which every rule can be read off.</summary>
internal sealed class NaiveStandings
{
    private readonly Dictionary<MemberKey, Place> places = [];
    private List<Place>? ordered = [];

    public List<Place> Ordered => ordered ??=
        [.. places.Values.OrderByDescending(place => place.Score).ThenBy(place => place.Reached.Microseconds).ThenBy(place => place.Member.Value)];

    public void Set(Place place)
    {
        places[place.Member] = place;
        ordered = null;
    }

    public void SetAll(IEnumerable<Place> all)
    {
        foreach (Place place in all)
        {
            Set(place);
        }
    }

    public bool Remove(MemberKey member)
    {
        ordered = null;
        return places.Remove(member);
    }

    public Place? Get(MemberKey member) => places.TryGetValue(member, out Place place) ? place : null;

    public long CountAbove(Place place) => Ordered.Count(other => IsAbove(other, place));

    public long CountScoreAbove(long score) => Ordered.Count(other => other.Score > score);

    public long? RankOf(MemberKey member) => Get(member) is Place place ? CountAbove(place) + 1 : null;

    public static bool IsAbove(Place one, Place other) =>
        one.Score > other.Score
        || (one.Score == other.Score && one.Reached < other.Reached)
        || (one.Score == other.Score && one.Reached == other.Reached && one.Member.Value < other.Member.Value);
}
