namespace Jifen.Grains.Member;

/// <summary>Points of a member that are gone at the same instant.</summary>
/// <param name="Number">Unique within the member.</param>
/// <param name="Expires">First instant at which the lot is gone; null for never.</param>
public readonly record struct MemberLot(long Number, Points Points, Stamp? Expires)
{
    public bool IsExpired(Stamp now) => Expires <= now;

    /// <summary>Soonest to expire first, then by number.</summary>
    internal static int Compare(MemberLot left, MemberLot right)
    {
        long leftExpires = left.Expires?.Microseconds ?? long.MaxValue;
        int byExpiry = leftExpires.CompareTo(right.Expires?.Microseconds ?? long.MaxValue);
        return byExpiry != 0 ? byExpiry : left.Number.CompareTo(right.Number);
    }
}
