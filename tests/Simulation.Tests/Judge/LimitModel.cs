namespace Jifen.Simulation.Tests.Judge;

/// <summary>
/// Limits that members set themselves: what is stricter holds at once and what is less strict 24 hours later, a cool-off is never shortened, and
/// paid plays, counted from a list of all of them, stay within what holds. Who has set none counts nothing.
/// </summary>
/// <remarks>Looks at tickets as <see cref="MemberModel"/> has them, after that has seen the record.</remarks>
internal sealed class LimitModel(Case judged) : Model(judged)
{
    private readonly Dictionary<MemberKey, JudgedLimits> _limits = [];

    public override void See(Seen seen)
    {
        if (seen.Record.Member is not { } member)
        {
            return;
        }

        if (seen.Body.Input is SetSelfLimits wished)
        {
            Set(seen, member, wished);
        }
        else
        {
            Limits(!seen.Events.Any(e => e is SelfLimitsSet), seen, "limits are set that nobody wished");
        }

        Count(seen, member);
        Undo(seen, member);
        if (seen.Body is { Input: Play play, Answer: Refusal { Code: RefusalCodes.SelfLimited } refusal })
        {
            RequireBite(seen, member, play, refusal);
        }
    }

    private void Set(Seen seen, MemberKey member, SetSelfLimits wished)
    {
        JudgedLimits before = _limits.GetValueOrDefault(member) ?? new();
        if (before.CoolOffAt(seen.Stamp) is { } ends && wished.CoolOffUntil < ends)
        {
            Limits(seen.Body.Answer is Refusal { Code: RefusalCodes.Conflict } && seen.Events.Count == 0, seen, "a cool-off is shortened");
            return;
        }

        JudgedLimits after = before.After(wished, seen.Stamp);
        bool told = seen.Events is [SelfLimitsSet set] && seen.Body.Answer is SelfLimitsTaken taken && taken.Limits == set && set == after.Told;
        Limits(told, seen, $"{wished} after {before.Told} gives {after.Told}, and it says {seen.Body.Answer}");
        _limits[member] = after;
    }

    /// <summary>A paid play of a member with limits is within them, and counted in its record; no other is.</summary>
    private void Count(Seen seen, MemberKey member)
    {
        PaidPlayCounted[] counted = [.. seen.Events.OfType<PaidPlayCounted>()];
        if (PaidGame.Of(seen) is not { Free: false } game || !_limits.TryGetValue(member, out JudgedLimits? limits))
        {
            Limits(counted.Length == 0, seen, "a play is counted that is free, or no play, or of a member without limits");
            return;
        }

        DateOnly day = Case.DayOf(seen.Stamp);
        foreach (string limit in JudgedLimits.Names)
        {
            Limits(!limits.Bites(limit, seen.Stamp, day, game.Cost), seen, $"the play goes beyond the member's own {limit}: {limits.Told}");
        }

        Limits(counted is [var one] && one == new PaidPlayCounted(game.Play, day, new(game.Cost), game.Waits ? true : null), seen, $"the paid play {game} is not counted as it is");
        limits.Paid.Add((game.Play, day, game.Cost));
    }

    private void Undo(Seen seen, MemberKey member)
    {
        foreach (GrainEvent happened in seen.Events)
        {
            PlayId? undone = happened is PlaySettled { Refused: true } settled ? settled.Play : happened is CardUndone card ? card.Card : null;
            _limits.GetValueOrDefault(member)?.Paid.RemoveAll(paid => paid.Play == undone);
        }
    }

    /// <summary>Who is refused by a limit of its own would go beyond it, and hears until when.</summary>
    private void RequireBite(Seen seen, MemberKey member, Play play, Refusal refusal)
    {
        if (!_limits.TryGetValue(member, out JudgedLimits? limits) || refusal.Limit is not { } limit)
        {
            Limits(false, seen, "a member without limits is limited");
            return;
        }

        DateOnly day = Case.DayOf(seen.Stamp);
        Stamp? until = limit == "coolOff" ? limits.CoolOffAt(seen.Stamp) : Case.StartOf(limit.EndsWith("Day", StringComparison.Ordinal) ? day.AddDays(1) : JudgedLimits.MondayOf(day).AddDays(7));
        Limits(limits.Bites(limit, seen.Stamp, day, CostOf(seen, member, play.Lottery)) && refusal.Until == until, seen, $"{limit} does not stand against the play, or not until {refusal.Until}: {limits.Told}");
    }

    private long CostOf(Seen seen, MemberKey member, string lottery)
    {
        JudgedProgramme programme = Case.Programmes.Find(seen.Record.CatalogueVersion)!;
        long? cost = programme.Wheels.TryGetValue(lottery, out JudgedWheel? wheel) ? wheel.Cost : programme.Decks.GetValueOrDefault(lottery)?.Cost;
        return Case.Members.Of(member).PlaysIn(lottery).Tickets > 0 ? 0 : cost ?? 0;
    }

    private void Limits(bool holds, Seen seen, string what) => Require(holds, Checks.LimitsAreKept, seen, what);
}
