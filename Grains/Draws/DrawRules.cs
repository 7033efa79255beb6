using Jifen.Grains.Catalogue;
using Jifen.Grains.Fairness;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;

namespace Jifen.Grains.Draws;

/// <summary>
/// How a draw is held without its entries ever being in one place: each shard seals what it has and sends its smallest slips, and with the last
/// shard the home has the smallest of all. One record decides; nothing can change it afterwards.
/// </summary>
internal static class DrawRules
{
    /// <summary>Closes a period that is over by this shard's clock.</summary>
    public static Decision Close(ShardState state, ClosePeriod input, AdoptedSeed adopted, in DecisionContext context)
    {
        PeriodEntries entries = PeriodEntries.Of(state, input.Lottery, input.Period);
        Span<byte> seed = stackalloc byte[Outcome.SeedLength];
        context.Seeds.Unwrap(input.Lottery, input.Period, adopted.Wrapped, seed);
        DrawSealed closed = new(input.Period, entries.Members, entries.Entries, entries.Hash()) { On = DrawSlice.IdOf(input.Lottery) };
        DrawClosedAtShard told = new(
            input.Lottery, input.Period, closed.Members, closed.Entries, closed.Hash,
            entries.Smallest(seed, input.Lottery, input.Period, ProgrammeLimits.Drawn));
        return new Decided
        {
            Events = [new PeriodClosed(input.Lottery, input.Period) { On = LotterySlice.IdOf(input.Lottery) }, closed],
            Messages = [new(state.HomeOf(input.Lottery), Lane.Control, told)],
        };
    }

    /// <summary>The home counts a shard; with the last one the draw is held and its seed revealed.</summary>
    public static Decision Receive(ShardState state, ShardId from, DrawClosedAtShard message, in DecisionContext context)
    {
        if (state.Self.Unbound is { } document)
        {
            return new NotYet(new DocumentNeeded(document));
        }

        string seeds = SeedKeeper.IdOf(message.Lottery);
        if (state.Seeds(message.Lottery).Find(message.Period) is not { } kept || kept.IsClosedAt(from))
        {
            return Mail.Refuse("no draw waits for this shard");
        }

        Drawing drawing = state.Drawing(message.Lottery, message.Period);
        List<GrainEvent> events =
        [
            new PeriodClosureCounted(message.Lottery, message.Period, from) { On = seeds },
            new DrawClosureCounted(from, message.Members, message.Entries, message.Hash, message.Smallest) { On = drawing.Id },
        ];
        if (kept.ClosedCount + 1 < state.ShardCount)
        {
            return new Decided { Events = events };
        }

        Span<byte> seed = stackalloc byte[Outcome.SeedLength];
        context.Seeds.Unwrap(message.Lottery, message.Period, kept.Wrapped!, seed);
        events.Add(new SeedRevealed(message.Lottery, message.Period, Convert.ToHexStringLower(seed)) { On = seeds });
        return Hold(state, drawing, message.Smallest, events, context.Now);
    }

    /// <summary>A shard hears who of its members has won.</summary>
    public static Decided Receive(ShardState state, DrawAwarded message) => new()
    {
        Events = [new DrawTold(message.Period, message.Catalogue, message.Awards) { On = DrawSlice.IdOf(message.Lottery) }],
    };

    /// <summary>The home hears what a winner did, and calls the next substitute for one that did nothing.</summary>
    public static Decided Receive(ShardState state, DrawAnswered message)
    {
        Drawing drawing = state.Drawing(message.Lottery, message.Period);
        if (drawing.Held is not { } held || message.Place < 1 || message.Place > drawing.Places.Count
            || drawing.Places[message.Place - 1] is not { Answered: false } place || drawing.Smallest[place.Drawn].Member != message.Member)
        {
            return Mail.Refuse("no place waits for this answer");
        }

        DrawPlaceAnswered answered = new(message.Place, message.Lapsed) { On = drawing.Id };
        if (!message.Lapsed || drawing.Next >= drawing.Smallest.Count)
        {
            return new() { Events = [answered] };
        }

        MemberKey substitute = drawing.Smallest[drawing.Next].Member;
        DrawAwarded award = new(message.Lottery, message.Period, held.Catalogue, [new(substitute, message.Place, place.Prize)]);
        return new()
        {
            Events = [answered, new DrawSubstituteCalled(message.Place, substitute) { On = drawing.Id }],
            Messages = [new(Placement.Of(substitute, state.ShardCount), Lane.Control, award)],
        };
    }

    private static Decided Hold(ShardState state, Drawing drawing, IReadOnlyList<DrawnSlip> last, List<GrainEvent> events, Stamp now)
    {
        AdoptedVersion? terms = DrawEnd.TermsOf(state, drawing.Lottery, now) ?? state.Self.Adopted.LastOrDefault(v => v.Programme!.FindDraw(drawing.Lottery) is not null);
        Invariant.Holds(terms is not null, "a draw whose seed was made is in a version");
        Draw draw = terms.Programme!.FindDraw(drawing.Lottery)!;
        DrawHeld held = new(terms.Version, [.. draw.Prizes.Select(prize => new DrawnPrize(prize.Id, prize.Count))], draw.Substitutes, draw.ClaimHours) { On = drawing.Id };
        DrawnSlip[] drawn = [.. drawing.Smallest.Concat(last).Order(Comparer<DrawnSlip>.Create(DrawSlip.Compare)).Take(draw.Winners)];
        ILookup<ShardId, DrawAward> awards = Drawing.Fill(held, drawn.Length)
            .Select((place, at) => new DrawAward(drawn[at].Member, at + 1, place.Prize))
            .ToLookup(award => Placement.Of(award.Member, state.ShardCount));
        return new()
        {
            Events = [.. events, held],
            Messages =
            [
                .. Enumerable.Range(0, state.ShardCount).Select(shard => new AddressedMessage(
                    new(shard), Lane.Control, Told(drawing, terms.Version, [.. awards[new(shard)]]))),
            ],
        };
    }

    private static DrawAwarded Told(Drawing drawing, long catalogue, DrawAward[] awards) =>
        new(drawing.Lottery, drawing.Period, catalogue, awards.Length == 0 ? null : awards);
}
