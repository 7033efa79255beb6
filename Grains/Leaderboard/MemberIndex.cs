using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// Which seat a member has. Extendible hashing: the first bits of a member's hash choose a bucket, the last bits a slot in it. A full bucket
/// doubles until it is of the largest size, then splits in two; so no insertion moves more than one bucket, however many members there are.
/// </summary>
internal sealed class MemberIndex(Roster roster)
{
    /// <summary>A slot holds 26 bits of seat, 1 to <see cref="MostSeats"/>, and above them 6 bits of hash; 0 is an empty slot.</summary>
    private const int SeatBits = 26;

    public const int MostSeats = (1 << SeatBits) - 1;

    private const int NotFound = -1;

    private Bucket[] directory = [new Bucket(Bucket.LeastSlots, 0)];
    private int depth;

    /// <summary>The member's seat, or -1.</summary>
    public int Find(MemberKey member)
    {
        ulong hash = HashOf(member);
        uint[] slots = directory[Path(hash)].Slots;
        uint tag = TagOf(hash);
        int mask = slots.Length - 1;
        for (int at = Home(hash) & mask; slots[at] != 0; at = (at + 1) & mask)
        {
            if (slots[at] >> SeatBits == tag && roster.Sits(SeatIn(slots[at]), member))
            {
                return SeatIn(slots[at]);
            }
        }

        return NotFound;
    }

    /// <summary>The member has no seat yet.</summary>
    public void Add(MemberKey member, int seat)
    {
        ulong hash = HashOf(member);
        while (directory[Path(hash)].IsFull)
        {
            MakeRoom(Path(hash));
        }

        directory[Path(hash)].Put(hash, Slot(hash, seat));
    }

    /// <summary>The member has this seat, and the roster still says so.</summary>
    public void Remove(MemberKey member, int seat)
    {
        ulong hash = HashOf(member);
        Bucket bucket = directory[Path(hash)];
        int mask = bucket.Slots.Length - 1;
        int at = Home(hash) & mask;
        while (bucket.Slots[at] != Slot(hash, seat))
        {
            at = (at + 1) & mask;
        }

        CloseGap(bucket.Slots, at);
        bucket.Count--;
    }

    public void Verify(int members)
    {
        int counted = directory.Distinct().Sum(bucket => bucket.Count);
        int taken = directory.Distinct().Sum(bucket => bucket.Slots.Count(slot => slot != 0));
        Invariant.Holds(counted == members && taken == members, "the index names each member once");
    }

    /// <summary>Moves back what a probe from its home would no longer reach across the gap, so that no slot has to be marked as once used.</summary>
    private void CloseGap(uint[] slots, int gap)
    {
        int mask = slots.Length - 1;
        for (int at = (gap + 1) & mask; slots[at] != 0; at = (at + 1) & mask)
        {
            int home = Home(HashIn(slots[at])) & mask;
            if (((at - home) & mask) >= ((at - gap) & mask))
            {
                slots[gap] = slots[at];
                gap = at;
            }
        }

        slots[gap] = 0;
    }

    private void MakeRoom(int path)
    {
        Bucket full = directory[path];
        if (full.Slots.Length < Bucket.MostSlots)
        {
            Bucket larger = new(full.Slots.Length * 2, full.Depth);
            Deal(full, larger, larger);
            Replace(path, larger, larger);
            return;
        }

        if (full.Depth == depth)
        {
            DoubleDirectory();
            path <<= 1;
        }

        Bucket zero = new(Bucket.MostSlots, full.Depth + 1);
        Bucket one = new(Bucket.MostSlots, full.Depth + 1);
        Deal(full, zero, one);
        Replace(path, zero, one);
    }

    /// <summary>Moves what a bucket holds into two others by the first bit of hash that does not lead to it, or into one that is given twice.</summary>
    private void Deal(Bucket from, Bucket zero, Bucket one)
    {
        foreach (uint slot in from.Slots)
        {
            if (slot != 0)
            {
                ulong hash = HashIn(slot);
                Bucket to = ((hash << from.Depth) >> 63) == 0 ? zero : one;
                to.Put(hash, slot);
            }
        }
    }

    /// <summary>A bucket of depth d is named by all paths that begin with its d bits: one block of the directory.</summary>
    private void Replace(int path, Bucket zero, Bucket one)
    {
        int block = 1 << (depth - directory[path].Depth);
        int start = path & -block;
        Array.Fill(directory, zero, start, block);
        Array.Fill(directory, one, start + (block / 2), block - (block / 2));
    }

    private void DoubleDirectory()
    {
        Bucket[] doubled = new Bucket[directory.Length * 2];
        for (int path = 0; path < doubled.Length; path++)
        {
            doubled[path] = directory[path >> 1];
        }

        directory = doubled;
        depth++;
    }

    /// <summary>The first <see cref="depth"/> bits; two shifts, because a shift by 64 is a shift by 0.</summary>
    private int Path(ulong hash) => (int)((hash >> 1) >> (63 - depth));

    private static int Home(ulong hash) => (int)(hash & (Bucket.MostSlots - 1));

    private static uint TagOf(ulong hash) => (uint)((hash >> 20) & 63);

    private static uint Slot(ulong hash, int seat) => (TagOf(hash) << SeatBits) | ((uint)seat + 1);

    private static int SeatIn(uint slot) => (int)(slot & MostSeats) - 1;

    private ulong HashIn(uint slot) => HashOf(roster.MemberAt(SeatIn(slot)));

    /// <summary>
    /// Member keys are keyed hashes already and nobody outside can choose them; the mixing is for keys of tests and imports that are not.
    /// Never stored, so it may change. Unchecked: arithmetic modulo 2^64.
    /// </summary>
    private static ulong HashOf(MemberKey member)
    {
        unchecked
        {
            ulong hash = (Roster.LowOf(member) + (Roster.HighOf(member) * 0x9E3779B97F4A7C15)) * 0xBF58476D1CE4E5B9;
            hash = (hash ^ (hash >> 32)) * 0x94D049BB133111EB;
            return hash ^ (hash >> 29);
        }
    }

    private sealed class Bucket(int slots, int depth)
    {
        public const int LeastSlots = 16;
        public const int MostSlots = 1024;

        public readonly uint[] Slots = new uint[slots];
        public readonly int Depth = depth;
        public int Count;

        /// <summary>Four fifths of the slots are taken: beyond that, probes grow long.</summary>
        public bool IsFull => Count * 5 >= Slots.Length * 4;

        public void Put(ulong hash, uint slot)
        {
            int mask = Slots.Length - 1;
            int at = Home(hash) & mask;
            while (Slots[at] != 0)
            {
                at = (at + 1) & mask;
            }

            Slots[at] = slot;
            Count++;
        }
    }
}
