namespace Jifen.Grains.Leaderboard;

/// <summary>
/// The order of a slice: a B+-tree whose branches count the members under each child, so that a position is found from a place, and a place
/// from a position, in one way down, and a seated member's position in one way up.
/// </summary>
internal sealed partial class RankTree
{
    private readonly Roster roster;
    private readonly Leaves leaves;
    private readonly Branches branches = new();

    /// <summary>A leaf if <see cref="height"/> is 0, else a branch of that level.</summary>
    private int root;
    private int height;

    public RankTree(Roster roster)
    {
        this.roster = roster;
        leaves = new(roster);
        root = leaves.Add();
    }

    public int Count { get; private set; }

    public void Insert(int seat, in Place place)
    {
        int leaf = LeafOf(place, out _);
        if (leaves.CountOf(leaf) == Leaves.Capacity)
        {
            MakeRoom(leaf);
            leaf = LeafOf(place, out _);
        }

        leaves.Insert(leaf, leaves.CountAbove(leaf, place), place, seat);
        CountUp(leaf, 1);
    }

    public void Remove(int seat)
    {
        int leaf = roster.LeafOf(seat);
        leaves.RemoveAt(leaf, leaves.Seats(leaf).IndexOf(seat));
        CountUp(leaf, -1);
        if (leaves.CountOf(leaf) < Leaves.Half && leaves.Parent(leaf) != Branches.None)
        {
            Refill(leaf);
        }
    }

    /// <summary>Same as removing and inserting, in one step where the new place lies between the member's neighbours of the same leaf.</summary>
    public void Move(int seat, in Place place)
    {
        int leaf = roster.LeafOf(seat);
        int at = leaves.Seats(leaf).IndexOf(seat);
        if (leaves.KeepsOrder(leaf, at, place))
        {
            leaves.Replace(leaf, at, place);
            return;
        }

        Remove(seat);
        Insert(seat, place);
    }

    public Place PlaceOf(int seat)
    {
        int leaf = roster.LeafOf(seat);
        return leaves.PlaceAt(leaf, leaves.Seats(leaf).IndexOf(seat));
    }

    /// <summary>How many stand above a seated member.</summary>
    public int PositionOf(int seat)
    {
        int leaf = roster.LeafOf(seat);
        int position = leaves.Seats(leaf).IndexOf(seat);
        int child = leaf;
        for (int branch = leaves.Parent(leaf); branch != Branches.None; branch = branches.Parent(branch))
        {
            position += Tally.Of(branches.Counts(branch)[..branches.SlotOfChild(branch, child)]);
            child = branch;
        }

        return position;
    }

    public int CountAbove(in Place place)
    {
        int leaf = LeafOf(place, out int above);
        return above + leaves.CountAbove(leaf, place);
    }

    /// <summary>Writes the places from a position on; there are as many.</summary>
    public void Read(int position, Span<Place> into)
    {
        int leaf = LeafAt(position, out int at);
        for (int written = 0; written < into.Length; written++)
        {
            while (at == leaves.CountOf(leaf))
            {
                leaf = leaves.Next(leaf);
                at = 0;
            }

            into[written] = leaves.PlaceAt(leaf, at++);
        }
    }

    private int LeafOf(in Place place, out int above)
    {
        int node = root;
        above = 0;
        for (int level = height; level > 0; level--)
        {
            int slot = branches.SlotOf(node, place);
            above += Tally.Of(branches.Counts(node)[..slot]);
            node = branches.Children(node)[slot];
        }

        return node;
    }

    private int LeafAt(int position, out int at)
    {
        int node = root;
        at = position;
        for (int level = height; level > 0; level--)
        {
            ReadOnlySpan<int> counts = branches.Counts(node);
            int slot = 0;
            while (slot < counts.Length - 1 && at >= counts[slot])
            {
                at -= counts[slot++];
            }

            node = branches.Children(node)[slot];
        }

        return node;
    }

    private void CountUp(int leaf, int change)
    {
        Count += change;
        int child = leaf;
        for (int branch = leaves.Parent(leaf); branch != Branches.None; branch = branches.Parent(branch))
        {
            branches.Counts(branch)[branches.SlotOfChild(branch, child)] += change;
            child = branch;
        }
    }
}
