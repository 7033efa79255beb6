using Jifen.Grains.Leaderboard;

namespace Jifen.Silo.Boards;

/// <summary>The few places that come first of many, in their order.</summary>
/// <param name="length">How many are kept.</param>
/// <param name="highestFirst">The highest come first, else the lowest.</param>
internal sealed class Shortlist(int length, bool highestFirst)
{
    private readonly List<Place> _places = [];

    /// <summary>The first come first.</summary>
    public IReadOnlyList<Place> Places => _places;

    /// <summary>False where the place is not kept; then none that comes after it would be.</summary>
    public bool Offer(in Place place)
    {
        int at = _places.Count;
        while (at > 0 && ComesBefore(place, _places[at - 1]))
        {
            at--;
        }

        if (at == length)
        {
            return false;
        }

        if (_places.Count == length)
        {
            _places.RemoveAt(length - 1);
        }

        _places.Insert(at, place);
        return true;
    }

    private bool ComesBefore(in Place one, in Place other) => highestFirst ? one.IsAbove(other) : other.IsAbove(one);
}
