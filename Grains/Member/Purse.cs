using Jifen.Grains.Kernel;

namespace Jifen.Grains.Member;

/// <summary>
/// The points of a member in lots, and what has become of all points ever. At every moment
/// earned + restored = spent + expired + reversed + balance, and the balance is the sum of the lots. What refunds could not take back
/// is owed: it is reversed when points come in.
/// </summary>
public sealed class Purse
{
    /// <summary>
    /// Most points that activities may give a member in all. What prizes and restored plays add beyond it stays far below the
    /// largest number, so that folding them cannot overflow.
    /// </summary>
    public const long MostEarned = 1L << 62;

    /// <summary>How long after its record an activity may be refunded.</summary>
    public static readonly TimeSpan RefundableFor = TimeSpan.FromDays(90);

    private MemberLot[] _lots = [];
    private FadedLot[] _faded = [];

    /// <summary>Soonest to expire first. A lot whose time has come stays until that is journalled.</summary>
    public IReadOnlyList<MemberLot> Lots => _lots;

    public Points Balance { get; private set; }

    public Points Earned { get; private set; }

    public Points Spent { get; private set; }

    public Points Expired { get; private set; }

    public Points Restored { get; private set; }

    /// <summary>Taken back by refunds.</summary>
    public Points Reversed { get; private set; }

    /// <summary>Still to be taken back.</summary>
    public Points Owed { get; private set; }

    /// <summary>Points that expired unspent, of lots that a refund may still ask for.</summary>
    public IReadOnlyList<FadedLot> Faded => _faded;

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

    /// <summary>What of points that come in goes to what is owed.</summary>
    public Points RepaidFrom(Points incoming) => Owed < incoming ? Owed : incoming;

    /// <summary>How points that come in pay what is owed; none where nothing is.</summary>
    public IEnumerable<PointsRepaid> Repayment(string cause, IReadOnlyList<LotPart> incoming, Stamp now)
    {
        Points left = Owed;
        List<LotPart> parts = [];
        foreach (LotPart part in incoming.Where(part => !(part.Expires <= now) && part.Points > Points.Zero))
        {
            Points pays = left < part.Points ? left : part.Points;
            left -= pays;
            if (pays > Points.Zero)
            {
                parts.Add(part with { Points = pays });
            }
        }

        return parts.Count == 0 ? [] : [new(cause, Owed - left, parts)];
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

    internal void Expire(long lot, Points points, Stamp now)
    {
        Take(lot, points);
        Expired += points;
        Stamp oldest = now.Plus(-RefundableFor);
        Points faded = points + FadedOf(lot);
        _faded = [.. _faded.Where(other => other.Number != lot && other.At >= oldest), new(lot, faded, now)];
        CheckBalance();
    }

    internal void Reverse(PointsReversed reversed)
    {
        TakeBack(reversed.Parts);
        Owed += reversed.Owed;
        _faded = [.. _faded.Select(lot => lot.Number == reversed.Lot ? lot with { Points = lot.Points - reversed.Expired } : lot).Where(lot => lot.Points > Points.Zero)];
        CheckBalance();
    }

    internal void Repay(PointsRepaid repaid)
    {
        TakeBack(repaid.Parts);
        Owed -= repaid.Points;
        CheckBalance();
    }

    internal PurseState Save() => new(
        [.. _lots.Select(lot => new LotState(lot.Number, lot.Points, lot.Expires))], Earned, Spent, Expired, Restored, LastLot, Reversed, Owed,
        _faded.Length == 0 ? null : _faded);

    internal void Load(PurseState saved)
    {
        _lots = [.. saved.Lots.Select(lot => new MemberLot(lot.Number, lot.Points, lot.Expires))];
        _faded = [.. saved.Faded ?? []];
        Balance = new(_lots.Sum(lot => lot.Points.Value));
        (Earned, Spent, Expired, Restored, LastLot) = (saved.Earned, saved.Spent, saved.Expired, saved.Restored, saved.LastLot);
        (Reversed, Owed) = (saved.Reversed, saved.Owed);
        CheckBalance();
    }

    private Points FadedOf(long lot) => Array.Find(_faded, faded => faded.Number == lot).Points;

    private void TakeBack(IReadOnlyList<LotPart> parts)
    {
        foreach (LotPart part in parts)
        {
            Take(part.Lot, part.Points);
            Reversed += part.Points;
        }
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
        (Int128)Earned.Value + Restored.Value == (Int128)Spent.Value + Expired.Value + Reversed.Value + Balance.Value && Owed >= Points.Zero,
        "earned + restored = spent + expired + reversed + balance, and nobody is owed less than nothing");
}
