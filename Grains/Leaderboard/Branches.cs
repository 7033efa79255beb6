namespace Jifen.Grains.Leaderboard;

/// <summary>
/// The inner nodes of a <see cref="RankTree"/>. A branch has children in order: leaves at level 1, branches below that. For each child it keeps how many
/// members are under it, and a bound: members under the child are at or below the bound, those under the children before it above. The first
/// child's bound says nothing; it need not be kept.
/// </summary>
internal sealed class Branches
{
    public const int Capacity = Row<int>.Capacity;
    public const int Half = Capacity / 2;
    public const int None = -1;

    private readonly Chunked<Branch> branches = new();
    private readonly NumberPool numbers = new();

    public int InUse => numbers.InUse;

    public int Add(int level)
    {
        int branch = numbers.Rent();
        branches.EnsureLength(numbers.Bound);
        branches[branch] = new() { Level = level, Parent = None };
        return branch;
    }

    public void Remove(int branch) => numbers.Return(branch);

    public int Level(int branch) => branches[branch].Level;

    public int CountOf(int branch) => branches[branch].Count;

    public ref int Parent(int branch) => ref branches[branch].Parent;

    public ReadOnlySpan<int> Children(int branch)
    {
        ref Branch node = ref branches[branch];
        return ((ReadOnlySpan<int>)node.Children)[..node.Count];
    }

    /// <summary>How many members are under each child.</summary>
    public Span<int> Counts(int branch)
    {
        ref Branch node = ref branches[branch];
        return ((Span<int>)node.Counts)[..node.Count];
    }

    public Place BoundAt(int branch, int slot)
    {
        ref Branch node = ref branches[branch];
        return new(node.Scores[slot], new Stamp(node.Stamps[slot]), node.Members[slot]);
    }

    public void SetBound(int branch, int slot, in Place bound)
    {
        ref Branch node = ref branches[branch];
        node.Scores[slot] = bound.Score;
        node.Stamps[slot] = bound.Reached.Microseconds;
        node.Members[slot] = bound.Member;
    }

    /// <summary>Which child of the branch a node is.</summary>
    public int SlotOfChild(int branch, int child) => Children(branch).IndexOf(child);

    /// <summary>The child under which the place is, or would be: the last whose bound is not below it.</summary>
    public int SlotOf(int branch, in Place place)
    {
        ref Branch node = ref branches[branch];
        (int low, int high) = Ties.Of(((ReadOnlySpan<long>)node.Scores)[1..node.Count], ((ReadOnlySpan<long>)node.Stamps)[1..node.Count], place);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (place.Member.Value < node.Members[middle + 1].Value)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>The branch has room.</summary>
    public void Insert(int branch, int slot, int child, int count, in Place bound)
    {
        Copy(branch, slot, branch, slot + 1, CountOf(branch) - slot);
        ref Branch node = ref branches[branch];
        node.Children[slot] = child;
        node.Counts[slot] = count;
        node.Count++;
        SetBound(branch, slot, bound);
    }

    public void RemoveAt(int branch, int slot)
    {
        Copy(branch, slot + 1, branch, slot, CountOf(branch) - slot - 1);
        branches[branch].Count--;
    }

    /// <summary>Moves the first <paramref name="count"/> children of the right branch to the end of the left. Their parents are not told.</summary>
    public void MoveLeft(int left, int right, int count)
    {
        Copy(right, 0, left, CountOf(left), count);
        Copy(right, count, right, 0, CountOf(right) - count);
        branches[left].Count += count;
        branches[right].Count -= count;
    }

    /// <summary>Moves the last <paramref name="count"/> children of the left branch to the start of the right. Their parents are not told.</summary>
    public void MoveRight(int left, int right, int count)
    {
        Copy(right, 0, right, count, CountOf(right));
        Copy(left, CountOf(left) - count, right, 0, count);
        branches[left].Count -= count;
        branches[right].Count += count;
    }

    private void Copy(int from, int fromSlot, int to, int toSlot, int count)
    {
        ref Branch source = ref branches[from];
        ref Branch target = ref branches[to];
        Copy<int>(source.Children, fromSlot, target.Children, toSlot, count);
        Copy<int>(source.Counts, fromSlot, target.Counts, toSlot, count);
        Copy<long>(source.Scores, fromSlot, target.Scores, toSlot, count);
        Copy<long>(source.Stamps, fromSlot, target.Stamps, toSlot, count);
        Copy<MemberKey>(source.Members, fromSlot, target.Members, toSlot, count);
    }

    private static void Copy<T>(Span<T> from, int fromSlot, Span<T> to, int toSlot, int count) =>
        from.Slice(fromSlot, count).CopyTo(to[toSlot..]);

    private struct Branch
    {
        public int Count;
        public int Parent;
        public int Level;
        public Row<int> Children;
        public Row<int> Counts;
        public Row<long> Scores;
        public Row<long> Stamps;
        public Row<MemberKey> Members;
    }
}
