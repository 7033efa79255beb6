namespace Jifen.Grains.Member.Multipliers;

/// <summary>
/// Multipliers of a member: those that run or follow one that does, and those that are over, as long as an activity may still come in
/// that happened under them.
/// </summary>
public sealed class MultiplierBook
{
    /// <summary>At the next one, that which ends first is forgotten.</summary>
    public const int MostHeld = 100;

    private HeldMultiplier[] _held = [];

    /// <summary>As long after its end an activity may come in that happened before it.</summary>
    private static TimeSpan Late { get; } = TimeSpan.FromDays(30);

    /// <summary>So far ahead at most they follow one another.</summary>
    private static TimeSpan Ahead { get; } = TimeSpan.FromHours(ProgrammeLimits.MultiplierAheadHours);

    /// <summary>In the order in which they were given.</summary>
    public IReadOnlyList<HeldMultiplier> Held => _held;

    public bool IsEmpty => _held.Length == 0;

    /// <summary>The one by which an activity earns: of those that cover it, that with the highest factor, and of equal ones the earliest given. Null for none.</summary>
    /// <param name="kind">Kind of the activity.</param>
    /// <param name="at">When it happened.</param>
    internal HeldMultiplier? For(string kind, Stamp at)
    {
        HeldMultiplier? best = null;
        for (int i = 0; i < _held.Length; i++)
        {
            if (_held[i].Covers(kind, at) && !(_held[i].Thousandths <= best?.Thousandths))
            {
                best = _held[i];
            }
        }

        return best;
    }

    /// <summary>What is given now: it begins at once, or where one of the same terms runs, at the end of that. Null where that is too far ahead.</summary>
    /// <param name="source">As of <see cref="PrizeSource"/>.</param>
    /// <param name="budget">Campaign whose budget gives what it adds; null for none.</param>
    /// <param name="times">How often it is given at once.</param>
    internal MultiplierWon? Given(MultiplierPrize prize, string source, string? budget, long times, Stamp now)
    {
        Stamp from = _held.Where(held => held.HasTerms(prize.Thousandths, prize.Kinds, budget)).Select(held => held.Until).Append(now).Max();
        Stamp last = now.Plus(Ahead);
        Stamp until = from.Plus(TimeSpan.FromHours(Math.Min(times, ProgrammeLimits.MultiplierAheadHours) * prize.Hours));
        until = until < last ? until : last;
        return from < until ? new(source, prize.Name, prize.Thousandths, prize.Kinds, budget, from, until) : null;
    }

    /// <param name="now">Stamp of the record.</param>
    internal void Add(MultiplierWon won, Stamp now)
    {
        HeldMultiplier added = HeldMultiplier.Of(won);
        List<HeldMultiplier> held = [.. _held.Where(one => now < one.Until.Plus(Late))];
        int before = held.FindIndex(one => one.Until == added.From && Extends(one, added));
        if (before >= 0)
        {
            held[before] = held[before] with { Until = added.Until };
        }
        else
        {
            held.Add(added);
        }

        if (held.Count > MostHeld)
        {
            held.Remove(held.MinBy(one => one.Until)!);
        }

        _held = [.. held];
    }

    internal IReadOnlyList<HeldMultiplier>? Save() => _held.Length == 0 ? null : _held;

    internal static MultiplierBook Load(IReadOnlyList<HeldMultiplier> saved) => new() { _held = [.. saved.Select(HeldMultiplier.Shared)] };

    private static bool Extends(HeldMultiplier before, HeldMultiplier added) =>
        before.Source == added.Source && before.Name == added.Name && before.HasTerms(added.Thousandths, added.Kinds, added.Budget);
}
