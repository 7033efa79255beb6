using System.Diagnostics.CodeAnalysis;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// The members of one slice of a board in their order (<see cref="Place"/>). Ranks and positions are exact. Every operation on one member takes time
/// logarithmic in their number; no operation stops to copy or rehash them all. The same operations in the same order give the same answers.
/// One writer, no reader beside it.
/// </summary>
public sealed class Standings
{
    /// <summary>Limit of one slice.</summary>
    public const int MostMembers = MemberIndex.MostSeats;

    private Roster roster;
    private MemberIndex index;
    private RankTree tree;
    private long changes;

    public Standings() => Clear();

    public int Count => tree.Count;

    /// <summary>Takes places in the order of <see cref="InOrder"/>, as they were saved.</summary>
    /// <exception cref="ArgumentException">A place is not below the one before it, or a member comes twice.</exception>
    public static Standings FromOrdered(IEnumerable<Place> places)
    {
        Standings standings = new();
        Place? last = null;
        foreach (Place place in places)
        {
            if (last is Place above && !above.IsAbove(place))
            {
                throw new ArgumentException($"The place of {place.Member} is not below the one before it.", nameof(places));
            }

            standings.Append(place);
            last = place;
        }

        standings.tree.Finish();
        return standings;
    }

    /// <summary>Takes places in any order.</summary>
    /// <exception cref="ArgumentException">A member comes twice.</exception>
    public static Standings FromUnordered(IEnumerable<Place> places)
    {
        Place[] ordered = [.. places];
        Array.Sort(ordered, Place.HighestFirst);
        return FromOrdered(ordered);
    }

    /// <summary>Gives a member its place, new or another.</summary>
    /// <returns>The member's seat, which is its own while it is here.</returns>
    /// <exception cref="InvariantBrokenException">The member is new and the slice holds <see cref="MostMembers"/>.</exception>
    public int Set(MemberKey member, long score, Stamp reached)
    {
        Place place = new(score, reached, member);
        changes++;
        int seat = index.Find(member);
        if (seat >= 0)
        {
            tree.Move(seat, place);
            return seat;
        }

        seat = Seat(member);
        tree.Insert(seat, place);
        return seat;
    }

    /// <summary>False if the member is not here.</summary>
    public bool Remove(MemberKey member)
    {
        int seat = index.Find(member);
        if (seat < 0)
        {
            return false;
        }

        changes++;
        tree.Remove(seat);
        index.Remove(member, seat);
        roster.Remove(seat);
        if (Count == 0)
        {
            Clear();
        }

        return true;
    }

    public bool TryGet(MemberKey member, out Place place)
    {
        int seat = index.Find(member);
        place = seat < 0 ? default : tree.PlaceOf(seat);
        return seat >= 0;
    }

    /// <summary>The place of a seat that <see cref="Set"/> gave to a member who is still here.</summary>
    public Place PlaceOf(int seat) => tree.PlaceOf(seat);

    /// <summary>
    /// How many here stand strictly above a place, be it taken here or not. The rank of a member of the board is one more than the sum of this over all slices.
    /// </summary>
    public long CountAbove(in Place place) => tree.CountAbove(place);

    /// <summary>How many here have a higher score. One more than the sum over all slices is the rank that members of equal score share (1224).</summary>
    public long CountScoreAbove(long score) => tree.CountAbove(Place.HighestWith(score));

    /// <summary>The member's rank among those here, from 1; null if it is not here.</summary>
    public long? RankOf(MemberKey member)
    {
        int seat = index.Find(member);
        return seat < 0 ? null : tree.PositionOf(seat) + 1L;
    }

    /// <summary>The place with so many above it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 to <see cref="Count"/> - 1.</exception>
    public Place At(int position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, Count);
        Place place = default;
        tree.Read(position, new Span<Place>(ref place));
        return place;
    }

    /// <summary>Highest first, without the <paramref name="skip"/> highest; fewer than <paramref name="take"/>, or none, where the slice ends.</summary>
    public Place[] Top(int skip, int take)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfNegative(take);
        Place[] places = new Place[Math.Min(take, Math.Max(0, Count - skip))];
        if (places.Length > 0)
        {
            tree.Read(skip, places);
        }

        return places;
    }

    /// <summary>
    /// The nearest places around one that may be taken here or not: up to <paramref name="reach"/> above it, itself if taken, up to <paramref name="reach"/> below
    /// it. The nearest on the board are among those of its slices.
    /// </summary>
    public Place[] Around(in Place place, int reach)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reach);
        int position = tree.CountAbove(place);
        int self = position < Count && At(position) == place ? 1 : 0;
        int start = Math.Max(0, position - reach);
        int end = (int)Math.Min(Count, (long)position + self + reach);
        return Top(start, end - start);
    }

    /// <summary>All, highest first.</summary>
    /// <exception cref="InvalidOperationException">While enumerated: the standings have changed.</exception>
    public IEnumerable<Place> InOrder()
    {
        long seen = changes;
        Place[] page = new Place[Math.Min(Count, 256)];
        for (int position = 0; position < Count; position += page.Length)
        {
            int length = Math.Min(page.Length, Count - position);
            tree.Read(position, page.AsSpan(0, length));
            for (int at = 0; at < length; at++)
            {
                yield return page[at];
                if (seen != changes)
                {
                    throw new InvalidOperationException("The standings have changed while they were enumerated.");
                }
            }
        }
    }

    /// <summary>Looks at everything: order, counts, bounds, fill, links, and that every member is found where it is. Linear in the members.</summary>
    /// <exception cref="InvariantBrokenException">What does not hold.</exception>
    public void Verify()
    {
        tree.Verify();
        index.Verify(Count);
        for (int position = 0; position < Count; position++)
        {
            Place place = At(position);
            int seat = index.Find(place.Member);
            Invariant.Holds(seat >= 0 && tree.PositionOf(seat) == position, "a member is found where it stands");
        }
    }

    private void Append(in Place place)
    {
        if (index.Find(place.Member) >= 0)
        {
            throw new ArgumentException($"Member {place.Member} comes twice.");
        }

        tree.Append(Seat(place.Member), place);
    }

    private int Seat(MemberKey member)
    {
        Invariant.Holds(Count < MostMembers, "a slice holds no more members than its limit");
        int seat = roster.Add(member);
        index.Add(member, seat);
        return seat;
    }

    [MemberNotNull(nameof(roster), nameof(index), nameof(tree))]
    private void Clear()
    {
        roster = new();
        index = new(roster);
        tree = new(roster);
    }
}
