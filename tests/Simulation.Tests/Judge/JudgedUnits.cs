namespace Jifen.Simulation.Tests.Judge;

/// <summary>Units of one prize and day, codes of one pool or badges of one edition on one shard.</summary>
internal sealed class JudgedAccount
{
    public long Granted { get; set; }

    public long Used { get; set; }

    public long Returned { get; set; }

    public bool Told { get; set; }

    public List<(PlayId Play, int? Part)> Waiting { get; } = [];

    /// <summary>Grants under way to the slice, by request.</summary>
    public Dictionary<long, long> OnTheWay { get; } = [];

    public long OnTheWayBack { get; set; }

    /// <summary>On the way back without having been recalled; the treasury cannot know of them.</summary>
    public long HandedIn { get; set; }

    /// <summary>Points that a recall leaves to the earning for which more were asked.</summary>
    public long Claimed { get; set; }

    public long Unused => Granted - Used - Returned;

    public long Spare => Math.Max(0, Unused - Waiting.Count - Claimed);

    public bool IsExhausted => Told && Spare == 0;

    /// <summary>Units that no play has a claim on, here or under way.</summary>
    public long Idle => Math.Max(0, Unused + OnTheWay.Values.Sum() - Waiting.Count - Claimed) + OnTheWayBack;

    /// <param name="part">Of a coupon of a wallet; null for a play.</param>
    public bool HasUnitFor(PlayId play, int? part = null) => Waiting.IndexOf((play, part)) is >= 0 and var place && place < Unused;
}

/// <summary>What a treasury has, and has out for each day.</summary>
internal sealed class JudgedTreasury
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

    /// <summary>Free units that may be lent, whatever the day.</summary>
    public long Lendable => Released is { } released ? Math.Min(Free, Math.Max(0, released - (Total - Free))) : Free;

    public long Free { get; private set; }

    public void Set(long target, long? perDay)
    {
        (_target, _perDay, SaidNone, Released) = (target, perDay, false, null);
        long more = Math.Max(0, target - Total);
        Total += more;
        Free += more;
        Lower();
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
