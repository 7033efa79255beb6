namespace Jifen.Grains.Leaderboard;

/// <content>
/// Every node but the root is at least half full. A leaf that overflows first shares with a neighbour under the same branch and splits only if that is
/// too full as well, so that leaves are well filled under any order of insertion.
/// </content>
internal sealed partial class RankTree
{
    /// <summary>A neighbour with more than this takes nothing: so each sharing makes room for several insertions.</summary>
    private const int ShareLimit = Leaves.Capacity * 3 / 4;

    private void MakeRoom(int leaf)
    {
        int branch = leaves.Parent(leaf);
        if (branch != Branches.None)
        {
            ReadOnlySpan<int> children = branches.Children(branch);
            int slot = children.IndexOf(leaf);
            if (slot + 1 < children.Length && leaves.CountOf(children[slot + 1]) <= ShareLimit)
            {
                ShareLeaves(branch, slot);
                return;
            }

            if (slot > 0 && leaves.CountOf(children[slot - 1]) <= ShareLimit)
            {
                ShareLeaves(branch, slot - 1);
                return;
            }
        }

        SplitLeaf(leaf);
    }

    private void SplitLeaf(int leaf)
    {
        int branch = BranchWithRoomOver(leaf, 0, leaves.Parent(leaf));
        int added = leaves.Add();
        leaves.LinkAfter(leaf, added);
        leaves.MoveRight(leaf, added, Leaves.Half);
        leaves.Parent(added) = branch;
        int slot = branches.SlotOfChild(branch, leaf);
        branches.Counts(branch)[slot] = leaves.CountOf(leaf);
        branches.Insert(branch, slot + 1, added, leaves.CountOf(added), leaves.PlaceAt(added, 0));
    }

    private void SplitBranch(int branch)
    {
        int level = branches.Level(branch);
        int parent = BranchWithRoomOver(branch, level, branches.Parent(branch));
        int added = branches.Add(level);
        branches.MoveRight(branch, added, Branches.Half);
        Adopt(added, 0);
        branches.Parent(added) = parent;
        int slot = branches.SlotOfChild(parent, branch);
        branches.Counts(parent)[slot] = Tally.Of(branches.Counts(branch));
        branches.Insert(parent, slot + 1, added, Tally.Of(branches.Counts(added)), branches.BoundAt(added, 0));
    }

    /// <summary>The branch that will be over a node after there is room in it for one more: the one that is, half of it, or a new root.</summary>
    private int BranchWithRoomOver(int node, int level, int branch)
    {
        if (branch == Branches.None)
        {
            root = branches.Add(level + 1);
            height = level + 1;
            branches.Insert(root, 0, node, Count, default);
            ParentOf(node, level) = root;
            return root;
        }

        if (branches.CountOf(branch) == Branches.Capacity)
        {
            SplitBranch(branch);
        }

        return ParentOf(node, level);
    }

    /// <summary>The leaf is under half and not the root.</summary>
    private void Refill(int leaf)
    {
        int branch = leaves.Parent(leaf);
        int left = Math.Max(0, branches.SlotOfChild(branch, leaf) - 1);
        ReadOnlySpan<int> children = branches.Children(branch);
        if (leaves.CountOf(children[left]) + leaves.CountOf(children[left + 1]) > Leaves.Capacity)
        {
            ShareLeaves(branch, left);
        }
        else
        {
            MergeLeaves(branch, left);
            RefillBranch(branch);
        }
    }

    /// <summary>Evens out a leaf of the branch and the next.</summary>
    private void ShareLeaves(int branch, int slot)
    {
        int left = branches.Children(branch)[slot];
        int right = branches.Children(branch)[slot + 1];
        int wanted = (leaves.CountOf(left) + leaves.CountOf(right)) / 2;
        if (leaves.CountOf(left) < wanted)
        {
            leaves.MoveLeft(left, right, wanted - leaves.CountOf(left));
        }
        else
        {
            leaves.MoveRight(left, right, leaves.CountOf(left) - wanted);
        }

        branches.Counts(branch)[slot] = leaves.CountOf(left);
        branches.Counts(branch)[slot + 1] = leaves.CountOf(right);
        branches.SetBound(branch, slot + 1, leaves.PlaceAt(right, 0));
    }

    private void MergeLeaves(int branch, int slot)
    {
        int left = branches.Children(branch)[slot];
        int right = branches.Children(branch)[slot + 1];
        leaves.MoveLeft(left, right, leaves.CountOf(right));
        leaves.Remove(right);
        branches.Counts(branch)[slot] = leaves.CountOf(left);
        branches.RemoveAt(branch, slot + 1);
    }

    private void RefillBranch(int branch)
    {
        int parent = branches.Parent(branch);
        if (parent == Branches.None)
        {
            LowerRoot();
        }
        else if (branches.CountOf(branch) < Branches.Half)
        {
            int left = Math.Max(0, branches.SlotOfChild(parent, branch) - 1);
            JoinBranches(parent, left);
        }
    }

    private void JoinBranches(int parent, int slot)
    {
        int left = branches.Children(parent)[slot];
        int right = branches.Children(parent)[slot + 1];
        branches.SetBound(right, 0, branches.BoundAt(parent, slot + 1));
        if (branches.CountOf(left) + branches.CountOf(right) > Branches.Capacity)
        {
            ShareBranches(parent, slot, left, right);
        }
        else
        {
            MergeBranches(parent, slot, left, right);
            RefillBranch(parent);
        }
    }

    private void ShareBranches(int parent, int slot, int left, int right)
    {
        int before = branches.CountOf(left);
        int wanted = (before + branches.CountOf(right)) / 2;
        if (before < wanted)
        {
            branches.MoveLeft(left, right, wanted - before);
            Adopt(left, before);
        }
        else
        {
            branches.MoveRight(left, right, before - wanted);
            Adopt(right, 0);
        }

        branches.Counts(parent)[slot] = Tally.Of(branches.Counts(left));
        branches.Counts(parent)[slot + 1] = Tally.Of(branches.Counts(right));
        branches.SetBound(parent, slot + 1, branches.BoundAt(right, 0));
    }

    private void MergeBranches(int parent, int slot, int left, int right)
    {
        int before = branches.CountOf(left);
        branches.MoveLeft(left, right, branches.CountOf(right));
        Adopt(left, before);
        branches.Remove(right);
        branches.Counts(parent)[slot] = Tally.Of(branches.Counts(left));
        branches.RemoveAt(parent, slot + 1);
    }

    private void LowerRoot()
    {
        if (branches.CountOf(root) == 1)
        {
            int only = branches.Children(root)[0];
            branches.Remove(root);
            root = only;
            height--;
            ParentOf(root, height) = Branches.None;
        }
    }

    /// <summary>Tells the children from a slot on whose they are.</summary>
    private void Adopt(int branch, int from)
    {
        foreach (int child in branches.Children(branch)[from..])
        {
            ParentOf(child, branches.Level(branch) - 1) = branch;
        }
    }

    private ref int ParentOf(int node, int level) => ref level == 0 ? ref leaves.Parent(node) : ref branches.Parent(node);
}
