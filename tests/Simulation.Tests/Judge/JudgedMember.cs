namespace Jifen.Simulation.Tests.Judge;

/// <summary>What the judge knows of a member.</summary>
internal sealed class JudgedMember
{
    /// <summary>Badges that it has.</summary>
    public HashSet<string> Badges { get; } = [];

    public bool Enrolled { get; set; }

    public JudgedPurse Purse { get; } = new();

    public Dictionary<string, JudgedPlays> Plays { get; } = [];

    /// <summary>Plays that wait, with what they wait for.</summary>
    public Dictionary<PlayId, (PlayTaken Taken, UnitWait Wait, long Version)> Open { get; } = [];

    /// <summary>Plays that wait for their card.</summary>
    public Dictionary<PlayId, CardTaken> OpenCards { get; } = [];

    /// <summary>What was paid for a play, by cause.</summary>
    public Dictionary<string, IReadOnlyList<LotPart>> Paid { get; } = [];

    /// <summary>Catalogue version of each play, by cause.</summary>
    public Dictionary<string, long> VersionOf { get; } = [];

    /// <summary>What each activity gave, and what of it was taken back.</summary>
    public Dictionary<string, (long Given, long TakenBack)> Activities { get; } = [];

    /// <summary>All stretches of multipliers ever, one a reward.</summary>
    public List<JudgedMultiplier> Multipliers { get; } = [];

    /// <summary>The highest factor that ran when something happened, in thousandths.</summary>
    public long FactorAt(Stamp at) => Multipliers.Where(one => one.From <= at && at < one.Until).Select(one => one.Thousandths).Append(1000).Max();

    /// <summary>One more, after the one that its source gave before.</summary>
    public JudgedMultiplier Start(string source, MultiplierPrize prize, long times, Stamp now)
    {
        Stamp from = Multipliers.Where(one => one.Source == source).Select(one => one.Until).Append(now).Max();
        Stamp until = from.Plus(TimeSpan.FromHours(times * prize.Hours));
        Stamp last = now.Plus(TimeSpan.FromDays(366));
        JudgedMultiplier given = new(source, prize.Thousandths, from, until < last ? until : last);
        Multipliers.Add(given);
        return given;
    }

    public JudgedPlays PlaysIn(string lottery)
    {
        if (!Plays.TryGetValue(lottery, out JudgedPlays? plays))
        {
            Plays.Add(lottery, plays = new());
        }

        return plays;
    }
}

/// <summary>Counters of a member in one lottery.</summary>
internal sealed class JudgedPlays
{
    public long Nonce { get; set; }

    public Dictionary<DateOnly, (long Plays, long Free)> Days { get; } = [];

    public long Total { get; set; }

    public long Tickets { get; set; }

    public long SinceWin { get; set; }

    /// <summary>Prizes that were won while a member could win them once.</summary>
    public HashSet<string> Owned { get; } = [];

    public void Count(PlayTaken taken, int by) => Count(taken.Day, taken.Free, taken.Ticket, by);

    public void Count(CardTaken taken, int by) => Count(taken.Day, taken.Free, taken.Ticket, by);

    private void Count(DateOnly day, bool isFree, bool? ticket, int by)
    {
        (long plays, long free) = Days.GetValueOrDefault(day);
        Days[day] = (plays + by, free + (isFree ? by : 0));
        Total += by;
        Tickets -= ticket is true ? by : 0;
    }
}

/// <summary>Points in lots, and what became of all points ever.</summary>
internal sealed class JudgedPurse
{
    private readonly Dictionary<long, (long Points, Stamp? Expires)> _lots = [];
    private readonly Dictionary<long, Stamp?> _expiries = [];
    private long _earned;
    private long _spent;
    private long _restored;
    private long _expired;
    private long _reversed;
    private long _newest;

    public bool IsConserved => _earned + _restored == _spent + _expired + _reversed + Balance && Owed >= 0 && _lots.Values.All(l => l.Points > 0);

    /// <summary>What refunds could not take back yet.</summary>
    public long Owed { get; private set; }

    /// <summary>All points that came in, less what refunds took back.</summary>
    public long Net => _earned - _reversed;

    private long Balance => _lots.Values.Sum(l => l.Points);

    public long AvailableAt(Stamp now) => _lots.Values.Where(l => !(l.Expires <= now)).Sum(l => l.Points);

    /// <summary>The parts that a spending takes: soonest to expire first, then the oldest lot.</summary>
    public IReadOnlyList<LotPart> PartsOf(long points, Stamp now)
    {
        List<LotPart> parts = [];
        var lots = _lots.Where(l => !(l.Value.Expires <= now)).OrderBy(l => l.Value.Expires?.Microseconds ?? long.MaxValue).ThenBy(l => l.Key);
        foreach ((long lot, (long held, Stamp? expires)) in lots)
        {
            long part = Math.Min(points, held);
            points -= part;
            if (part > 0)
            {
                parts.Add(new(lot, new(part), expires));
            }
        }

        return parts;
    }

    /// <summary>False where the lot is not one with this expiry, or the next. A lot that was spent whole may fill again.</summary>
    public bool Earn(long lot, long points, Stamp? expires)
    {
        bool right = _expiries.TryGetValue(lot, out Stamp? known) ? known == expires : lot == _newest + 1 && !_lots.Values.Any(l => l.Expires == expires);
        Put(lot, points, expires);
        _earned += points;
        return right;
    }

    public bool Spend(IReadOnlyList<LotPart> parts)
    {
        _spent += parts.Sum(p => p.Points.Value);
        return parts.All(p => Take(p.Lot, p.Points.Value));
    }

    public void Restore(IReadOnlyList<LotPart> parts)
    {
        foreach (LotPart part in parts)
        {
            Put(part.Lot, part.Points.Value, part.Expires);
            _restored += part.Points.Value;
        }
    }

    /// <summary>False where the lot has other points, or its time has not come.</summary>
    public bool Expire(long lot, long points, Stamp now)
    {
        bool due = _lots.TryGetValue(lot, out (long Points, Stamp? Expires) held) && held.Points == points && held.Expires <= now;
        _expired += points;
        return Take(lot, points) && due;
    }

    /// <summary>False where the parts are not there, or do not come to the points with what is owed and what had expired.</summary>
    public bool Reverse(PointsReversed reversed)
    {
        long taken = reversed.Parts.Sum(p => p.Points.Value);
        Owed += reversed.Owed.Value;
        return TakeBack(reversed.Parts) && taken + reversed.Owed.Value + reversed.Expired.Value == reversed.Points.Value;
    }

    /// <summary>False where more is paid than is owed.</summary>
    public bool Repay(PointsRepaid repaid)
    {
        Owed -= repaid.Points.Value;
        return TakeBack(repaid.Parts) && repaid.Parts.Sum(p => p.Points.Value) == repaid.Points.Value;
    }

    public override string ToString() =>
        $"{_earned} earned + {_restored} restored, {_spent} spent + {_expired} expired + {_reversed} reversed + {Balance} in lots, {Owed} owed";

    private bool TakeBack(IReadOnlyList<LotPart> parts)
    {
        _reversed += parts.Sum(p => p.Points.Value);
        return parts.All(p => Take(p.Lot, p.Points.Value));
    }

    private void Put(long lot, long points, Stamp? expires)
    {
        _lots[lot] = (_lots.GetValueOrDefault(lot).Points + points, expires);
        _expiries[lot] = expires;
        _newest = Math.Max(_newest, lot);
    }

    private bool Take(long lot, long points)
    {
        (long held, Stamp? expires) = _lots.GetValueOrDefault(lot);
        if (held == points)
        {
            _lots.Remove(lot);
        }
        else
        {
            _lots[lot] = (held - points, expires);
        }

        return held >= points;
    }
}
