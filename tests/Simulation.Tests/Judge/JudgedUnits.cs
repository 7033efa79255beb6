namespace Jifen.Simulation.Tests.Judge;

/// <summary>Units of one prize and day, codes of one pool or badges of one edition on one shard.</summary>
/// <param name="now">The shard's newest stamp: what has come to its end by then is no unit.</param>
internal sealed class JudgedAccount(Func<Stamp> now)
{
    public long Granted { get; set; }

    public long Used { get; set; }

    public long Returned { get; set; }

    public bool Told { get; set; }

    public List<(PlayId Play, int? Part)> Waiting { get; } = [];

    /// <summary>Units that came to their end here.</summary>
    public long Expired { get; set; }

    /// <summary>Ends of those numbers that have one: here, on the way here, and on the way back.</summary>
    public JudgedEnds Ends { get; } = new();

    public JudgedEnds EndsOnTheWay { get; } = new();

    public JudgedEnds EndsOnTheWayBack { get; } = new();

    /// <summary>Grants under way to the slice, by request.</summary>
    public Dictionary<long, long> OnTheWay { get; } = [];

    public long OnTheWayBack { get; set; }

    /// <summary>On the way back without having been recalled; the treasury cannot know of them.</summary>
    public long HandedIn { get; set; }

    /// <summary>Points that a recall leaves to the earning for which more were asked.</summary>
    public long Claimed { get; set; }

    public long Unused => Granted - Used - Returned - Expired;

    public long Spare => Math.Max(0, Good - Waiting.Count - Claimed);

    public bool IsExhausted => Told && Spare == 0;

    /// <summary>Unused units that have not come to their end.</summary>
    private long Good => Unused - Ends.PastAt(now());

    /// <summary>Units that no play has a claim on, here or under way, and that are good for whoever may have them.</summary>
    /// <param name="treasury">The treasury's stamp: between shards there is no common clock.</param>
    public long IdleAt(Stamp treasury)
    {
        Stamp late = treasury > now() ? treasury : now();
        long here = Unused - Ends.PastAt(late) + OnTheWay.Values.Sum() - EndsOnTheWay.PastAt(late);
        return Math.Max(0, here - Waiting.Count - Claimed) + OnTheWayBack - EndsOnTheWayBack.PastAt(late);
    }

    /// <param name="part">Of a coupon of a wallet; null for a play.</param>
    public bool HasUnitFor(PlayId play, int? part = null) => Waiting.IndexOf((play, part)) is >= 0 and var place && place < Good;
}

/// <summary>Ends of numbered units that lie in one place.</summary>
internal sealed class JudgedEnds
{
    private readonly Dictionary<long, Stamp> _ends = [];

    public long PastAt(Stamp now) => _ends.Values.Count(end => end <= now);

    /// <summary>Numbers leave for another place.</summary>
    /// <param name="to">Null for good.</param>
    public void Move(IEnumerable<long> numbers, JudgedEnds? to)
    {
        foreach (long number in numbers)
        {
            if (_ends.Remove(number, out Stamp end))
            {
                to?._ends.TryAdd(number, end);
            }
        }
    }

    public void Add(long number, Stamp end) => _ends.Add(number, end);
}

/// <summary>What a treasury has, and has out for each day.</summary>
/// <param name="now">The newest stamp of its shard.</param>
internal sealed class JudgedTreasury(Func<Stamp> now)
{
    private readonly Dictionary<DateOnly, long> _out = [];
    private long _target;
    private long? _perDay;

    /// <summary>The last word on stock that is not daily was that there is none.</summary>
    public bool SaidNone { get; set; }

    /// <summary>How often the prize was given, or how many points and not taken back.</summary>
    public long Given { get; set; }

    /// <summary>Units that wishes wait for, by slice and request.</summary>
    public Dictionary<(ShardId Slice, long Request), long> Wished { get; } = [];

    public long Total { get; private set; }

    /// <summary>Units of a stock that is spread over time that may be out; null for others.</summary>
    public long? Released { get; set; }

    /// <summary>Ends of free numbers.</summary>
    public JudgedEnds Ends { get; } = new();

    /// <summary>Units that came to their end here, and those that did so anywhere.</summary>
    public long Expired { get; private set; }

    public long ExpiredAnywhere { get; set; }

    /// <summary>Free units that may be lent, whatever the day.</summary>
    public long Lendable => Released is { } released ? Math.Min(Free, Math.Max(0, released - (Total - Free))) : Free - Ends.PastAt(now());

    public long Free { get; private set; }

    public void Set(long target, long? perDay)
    {
        (_target, _perDay, SaidNone, Released) = (target, perDay, false, null);
        long more = Math.Max(0, target - Total);
        Total += more;
        Free += more;
        Lower();
    }

    public void Expire(long units)
    {
        Free -= units;
        Expired += units;
    }

    public bool Lend(DateOnly? day, long units)
    {
        bool within = units <= Allowance(day);
        Free -= units;
        if (day is { } of)
        {
            _out[of] = _out.GetValueOrDefault(of) + units;
        }

        return within;
    }

    public void TakeBack(DateOnly? day, long units)
    {
        SaidNone = false;
        Free += units;
        if (day is { } of)
        {
            _out[of] = _out.GetValueOrDefault(of) - units;
        }

        Lower();
    }

    public long Allowance(DateOnly? day) => day is { } of && _perDay is { } most ? Math.Min(Lendable, Math.Max(0, most - _out.GetValueOrDefault(of))) : Lendable;

    public bool IsDayFull(DateOnly? day) => day is { } of && _perDay is { } most && _out.GetValueOrDefault(of) >= most;

    public override string ToString() => $"{Free} free of {Total}, {_target} wanted, {_perDay} a day";

    /// <summary>Lowered stock leaves with what is free.</summary>
    private void Lower()
    {
        long cut = Math.Min(Free, Math.Max(0, Total - _target));
        Free -= cut;
        Total -= cut;
    }
}
