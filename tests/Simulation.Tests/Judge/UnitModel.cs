namespace Jifen.Simulation.Tests.Judge;

/// <summary>Units of prizes and points of budgets on slices and in treasuries, counted once more from the events.</summary>
internal sealed class UnitModel(Case judged) : Model(judged)
{
    private readonly Dictionary<(ShardId Shard, string Lottery, string Segment, DateOnly? Day), JudgedAccount> _accounts = [];
    private readonly Dictionary<(string Lottery, string Segment), JudgedTreasury> _treasuries = [];

    private readonly Dictionary<ShardId, long> _adopted = [];

    public JudgedAccount Account(ShardId shard, string lottery, string segment, DateOnly? day)
    {
        if (!_accounts.TryGetValue((shard, lottery, segment, day), out JudgedAccount? account))
        {
            _accounts.Add((shard, lottery, segment, day), account = new(() => Case.Stamps.GetValueOrDefault(shard)));
        }

        return account;
    }

    public override void See(Seen seen)
    {
        if (seen.Events.OfType<CatalogueAdopted>().LastOrDefault() is { } adopted)
        {
            _adopted[seen.Shard] = adopted.Version;
        }

        RequireUnits(seen);
        foreach (GrainEvent happened in seen.Events.Where(e => e.On is not null))
        {
            if (happened.On!.StartsWith("lottery:", StringComparison.Ordinal))
            {
                SeeSlice(seen, happened.On["lottery:".Length..], happened);
            }
            else if (BudgetName.Is(happened.On) || CouponName.Is(happened.On) || EditionName.Is(happened.On))
            {
                SeeSlice(seen, happened.On, happened);
            }
            else if (happened.On.StartsWith("treasury:", StringComparison.Ordinal))
            {
                string[] name = happened.On["treasury:".Length..].Split('/');
                SeeTreasury(seen, name[0], name[1], happened);
            }
        }
    }

    /// <summary>Each prize that has a treasury is given with one unit, and never more often than there are units; test members take none.</summary>
    private void RequireUnits(Seen seen)
    {
        if (Case.IsTest(seen))
        {
            return;
        }

        foreach (CardDealt dealt in seen.Events.OfType<CardDealt>())
        {
            _treasuries[(dealt.Lottery, DeckName.Segment)].Given++;
        }

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

    /// <summary>Where the treasury's last word was "none", every unit is in somebody's hands; and what was handed in has come home.</summary>
    public override void End()
    {
        foreach (((ShardId shard, string lottery, _, _), JudgedAccount account) in _accounts.Where(a => a.Value.HandedIn != 0))
        {
            Case.World.Evidence.Violations.Add(new(Checks.UnitsAreMovedNotMade, $"shard {shard}: {account.HandedIn} units of {lottery} never came back"));
        }

        foreach (((string lottery, string segment), JudgedTreasury treasury) in _treasuries.Where(t => t.Value.SaidNone && t.Value.Given + t.Value.ExpiredAnywhere + Past(t.Key.Lottery, t.Key.Segment) < Math.Min(t.Value.Total, t.Value.Released ?? long.MaxValue)))
        {
            Case.World.Evidence.Violations.Add(new(
                Checks.NoneLeftIsTrue, $"{lottery}, {segment}: {treasury.Given} units of {treasury.Total} were given when the treasury said none"));
        }
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
                account.Ends.Move(used.Serial is { } number ? [number] : [], null);
                break;
            case UnitsExpired expired:
                JudgedAccount retiring = Account(seen.Shard, lottery, expired.Segment, null);
                retiring.Expired += expired.Serials.Sum(range => range.Count);
                retiring.Ends.Move(JudgedNumbers.Of(expired.Serials), null);
                ExpireAnywhere(lottery, expired);
                break;
            case UnitsGivenBack back:
                JudgedAccount giver = Account(seen.Shard, lottery, back.Segment, back.Day);
                if (seen.Body.Input is HandInBudget)
                {
                    HandIn(seen, giver, back.Units);
                    break;
                }

                Require(back.Units == giver.Spare, Checks.UnitsAreMovedNotMade, seen, $"{back.Units} units are given back, and {giver.Spare} are spare");
                giver.Returned += back.Units;
                giver.OnTheWayBack += back.Units;
                giver.Ends.Move(JudgedNumbers.Of(back.Serials), giver.EndsOnTheWayBack);
                break;
            default:
                SeeWaiting(seen, lottery, happened);
                break;
        }
    }

    /// <remarks>Its treasury is on another shard where that has not spoken of it yet.</remarks>
    private void ExpireAnywhere(string lottery, UnitsExpired expired) =>
        _treasuries[(lottery, expired.Segment)].ExpiredAnywhere += expired.Serials.Sum(range => range.Count);

    /// <summary>Units that have come to their end and that nobody has retired yet.</summary>
    private long Past(string lottery, string segment) =>
        Of(lottery, segment).Sum(account => account.Value.Ends.PastAt(Newest) + account.Value.EndsOnTheWay.PastAt(Newest) + account.Value.EndsOnTheWayBack.PastAt(Newest))
        + _treasuries[(lottery, segment)].Ends.PastAt(Newest);

    private Stamp Newest => Case.Stamps.Values.Max();

    /// <summary>What a treasury keeps, or null where there is none.</summary>
    public JudgedTreasury? FindTreasury(string lottery, string segment) => _treasuries.GetValueOrDefault((lottery, segment));

    private void HandIn(Seen seen, JudgedAccount giver, long units)
    {
        Require(units == giver.Unused, Checks.UnitsAreMovedNotMade, seen, $"{units} points are handed in of {giver.Unused}");
        giver.Returned += units;
        giver.HandedIn += units;
    }

    private void SeeWaiting(Seen seen, string lottery, GrainEvent happened)
    {
        switch (happened)
        {
            case WaitBegun begun:
                Account(seen.Shard, lottery, begun.Segment, begun.Day).Waiting.Add((begun.Play, begun.Part));
                break;
            case WaitEnded ended:
                bool waited = Account(seen.Shard, lottery, ended.Segment, ended.Day).Waiting.Remove((ended.Play, ended.Part));
                Require(waited, Checks.PrizesFollowTheTable, seen, $"{ended.Play} did not wait for {ended.Segment}");
                break;
            case UnitsAsked asked when seen.Body.Input is AskBudget:
                JudgedAccount asking = Account(seen.Shard, lottery, asked.Segment, asked.Day);
                asking.Claimed = asking.Unused + asked.Waiting;
                break;
            case ExhaustionTold told:
                JudgedAccount exhausted = Account(seen.Shard, lottery, told.Segment, told.Day);
                (exhausted.Told, exhausted.Claimed) = (true, 0);
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
        account.EndsOnTheWay.Move(JudgedNumbers.Of(received.Serials), account.Ends);
        account.Claimed = 0;
    }

    private void SeeTreasury(Seen seen, string lottery, string segment, GrainEvent happened)
    {
        if (!_treasuries.TryGetValue((lottery, segment), out JudgedTreasury? treasury))
        {
            _treasuries.Add((lottery, segment), treasury = new(() => Case.Stamps.GetValueOrDefault(seen.Shard)));
        }

        switch (happened)
        {
            case UnitsExpired expired:
                treasury.Expire(expired.Serials.Sum(range => range.Count));
                treasury.Ends.Move(JudgedNumbers.Of(expired.Serials), null);
                ExpireAnywhere(lottery, expired);
                break;
            case StockSet set:
                AddEnds(lottery, treasury, set);
                treasury.Set(set.Total, set.PerDay);
                Release(seen, lottery, segment, treasury, set.Release);
                break;
            case StockReleased released:
                treasury.SaidNone = false;
                Release(seen, lottery, segment, treasury, released.Release);
                break;
            case WishQueued wish:
                treasury.Wished[(wish.Slice, wish.Request)] = wish.Waiting;
                break;
            case UnitsRegained regained:
                JudgedAccount handing = Account(regained.Slice, lottery, segment, regained.Day);
                Require(handing.HandedIn >= regained.Units, Checks.UnitsAreMovedNotMade, seen, $"{regained.Units} units come back that were not handed in");
                handing.HandedIn -= regained.Units;
                treasury.TakeBack(regained.Day, regained.Units);
                break;
            case UnitsLent lent:
                Lend(seen, lottery, segment, treasury, lent);
                break;
            case UnitsBack back:
                JudgedAccount giver = Account(back.Slice, lottery, segment, back.Day);
                Require(giver.OnTheWayBack >= back.Units, Checks.UnitsAreMovedNotMade, seen, $"{back.Units} units come back that were not given");
                giver.OnTheWayBack -= back.Units;
                giver.EndsOnTheWayBack.Move(JudgedNumbers.Of(back.Serials), treasury.Ends);
                treasury.TakeBack(back.Day, back.Units);
                break;
            case WishesRefused refused:
                RequireNoneLeft(seen, lottery, segment, treasury, refused.Day);
                treasury.SaidNone = refused.Day is null;
                break;
        }

        long units = Out(lottery, segment);
        Require(treasury.Free >= 0 && treasury.Free + units + treasury.Expired == treasury.Total, Checks.UnitsAreMovedNotMade, seen, $"{segment}: {treasury} and {units} out");
    }

    private void AddEnds(string lottery, JudgedTreasury treasury, StockSet set)
    {
        for (long number = treasury.Total; set.Numbered is true && number < set.Total; number++)
        {
            if (Case.EndOf(lottery, number) is { } end)
            {
                treasury.Ends.Add(number, end);
            }
        }
    }

    /// <summary>What a stock says to be released is what the newest version on its shard releases by the record's stamp.</summary>
    private void Release(Seen seen, string lottery, string segment, JudgedTreasury treasury, StockRelease? release)
    {
        JudgedDrip? drip = DripOf(seen, lottery, segment);
        bool right = release?.Units == drip?.At(seen.Stamp) && (release is not { Next: { } next } || (drip!.At(next) > release.Units && drip.At(new(next.Microseconds - 1)) == release.Units));
        Require(right, Checks.DripsAreKept, seen, $"{release} of {segment} is released, and {drip?.At(seen.Stamp)} should be");
        treasury.Released = release?.Units;
    }

    private JudgedDrip? DripOf(Seen seen, string lottery, string segment) =>
        Case.Programmes.Find(_adopted.GetValueOrDefault(seen.Shard))?.Wheels.GetValueOrDefault(lottery)?.Segments.FirstOrDefault(one => one.Id == segment)?.Stock?.Drip;

    private void Lend(Seen seen, string lottery, string segment, JudgedTreasury treasury, UnitsLent lent)
    {
        bool first = Account(lent.Slice, lottery, segment, lent.Day).OnTheWay.TryAdd(lent.Request, lent.Units);
        Require(first, Checks.UnitsAreMovedNotMade, seen, $"request {lent.Request} of shard {lent.Slice} is granted twice");
        bool within = treasury.Lend(lent.Day, lent.Units);
        treasury.Ends.Move(JudgedNumbers.Of(lent.Serials), Account(lent.Slice, lottery, segment, lent.Day).EndsOnTheWay);
        JudgedDrip? drip = DripOf(seen, lottery, segment);
        Require(drip is null || treasury.Total - treasury.Free <= drip.At(seen.Stamp), Checks.DripsAreKept, seen, $"{segment}: {treasury}, and {drip?.At(seen.Stamp)} are released by now");
        Require(within && lent.Units > 0, Checks.NoOversell, seen, $"{lent.Units} units are lent beyond what may be: {treasury}");
        int shards = Case.World.Scenario.Shards;
        long most = BudgetName.Is(lottery) ? treasury.Wished[(lent.Slice, lent.Request)] : 256;
        bool small = lent.Units <= Math.Max(1, Math.Max((treasury.Free + lent.Units) / (4 * shards) + (BudgetName.Is(lottery) ? 0 : 64), most));
        Require(small, Checks.UnitsAreMovedNotMade, seen, $"{lent.Units} units are granted at once");
    }

    /// <summary>Lent and neither used for good nor back: what is on slices and on the way, used units included.</summary>
    private long Out(string lottery, string segment) =>
        Of(lottery, segment).Sum(a => a.Value.Granted + a.Value.OnTheWay.Values.Sum() - a.Value.Returned + a.Value.OnTheWayBack + a.Value.HandedIn);

    private void RequireNoneLeft(Seen seen, string lottery, string segment, JudgedTreasury treasury, DateOnly? day)
    {
        Require(treasury.Allowance(day) == 0, Checks.NoneLeftIsTrue, seen, $"{segment}: the treasury says none and may lend {treasury.Allowance(day)}");
        long idle = Of(lottery, segment).Where(a => a.Key.Day == day || treasury.Lendable == 0 && !treasury.IsDayFull(day)).Sum(a => a.Value.IdleAt(seen.Stamp));
        Require(idle == 0, Checks.NoneLeftIsTrue, seen, $"{segment}: the treasury says none, and {idle} unused units lie about");
    }

    private IEnumerable<KeyValuePair<(ShardId Shard, string Lottery, string Segment, DateOnly? Day), JudgedAccount>> Of(string lottery, string segment) =>
        _accounts.Where(a => a.Key.Lottery == lottery && a.Key.Segment == segment);
}
