namespace Jifen.Grains.Interfaces;

/// <summary>A prize draw: members collect entries until it closes, and distinct winners are drawn from them.</summary>
/// <param name="FreePlaysPerDay">Entries of a member that cost nothing: by programme day, or by period where the draw is daily.</param>
/// <param name="Cost">Price of a further entry; null means that there is none.</param>
/// <param name="Limits">Entries of a member: <c>PerDay</c> as of <paramref name="FreePlaysPerDay"/>, <c>Total</c> over all periods.</param>
/// <param name="Prizes">In the order in which winners are drawn.</param>
/// <param name="Substitutes">Members drawn after the winners, who take the prizes of those that do not answer.</param>
/// <param name="ClaimHours">Hours in which a winner must claim its prize; null where it is given at once.</param>
public sealed record DrawDocument(
    string Id, LocalText Name, int FreePlaysPerDay, Points? Cost, PlayLimits Limits, DrawTimes Times, IReadOnlyList<DrawPrizeDocument> Prizes, int Substitutes,
    int? ClaimHours) : LotteryDocument(Id, Name)
{
    /// <summary>As of <see cref="WheelDocument.Tickets"/>.</summary>
    public bool Tickets { get; init; }

    /// <summary>Members that win.</summary>
    public int Winners => Prizes.Sum(prize => prize.Count);

    /// <summary>Points that its prizes may give while a campaign runs. Of a daily draw more days are counted than a zone can make of it.</summary>
    public Int128 PrizePointsIn(Stamp starts, Stamp ends)
    {
        Int128 once = Prizes.Aggregate(Int128.Zero, static (sum, one) => sum + (one.Prize is PointsPrize prize ? (Int128)one.Count * prize.Points.Value : 0));
        return once * (Times.DailyMinute is null ? 1 : (ends - starts).Days + 3);
    }
}

/// <summary>When a draw takes entries: until one instant, or each day until a time of the programme's zone.</summary>
/// <param name="Opens">First instant of entries; null where the campaign says it.</param>
/// <param name="Closes">First instant after the entries; null where the draw is daily.</param>
/// <param name="DailyMinute">Minutes after midnight at which a daily draw closes, 0 to 1,439; null where it is held once.</param>
public sealed record DrawTimes(Stamp? Opens, Stamp? Closes, int? DailyMinute);

/// <param name="Count">Members that win it, at least 1.</param>
public sealed record DrawPrizeDocument(string Id, LocalText Label, int Count, Prize Prize);
