using System.Runtime.InteropServices;

namespace Jifen.Grains.Leaderboard;

/// <summary>The members of a slice, each in a numbered seat that it keeps while it is there. A seat knows the leaf that orders it.</summary>
internal sealed class Roster
{
    private readonly Chunked<Seat> seats = new();

    /// <summary>Last of the chain of empty seats, -1 for none; an empty seat's leaf is the next of the chain.</summary>
    private int empty = -1;
    private int bound;

    public int Add(MemberKey member)
    {
        int seat = empty;
        if (seat >= 0)
        {
            empty = seats[seat].Leaf;
        }
        else
        {
            seat = bound++;
            seats.EnsureLength(bound);
        }

        seats[seat] = new() { High = HighOf(member), Low = LowOf(member), Leaf = -1 };
        return seat;
    }

    public void Remove(int seat)
    {
        seats[seat].Leaf = empty;
        empty = seat;
    }

    public MemberKey MemberAt(int seat)
    {
        ref Seat taken = ref seats[seat];
        return new(new UInt128(taken.High, taken.Low));
    }

    public bool Sits(int seat, MemberKey member)
    {
        ref Seat taken = ref seats[seat];
        return taken.Low == LowOf(member) && taken.High == HighOf(member);
    }

    public ref int LeafOf(int seat) => ref seats[seat].Leaf;

    /// <summary>Unchecked: it means the upper half of the bits.</summary>
    public static ulong HighOf(MemberKey member) => unchecked((ulong)(member.Value >> 64));

    /// <summary>Unchecked: it means the lower half of the bits.</summary>
    public static ulong LowOf(MemberKey member) => unchecked((ulong)member.Value);

    /// <summary>Packed to 20 bytes: with the alignment of a <see cref="UInt128"/> it would take 32.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Seat
    {
        public ulong High;
        public ulong Low;
        public int Leaf;
    }
}
