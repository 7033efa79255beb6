using Jifen.Grains.Cards;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Draws;
using Jifen.Grains.Fairness;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Grains.Member.Limits;

namespace Jifen.Grains.Lottery;

/// <summary>A play: of a wheel one record, or two where its prize wants a unit that this shard lacks (PROTOCOL section 2); of a deck a card, of a draw an entry.</summary>
public static class PlayRules
{
    private const int MostPlayerSeed = 64;

    public static Decision Decide(ShardState state, Play input, in DecisionContext context)
    {
        if (state.FindMember(input.Member) is not { } member)
        {
            return new NotYet(new MemberNeeded(input.Member));
        }

        if (!member.Enrolled)
        {
            return new Rejected(RejectionCodes.UnknownMember, "There is no such member.");
        }

        if (input.PlayerSeed.Length > MostPlayerSeed)
        {
            return Rejected.Invalid("playerSeed", "it is longer than 64 characters");
        }

        return state.Self.Unbound is { } document ? new NotYet(new DocumentNeeded(document)) : Attempt(state, input, member, context);
    }

    private static Decision Attempt(ShardState state, Play input, MemberGrain member, in DecisionContext context)
    {
        if (state.Self.InForce(context.Now)?.Programme is not { } programme || programme.FindGame(input.Lottery) is not { } game)
        {
            return new Rejected(RejectionCodes.UnknownLottery, "There is no such lottery.");
        }

        (LotterySlice slice, DateOnly day, MemberPlays plays) = (state.Lottery(game.Id), programme.Calendar.DayOf(context.Now), member.PlaysIn(game.Id));
        if (game is Deck deck)
        {
            return DealRules.Decide(new(state, input, context.Now, member, programme, deck, slice, day, plays), context);
        }

        if (game is Draw draw)
        {
            return EntryRules.Decide(new(state, input, context.Now, member, programme, draw, slice, draw.DayOf(context.Now), plays), context);
        }

        PlayAttempt play = new(state, input, context.Now, member, programme, (Wheel)game, slice, day, plays);
        return PlayChecks.Of(play) ?? Spin(play, context);
    }

    private static Decided Spin(PlayAttempt play, in DecisionContext context)
    {
        Wheel wheel = play.Wheel;
        AdoptedSeed seed = play.Slice.FindSeed(play.PeriodId)!;
        int rolled = wheel.IndexAt(Drawn(play, seed, context.Seeds));
        bool test = play.Member.IsTest;
        IReadOnlyList<string> exhausted = test ? play.State.GoneOf(wheel, play.Day, play.Now) : play.State.ExhaustedOf(wheel, play.Day, play.Now);
        WheelResolution chosen = WheelOutcome.Resolve(wheel.Table, rolled, play.Plays.SinceWin, exhausted, wheel.OwnedOf(play.Plays));
        if (chosen.Slot is not { } slot)
        {
            return PlayChecks.Refuse(RefusalCodes.SoldOut, $"The prize {wheel.Segments[rolled].Id} is out, and the lottery closes without it.");
        }

        PlayTaken taken = new(
            new(play.State.Shard, context.Next), wheel.Id, play.PeriodId, play.Day, play.Plays.Nonce + 1, play.Input.PlayerSeed,
            wheel.Segments[rolled].Id, chosen.Guaranteed, play.Plays.SinceWin, play.Free, play.Cost, wheel.Table.Version, context.Key, null, null)
        {
            Ticket = play.Ticket ? true : null,
        };
        WheelSegment segment = wheel.Segment(slot.Id);
        UnitWait unit = new(slot.Id, segment.UnitDay(play.Day), Settlement.OrNull(exhausted));
        return slot.Stocked && !test && play.State.UnitsOf(wheel, segment, play.Day, play.Now).Spare == 0 ? Wait(play, taken, unit, seed) : Complete(play, taken, unit, seed);
    }

    private static long Drawn(PlayAttempt play, AdoptedSeed adopted, ISeedVault seeds)
    {
        Span<byte> seed = stackalloc byte[Outcome.SeedLength];
        seeds.Unwrap(play.Wheel.Id, adopted.Period, adopted.Wrapped, seed);
        return Outcome.Draw(
            seed, play.Wheel.Id, adopted.Period, play.Member.Key, play.Plays.Nonce + 1, play.Input.PlayerSeed, play.Wheel.TotalWeight);
    }

    private static Decided Complete(PlayAttempt play, PlayTaken taken, UnitWait unit, AdoptedSeed seed)
    {
        Settlement settlement = new(play.State, taken with { Terms = new(play.Programme.Version, seed.Commitment) }, unit, play.Programme, play.Wheel, play.Wheel.OwnedOf(play.Plays))
        {
            IsShadow = play.Member.IsTest,
        };
        return new()
        {
            Answer = settlement.Answer(play.Member, play.Available - play.Cost),
            Entropy = Entropy(taken),
            Events = [.. Payment(play, taken, taken.Play), .. settlement.Events(play.Member, play.Now)],
        };
    }

    private static Decided Wait(PlayAttempt play, PlayTaken taken, UnitWait wait, AdoptedSeed seed)
    {
        PrizeUnits units = play.State.UnitsOf(play.Wheel, play.Wheel.Segment(wait.Segment), play.Day, play.Now);
        PlayTaken waits = taken with { Wait = wait, Terms = new(play.Programme.Version, seed.Commitment) };
        return new()
        {
            Answer = new PlayPending(taken.Play),
            Entropy = Entropy(taken),
            Events =
            [
                .. Payment(play, waits, waits.Play, waits: true),
                new WaitBegun(units.Segment, units.Day, play.Member.Key, taken.Play, taken.Key) { On = units.Holder.Id },
            ],
        };
    }

    private static EntropyReference Entropy(PlayTaken taken) => new(taken.Lottery, taken.Period, taken.Nonce);

    /// <remarks>The play comes before its payment, so that a waiting one keeps the parts that paid for it.</remarks>
    /// <param name="waits">The play may still be undone.</param>
    internal static IEnumerable<GrainEvent> Payment(GameAttempt play, GrainEvent taken, PlayId id, bool waits = false)
    {
        Purse purse = play.Member.Purse;
        IEnumerable<GrainEvent> counting = SelfLimitRules.Counting(play, id, waits);
        return play.Cost == Points.Zero
            ? [taken, .. counting]
            : [.. purse.ExpiredBy(play.Now), taken, .. counting, new PointsSpent(PlayCause.Of(id), play.Cost, purse.PartsOf(play.Cost, play.Now))];
    }
}
