namespace Jifen.Simulation.Tests.Judge;

/// <summary>Minors play what a lottery allows them, by the age that the brand told last and the programme day of the record.</summary>
/// <remarks>Counts free plays as <see cref="MemberModel"/> has them, after that has seen the record.</remarks>
internal sealed class AgeModel(Case judged) : Model(judged)
{
    private readonly Dictionary<MemberKey, DateOnly?> _adultFrom = [];

    public override void See(Seen seen)
    {
        if (seen.Record.Member is not { } member)
        {
            return;
        }

        if (seen.Body.Input is SetAdultFrom told)
        {
            bool isNew = _adultFrom.GetValueOrDefault(member) != told.AdultFrom;
            Ages(seen.Events.OfType<AdultFromSet>().Select(set => set.AdultFrom).SequenceEqual(isNew ? [told.AdultFrom] : []), seen, $"the brand told {told.AdultFrom}, and that is not what is known");
            _adultFrom[member] = told.AdultFrom;
        }
        else
        {
            Ages(!seen.Events.Any(e => e is AdultFromSet), seen, "an age is set that nobody told");
        }

        if (PaidGame.Of(seen) is { } game)
        {
            Ages(IsAllowed(seen, member, game.Lottery, game.Free), seen, $"a minor plays {game.Lottery}");
        }
        else if (seen.Body is { Input: Play play, Answer: Refusal { Code: RefusalCodes.NotForMinors } })
        {
            Ages(!IsAllowed(seen, member, play.Lottery, IsFree(seen, member, play.Lottery)), seen, $"{play.Lottery} is refused to a member that may play it");
        }
    }

    private bool IsAllowed(Seen seen, MemberKey member, string lottery, bool free)
    {
        JudgedProgramme programme = Case.Programmes.Find(seen.Record.CatalogueVersion)!;
        bool minor = _adultFrom.GetValueOrDefault(member) is { } adult ? Case.DayOf(seen.Stamp) < adult : programme.UnknownIsMinor;
        return !minor || programme.Minors.GetValueOrDefault(lottery, "allowed") is var rule && (rule == "allowed" || (rule == "freeOnly" && free));
    }

    /// <remarks>A prize draw has more free entries here than anybody makes.</remarks>
    private bool IsFree(Seen seen, MemberKey member, string lottery)
    {
        JudgedProgramme programme = Case.Programmes.Find(seen.Record.CatalogueVersion)!;
        long free = programme.Wheels.TryGetValue(lottery, out JudgedWheel? wheel) ? wheel.Free
            : programme.Decks.TryGetValue(lottery, out JudgedDeck? deck) ? deck.Free
            : long.MaxValue;
        return Case.Members.Of(member).PlaysIn(lottery).Days.GetValueOrDefault(Case.DayOf(seen.Stamp)).Free < free;
    }

    private void Ages(bool holds, Seen seen, string what) => Require(holds, Checks.MinorsAreKept, seen, what);
}

/// <summary>A play of any lottery that a record takes.</summary>
/// <param name="Waits">It may still be undone.</param>
internal readonly record struct PaidGame(PlayId Play, string Lottery, bool Free, long Cost, bool Waits)
{
    /// <summary>Null where the record takes none.</summary>
    public static PaidGame? Of(Seen seen)
    {
        foreach (GrainEvent happened in seen.Events)
        {
            switch (happened)
            {
                case PlayTaken taken:
                    return new(taken.Play, taken.Lottery, taken.Free, taken.Cost.Value, taken.Waits);
                case CardTaken taken:
                    return new(taken.Card, taken.Lottery, taken.Free, taken.Cost.Value, taken.Waits is true);
                case EntryTaken taken:
                    return new(taken.Entry, taken.Lottery, taken.Free, taken.Cost.Value, false);
            }
        }

        return null;
    }
}
