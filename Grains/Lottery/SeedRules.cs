using Jifen.Grains.Cards;
using Jifen.Grains.Draws;
using Jifen.Grains.Fairness;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Lottery;

/// <summary>Commit, close, reveal: the life of a period's seed (PROTOCOL section 7).</summary>
public static class SeedRules
{
    /// <summary>Commits to a fresh seed and publishes the commitment to every shard.</summary>
    public static Decision Decide(ShardState state, OfferSeed input)
    {
        if (!state.Keeps(input.Lottery) || !Period.IsOne(input.Period))
        {
            return new Rejected(RejectionCodes.Invalid, "This shard keeps no seed of that lottery and period.");
        }

        if (state.Seeds(input.Lottery).Find(input.Period) is not null)
        {
            return new Rejected(RejectionCodes.Nothing, "The period has its seed.");
        }

        SeedPublished published = new(input.Lottery, input.Period, input.Commitment, input.Wrapped);
        return new Decided
        {
            Events = [new SeedCommitted(input.Lottery, input.Period, input.Commitment, input.Wrapped) { On = SeedKeeper.IdOf(input.Lottery) }],
            Messages = Mail.ToAll(state, published),
        };
    }

    /// <summary>Closes a period that has ended by this shard's clock.</summary>
    public static Decision Decide(ShardState state, ClosePeriod input, in DecisionContext context)
    {
        if (state.Self.Unbound is { } document)
        {
            return new NotYet(new DocumentNeeded(document));
        }

        LotterySlice slice = state.Lottery(input.Lottery);
        if (slice.FindSeed(input.Period) is not { } seed || !HasEnded(state, slice, input.Period, context.Now))
        {
            return new Rejected(RejectionCodes.Nothing, "The period is not open here, or has not ended.");
        }

        return DrawName.IsOne(input.Period) ? DrawRules.Close(state, input, seed, context) : new Decided
        {
            Events = [new PeriodClosed(input.Lottery, input.Period) { On = LotterySlice.IdOf(input.Lottery) }],
            Messages = [new(state.HomeOf(input.Lottery), Lane.Control, new PeriodClosedAtShard(input.Lottery, input.Period))],
        };
    }

    /// <summary>Takes in the seed of a period.</summary>
    public static Decided Receive(ShardState state, SeedPublished message) =>
        !Period.IsOne(message.Period) || state.Lottery(message.Lottery).FindSeed(message.Period) is not null
            ? Mail.Refuse("the period has its seed here, or is none")
            : new()
            {
                Events =
                [
                    new SeedAdopted(message.Lottery, message.Period, message.Commitment, message.Wrapped) { On = LotterySlice.IdOf(message.Lottery) },
                ],
            };

    /// <summary>Counts a shard that has closed a period; with the last one the seed is revealed.</summary>
    public static Decided Receive(ShardState state, ShardId from, PeriodClosedAtShard message, ISeedVault seeds)
    {
        string id = SeedKeeper.IdOf(message.Lottery);
        if (state.Seeds(message.Lottery).Find(message.Period) is not { } kept || kept.IsClosedAt(from))
        {
            return Mail.Refuse("no seed waits for this closure");
        }

        List<GrainEvent> events = [new PeriodClosureCounted(message.Lottery, message.Period, from) { On = id }];
        if (kept.ClosedCount + 1 == state.ShardCount)
        {
            events.Add(new SeedRevealed(message.Lottery, message.Period, Open(seeds, message, kept.Wrapped!)) { On = id });
        }

        return new() { Events = events };
    }

    private static bool HasEnded(ShardState state, LotterySlice slice, string period, Stamp now) =>
        state.Self.Dating(now)?.Programme is { } programme
        && (Period.DayOf(period) is { } day ? programme.Calendar.EndOf(day) <= now
            : DrawName.IsOne(period) ? DrawEnd.IsReached(state, slice.Lottery, period, now)
            : DeckEnd.IsReached(state, slice, now));

    private static string Open(ISeedVault seeds, PeriodClosedAtShard message, string wrapped)
    {
        Span<byte> seed = stackalloc byte[Outcome.SeedLength];
        seeds.Unwrap(message.Lottery, message.Period, wrapped, seed);
        return Convert.ToHexStringLower(seed);
    }
}
