namespace Jifen.Grains.Leaderboard;

/// <summary>
/// Where a member stands on a board. Of two places the higher is the one with the higher score; then the one reached earlier; then
/// the one of the lower member key. No two members ever share a place, on one slice or on several.
/// </summary>
/// <param name="Score">Whole units of the board's metric; may be negative.</param>
/// <param name="Reached">Stamp at which the score became what it is.</param>
public readonly record struct Place(long Score, Stamp Reached, MemberKey Member)
{
    /// <summary>Sorts the higher place first.</summary>
    public static IComparer<Place> HighestFirst { get; } = Comparer<Place>.Create((left, right) => left.CompareTo(right));

    internal static Place Of(BoardPlace place) => new(place.Score, place.Reached, place.Member);

    /// <summary>No place with this score is higher.</summary>
    public static Place HighestWith(long score) => new(score, new Stamp(long.MinValue), default);

    public bool IsAbove(in Place other) => CompareTo(other) < 0;

    internal BoardPlace ToBoard() => new(Score, Reached, Member);

    /// <summary>Negative if this place is higher, positive if it is lower, 0 if they are one.</summary>
    private int CompareTo(in Place other)
    {
        int order = other.Score.CompareTo(Score);
        order = order != 0 ? order : Reached.Microseconds.CompareTo(other.Reached.Microseconds);
        return order != 0 ? order : Member.Value.CompareTo(other.Member.Value);
    }
}
