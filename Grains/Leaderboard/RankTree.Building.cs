namespace Jifen.Grains.Leaderboard;

/// <content>Building from places in order: leaf by leaf, then the branches over them, without a search.</content>
internal sealed partial class RankTree
{
    /// <summary>Seven eighths, for the first insertions not to split every leaf.</summary>
    private const int BuiltFill = Leaves.Capacity * 7 / 8;

    private int lastLeaf;

    /// <summary>Adds a member below all others. Between the first such call and <see cref="Finish"/> nothing else may be called.</summary>
    public void Append(int seat, in Place place)
    {
        if (leaves.CountOf(lastLeaf) == BuiltFill)
        {
            int added = leaves.Add();
            leaves.LinkAfter(lastLeaf, added);
            lastLeaf = added;
        }

        leaves.Insert(lastLeaf, leaves.CountOf(lastLeaf), place, seat);
        Count++;
    }

    /// <summary>Builds the branches over the leaves that were appended.</summary>
    public void Finish()
    {
        FillLastLeaf();
        List<int> nodes = [];
        for (int leaf = root; leaf != Leaves.None; leaf = leaves.Next(leaf))
        {
            nodes.Add(leaf);
        }

        while (nodes.Count > 1)
        {
            nodes = BranchesOver(nodes, height);
            height++;
        }

        root = nodes[0];
    }

    private void FillLastLeaf()
    {
        int previous = leaves.Previous(lastLeaf);
        int count = leaves.CountOf(lastLeaf);
        if (previous == Leaves.None || count >= Leaves.Half)
        {
            return;
        }

        if (leaves.CountOf(previous) + count <= Leaves.Capacity)
        {
            leaves.MoveLeft(previous, lastLeaf, count);
            leaves.Remove(lastLeaf);
        }
        else
        {
            leaves.MoveRight(previous, lastLeaf, Leaves.Half - count);
        }
    }

    private List<int> BranchesOver(List<int> nodes, int level)
    {
        int groups = nodes.Count <= Branches.Capacity ? 1 : (nodes.Count + BuiltFill - 1) / BuiltFill;
        List<int> built = [];
        for (int group = 0; group < groups; group++)
        {
            int from = (int)((long)nodes.Count * group / groups);
            int to = (int)((long)nodes.Count * (group + 1) / groups);
            built.Add(BranchOver(nodes[from..to], level));
        }

        return built;
    }

    private int BranchOver(List<int> nodes, int level)
    {
        int branch = branches.Add(level + 1);
        foreach (int node in nodes)
        {
            branches.Insert(branch, branches.CountOf(branch), node, CountUnder(node, level), FirstUnder(node, level));
        }

        Adopt(branch, 0);
        return branch;
    }

    private int CountUnder(int node, int level) => level == 0 ? leaves.CountOf(node) : Tally.Of(branches.Counts(node));

    /// <summary>Of a branch just built, whose first bound is kept for this.</summary>
    private Place FirstUnder(int node, int level) => level == 0 ? leaves.PlaceAt(node, 0) : branches.BoundAt(node, 0);
}
