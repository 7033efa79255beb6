namespace Jifen.Grains.Catalogue;

/// <summary>A campaign as grains decide under it. What staff pause is not known here.</summary>
public sealed class CampaignRules
{
    private readonly OpeningHours hours;

    internal CampaignRules(CampaignDocument document, ProgrammeCalendar calendar)
    {
        Id = document.Id;
        Name = document.Name;
        Starts = document.Starts;
        Ends = document.Ends;
        EarningBudget = document.Budget is { } budget ? new((long)Int128.Max(0, budget.Value - document.PrizePoints)) : null;
        Earning = [.. document.Earning.Select(rule => new EarningRule(rule, calendar, EarningBudget is null ? null : document.Id))];
        hours = new(calendar, document.DayParts);
    }

    public string Id { get; }

    public LocalText Name { get; }

    public Stamp Starts { get; }

    /// <summary>First instant after the campaign.</summary>
    public Stamp Ends { get; }

    public IReadOnlyList<EarningRule> Earning { get; }

    /// <summary>Points that its rules may give in all: the budget without what its prizes may give, at least none. Null means without limit.</summary>
    public Points? EarningBudget { get; }

    /// <summary>Campaign whose budget gives what its rules and rewards give: itself, or null where it has none.</summary>
    public string? Budget => EarningBudget is null ? null : Id;

    public bool IsOpen(Stamp at) => Starts <= at && at < Ends && hours.Contains(at);

    /// <summary>Whether the campaign is open, and when that changes.</summary>
    public OpenState At(Stamp at)
    {
        if (!IsOpen(at))
        {
            Stamp? opens = NextOpening(at);
            return new(false, opens, opens is null ? null : Closing(opens.Value));
        }

        Stamp closes = Closing(at);
        return new(true, NextOpening(closes), closes);
    }

    /// <summary>The stretches in which the campaign is open, in their order.</summary>
    /// <param name="to">First instant that is not asked for.</param>
    internal IEnumerable<(Stamp From, Stamp To)> OpenStretches(Stamp from, Stamp to)
    {
        Stamp? at = from;
        while (at is { } next && next < to)
        {
            if (IsOpen(next))
            {
                Stamp closes = Closing(next);
                yield return (next, closes < to ? closes : to);
                at = closes;
            }
            else
            {
                at = NextOpening(next);
            }
        }
    }

    /// <summary>First instant at or after this closed one at which the campaign opens.</summary>
    private Stamp? NextOpening(Stamp closed)
    {
        Stamp from = closed < Starts ? Starts : closed;
        Stamp? opens = IsOpen(from) ? from : hours.NextTurn(from);
        return opens < Ends ? opens : null;
    }

    private Stamp Closing(Stamp open) => hours.NextTurn(open) is { } turn && turn < Ends ? turn : Ends;
}

/// <summary>Where a campaign stands at an instant.</summary>
/// <param name="Opens">The next opening; null where there is none.</param>
/// <param name="Closes">The first closing at or after the instant, or after <paramref name="Opens"/> where it is closed.</param>
public readonly record struct OpenState(bool IsOpen, Stamp? Opens, Stamp? Closes);
