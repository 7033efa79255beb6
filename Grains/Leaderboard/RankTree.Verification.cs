using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <content>What must hold of every node, looked at from the root down.</content>
internal sealed partial class RankTree
{
    public void Verify()
    {
        Tour tour = new();
        VisitNode(root, height, Branches.None, tour);
        Invariant.Holds(tour.Members == Count, "the tree counts its members");
        Invariant.Holds(tour.LastLeaf == Leaves.None || leaves.Next(tour.LastLeaf) == Leaves.None, "the last leaf ends the row");
        Invariant.Holds(tour.Leaves == leaves.InUse && tour.Branches == branches.InUse, "every node in use is in the tree");
    }

    private void VisitNode(int node, int level, int parent, Tour tour)
    {
        if (level == 0)
        {
            VisitLeaf(node, parent, tour);
        }
        else
        {
            VisitBranch(node, level, parent, tour);
        }
    }

    private void VisitBranch(int branch, int level, int parent, Tour tour)
    {
        tour.Branches++;
        int count = branches.CountOf(branch);
        Invariant.Holds(branches.Level(branch) == level && branches.Parent(branch) == parent, "a branch knows its level and its parent");
        Invariant.Holds(count <= Branches.Capacity && count >= (parent == Branches.None ? 2 : Branches.Half), "a branch is half full");
        for (int slot = 0; slot < count; slot++)
        {
            if (slot > 0)
            {
                Place bound = branches.BoundAt(branch, slot);
                Invariant.Holds(tour.Lowest is not Place lowest || lowest.IsAbove(bound), "members before a bound are above it");
                tour.Bound = bound;
            }

            int before = tour.Members;
            VisitNode(branches.Children(branch)[slot], level - 1, branch, tour);
            Invariant.Holds(tour.Members - before == branches.Counts(branch)[slot], "a branch counts the members under each child");
        }
    }

    private void VisitLeaf(int leaf, int parent, Tour tour)
    {
        Invariant.Holds(leaves.Parent(leaf) == parent, "a leaf knows its parent");
        Invariant.Holds(leaves.CountOf(leaf) <= Leaves.Capacity && (parent == Branches.None || leaves.CountOf(leaf) >= Leaves.Half), "a leaf is half full");
        Invariant.Holds(leaves.Previous(leaf) == tour.LastLeaf, "leaves are linked in order");
        Invariant.Holds(tour.LastLeaf == Leaves.None || leaves.Next(tour.LastLeaf) == leaf, "leaves are linked in order");
        for (int at = 0; at < leaves.CountOf(leaf); at++)
        {
            Place place = leaves.PlaceAt(leaf, at);
            Invariant.Holds(roster.LeafOf(leaves.Seats(leaf)[at]) == leaf, "a seat knows its leaf");
            Invariant.Holds(tour.Lowest is not Place lowest || lowest.IsAbove(place), "members are in order");
            Invariant.Holds(tour.Bound is not Place bound || !place.IsAbove(bound), "members after a bound are not above it");
            tour.Lowest = place;
            tour.Members++;
        }

        tour.LastLeaf = leaf;
        tour.Leaves++;
    }

    /// <summary>What has been seen on the way from left to right.</summary>
    private sealed class Tour
    {
        public int Members { get; set; }

        public int Leaves { get; set; }

        public int Branches { get; set; }

        public int LastLeaf { get; set; } = Leaderboard.Leaves.None;

        public Place? Lowest { get; set; }

        public Place? Bound { get; set; }
    }
}
