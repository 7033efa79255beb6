namespace Jifen.Grains.Leaderboard;

/// <summary>
/// The inner nodes of a <see cref="RankTree"/>. A branch has children in order: leaves at level 1, branches below that. For each child it keeps how many
/// members are under it, and a bound: members under the child are at or below the bound, those under the children before it above. The first
/// child's bound says nothing; it need not be kept.
/// </summary>
internal sealed class Branches
{
    public const int Capacity = 64;
    public const int Half = Capacity / 2;
    public const int None = -1;

    private readonly Chunked<Place> bounds = new();
    private readonly Chunked<int> children = new();
    private readonly Chunked<int> counts = new();
    private readonly Chunked<Head> heads = new();
    private readonly NumberPool numbers = new();

    public int InUse => numbers.InUse;

    public int Add(int level)
    {
        int branch = numbers.Rent();
        heads.EnsureLength(numbers.Bound);
        bounds.EnsureLength(numbers.Bound * Capacity);
        children.EnsureLength(numbers.Bound * Capacity);
        counts.EnsureLength(numbers.Bound * Capacity);
        heads[branch] = new() { Level = level, Parent = None };
        return branch;
    }

    public void Remove(int branch) => numbers.Return(branch);

    public int Level(int branch) => heads[branch].Level;

    public int CountOf(int branch) => heads[branch].Count;

    public ref int Parent(int branch) => ref heads[branch].Parent;

    public ReadOnlySpan<int> Children(int branch) => children.Run(branch * Capacity, CountOf(branch));

    /// <summary>How many members are under each child.</summary>
    public Span<int> Counts(int branch) => counts.Run(branch * Capacity, CountOf(branch));

    public Span<Place> Bounds(int branch) => bounds.Run(branch * Capacity, CountOf(branch));

    /// <summary>Which child of the branch a node is.</summary>
    public int SlotOfChild(int branch, int child) => Children(branch).IndexOf(child);

    /// <summary>The child under which the place is, or would be: the last whose bound is not below it.</summary>
    public int SlotOf(int branch, in Place place)
    {
        ReadOnlySpan<Place> row = Bounds(branch);
        int low = 1;
        int high = row.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (place.IsAbove(row[middle]))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low - 1;
    }

    /// <summary>The branch has room.</summary>
    public void Insert(int branch, int slot, int child, int count, in Place bound)
    {
        ref Head head = ref heads[branch];
        int tail = head.Count - slot;
        Copy(branch, slot, branch, slot + 1, tail);
        int index = (branch * Capacity) + slot;
        children[index] = child;
        counts[index] = count;
        bounds[index] = bound;
        head.Count++;
    }

    public void RemoveAt(int branch, int slot)
    {
        ref Head head = ref heads[branch];
        Copy(branch, slot + 1, branch, slot, head.Count - slot - 1);
        head.Count--;
    }

    /// <summary>Moves the first <paramref name="count"/> children of the right branch to the end of the left. Their parents are not told.</summary>
    public void MoveLeft(int left, int right, int count)
    {
        Copy(right, 0, left, CountOf(left), count);
        Copy(right, count, right, 0, CountOf(right) - count);
        heads[left].Count += count;
        heads[right].Count -= count;
    }

    /// <summary>Moves the last <paramref name="count"/> children of the left branch to the start of the right. Their parents are not told.</summary>
    public void MoveRight(int left, int right, int count)
    {
        Copy(right, 0, right, count, CountOf(right));
        Copy(left, CountOf(left) - count, right, 0, count);
        heads[left].Count -= count;
        heads[right].Count += count;
    }

    private void Copy(int from, int fromSlot, int to, int toSlot, int count)
    {
        Copy(bounds, from, fromSlot, to, toSlot, count);
        Copy(children, from, fromSlot, to, toSlot, count);
        Copy(counts, from, fromSlot, to, toSlot, count);
    }

    private static void Copy<T>(Chunked<T> column, int from, int fromSlot, int to, int toSlot, int count)
        where T : struct =>
        column.Run(from * Capacity, Capacity).Slice(fromSlot, count).CopyTo(column.Run(to * Capacity, Capacity)[toSlot..]);

    private struct Head
    {
        public int Count;
        public int Parent;
        public int Level;
    }
}
