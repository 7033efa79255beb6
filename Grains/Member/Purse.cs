using Jifen.Grains.Kernel;

namespace Jifen.Grains.Member;

/// <summary>
/// The points of a member in lots, and what has become of all points ever. At every moment
/// earned + restored = spent + expired + balance, and the balance is the sum of the lots.
/// </summary>
public sealed class Purse
{
    /// <summary>
    /// Most points that activities may give a member in all. What prizes and restored plays add beyond it stays far below the
    /// largest number, so that folding them cannot overflow.
    /// </summary>
    public const long MostEarned = 1L << 62;

    private MemberLot[] _lots = [];

    /// <summary>Soonest to expire first. A lot whose time has come stays until that is journalled.</summary>
    public IReadOnlyList<MemberLot> Lots => _lots;

    public Points Balance { get; private set; }

    public Points Earned { get; private set; }

    public Points Spent { get; private set; }

    public Points Expired { get; private set; }

    public Points Restored { get; private set; }

    /// <summary>Number of the newest lot; 0 before the first.</summary>
    public long LastLot { get; private set; }

    public Stamp? FirstExpiry => _lots.Length == 0 ? null : _lots[0].Expires;

    /// <summary>Points that can be spent: lots whose time has come are left out, journalled or not.</summary>
    public Points Available(Stamp now)
    {
        Points gone = Points.Zero;
        for (int i = 0; i < _lots.Length && _lots[i].IsExpired(now); i++)
        {
            gone += _lots[i].Points;
        }

        return Balance - gone;
    }

    /// <summary>The lot that points with this expiry go into: the one that has it, or a new one.</summary>
    public long LotFor(Stamp? expires)
    {
        int at = Array.FindIndex(_lots, lot => lot.Expires == expires);
        return at >= 0 ? _lots[at].Number : LastLot + 1;
    }

    /// <summary>The expiries that are due and not yet journalled, soonest first.</summary>
    public IReadOnlyList<LotExpired> ExpiredBy(Stamp now) =>
        FirstExpiry <= now ? [.. _lots.Where(lot => lot.IsExpired(now)).Select(lot => new LotExpired(lot.Number, lot.Points))] : [];

    /// <summary>What a spending takes, soonest to expire first.</summary>
    /// <param name="points">At most <see cref="Available"/>.</param>
    public IReadOnlyList<LotPart> PartsOf(Points points, Stamp now)
    {
        List<LotPart> parts = [];
        foreach (MemberLot lot in _lots.Where(lot => !lot.IsExpired(now)))
        {
            if (points <= Points.Zero)
            {
                break;
            }

            Points part = lot.Points < points ? lot.Points : points;
            parts.Add(new(lot.Number, part, lot.Expires));
            points -= part;
        }

        Invariant.Holds(points == Points.Zero, "a spending was checked against the points available");
        return parts;
    }

    internal void Earn(long lot, Points points, Stamp? expires)
    {
        Put(lot, points, expires);
        Earned += points;
        CheckBalance();
    }

    internal void Spend(IReadOnlyList<LotPart> parts)
    {
        foreach (LotPart part in parts)
        {
            Take(part.Lot, part.Points);
            Spent += part.Points;
        }

        CheckBalance();
    }

    internal void Restore(IReadOnlyList<LotPart> parts)
    {
        foreach (LotPart part in parts)
        {
            Put(part.Lot, part.Points, part.Expires);
            Restored += part.Points;
        }

        CheckBalance();
    }

    internal void Expire(long lot, Points points)
    {
        Take(lot, points);
        Expired += points;
        CheckBalance();
    }

    internal PurseState Save() => new(
        [.. _lots.Select(lot => new LotState(lot.Number, lot.Points, lot.Expires))], Earned, Spent, Expired, Restored, LastLot);

    internal void Load(PurseState saved)
    {
        _lots = [.. saved.Lots.Select(lot => new MemberLot(lot.Number, lot.Points, lot.Expires))];
        Balance = new(_lots.Sum(lot => lot.Points.Value));
        (Earned, Spent, Expired, Restored, LastLot) = (saved.Earned, saved.Spent, saved.Expired, saved.Restored, saved.LastLot);
        CheckBalance();
    }

    private void Put(long number, Points points, Stamp? expires)
    {
        int at = Array.FindIndex(_lots, lot => lot.Number == number);
        if (at >= 0)
        {
            Invariant.Holds(_lots[at].Expires == expires, "a lot has one expiry");
            _lots[at] = _lots[at] with { Points = _lots[at].Points + points };
        }
        else
        {
            _lots = [.. _lots, new(number, points, expires)];
            Array.Sort(_lots, MemberLot.Compare);
        }

        LastLot = Math.Max(LastLot, number);
        Balance += points;
    }

    private void Take(long number, Points points)
    {
        int at = Array.FindIndex(_lots, lot => lot.Number == number);
        Invariant.Holds(at >= 0 && _lots[at].Points >= points, "points are taken from a lot that holds them");
        MemberLot left = _lots[at] with { Points = _lots[at].Points - points };
        _lots[at] = left;
        if (left.Points == Points.Zero)
        {
            _lots = [.. _lots[..at], .. _lots[(at + 1)..]];
        }

        Balance -= points;
    }

    /// <remarks>In 128 bits, because the sums of both sides may pass what one number holds.</remarks>
    private void CheckBalance() => Invariant.Holds(
        (Int128)Earned.Value + Restored.Value == (Int128)Spent.Value + Expired.Value + Balance.Value,
        "earned + restored = spent + expired + balance");
}
