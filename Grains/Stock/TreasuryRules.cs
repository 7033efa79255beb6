using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Stock;

/// <summary>What a treasury is told. What it does about it is <see cref="TreasurySteps"/>.</summary>
public static class TreasuryRules
{
    /// <summary>Recalls the unused units of a day that is over.</summary>
    public static Decision Decide(ShardState state, RecallDay input, in DecisionContext context)
    {
        Treasury treasury = state.Treasury(input.Lottery, input.Segment);
        if (treasury.IsRecalling || treasury.FindDay(input.Day) is not { AnyMayHold: true } day)
        {
            return new Rejected(RejectionCodes.Nothing, "No slice may hold units of that day, or a recall is under way.");
        }

        if (state.Self.Dating(context.Now)?.Programme is not { } programme)
        {
            return new NotYet(new DocumentNeeded(state.Self.Unbound ?? default));
        }

        return programme.Calendar.EndOf(input.Day) > context.Now
            ? new Rejected(RejectionCodes.Nothing, "The day is not over.")
            : TreasurySteps.Recall(treasury, day).ToDecided();
    }

    /// <summary>Releases what is due of a stock that is spread over time. One that the programme no longer has stays as it is.</summary>
    public static Decision Decide(ShardState state, ReleaseStock input, in DecisionContext context)
    {
        if (state.Treasury(input.Lottery, input.Segment).Release is not { Next: { } next } release || next > context.Now)
        {
            return new Rejected(RejectionCodes.Nothing, "Nothing more is released now.");
        }

        if (state.Self.Newest?.Programme is not { } programme)
        {
            return new NotYet(new DocumentNeeded(state.Self.Unbound ?? default));
        }

        Drip? drip = programme.FindWheel(input.Lottery)?.Segments.FirstOrDefault(segment => segment.Id == input.Segment)?.Drip;
        return On(input.Lottery, input.Segment, new StockReleased(drip?.At(context.Now) ?? release with { Next = null }));
    }

    /// <summary>Retires numbered units that have come to their end, at the treasury and on the slice of this shard.</summary>
    public static Decision Decide(ShardState state, RetireUnits input, in DecisionContext context)
    {
        List<GrainEvent> events = [];
        if (state.Treasury(input.Lottery, input.Segment).Serials?.Past(context.Now) is { Count: > 0 } free)
        {
            events.Add(new UnitsExpired(input.Segment, free) { On = Treasury.IdOf(input.Lottery, input.Segment) });
        }

        IUnitHolder slice = state.UnitHolder(input.Lottery);
        if (slice.FindAccount(input.Segment, null)?.Serials?.Past(context.Now) is { Count: > 0 } here)
        {
            events.Add(new UnitsExpired(input.Segment, here) { On = slice.Id });
        }

        return events.Count == 0 ? new Rejected(RejectionCodes.Nothing, "No unit has come to its end here.") : new Decided { Events = events };
    }

    /// <summary>Queues the wish of a slice. A repeated number, and a wish for what all shards have been told is gone, change nothing.</summary>
    public static Decided Receive(ShardState state, ShardId from, UnitsWanted message)
    {
        if (!state.Keeps(message.Lottery))
        {
            return Mail.Refuse("the treasury lives on another shard");
        }

        StockDay? day = state.Treasury(message.Lottery, message.Segment).FindDay(message.Day);
        if (message.Waiting < 1 || message.Request <= (day?.LastRequest(from) ?? 0))
        {
            return Mail.Refuse("the request came before");
        }

        return day is { ToldExhausted: true }
            ? Mail.Refuse("the slice has been told that nothing is left")
            : On(message.Lottery, message.Segment, new WishQueued(from, message.Day, message.Request, message.Waiting));
    }

    /// <summary>Takes a slice's answer to the recall under way.</summary>
    public static Decided Receive(ShardState state, ShardId from, UnitsReturned message)
    {
        Treasury treasury = state.Treasury(message.Lottery, message.Segment);
        bool fits = treasury.IsRecalling && treasury.Round == message.Round && treasury.RoundDay == message.Day
            && treasury.Awaited.Contains(from.Value) && message.Units >= 0
            && message.Units <= treasury.Outstanding.GetValueOrDefault(from.Value);
        return fits
            ? On(message.Lottery, message.Segment, new UnitsBack(from, message.Round, message.Day, message.Units) { Keeps = message.Keeps, Serials = message.Serials })
            : Mail.Refuse("no recall waits for this answer");
    }

    /// <summary>Takes units that a slice returns unasked.</summary>
    public static Decided Receive(ShardState state, ShardId from, UnitsHandedIn message)
    {
        Treasury treasury = state.Treasury(message.Lottery, message.Segment);
        return message.Units >= 1 && message.Units <= treasury.Outstanding.GetValueOrDefault(from.Value)
            ? On(message.Lottery, message.Segment, new UnitsRegained(from, message.Day, message.Units))
            : Mail.Refuse("the slice does not have these units");
    }

    private static Decided On(string lottery, string segment, GrainEvent happened) =>
        new() { Events = [happened with { On = Treasury.IdOf(lottery, segment) }] };
}
