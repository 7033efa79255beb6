namespace Jifen.Grains.Leaderboard;

/// <summary>
/// The lowest nodes of a <see cref="RankTree"/>: runs of members in their order, each with its score and stamp beside it, so that a search
/// touches a member's seat only to break a tie of both. All leaves are linked in order.
/// </summary>
internal sealed class Leaves(Roster roster)
{
    public const int Capacity = Row<int>.Capacity;
    public const int Half = Capacity / 2;
    public const int None = -1;

    private readonly Chunked<Leaf> leaves = new();
    private readonly NumberPool numbers = new();

    public int InUse => numbers.InUse;

    public int Add()
    {
        int leaf = numbers.Rent();
        leaves.EnsureLength(numbers.Bound);
        leaves[leaf] = new() { Parent = None, Previous = None, Next = None };
        return leaf;
    }

    /// <summary>Takes the leaf out of the row and gives it back.</summary>
    public void Remove(int leaf)
    {
        Link(leaves[leaf].Previous, leaves[leaf].Next);
        numbers.Return(leaf);
    }

    public void LinkAfter(int leaf, int added)
    {
        Link(added, leaves[leaf].Next);
        Link(leaf, added);
    }

    public int CountOf(int leaf) => leaves[leaf].Count;

    public int Next(int leaf) => leaves[leaf].Next;

    public int Previous(int leaf) => leaves[leaf].Previous;

    public ref int Parent(int leaf) => ref leaves[leaf].Parent;

    public ReadOnlySpan<int> Seats(int leaf)
    {
        ref Leaf node = ref leaves[leaf];
        return ((ReadOnlySpan<int>)node.Seats)[..node.Count];
    }

    public Place PlaceAt(int leaf, int at)
    {
        ref Leaf node = ref leaves[leaf];
        return new(node.Scores[at], new Stamp(node.Stamps[at]), roster.MemberAt(node.Seats[at]));
    }

    /// <summary>How many of the leaf are above the place.</summary>
    public int CountAbove(int leaf, in Place place)
    {
        ref Leaf node = ref leaves[leaf];
        (int low, int high) = Ties.Of(((ReadOnlySpan<long>)node.Scores)[..node.Count], ((ReadOnlySpan<long>)node.Stamps)[..node.Count], place);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (roster.MemberAt(node.Seats[middle]).Value < place.Member.Value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The leaf has room and the seat belongs at this position.</summary>
    public void Insert(int leaf, int at, in Place place, int seat)
    {
        ref Leaf node = ref leaves[leaf];
        OpenGap<int>(node.Seats, at, node.Count);
        OpenGap<long>(node.Scores, at, node.Count);
        OpenGap<long>(node.Stamps, at, node.Count);
        node.Seats[at] = seat;
        node.Count++;
        Replace(leaf, at, place);
        roster.LeafOf(seat) = leaf;
    }

    public void RemoveAt(int leaf, int at)
    {
        ref Leaf node = ref leaves[leaf];
        CloseGap<int>(node.Seats, at, node.Count);
        CloseGap<long>(node.Scores, at, node.Count);
        CloseGap<long>(node.Stamps, at, node.Count);
        node.Count--;
    }

    /// <summary>The place lies between the neighbours, in this leaf, of the member whose place it is to be.</summary>
    public bool KeepsOrder(int leaf, int at, in Place place)
    {
        ref Leaf node = ref leaves[leaf];
        return at > 0 && at < node.Count - 1 && IsAbove(node, at - 1, place) && !IsAbove(node, at + 1, place);
    }

    /// <summary>Overwrites a place whose order among its neighbours stays.</summary>
    public void Replace(int leaf, int at, in Place place)
    {
        ref Leaf node = ref leaves[leaf];
        node.Scores[at] = place.Score;
        node.Stamps[at] = place.Reached.Microseconds;
    }

    /// <summary>Moves the first <paramref name="count"/> of the right leaf to the end of the left.</summary>
    public void MoveLeft(int left, int right, int count)
    {
        Copy(right, 0, left, CountOf(left), count);
        Copy(right, count, right, 0, CountOf(right) - count);
        leaves[left].Count += count;
        leaves[right].Count -= count;
    }

    /// <summary>Moves the last <paramref name="count"/> of the left leaf to the start of the right.</summary>
    public void MoveRight(int left, int right, int count)
    {
        Copy(right, 0, right, count, CountOf(right));
        Copy(left, CountOf(left) - count, right, 0, count);
        leaves[left].Count -= count;
        leaves[right].Count += count;
    }

    private bool IsAbove(in Leaf node, int at, in Place place)
    {
        if (node.Scores[at] != place.Score)
        {
            return node.Scores[at] > place.Score;
        }

        return node.Stamps[at] != place.Reached.Microseconds
            ? node.Stamps[at] < place.Reached.Microseconds
            : roster.MemberAt(node.Seats[at]).Value < place.Member.Value;
    }

    private static void OpenGap<T>(Span<T> row, int at, int count) => row[at..count].CopyTo(row[(at + 1)..]);

    private static void CloseGap<T>(Span<T> row, int at, int count) => row[(at + 1)..count].CopyTo(row[at..]);

    private void Copy(int from, int fromAt, int to, int toAt, int count)
    {
        ref Leaf source = ref leaves[from];
        ref Leaf target = ref leaves[to];
        Span<int> moved = ((Span<int>)target.Seats).Slice(toAt, count);
        ((Span<int>)source.Seats).Slice(fromAt, count).CopyTo(moved);
        ((Span<long>)source.Scores).Slice(fromAt, count).CopyTo(((Span<long>)target.Scores)[toAt..]);
        ((Span<long>)source.Stamps).Slice(fromAt, count).CopyTo(((Span<long>)target.Stamps)[toAt..]);
        if (from != to)
        {
            foreach (int seat in moved)
            {
                roster.LeafOf(seat) = to;
            }
        }
    }

    private void Link(int left, int right)
    {
        if (left != None)
        {
            leaves[left].Next = right;
        }

        if (right != None)
        {
            leaves[right].Previous = left;
        }
    }

    private struct Leaf
    {
        public int Count;
        public int Parent;
        public int Previous;
        public int Next;
        public Row<int> Seats;
        public Row<long> Scores;
        public Row<long> Stamps;
    }
}
