namespace Jifen.Grains.Leaderboard;

/// <summary>
/// The lowest nodes of a <see cref="RankTree"/>: runs of members in their order, each with its score and stamp beside it, so that a search
/// touches a member's seat only to break a tie of both. All leaves are linked in order.
/// </summary>
internal sealed class Leaves(Roster roster)
{
    public const int Capacity = 64;
    public const int Half = Capacity / 2;
    public const int None = -1;

    private readonly Chunked<Standing> standings = new();
    private readonly Chunked<int> seats = new();
    private readonly Chunked<Head> heads = new();
    private readonly NumberPool numbers = new();

    public int InUse => numbers.InUse;

    public int Add()
    {
        int leaf = numbers.Rent();
        heads.EnsureLength(numbers.Bound);
        standings.EnsureLength(numbers.Bound * Capacity);
        seats.EnsureLength(numbers.Bound * Capacity);
        heads[leaf] = new() { Parent = None, Previous = None, Next = None };
        return leaf;
    }

    /// <summary>Takes the leaf out of the row and gives it back.</summary>
    public void Remove(int leaf)
    {
        Head head = heads[leaf];
        Link(head.Previous, head.Next);
        numbers.Return(leaf);
    }

    public void LinkAfter(int leaf, int added)
    {
        Link(added, heads[leaf].Next);
        Link(leaf, added);
    }

    public int CountOf(int leaf) => heads[leaf].Count;

    public int Next(int leaf) => heads[leaf].Next;

    public int Previous(int leaf) => heads[leaf].Previous;

    public ref int Parent(int leaf) => ref heads[leaf].Parent;

    public ReadOnlySpan<int> Seats(int leaf) => seats.Run(leaf * Capacity, CountOf(leaf));

    public Place PlaceAt(int leaf, int at)
    {
        Standing standing = standings[(leaf * Capacity) + at];
        return new(standing.Score, new Stamp(standing.Reached), roster.MemberAt(seats[(leaf * Capacity) + at]));
    }

    /// <summary>How many of the leaf are above the place.</summary>
    public int CountAbove(int leaf, in Place place)
    {
        Span<Standing> row = standings.Run(leaf * Capacity, Capacity);
        int low = 0;
        int high = CountOf(leaf);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (IsAbove(row[middle], (leaf * Capacity) + middle, place))
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
        ref Head head = ref heads[leaf];
        Span<Standing> row = standings.Run(leaf * Capacity, Capacity);
        Span<int> seated = seats.Run(leaf * Capacity, Capacity);
        row[at..head.Count].CopyTo(row[(at + 1)..]);
        seated[at..head.Count].CopyTo(seated[(at + 1)..]);
        row[at] = new(place.Score, place.Reached.Microseconds);
        seated[at] = seat;
        head.Count++;
        roster.LeafOf(seat) = leaf;
    }

    public void RemoveAt(int leaf, int at)
    {
        ref Head head = ref heads[leaf];
        Span<Standing> row = standings.Run(leaf * Capacity, head.Count);
        Span<int> seated = seats.Run(leaf * Capacity, head.Count);
        row[(at + 1)..].CopyTo(row[at..]);
        seated[(at + 1)..].CopyTo(seated[at..]);
        head.Count--;
    }

    /// <summary>The place lies between the neighbours, in this leaf, of the member whose place it is to be.</summary>
    public bool KeepsOrder(int leaf, int at, in Place place)
    {
        if (at == 0 || at >= CountOf(leaf) - 1)
        {
            return false;
        }

        int index = (leaf * Capacity) + at;
        return IsAbove(standings[index - 1], index - 1, place) && !IsAbove(standings[index + 1], index + 1, place);
    }

    /// <summary>Overwrites a place whose order among its neighbours stays.</summary>
    public void Replace(int leaf, int at, in Place place) =>
        standings[(leaf * Capacity) + at] = new(place.Score, place.Reached.Microseconds);

    /// <summary>Moves the first <paramref name="count"/> of the right leaf to the end of the left.</summary>
    public void MoveLeft(int left, int right, int count)
    {
        Copy(right, 0, left, CountOf(left), count);
        Copy(right, count, right, 0, CountOf(right) - count);
        heads[left].Count += count;
        heads[right].Count -= count;
    }

    /// <summary>Moves the last <paramref name="count"/> of the left leaf to the start of the right.</summary>
    public void MoveRight(int left, int right, int count)
    {
        Copy(right, 0, right, count, CountOf(right));
        Copy(left, CountOf(left) - count, right, 0, count);
        heads[left].Count -= count;
        heads[right].Count += count;
    }

    private bool IsAbove(in Standing standing, int index, in Place place)
    {
        if (standing.Score != place.Score)
        {
            return standing.Score > place.Score;
        }

        return standing.Reached != place.Reached.Microseconds
            ? standing.Reached < place.Reached.Microseconds
            : roster.MemberAt(seats[index]).Value < place.Member.Value;
    }

    private void Copy(int from, int fromAt, int to, int toAt, int count)
    {
        standings.Run(from * Capacity, Capacity).Slice(fromAt, count).CopyTo(standings.Run(to * Capacity, Capacity)[toAt..]);
        Span<int> moved = seats.Run(to * Capacity, Capacity).Slice(toAt, count);
        seats.Run(from * Capacity, Capacity).Slice(fromAt, count).CopyTo(moved);
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
            heads[left].Next = right;
        }

        if (right != None)
        {
            heads[right].Previous = left;
        }
    }

    private readonly record struct Standing(long Score, long Reached);

    private struct Head
    {
        public int Count;
        public int Parent;
        public int Previous;
        public int Next;
    }
}
