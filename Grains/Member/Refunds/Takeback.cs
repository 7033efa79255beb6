namespace Jifen.Grains.Member.Refunds;

/// <summary>
/// Finds the points that a refund takes: in the lot they were put into, then, for what was spent of it, in the member's other lots,
/// the soonest to expire first. What expired unspent is gone; what is nowhere is owed.
/// </summary>
internal sealed class Takeback
{
    private readonly List<MemberLot> _lots;
    private readonly Dictionary<long, Points> _faded;

    /// <param name="purse">Stays as it is.</param>
    /// <param name="now">Lots whose time has come are expired.</param>
    public Takeback(Purse purse, Stamp now)
    {
        _lots = [.. purse.Lots.Where(lot => !lot.IsExpired(now))];
        _faded = purse.Faded.ToDictionary(lot => lot.Number, lot => lot.Points);
        foreach (LotExpired expired in purse.ExpiredBy(now))
        {
            _faded[expired.Lot] = _faded.GetValueOrDefault(expired.Lot) + expired.Points;
        }
    }

    /// <summary>Takes points that were earned; each call finds what the calls before it have left.</summary>
    public PointsReversed Of(PointsEarned earned, Points points)
    {
        List<LotPart> parts = [];
        Points left = TakeFrom(_lots.FindIndex(lot => lot.Number == earned.Lot), points, parts);
        Points expired = Least(left, _faded.GetValueOrDefault(earned.Lot));
        _faded[earned.Lot] = _faded.GetValueOrDefault(earned.Lot) - expired;
        left -= expired;
        for (int at = 0; at < _lots.Count; at++)
        {
            left = TakeFrom(at, left, parts);
        }

        return new(earned.Cause, earned.Rule, earned.Line, points, earned.Lot, parts, expired, left, earned.Day);
    }

    private static Points Least(Points left, Points right) => left < right ? left : right;

    /// <returns>What is still to be taken.</returns>
    private Points TakeFrom(int at, Points points, List<LotPart> parts)
    {
        Points takes = at < 0 ? Points.Zero : Least(points, _lots[at].Points);
        if (takes > Points.Zero)
        {
            parts.Add(new(_lots[at].Number, takes, _lots[at].Expires));
            _lots[at] = _lots[at] with { Points = _lots[at].Points - takes };
        }

        return points - takes;
    }
}
