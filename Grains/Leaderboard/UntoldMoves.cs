namespace Jifen.Grains.Leaderboard;

/// <summary>Members of a shard whose division is another than the one that they were told last, by board and member. It follows from the parts of divisions.</summary>
public sealed class UntoldMoves
{
    private readonly SortedSet<(string Board, MemberKey Member)> _moves = new(Comparer<(string Board, MemberKey Member)>.Create(static (one, other) =>
        string.CompareOrdinal(one.Board, other.Board) is not 0 and var order ? order : one.Member.CompareTo(other.Member)));

    /// <summary>In that order.</summary>
    public IEnumerable<(string Board, MemberKey Member)> All => _moves;

    internal void Set(string board, MemberKey member, bool isUntold)
    {
        if (isUntold)
        {
            _moves.Add((board, member));
        }
        else
        {
            _moves.Remove((board, member));
        }
    }
}
