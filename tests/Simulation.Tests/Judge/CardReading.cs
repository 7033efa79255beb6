namespace Jifen.Simulation.Tests.Judge;

/// <summary>One record about a member, held against the terms of its deck; counts its plays and follows those that wait.</summary>
internal sealed class CardReading(Case judged, Seen seen, JudgedMember member, Action<bool, string, Seen, string> require)
{
    public void Check()
    {
        CardDealt? dealt = seen.Events.OfType<CardDealt>().SingleOrDefault();
        if (seen.Events.OfType<CardTaken>().SingleOrDefault() is { } taken)
        {
            Take(taken, dealt);
        }
        else if (seen.Body.Input is SettlePlay { Part: null } settle && member.OpenCards.Remove(settle.Play, out CardTaken? open))
        {
            Settle(open, dealt);
        }
        else if (seen.Body is { Input: Play play, Answer: Refusal { Code: RefusalCodes.SoldOut } } && judged.Programmes.DeckOf(play.Lottery) is not null)
        {
            Table(judged.IsTest(seen) ? member.PlaysIn(play.Lottery).Total >= judged.Programmes.DeckOf(play.Lottery)!.Size : Account(play.Lottery).IsExhausted, "a card is refused and the deck is not known to be empty");
        }
    }

    private void Take(CardTaken taken, CardDealt? dealt)
    {
        JudgedProgramme? programme = judged.Programmes.Find(seen.Record.CatalogueVersion);
        JudgedDeck? deck = programme?.Decks.GetValueOrDefault(taken.Lottery);
        Terms(programme is not null && deck is not null && programme.IsOpen(seen.Stamp), "the lottery is not open");
        if (deck is null)
        {
            return;
        }

        JudgedPlays plays = member.PlaysIn(taken.Lottery);
        RequireTerms(taken, deck, plays);
        plays.Count(taken, 1);
        long spare = judged.IsTest(seen) ? deck.Size - plays.Total + 1 : Account(taken.Lottery).Spare;
        Table(taken.Waits is true ? spare == 0 && dealt is null : spare > 0 && dealt?.Card == taken.Card, $"{spare} cards lie here, and the play waits or does not");
        if (taken.Waits is true)
        {
            member.OpenCards[taken.Card] = taken;
        }
    }

    private void RequireTerms(CardTaken taken, JudgedDeck deck, JudgedPlays plays)
    {
        DateOnly day = judged.DayOf(seen.Stamp);
        (long today, long freeToday) = plays.Days.GetValueOrDefault(day);
        bool free = freeToday < deck.Free;
        Terms(member.Enrolled, "the member is not enrolled");
        Terms(taken.Card == new PlayId(seen.Shard, seen.Record.Sequence) && taken.Day == day, "the card's id or day is not its record's");
        bool ticket = !free && plays.Tickets > 0;
        require(taken.Ticket is true == ticket, Checks.TicketsAreKept, seen, $"a ticket {(ticket ? "should pay" : "pays")}, and the member has {plays.Tickets}");
        Terms(taken.Free == free && taken.Cost.Value == (free || ticket ? 0 : deck.Cost), $"it costs {taken.Cost}");
        Terms(!(today >= deck.PerDay) && !(plays.Total >= deck.Total), "the limits are reached");
    }

    private void Settle(CardTaken open, CardDealt? dealt)
    {
        JudgedAccount account = Account(open.Lottery);
        bool given = account.HasUnitFor(open.Card);
        Table(given || account.Told, "neither has a card come nor is the deck known to be empty");
        Table(given ? dealt?.Card == open.Card : seen.Events.OfType<CardUndone>().Any(undone => undone.Card == open.Card), "a card that has come is dealt, and else the play undone");
        if (!given)
        {
            bool repaid = open.Cost == Points.Zero || seen.Events.OfType<PointsRestored>().Any(r => r.Cause == $"play:{open.Card}");
            Terms(repaid, "a play is undone and its cost kept");
            member.PlaysIn(open.Lottery).Count(open, -1);
        }
    }

    private JudgedAccount Account(string lottery) => judged.Units.Account(seen.Shard, lottery, DeckName.Segment, null);

    private void Terms(bool holds, string what) => require(holds, Checks.PlaysFollowTheTerms, seen, what);

    private void Table(bool holds, string what) => require(holds, Checks.PrizesFollowTheTable, seen, what);
}
