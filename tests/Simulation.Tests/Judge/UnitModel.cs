namespace Jifen.Simulation.Tests.Judge;

/// <summary>Units of prizes on slices and in treasuries, counted once more from the events.</summary>
internal sealed class UnitModel(Case judged) : Model(judged)
{
    private readonly Dictionary<(ShardId Shard, string Lottery, string Segment, DateOnly? Day), JudgedAccount> _accounts = [];
    private readonly Dictionary<(string Lottery, string Segment), JudgedTreasury> _treasuries = [];

    public JudgedAccount Account(ShardId shard, string lottery, string segment, DateOnly? day)
    {
        if (!_accounts.TryGetValue((shard, lottery, segment, day), out JudgedAccount? account))
        {
            _accounts.Add((shard, lottery, segment, day), account = new());
        }

        return account;
    }

    public override void See(Seen seen)
    {
        RequireUnits(seen);
        foreach (GrainEvent happened in seen.Events.Where(e => e.On is not null))
        {
            if (happened.On!.StartsWith("lottery:", StringComparison.Ordinal))
            {
                SeeSlice(seen, happened.On["lottery:".Length..], happened);
            }
            else if (happened.On.StartsWith("treasury:", StringComparison.Ordinal))
            {
                string[] name = happened.On["treasury:".Length..].Split('/');
                SeeTreasury(seen, name[0], name[1], happened);
            }
        }
    }

    /// <summary>Each prize that has a treasury is given with one unit, and never more often than there are units.</summary>
    private void RequireUnits(Seen seen)
    {
        PlaySettled? settled = seen.Events.OfType<PlaySettled>().SingleOrDefault(s => !s.Refused);
        if (settled is null || !_treasuries.TryGetValue((settled.Lottery, settled.Segment), out JudgedTreasury? treasury))
        {
            return;
        }

        treasury.Given++;
        bool used = seen.Events.OfType<UnitUsed>().Count(u => u.Segment == settled.Segment) == 1;
        Require(treasury.Given <= treasury.Total, Checks.NoOversell, seen, $"{treasury.Given} times {settled.Segment} is given, and there are {treasury.Total}");
        Require(used, Checks.UnitsAreMovedNotMade, seen, $"{settled.Segment} is given without its unit");
    }

    private void SeeSlice(Seen seen, string lottery, GrainEvent happened)
    {
        switch (happened)
        {
            case UnitsReceived received:
                Receive(seen, lottery, received);
                break;
            case UnitUsed used:
                JudgedAccount account = Account(seen.Shard, lottery, used.Segment, used.Day);
                Require(account.Unused > 0, Checks.NoOversell, seen, $"{used.Segment} is given, and no unit of it lies here");
                account.Used++;
                break;
            case UnitsGivenBack back:
                JudgedAccount giver = Account(seen.Shard, lottery, back.Segment, back.Day);
                Require(back.Units == giver.Spare, Checks.UnitsAreMovedNotMade, seen, $"{back.Units} units are given back, and {giver.Spare} are spare");
                giver.Returned += back.Units;
                giver.OnTheWayBack += back.Units;
                break;
            default:
                SeeWaiting(seen, lottery, happened);
                break;
        }
    }

    private void SeeWaiting(Seen seen, string lottery, GrainEvent happened)
    {
        switch (happened)
        {
            case WaitBegun begun:
                Account(seen.Shard, lottery, begun.Segment, begun.Day).Waiting.Add(begun.Play);
                break;
            case WaitEnded ended:
                bool waited = Account(seen.Shard, lottery, ended.Segment, ended.Day).Waiting.Remove(ended.Play);
                Require(waited, Checks.PrizesFollowTheTable, seen, $"{ended.Play} did not wait for {ended.Segment}");
                break;
            case ExhaustionTold told:
                Account(seen.Shard, lottery, told.Segment, told.Day).Told = true;
                break;
            case RestockTold told:
                foreach ((var at, JudgedAccount account) in _accounts.Where(a => a.Key.Shard == seen.Shard && a.Key.Lottery == lottery && a.Key.Segment == told.Segment))
                {
                    account.Told = false;
                }

                break;
        }
    }

    private void Receive(Seen seen, string lottery, UnitsReceived received)
    {
        JudgedAccount account = Account(seen.Shard, lottery, received.Segment, received.Day);
        bool lent = account.OnTheWay.Remove(received.Request, out long units);
        Require(lent && units == received.Units, Checks.UnitsAreMovedNotMade, seen, $"{received.Units} units come in that were not lent");
        account.Granted += received.Units;
    }

    private void SeeTreasury(Seen seen, string lottery, string segment, GrainEvent happened)
    {
        if (!_treasuries.TryGetValue((lottery, segment), out JudgedTreasury? treasury))
        {
            _treasuries.Add((lottery, segment), treasury = new());
        }

        switch (happened)
        {
            case StockSet set:
                treasury.Set(set.Total, set.PerDay);
                break;
            case UnitsLent lent:
                Lend(seen, lottery, segment, treasury, lent);
                break;
            case UnitsBack back:
                JudgedAccount giver = Account(back.Slice, lottery, segment, back.Day);
                Require(giver.OnTheWayBack >= back.Units, Checks.UnitsAreMovedNotMade, seen, $"{back.Units} units come back that were not given");
                giver.OnTheWayBack -= back.Units;
                treasury.TakeBack(back.Day, back.Units);
                break;
            case WishesRefused refused:
                RequireNoneLeft(seen, lottery, segment, treasury, refused.Day);
                break;
        }

        Require(treasury.Free >= 0 && treasury.Free + Out(lottery, segment) == treasury.Total, Checks.UnitsAreMovedNotMade, seen, $"{segment}: {treasury} and {Out(lottery, segment)} out");
    }

    private void Lend(Seen seen, string lottery, string segment, JudgedTreasury treasury, UnitsLent lent)
    {
        bool first = Account(lent.Slice, lottery, segment, lent.Day).OnTheWay.TryAdd(lent.Request, lent.Units);
        Require(first, Checks.UnitsAreMovedNotMade, seen, $"request {lent.Request} of shard {lent.Slice} is granted twice");
        bool within = treasury.Lend(lent.Day, lent.Units);
        Require(within && lent.Units > 0, Checks.NoOversell, seen, $"{lent.Units} units are lent beyond what may be: {treasury}");
        int shards = Case.World.Scenario.Shards;
        bool small = lent.Units <= Math.Max(1, Math.Max(treasury.Free / (4 * shards) + 64, 256));
        Require(small, Checks.UnitsAreMovedNotMade, seen, $"{lent.Units} units are granted at once");
    }

    /// <summary>Lent and neither used for good nor back: what is on slices and on the way, used units included.</summary>
    private long Out(string lottery, string segment) => Of(lottery, segment).Sum(a => a.Value.Granted + a.Value.OnTheWay.Values.Sum() - a.Value.Returned + a.Value.OnTheWayBack);

    private void RequireNoneLeft(Seen seen, string lottery, string segment, JudgedTreasury treasury, DateOnly? day)
    {
        Require(treasury.Allowance(day) == 0, Checks.NoneLeftIsTrue, seen, $"{segment}: the treasury says none and may lend {treasury.Allowance(day)}");
        long idle = Of(lottery, segment).Where(a => a.Key.Day == day || treasury.Free == 0 && !treasury.IsDayFull(day)).Sum(a => a.Value.Idle);
        Require(idle == 0, Checks.NoneLeftIsTrue, seen, $"{segment}: the treasury says none, and {idle} unused units lie about");
    }

    private IEnumerable<KeyValuePair<(ShardId Shard, string Lottery, string Segment, DateOnly? Day), JudgedAccount>> Of(string lottery, string segment) =>
        _accounts.Where(a => a.Key.Lottery == lottery && a.Key.Segment == segment);
}

/// <summary>Units of one prize and day on one shard.</summary>
internal sealed class JudgedAccount
{
    public long Granted { get; set; }

    public long Used { get; set; }

    public long Returned { get; set; }

    public bool Told { get; set; }

    public List<PlayId> Waiting { get; } = [];

    /// <summary>Grants under way to the slice, by request.</summary>
    public Dictionary<long, long> OnTheWay { get; } = [];

    public long OnTheWayBack { get; set; }

    public long Unused => Granted - Used - Returned;

    public long Spare => Math.Max(0, Unused - Waiting.Count);

    public bool IsExhausted => Told && Spare == 0;

    /// <summary>Units that no play has a claim on, here or under way.</summary>
    public long Idle => Math.Max(0, Unused + OnTheWay.Values.Sum() - Waiting.Count) + OnTheWayBack;

    public bool HasUnitFor(PlayId play) => Waiting.IndexOf(play) is >= 0 and var place && place < Unused;
}

/// <summary>What a treasury has, and has out for each day.</summary>
internal sealed class JudgedTreasury
{
    private readonly Dictionary<DateOnly, long> _out = [];
    private long _target;
    private long? _perDay;

    /// <summary>How often the prize was given.</summary>
    public long Given { get; set; }

    public long Total { get; private set; }

    public long Free { get; private set; }

    public void Set(long target, long? perDay)
    {
        (_target, _perDay) = (target, perDay);
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
        Free += units;
        if (day is { } of)
        {
            _out[of] = _out.GetValueOrDefault(of) - units;
        }

        Lower();
    }

    public long Allowance(DateOnly? day) => day is { } of && _perDay is { } most ? Math.Min(Free, Math.Max(0, most - _out.GetValueOrDefault(of))) : Free;

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
