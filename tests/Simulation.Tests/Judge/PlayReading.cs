namespace Jifen.Simulation.Tests.Judge;

/// <summary>One record about a member, held against terms, limits and table; counts its plays.</summary>
internal sealed class PlayReading(Case judged, Seen seen, JudgedMember member, Action<bool, string, Seen, string> require)
{
    public void Check()
    {
        PlayTaken? taken = seen.Events.OfType<PlayTaken>().SingleOrDefault();
        if (taken is not null)
        {
            Take(taken);
        }
        else if (seen.Body.Input is SettlePlay { Part: null } settle && !seen.Events.Any(e => e is CardDealt or CardUndone))
        {
            Settle(settle.Play);
        }
        else if (seen.Body is { Input: Play play, Answer: Refusal { Code: RefusalCodes.LimitReached } })
        {
            RequireLimit(play);
        }
    }

    private void Take(PlayTaken taken)
    {
        JudgedProgramme? programme = judged.Programmes.Find(seen.Record.CatalogueVersion);
        JudgedWheel? wheel = programme?.Wheels.GetValueOrDefault(taken.Lottery);
        Terms(programme is not null && wheel is not null && programme.IsOpen(seen.Stamp), "the lottery is not open");
        if (wheel is null)
        {
            return;
        }

        JudgedPlays plays = member.PlaysIn(taken.Lottery);
        RequireTerms(taken, wheel, plays);
        plays.Nonce = taken.Nonce;
        plays.Count(taken, 1);
        member.VersionOf[$"play:{taken.Play}"] = seen.Record.CatalogueVersion;
        JudgedSegment? due = Resolve(wheel, taken, plays, plays.SinceWin);
        if (taken.Wait is { } wait)
        {
            member.Open[taken.Play] = (taken, wait, seen.Record.CatalogueVersion);
            RequireWait(due, wait, taken);
        }
        else
        {
            RequireSettled(due, taken, wheel, plays);
        }
    }

    private void RequireTerms(PlayTaken taken, JudgedWheel wheel, JudgedPlays plays)
    {
        DateOnly day = judged.DayOf(seen.Stamp);
        (long today, long freeToday) = plays.Days.GetValueOrDefault(day);
        bool free = freeToday < wheel.Free;
        Terms(member.Enrolled, "the member is not enrolled");
        Terms(taken.Play == new PlayId(seen.Shard, seen.Record.Sequence), "the play's id is not its record's");
        Terms(taken.Day == day && taken.Period == day.ToString("yyyy-MM-dd", null), $"it is of {day}, and says {taken.Day}");
        Terms(taken.Nonce == plays.Nonce + 1, $"nonce {taken.Nonce} follows {plays.Nonce}");
        bool ticket = !free && plays.Tickets > 0;
        require(taken.Ticket is true == ticket, Checks.TicketsAreKept, seen, $"a ticket {(ticket ? "should pay" : "pays")}, and the member has {plays.Tickets}");
        Terms(taken.Free == free && taken.Cost.Value == (free || ticket ? 0 : wheel.Cost), $"it costs {taken.Cost}");
        Terms(!(today >= wheel.PerDay) && !(plays.Total >= wheel.Total), "the limits are reached");
        Terms(taken.SinceWin == plays.SinceWin, $"{taken.SinceWin} plays since the last win, counted {plays.SinceWin}");
        Terms(taken.TableVersion == wheel.TableVersion, $"table {taken.TableVersion}, and it is {wheel.TableVersion}");
        Terms(member.Open.Values.All(o => o.Taken.Lottery != taken.Lottery), "an earlier play still waits");
    }

    private void RequireWait(JudgedSegment? due, UnitWait wait, PlayTaken taken)
    {
        bool right = !judged.IsTest(seen) && due?.Id == wait.Segment && due.IsStocked && Account(taken, due).Spare == 0;
        Table(right, $"it waits for {wait.Segment}, and should get {due?.Id}");
    }

    private void RequireSettled(JudgedSegment? due, PlayTaken taken, JudgedWheel wheel, JudgedPlays plays)
    {
        PlaySettled? settled = seen.Events.OfType<PlaySettled>().SingleOrDefault();
        bool unit = due is not { IsStocked: true } || judged.IsTest(seen) || Account(taken, due).Spare > 0;
        Table(settled is { Refused: false } && settled.Segment == due?.Id && unit, $"it got {settled?.Segment}, and should get {due?.Id}");
        Count(settled, wheel, plays);
    }

    private void Settle(PlayId play)
    {
        if (!member.Open.TryGetValue(play, out (PlayTaken Taken, UnitWait Wait, long Version) open))
        {
            Table(false, $"{play} does not wait");
            return;
        }

        JudgedWheel wheel = judged.Programmes.Find(open.Version)!.Wheels[open.Taken.Lottery];
        JudgedAccount account = Account(open.Taken, wheel.Segment(open.Wait.Segment));
        bool given = account.HasUnitFor(play);
        Table(given || account.Told, "neither has a unit come nor is the prize known to be out");
        JudgedSegment? due = given ? wheel.Segment(open.Wait.Segment) : Resolve(wheel, open.Taken, member.PlaysIn(open.Taken.Lottery), open.Taken.SinceWin);
        bool waits = !given && due is { IsStocked: true } && Account(open.Taken, due).Spare == 0;
        End(open, wheel, due, waits);
    }

    private void End((PlayTaken Taken, UnitWait Wait, long Version) open, JudgedWheel wheel, JudgedSegment? due, bool waits)
    {
        PlayRedirected? redirected = seen.Events.OfType<PlayRedirected>().SingleOrDefault();
        PlaySettled? settled = seen.Events.OfType<PlaySettled>().SingleOrDefault();
        if (waits)
        {
            Table(redirected?.Wait.Segment == due!.Id, $"it should wait for {due.Id} now");
            member.Open[open.Taken.Play] = open with { Wait = redirected?.Wait ?? open.Wait };
            return;
        }

        member.Open.Remove(open.Taken.Play);
        JudgedPlays plays = member.PlaysIn(open.Taken.Lottery);
        if (due is null)
        {
            bool repaid = open.Taken.Cost == Points.Zero || seen.Events.OfType<PointsRestored>().Any(r => r.Cause == $"play:{open.Taken.Play}");
            Table(settled is { Refused: true } && wheel.Closes, "the game closes, and the play should be undone");
            Terms(repaid, "a play is undone and its cost kept");
            plays.Count(open.Taken, -1);
            return;
        }

        Table(settled is { Refused: false } && settled.Segment == due.Id, $"it got {settled?.Segment}, and should get {due.Id}");
        Count(settled, wheel, plays);
    }

    private void Count(PlaySettled? settled, JudgedWheel wheel, JudgedPlays plays)
    {
        if (settled is not null)
        {
            JudgedSegment segment = wheel.Segment(settled.Segment);
            Table(settled.Prize == segment.IsPrize, "prize or not is not as the table says");
            plays.SinceWin = segment.IsPrize ? 0 : plays.SinceWin + 1;
            bool unique = segment.Substitute is not null;
            Once(settled.Unique is true == unique && !(unique && !plays.Owned.Add(segment.Id)), $"{segment.Id} is won again, or as another prize than it is");
        }
    }

    private void RequireLimit(Play play)
    {
        if (judged.Programmes.Find(seen.Record.CatalogueVersion)?.Wheels.GetValueOrDefault(play.Lottery) is { } wheel)
        {
            JudgedPlays plays = member.PlaysIn(play.Lottery);
            (long today, long free) = plays.Days.GetValueOrDefault(judged.DayOf(seen.Stamp));
            Terms(today >= wheel.PerDay || plays.Total >= wheel.Total || (free >= wheel.Free && plays.Tickets == 0 && wheel.Cost is null), "a limit is said to be reached and is not");
        }
    }

    /// <summary>The segment that the player gets by the table and by what is out here; null where the game closes.</summary>
    private JudgedSegment? Resolve(JudgedWheel wheel, PlayTaken taken, JudgedPlays plays, long sinceWin)
    {
        JudgedSegment? got = Given(wheel, wheel.Segment(taken.Rolled), taken, plays);
        return got is { IsPrize: false } && wheel.GuaranteePlays is { } most && sinceWin + 1 >= most
            ? Given(wheel, wheel.Segment(wheel.GuaranteeSegment!), taken, plays)
            : got;
    }

    /// <summary>What the member owns comes before what is out.</summary>
    private JudgedSegment? Given(JudgedWheel wheel, JudgedSegment segment, PlayTaken taken, JudgedPlays plays)
    {
        while (true)
        {
            if (segment.Substitute is not null && plays.Owned.Contains(segment.Id))
            {
                segment = wheel.Segment(segment.Substitute);
            }
            else if (!IsOut(segment, taken))
            {
                return segment;
            }
            else if (wheel.Closes)
            {
                return null;
            }
            else
            {
                segment = wheel.Segment(segment.Fallback!);
            }
        }
    }

    private bool IsOut(JudgedSegment segment, PlayTaken taken) =>
        segment.IsStocked && (Account(taken, segment).IsExhausted || (judged.IsTest(seen) && IsNone(segment.Stock) && Account(taken, segment).Spare == 0));

    /// <summary>A prize without units: others ask for one and are told that there is none, a test member asks nobody.</summary>
    private static bool IsNone(JudgedStock? stock) => stock is { Total: 0 } or { PerDay: 0 };

    private JudgedAccount Account(PlayTaken taken, JudgedSegment segment) => segment.Coupon is { } coupon
        ? judged.Units.Account(seen.Shard, CouponName.Of(coupon.Pool), CouponName.Segment, null)
        : judged.Units.Account(seen.Shard, taken.Lottery, segment.Id, segment.Stock?.PerDay is null ? null : taken.Day);

    private void Terms(bool holds, string what) => require(holds, Checks.PlaysFollowTheTerms, seen, what);

    private void Once(bool holds, string what) => require(holds, Checks.UniquePrizesOnce, seen, what);

    private void Table(bool holds, string what) => require(holds, Checks.PrizesFollowTheTable, seen, what);
}
